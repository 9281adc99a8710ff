"""The shelf in a browser: a scene is opened, played, left and found again; no mouse is needed."""

import itertools

from playwright.sync_api import expect

from course.content.library import Library
from course.store.store import Store
from tests.browser.rehearsals import SLUG, Rehearsal
from tests.browser.shelf_states import SHELF, ShelfPage, open_shelf

LIBRARY = Library()
PIN = "13579"
numbers = itertools.count(1)


def test_a_new_scene_is_played_left_and_found_again(learner):
    """What is open survives loading the page; its end stands on the shelf, and it comes next."""
    shelf = open_shelf(learner)
    for slug in LIBRARY.files("scene"):
        expect(shelf.place.get_by_text(LIBRARY.scene(slug).title).first).to_be_visible()
    shelf.make()
    title = shelf.stage.get_by_role("heading", level=3).inner_text()
    shelf.say("I would see to this myself.")
    shelf = open_shelf(learner)
    expect(shelf.stage.get_by_role("heading", level=3)).to_have_text(title)
    expect(shelf.choices).to_have_count(3)
    shelf.play()
    shelf.back.click()
    card = shelf.place.locator(".next-scene, .scenes > li").filter(has_text=title)
    expect(card).to_contain_text("Played once")
    card.get_by_role("button", name="See how it went").click()
    expect(shelf.result).to_be_visible()


def test_a_link_leads_to_its_scene(learner):
    """The scene in the address is open, and the address is plain again."""
    shelf = open_shelf(learner, f"{SHELF}#scene={SLUG}")
    scene = Rehearsal(learner.page)
    scene.own_words.wait_for()
    assert "#" not in learner.page.url
    shelf.back.click()
    expect(shelf.place.locator(".all-scenes")).to_be_focused()


def test_keyboard_alone_is_enough(learner):
    """Tab and Enter lead into the next scene, to a reply, and back to all scenes."""
    shelf = open_shelf(learner)
    play = shelf.next.get_by_role("button")
    play.focus()
    learner.page.keyboard.press("Enter")
    expect(shelf.place.locator(".on-stage")).to_be_focused()
    learner.page.keyboard.press("Tab")
    expect(shelf.back).to_be_focused()
    learner.page.keyboard.press("Enter")
    expect(shelf.place.locator(".all-scenes")).to_be_focused()


def test_a_trainer_rehearses_a_generated_scene(server, visit):
    """From the generator one comes to the shelf, where the scene is open; nothing was saved."""
    visitor = visit()
    name = f"Trainer alone {next(numbers)}"
    Store(server.data).accounts.add(name, "trainer", PIN)
    visitor.sign_in(name, PIN)
    visitor.go("/roleplay_scripts/generator")
    page = visitor.page
    page.get_by_role("button", name="Make a scene").click()
    made = page.get_by_role("article")
    title = made.get_by_role("heading", level=2).inner_text()
    page.get_by_role("button", name="Rehearse it alone").click()
    page.wait_for_url(f"**{SHELF}")
    shelf = ShelfPage(page)
    shelf.stage.wait_for(timeout=60_000)  # another kernel starts first
    expect(shelf.stage.get_by_role("heading", level=3)).to_have_text(title)
    shelf.play()
    shelf.back.click()
    expect(shelf.place).to_contain_text("made for you")
