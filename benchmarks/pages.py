"""How fast a page is: ours beside the same ten questions in an ordinary notebook under stock Voila.

Run by ``make bench``, or by hand with ``CHROMIUM`` set to a browser::

    python benchmarks/pages.py            # five visits of each kind
    python benchmarks/pages.py 9 --write  # nine, and put the table into RESULTS.md

Each round opens both pages in a browser with an empty cache, then once more in a new tab of the
same browser; ours and stock Voila take turns, so that whatever else the machine does slows down
both. Everything is made in a folder of its own that is gone afterwards. Times are taken in the
page, from the start of the request to the frame in which something can be seen.
"""

import argparse
import itertools
import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import threading
from contextlib import contextmanager, suppress
from importlib.metadata import version
from pathlib import Path
from statistics import median
from urllib.parse import urlsplit

import nbformat
import psutil
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from playwright.sync_api import sync_playwright

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent))

import course  # noqa: E402
from tests.browser.conftest import CHROMIUM_OPTIONS  # noqa: E402
from tests.browser.server import Server, free_port  # noqa: E402
from tests.browser.visitor import Visitor  # noqa: E402

QUESTIONS = 10
BUTTON = "Check my answer"
LAST_WORDS = "Take your time."
REASON = "The reason is this:"
TEXT = f"""\
# Ten questions

A page of the usual kind: a little to read, then ten questions with four options each.
Whoever opens it wants to read at once, and to answer as soon as there is something to answer.

*{LAST_WORDS}*
"""
STOCK_SETUP = f"""\
import ipywidgets as widgets

def ask(stem, options, right):
    choice = widgets.RadioButtons(options=options, value=None, layout={{"width": "auto"}})
    button = widgets.Button(description="{BUTTON}")
    feedback = widgets.HTML()
    feedback.add_class("feedback")

    def check(_button):
        verdict = "Right." if choice.value == right else "Not quite."
        feedback.value = f"<b>{{verdict}}</b> {REASON} “{{right}}” fits."

    button.on_click(check)
    return widgets.VBox([widgets.HTML(f"<b>{{stem}}</b>"), choice, button, feedback])
"""
SIGHTS = {  # what to look for on the page: selector and words
    "text": ("em", LAST_WORDS),
    "working": ("input[type=radio]:enabled", ""),
    "feedback": (".result, .feedback", REASON),
}
WATCH = """
const sights = %s;
const isSeen = ([selector, words]) => [...document.querySelectorAll(selector)].some(
  (element) => element.textContent.includes(words) &&
    element.checkVisibility({ visibilityProperty: true, opacityProperty: true }));
function look() {
  for (const name in sights)
    if (!performance.getEntriesByName(name).length && isSeen(sights[name])) performance.mark(name);
  requestAnimationFrame(look);
}
requestAnimationFrame(look);
addEventListener("click", ({ target }) => {
  if (target.closest("button")) performance.mark("click");
}, true);
"""
MARKS = "Object.fromEntries(performance.getEntriesByType('mark').map((m) => [m.name, m.startTime]))"
ROWS = (  # name, key, format
    ("text to read, s", "text", ".2f"),
    ("first working option, s", "working", ".2f"),
    ("from click to feedback, s", "feedback", ".2f"),
    ("requests, with the websocket", "requests", ".0f"),
    ("over the wire, kB", "kilobytes", ".0f"),
    ("private memory of the kernel, MB", "megabytes", ".1f"),
)
VISITS = ("fresh browser", "following visit")
WIDTHS = (36, 24, 24)


def options(number):
    """Return the words of four options of a question; the third is the right one."""
    return [f"Colleague {number}.{place} does something for a guest" for place in range(1, 5)]


def item(number):
    """Return a question as an item of our bank."""
    return {
        "id": f"question-{number}",
        "objective": "answer",
        "type": "single",
        "difficulty": 1,
        "stem": f"Question {number}: whom would you copy?",
        "options": [
            {"text": words, "feedback": f"{REASON} it fits.", "key": True}
            if place == 2
            else {"text": words, "feedback": f"{REASON} it does not fit.", "misconception": "none"}
            for place, words in enumerate(options(number))
        ],
    }


def write_ours(data):
    """Write the module ``bench`` and its item bank into a data folder."""
    bank = {
        "bank": "bench",
        "title": "Ten questions",
        "objectives": {"answer": "Answer ten questions."},
        "misconceptions": {"none": "One is as good as another."},
        "units": [
            {
                "id": "ten",
                "title": "Ten questions",
                "items": [item(number) for number in range(1, QUESTIONS + 1)],
            }
        ],
    }
    banks = data / "content" / "exercises" / "item_banks"
    banks.mkdir(parents=True)
    (banks / "bench.yaml").write_text(json.dumps(bank, indent=1), "utf-8")  # JSON is YAML
    setup = new_code_cell("from course.notebook import quiz", metadata={"tags": ["no-output"]})
    notebook = new_notebook(
        cells=[new_markdown_cell(TEXT), setup, new_code_cell('quiz("bench", "ten")')],
        metadata={"course": {"role": "learner"}, "voila": {"template": "course"}},
    )
    modules = data / "content" / "modules"
    modules.mkdir()
    nbformat.write(notebook, modules / "bench.ipynb")


