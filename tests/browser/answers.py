"""Answers to the items on a page, by the key in their bank."""

from course.activities.self_check import all_wrong
from course.content.library import Library
from course.learning.items import keys

BANK = Library().item_bank("03_role_models")


def bank_item(item, bank=BANK):
    """Return the item of the bank that is shown, found by its words."""
    stem = item.form.locator(".stem").inner_text()
    return next(i for unit in bank.units for i in unit.items if i.stem == stem)


def choose_indices(item, indices, bank=BANK):
    """Choose options by their index in the bank."""
    content = bank_item(item, bank)
    shown = item.texts()
    item.choose(*(shown.index(content.options[index].text) for index in indices))


def answer_rightly(item, bank=BANK):
    """Give the right answer, by the key in the bank."""
    give(item, keys(bank_item(item, bank)), bank)


def answer_wrongly(item, bank=BANK):
    """Give an answer that is as wrong as the item allows."""
    give(item, all_wrong(bank_item(item, bank), 0), bank)


def give(item, response, bank=BANK):
    """Give an answer of indices in the bank, to an item of any type."""
    content = bank_item(item, bank)
    texts = [content.options[index].text for index in response]
    if content.type == "ordering":
        put_in_order(item, texts)
    elif content.type == "matching":
        item.match(*texts)
    else:
        choose_indices(item, response, bank)
    item.answer()


def put_in_order(item, texts):
    """Move steps with the buttons until they stand like this."""
    for place, text in enumerate(texts):
        while (now := item.texts().index(text)) > place:
            item.form.get_by_role("button", name=f"Move up: {text}").click()
            item.form.locator(f"li:nth-child({now}) .text", has_text=text).wait_for()
