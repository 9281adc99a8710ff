"""The generator in a browser: a trainer gets a scene, keeps it, and needs no mouse for it."""

import itertools
import re

import pytest
from playwright.sync_api import expect

from course.content.scenes import check_scene_card
from course.store.store import Store
from tests.browser.test_robustness import kill, my_kernels, wait_for_a_kernel

GENERATOR = "/roleplay_scripts/generator"
PIN = "13579"
numbers = itertools.count(1)


@pytest.fixture
def trainer(server, visit):
    """Give a browser in which a trainer has opened the generator."""
    visitor = visit()
    name = f"Trainer of scenes {next(numbers)}"
    Store(server.data).accounts.add(name, "trainer", PIN)
    visitor.sign_in(name, PIN)
    visitor.go(GENERATOR)
    visitor.page.locator(".generator form").wait_for()
    return visitor


def ask_for(page, number, difficulty="3"):
    """Ask for the scene with a number; return its place on the page."""
    page.get_by_text("More wishes").click()
    page.get_by_label("Number of a scene").fill(number)
    page.get_by_label("Difficulty").select_option(difficulty)
    page.get_by_role("button", name="Make a scene").click()
    scene = page.get_by_role("article")
    scene.wait_for()
    return scene


def primaries(page):
    """Return the words of all primary buttons."""
    return page.locator(".generator .primary").all_inner_texts()


def test_a_scene_is_made_kept_and_made_again(trainer, server):
    """One step is the next one at any time; the card on the disk is the scene on the page."""
    page = trainer.page
    assert primaries(page) == ["Make a scene"]
    scene = ask_for(page, "81234")
    title = scene.get_by_role("heading", level=2).inner_text()
    expect(scene).to_be_focused()
    assert primaries(page) == ["Save as a card"]
    page.get_by_role("button", name="Save as a card").click()
    kept = scene.get_by_role("status")
    expect(kept).to_contain_text("Saved as")
    assert primaries(page) == ["Another scene"]
    link = page.get_by_role("link", name="Print its cards").get_attribute("href")
    printed = trainer.context.request.get(f"{server.url}/{link.removeprefix('../')}")
    assert (printed.status, title in printed.text()) == (200, True)
    slug = re.search(r"Saved as (\S+)\.", kept.inner_text())[1]
    card = server.data / "content" / "roleplay_scripts" / f"{slug}.scene.md"
    assert check_scene_card(card).title == title
    page.get_by_role("button", name="Another scene").click()
    expect(scene.locator(".number span")).not_to_have_text("Number 81234")
    page.get_by_label("Number of a scene").fill("81234")
    page.get_by_role("button", name="Make a scene").click()
    expect(scene.get_by_role("heading", level=2)).to_have_text(title)
    expect(kept).to_contain_text("saved already")
    assert primaries(page) == ["Another scene"]


def test_keyboard_alone_is_enough(trainer):
    """From the first field to a saved card with Tab, arrows and Enter."""
    page = trainer.page
    page.get_by_label("Standard").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    for _tab in range(12):
        if page.evaluate("document.activeElement.type") == "submit":
            break
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    scene = page.get_by_role("article")
    expect(scene).to_be_focused()
    expect(scene).to_contain_text("Difficulty 3 of 5")
    expect(scene).to_contain_text("Makes it their own")
    page.keyboard.press("Tab")  # the same number again
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Save as a card")).to_be_focused()
    page.keyboard.press("Enter")
    expect(scene.get_by_role("status")).to_contain_text("Saved as")


def test_a_scene_outlives_its_kernel(trainer, server):
    """When the kernel dies, the page asks another one for the very same scene."""
    page = trainer.page
    scene = ask_for(page, "777", difficulty="4")
    before = scene.locator(".brief").all_inner_texts()
    trainer.expect_complaint("WebSocket|ERR_CONNECTION")
    kill(my_kernels(server, trainer)[0])
    wait_for_a_kernel(server, trainer)
    page.get_by_role("button", name="Save as a card").click()
    # the page asks for the scene and for saving it, in whatever order a fresh kernel gets them
    expect(scene.get_by_role("status")).to_have_text(re.compile("[Ss]aved"), timeout=40_000)
    assert scene.locator(".brief").all_inner_texts() == before