def write_stock(folder):
    """Write an ordinary notebook with the same questions; return its path."""
    asking = [
        f"ask({item(number)['stem']!r}, {options(number)!r}, {options(number)[2]!r})"
        for number in range(1, QUESTIONS + 1)
    ]
    cells = [new_markdown_cell(TEXT), *map(new_code_cell, [STOCK_SETUP, *asking])]
    nbformat.write(new_notebook(cells=cells), folder / "bench.ipynb")
    return folder / "bench.ipynb"


class Ours:
    """The page under ``course serve``."""

    name = "course serve"

    def __init__(self, server, browser):
        self.server, self.browser, self.url = server, browser, f"{server.url}/modules/bench"
        self.numbers = itertools.count(1)

    def cookies(self):
        """Return those of a new learner, who has answered nothing; the cache stays as it is."""
        visitor = Visitor(self.browser.new_context(), self.server.url)
        visitor.join(f"Learner {next(self.numbers)}")
        cookies = visitor.context.cookies()
        visitor.context.close()
        return cookies

    def kernels(self):
        """Return the processes of the kernels that serve a person."""
        return [psutil.Process(pid) for pid, person in self.server.kernels().items() if person]


class Stock:
    """The page under plain ``voila``."""

    name = "stock Voila"

    def __init__(self, process, port):
        self.process, self.url = psutil.Process(process.pid), f"http://127.0.0.1:{port}/"

    def cookies(self):
        """Return none: it knows nobody."""
        return []

    def kernels(self):
        """Return the processes of the kernels; it never ends those of earlier visits."""
        children = self.process.children(recursive=True)
        return [child for child in children if "ipykernel" in " ".join(child.cmdline())]


@contextmanager
def our_page(folder, browser):
    """Serve our page for a while."""
    write_ours(folder)
    server = Server(folder)
    try:
        server.start()
        yield Ours(server, browser)
    finally:
        server.stop()


