"""A visit in a real browser: what can be seen when, what went over the wire.

Times are taken in the page, from the start of the request to the frame in which something can be
seen; the same script watches all pages, also what they draw inside shadow roots.
"""

import json
from urllib.parse import urlsplit

from playwright.sync_api import TimeoutError

from benchmarks.house import SMALL
from benchmarks.peers.questions import BUTTON, LAST_WORDS, REASON

KINDS = ("fresh browser", "following visit")
OPTION = "label:has(input[type=radio]:enabled)"
SIGHTS = {  # what to look for on the page: selector and words
    "text": ("em", LAST_WORDS),
    "working": (OPTION, "Colleague 1."),
    "feedback": ("p, .result", REASON),
}
WATCH = """
const sights = %s;
const roots = (root) => [root, ...[...root.querySelectorAll("*")].flatMap(
  (element) => element.shadowRoot ? roots(element.shadowRoot) : [])];
const isSeen = (all, [selector, words]) => all.some((root) =>
  [...root.querySelectorAll(selector)].some((element) => element.textContent.includes(words) &&
    element.checkVisibility({ visibilityProperty: true, opacityProperty: true })));
function look() {
  const all = roots(document);
  for (const name in sights)
    if (!performance.getEntriesByName(name).length && isSeen(all, sights[name]))
      performance.mark(name);
  requestAnimationFrame(look);
}
requestAnimationFrame(look);
addEventListener("click", (event) => {
  if (event.composedPath().some(({ localName }) => localName === "button"))
    performance.mark("click");
}, true);
"""
MARKS = """new Promise((done) => {
  const look = () => {
    const marks = performance.getEntriesByType("mark").map((mark) => [mark.name, mark.startTime]);
    if (marks.some(([name]) => name === "feedback")) done(Object.fromEntries(marks));
    else requestAnimationFrame(look);  // WATCH sees it in the next frame
  };
  look();
})"""
LOOK_SECONDS = 2  # longer than a server takes to make good what a page took
PAGES = 5  # open at once, to see what one more costs


class Traffic:
    """What a page has asked for and got so far; answers from the cache do not count.

    Attributes
    ----------
    bytes : int
        As they came over the wire, compressed; of websockets the payload.
    elsewhere : int
        Requests to other machines; none is let through (see `benchmarks.pages.OFFLINE`).
    """

    def __init__(self, page):
        self.asked, self.cached, self.bytes, self.elsewhere = set(), set(), 0, 0
        network = page.context.new_cdp_session(page)
        network.on(
            "Network.requestWillBeSent",
            lambda event: self._ask(event["requestId"], event["request"]["url"]),
        )
        network.on(
            "Network.webSocketCreated", lambda event: self._ask(event["requestId"], event["url"])
        )
        network.on(
            "Network.requestServedFromCache", lambda event: self.cached.add(event["requestId"])
        )
        network.on("Network.responseReceived", self._answer)
        network.on("Network.loadingFinished", self._finish)
        network.on("Network.webSocketFrameReceived", self._frame)
        network.on("Network.webSocketFrameSent", self._frame)
        network.send("Network.enable")

    def _ask(self, number, url):
        address = urlsplit(url)
        if address.hostname == "127.0.0.1":
            self.asked.add(number)
        elif address.hostname:  # not data: or blob:
            self.elsewhere += 1

    def _answer(self, event):
        if event["response"].get("fromDiskCache"):
            self.cached.add(event["requestId"])

    def _finish(self, event):
        self.bytes += event["encodedDataLength"]

    def _frame(self, event):
        frame = event["response"]
        size = len(frame["payloadData"])
        self.bytes += size if frame["opcode"] == 1 else size * 3 // 4  # binary comes as base64

    @property
    def requests(self):
        """How many requests went over the wire."""
        return len(self.asked - self.cached)


def open_page(site, context):
    """Open the page in a new tab, and wait until the first option can be chosen.

    Raises
    ------
    RuntimeError
        There is none after a minute.
    """
    page = context.new_page()
    page.add_init_script(WATCH % json.dumps(SIGHTS))
    traffic = Traffic(page)
    page.goto(site.url, wait_until="commit")
    try:
        page.locator(OPTION).first.wait_for()
    except TimeoutError as error:
        said = page.locator("body").inner_text()
        raise RuntimeError(f"{site.name} showed no option: {said}") from error
    return page, traffic


def leave(page):
    """Close a tab so that the page can say good-bye."""
    page.goto("about:blank")
    page.close()


def visit(site, context):
    """Open the page in a new tab, answer a question, leave.

    Returns
    -------
    dict of str to float
        Seconds, counts and kilobytes (1000 bytes); see `benchmarks.report.ROWS`.
    """
    context.clear_cookies()
    context.add_cookies(site.cookies())
    page, traffic = open_page(site, context)
    page.locator(OPTION).first.click()
    page.get_by_role("button", name=BUTTON).first.click()
    page.get_by_text(REASON).first.wait_for()
    page.wait_for_load_state("networkidle")
    marks = page.evaluate(MARKS)
    leave(page)
    return {
        "text": marks["text"] / 1000,
        "working": marks["working"] / 1000,
        "feedback": (marks["feedback"] - marks["click"]) / 1000,
        "requests": traffic.requests,
        "elsewhere": traffic.elsewhere,
        "kilobytes": traffic.bytes / 1e3,
    }


def visit_twice(site, browser):
    """Visit with an empty cache, then again; return what was measured by kind of visit."""
    context = new_context(browser)
    measured = {kind: visit(site, context) for kind in KINDS}
    context.close()
    return measured


def memory_per_page(site, browser):
    """Return megabytes (1000000 bytes) of private memory that one more open page costs.

    It is by how much the server and all its processes grow while `PAGES` pages are opened. Kernels
    that wait for the next visitor count when they come in place of those that were taken.
    """
    context = new_context(browser)
    context.add_cookies(site.cookies())
    pages = [open_page(site, context)[0]]
    before = settled_memory(site, pages[0])
    pages += [open_page(site, context)[0] for _page in range(PAGES)]
    grown = settled_memory(site, pages[-1]) - before
    for page in pages:
        leave(page)
    context.close()
    return grown / PAGES / 1e6


def settled_memory(site, page):
    """Return the site's private memory in bytes when it does not grow any more."""
    page.wait_for_load_state("networkidle")
    earlier, now = 0, site.private_memory()
    while now - earlier > SMALL:
        page.wait_for_timeout(LOOK_SECONDS * 1000)
        earlier, now = now, site.private_memory()
    return now


def new_context(browser):
    """Return a browser with an empty cache and some patience."""
    context = browser.new_context()
    context.set_default_timeout(60_000)
    return context
