"""Take pictures of every state of every page, into ``pictures/``: run by ``make pictures``.

With ``--readme`` the picture of the README is taken anew as well.
"""

import os
import shutil
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.browser.conftest import CHROMIUM_OPTIONS
from tests.browser.server import running
from tests.browser.states import SCHEMES, SIZES, walk
from tests.browser.visitor import Visitor

ROOT = Path(__file__).parents[1]
PICTURES = ROOT / "pictures"
LONG = 6000  # pixels


def main():
    """Walk through the states and take six pictures of each."""
    shutil.rmtree(PICTURES, ignore_errors=True)
    PICTURES.mkdir()
    path = os.environ.get("CHROMIUM") or shutil.which("chromium")
    with (
        tempfile.TemporaryDirectory() as data,
        running(Path(data)) as server,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=path, args=CHROMIUM_OPTIONS)
        visitor = Visitor(browser.new_context(viewport={"width": 1280, "height": 800}), server.url)
        for number, state in enumerate(walk(visitor, server)):
            for size, (width, height) in SIZES.items():
                visitor.page.set_viewport_size({"width": width, "height": height})
                for scheme in SCHEMES:
                    visitor.page.emulate_media(color_scheme=scheme)
                    name = f"{number:02} {state.name}, {size}, {scheme}.png"
                    take(visitor.page, state.place, PICTURES / name)
            if state.name == "single, wrong" and "--readme" in sys.argv:
                take_readme_picture(visitor.page)
            visitor.page.set_viewport_size({"width": 1280, "height": 800})
            print(f"{number:02} {state.name}", flush=True)
        browser.close()


def take(page, place, path):
    """Take the part of the page that is new, or all of the page unless it is very long."""
    page.evaluate("document.querySelector('.bar').style.position = 'static'")
    if place:
        page.locator(f"#{place} > *").first.screenshot(path=path)
    else:
        height = page.evaluate("document.documentElement.scrollHeight")
        page.screenshot(path=path, full_page=height < LONG)
    page.evaluate("document.querySelector('.bar').style.position = ''")


def take_readme_picture(page):
    """Show the item just answered, with its question at the top."""
    page.set_viewport_size({"width": 820, "height": 1000})
    page.emulate_media(color_scheme="light")
    page.locator("form.item:has(:focus)").evaluate("item => item.scrollIntoView({block: 'start'})")
    page.screenshot(path=ROOT / "docs" / "pictures" / "quiz.png")


if __name__ == "__main__":
    main()