@contextmanager
def stock_page(folder):
    """Serve the ordinary notebook for a while, without settings of whoever runs this."""
    port = free_port()
    command = [sys.executable, "-m", "voila", str(write_stock(folder)), "--no-browser"]
    own = {name: str(folder / name) for name in ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR")}
    process = subprocess.Popen(
        [*command, f"--port={port}"], env=os.environ | own, stderr=subprocess.PIPE, text=True
    )
    try:
        if not any(f":{port}/" in line for line in process.stderr):
            raise RuntimeError("voila did not start")
        threading.Thread(target=process.stderr.read).start()  # lest the pipe fills up
        yield Stock(process, port)
    finally:
        process.terminate()
        process.wait(20)


class Traffic:
    """What a page has asked for and got so far; answers from the cache do not count."""

    def __init__(self, page):
        self.asked, self.cached, self.bytes = set(), set(), 0
        network = page.context.new_cdp_session(page)
        network.on("Network.requestWillBeSent", self._ask)
        network.on("Network.webSocketCreated", lambda event: self.asked.add(event["requestId"]))
        network.on(
            "Network.requestServedFromCache", lambda event: self.cached.add(event["requestId"])
        )
        network.on("Network.responseReceived", self._answer)
        network.on("Network.loadingFinished", self._finish)
        network.on("Network.webSocketFrameReceived", self._frame)
        network.on("Network.webSocketFrameSent", self._frame)
        network.send("Network.enable")

    def _ask(self, event):
        if urlsplit(event["request"]["url"]).scheme in ("http", "https"):
            self.asked.add(event["requestId"])

    def _answer(self, event):
        if event["response"].get("fromDiskCache"):
            self.cached.add(event["requestId"])

    def _finish(self, event):
        self.bytes += event["encodedDataLength"]

    def _frame(self, event):
        self.bytes += len(event["response"]["payloadData"])

    @property
    def requests(self):
        """How many requests went over the wire."""
        return len(self.asked - self.cached)


def visit(site, context):
    """Open the page in a new tab, answer a question, leave.

    Returns
    -------
    dict of str to float
        Seconds, counts, kilobytes (1000 bytes) and megabytes (1000000 bytes); see `ROWS`.
    """
    context.clear_cookies()
    context.add_cookies(site.cookies())
    page = context.new_page()
    page.add_init_script(WATCH % json.dumps(SIGHTS))
    traffic = Traffic(page)
    page.goto(site.url, wait_until="commit")
    page.locator("input[type=radio]:enabled").first.click()
    page.get_by_role("button", name=BUTTON).first.click()
    page.get_by_text(REASON).first.wait_for()
    page.wait_for_load_state("networkidle")
    marks = page.evaluate(MARKS)
    kernel = max(site.kernels(), key=psutil.Process.create_time)
    measured = {
        "text": marks["text"] / 1000,
        "working": marks["working"] / 1000,
        "feedback": (marks["feedback"] - marks["click"]) / 1000,
        "requests": traffic.requests,
        "kilobytes": traffic.bytes / 1e3,
        "megabytes": kernel.memory_full_info().uss / 1e6,
    }
    page.goto("about:blank")  # so that the page can say good-bye
    page.close()
    return measured


def visit_twice(site, browser):
    """Visit with an empty cache, then again; return what was measured by kind of visit."""
    context = browser.new_context()
    context.set_default_timeout(60_000)
    measured = {kind: visit(site, context) for kind in VISITS}
    context.close()
    return measured


def measure(sites, browser, rounds):
    """Let the sites take turns.

    Returns
    -------
    dict of str to list of dict
        By site name, one entry a round. The very first visits are not in it: a server that nobody
        has asked for anything yet is slower.
    """
    for site in sites:
        visit_twice(site, browser)
    measured = {site.name: [] for site in sites}
    for _round in range(rounds):
        for site in sites:
            measured[site.name].append(visit_twice(site, browser))
    return measured


def cell(values, style):
    """Return median, least and most as text.

    >>> cell([3, 1, 2], ".0f")
    '2 (1 to 3)'
    """
    return f"{median(values):{style}} ({min(values):{style}} to {max(values):{style}})"


def table(measured):
    """Return everything measured as plain text in columns."""
    lines = [("", *measured)]
    for kind in VISITS:
        lines += [("",), (kind,)]
        for name, key, style in ROWS:
            cells = [
                cell([one[kind][key] for one in rounds], style) for rounds in measured.values()
            ]
            lines.append((f"  {name}", *cells))
    return "\n".join(
        "".join(text.ljust(width) for text, width in zip(line, WIDTHS, strict=False)).rstrip()
        for line in lines
    )


def facts(browser, rounds, load):
    """Return on what it was measured, in a few lines."""
    memory = psutil.virtual_memory().total / 1e9
    packages = ", ".join(f"{name} {version(name)}" for name in ("voila", "ipykernel", "ipywidgets"))
    return "\n".join(
        [
            f"Median (least to most) of {rounds} visits of each kind, taking turns.",
            f"Machine: {os.cpu_count()} cores, {memory:.0f} GB, {platform.system()}; "
            f"load before the run {load:.1f}.",
            f"Course {course.__version__}, Python {platform.python_version()}, {packages}, "
            f"Chromium {browser.version}.",
        ]
    )


def run(rounds):
    """Serve both pages, visit them, and return the report."""
    load = os.getloadavg()[0]
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium")
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as scratch:
        browser = playwright.chromium.launch(executable_path=chromium, args=CHROMIUM_OPTIONS)
        folders = [Path(scratch) / name for name in ("ours", "stock")]
        for folder in folders:
            folder.mkdir()
        with our_page(folders[0], browser) as ours, stock_page(folders[1]) as stock:
            measured = measure([ours, stock], browser, rounds)
        report = f"{table(measured)}\n\n{facts(browser, rounds, load)}"
        browser.close()
    return report


HOW_TO_READ = """\
# How fast the pages are

Written by `python benchmarks/pages.py --write`; `make bench` measures again and prints.
Both columns come from one run and show the same text and the same ten questions.
Compare them with each other, not with another machine: ratios hold, seconds do not.

"Text to read" is when the last words above the questions can be seen.
"First working option" is when the first option can be chosen; both count from the request.
A fresh browser has nothing in its cache; the following visit is a new tab of the same browser.
Memory is what one more open page costs: what its kernel shares with no other process.
Our page stores each answer before it shows the feedback; the ordinary notebook stores nothing.
"""


def main():
    """Measure, print, and store if asked to."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("visits", nargs="?", type=int, default=5, help="of each kind (5)")
    parser.add_argument("--write", action="store_true", help="put the table into RESULTS.md")
    given = parser.parse_args()
    report = run(given.visits)
    print(report)
    if given.write:
        text = f"{HOW_TO_READ}\n```text\n{report}\n```\n"
        (HERE / "RESULTS.md").write_text(text, "utf-8")


if __name__ == "__main__":
    with suppress(KeyboardInterrupt):
        main()
