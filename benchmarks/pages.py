"""How fast a page is: ours beside the same ten questions with stock Voila, Panel and Streamlit.

Run by ``make bench``, or by hand with ``CHROMIUM`` set to a browser and an environment in which
``benchmarks/requirements.lock`` is installed::

    python -m benchmarks.pages --peers build/bench-env               # five visits of each kind
    python -m benchmarks.pages --visits 9 --write                    # nine, and into RESULTS.md

Each round opens every page in a browser with an empty cache, then once more in a new tab of the
same browser; the sites take turns, so that whatever else the machine does slows down all of them.
Everything is made in a folder of its own that is gone afterwards.
"""

import argparse
import os
import shutil
import subprocess
import tempfile
from contextlib import ExitStack, suppress
from pathlib import Path

from playwright.sync_api import sync_playwright

from benchmarks.report import facts, ratios, table
from benchmarks.sites import COMMANDS, our_site, peer_site
from benchmarks.visits import memory_per_page, visit_twice
from tests.browser.conftest import CHROMIUM_OPTIONS

HERE = Path(__file__).parent
PEERS = HERE.parent / "build" / "bench-env"
PACKAGES = ("voila", "panel", "streamlit")
OFFLINE = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"
HOW_TO_READ = """\
# How fast the pages are

Written by `make bench OPTIONS=--write`; `make bench` measures again and prints.
All columns come from one run and show the same text and the same ten questions.
Compare them with each other, not with another machine: ratios hold, seconds do not.

"Text to read" is when the last words above the questions can be seen.
"First working option" is when the first option can be chosen; both count from the request.
A fresh browser has nothing in its cache; the following visit is a new tab of the same browser.
Bytes are counted as they travel, compressed where the server compresses.
Memory is what one more open page costs: what the server and its processes share with nobody.
Our page stores each answer before it shows the feedback; the others store nothing.
"""


def measure(sites, browser, rounds):
    """Let the sites take turns.

    Returns
    -------
    tuple
        Visits by site, one entry a round, and megabytes per page by site. The very first visits
        are not in it: a server that nobody has asked for anything yet is slower.
    """
    for site in sites:
        visit_twice(site, browser)
    memory = {site.name: memory_per_page(site, browser) for site in sites}
    visits = {site.name: [] for site in sites}
    for _round in range(rounds):
        for site in sites:
            visits[site.name].append(visit_twice(site, browser))
    return visits, memory


def versions(environment):
    """Return the versions of the peers."""
    script = "import sys, importlib.metadata as m; print(*map(m.version, sys.argv[1:]))"
    said = subprocess.check_output(
        [environment / "bin" / "python", "-c", script, *PACKAGES], text=True
    )
    return dict(zip(PACKAGES, said.split(), strict=True))


def run(rounds, environment):
    """Serve all pages, visit them, and return the report."""
    load = os.getloadavg()[0]
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium")
    with ExitStack() as stack:
        scratch = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        playwright = stack.enter_context(sync_playwright())
        browser = playwright.chromium.launch(
            executable_path=chromium, args=[*CHROMIUM_OPTIONS, OFFLINE]
        )
        stack.callback(browser.close)
        folders = [scratch / name.replace(" ", "-") for name in ("ours", *COMMANDS)]
        for folder in folders:
            folder.mkdir()
        sites = [stack.enter_context(our_site(folders[0], browser))]
        for name, folder in zip(COMMANDS, folders[1:], strict=True):
            sites.append(stack.enter_context(peer_site(name, folder, environment)))
        visits, memory = measure(sites, browser, rounds)
        about = facts(browser, rounds, load, versions(environment))
    return f"{table(visits, memory)}\n\n{ratios(visits)}\n\n{about}"


def main():
    """Measure, print, and store if asked to."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--visits", type=int, default=5, help="of each kind (5)")
    parser.add_argument("--peers", type=Path, default=PEERS, help="environment of the others")
    parser.add_argument("--write", action="store_true", help="put the table into RESULTS.md")
    given = parser.parse_args()
    report = run(given.visits, given.peers.absolute())
    print(report)
    if given.write:
        text = f"{HOW_TO_READ}\n```text\n{report}\n```\n"
        (HERE / "RESULTS.md").write_text(text, "utf-8")


if __name__ == "__main__":
    with suppress(KeyboardInterrupt):
        main()
