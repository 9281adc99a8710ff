"""How soon a tap on a phone is on the big screen, with a dozen phones in real browsers.

Run by hand: ``python -m benchmarks.meeting [--phones 12] [--taps 60]``. The browsers share the
machine with the server, which in a back room they do not.
"""

import argparse
import os
import re
import shutil
import tempfile
import time
from pathlib import Path
from statistics import quantiles

from playwright.sync_api import sync_playwright

from tests.browser.conftest import CHROMIUM_OPTIONS
from tests.browser.live_meetings import LiveMeeting
from tests.browser.server import running
from tests.browser.visitor import Visitor

SHOWN = """text => new Promise(done => {
    const look = () => document.body.innerText.includes(text)
        ? done(performance.timeOrigin + performance.now()) : requestAnimationFrame(look);
    look();
})"""
PRESSED = """button => new Promise(done => {
    button.addEventListener("click", () => done(performance.timeOrigin + performance.now()),
        {once: true});
    setTimeout(() => button.click());
})"""


def measure(meeting, screen, taps):
    """Return the seconds from each tap on "I am ready" to the new count on the big screen."""
    pages, ready, found = meeting.everybody(), set(), []
    for number in range(taps):
        page = pages[number % len(pages)]
        ready ^= {page}
        button = page.get_by_role("button", name="I am ready").element_handle()
        pressed = page.evaluate(PRESSED, button)
        text = f"{len(ready)} of {len(pages)} are ready"
        found.append((screen.evaluate(SHOWN, text) - pressed) / 1000)
        time.sleep(0.2)  # a little life between two taps, as in a room
    return found


def main():
    """Hold the meeting up to its briefs, tap, and print what was seen."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--phones", type=int, default=12)
    parser.add_argument("--taps", type=int, default=60)
    given = parser.parse_args()
    os.environ.pop("COURSE_DATABASE", None)  # never anybody's real one
    path = os.environ.get("CHROMIUM") or shutil.which("chromium")
    with (
        tempfile.TemporaryDirectory() as data,
        running(Path(data)) as server,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=path, args=CHROMIUM_OPTIONS)
        meeting = LiveMeeting(
            lambda url, **options: Visitor(browser.new_context(**options), url), server
        )
        meeting.open()
        screen = meeting.join_screen()
        for number in range(given.phones):
            meeting.join(f"Colleague {number + 1}")
        meeting.press("Deal the parts")
        meeting.page.get_by_role("combobox").first.wait_for()
        meeting.press("Hand out the briefs")
        screen.get_by_text(re.compile("0 of .* are ready")).wait_for()
        found = sorted(measure(meeting, screen, given.taps))
        browser.close()
    cuts = quantiles(found, n=100, method="inclusive")
    print(
        f"{given.phones} phones, {given.taps} taps: tap to big screen "
        f"p50 {cuts[49]:.2f}, p95 {cuts[94]:.2f}, max {found[-1]:.2f} s"
    )


if __name__ == "__main__":
    main()
