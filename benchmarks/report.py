"""The table of the comparison, and the ratios that the project watches."""

import os
import platform
from importlib.metadata import version
from statistics import median

import psutil

import course
from benchmarks.sites import OURS, PANEL, STREAMLIT, VOILA
from benchmarks.visits import KINDS

ROWS = (  # name, key, format
    ("text to read, s", "text", ".2f"),
    ("first working option, s", "working", ".2f"),
    ("from click to feedback, s", "feedback", ".2f"),
    ("requests, with the websocket", "requests", ".0f"),
    ("of other machines (blocked)", "elsewhere", ".0f"),
    ("over the wire, kB", "kilobytes", ".0f"),
)
WATCHED = (  # peers (the fastest counts), goal, floor
    ((VOILA,), 10.0, 7.0),
    ((PANEL, STREAMLIT), 2.5, 1.7),
)
WATCHED_KIND, WATCHED_ROW = "following visit", "working"
FIRST, OTHERS = 32, 23  # widths of the columns


def cell(values, style):
    """Return median, least and most as text.

    >>> cell([3, 1, 2], ".0f")
    '2 (1 to 3)'
    """
    return f"{median(values):{style}} ({min(values):{style}} to {max(values):{style}})"


def table(visits, memory):
    """Return everything measured as plain text in columns.

    Parameters
    ----------
    visits : dict of str to list of dict
        By site; one entry a round, by kind of visit, by key of `ROWS`.
    memory : dict of str to float
        Megabytes per open page, by site.
    """
    lines = [("", *visits)]
    for kind in KINDS:
        lines += [("",), (kind,)]
        for name, key, style in ROWS:
            cells = [cell([one[kind][key] for one in rounds], style) for rounds in visits.values()]
            lines.append((f"  {name}", *cells))
    lines += [("",), ("private memory per page, MB", *(f"{memory[site]:.1f}" for site in visits))]
    return "\n".join(row(first, *others) for first, *others in lines)


def row(first, *others):
    """Return one line of the table."""
    return (first.ljust(FIRST) + "".join(text.ljust(OTHERS) for text in others)).rstrip()


def ratios(visits):
    """Return how many times as fast ours is as those it is measured against, a line each."""
    middle = {
        site: median(one[WATCHED_KIND][WATCHED_ROW] for one in rounds)
        for site, rounds in visits.items()
    }
    lines = [f"First working option, {WATCHED_KIND}: course serve {middle[OURS]:.2f} s"]
    for peers, goal, floor in WATCHED:
        fastest = min(peers, key=middle.get)
        ratio = middle[fastest] / middle[OURS]
        among = f" (fastest of {', '.join(peers)})" if len(peers) > 1 else ""
        lines.append(
            f"  {ratio:.1f} times as fast as {fastest}{among}: {verdict(ratio, goal, floor)}"
        )
    return "\n".join(lines)


def verdict(ratio, goal, floor):
    """Return where a ratio stands.

    >>> verdict(8, 10, 7)
    'above the floor of 7, below the goal of 10'
    """
    if ratio >= goal:
        return f"the goal of {goal:g} is reached"
    if ratio >= floor:
        return f"above the floor of {floor:g}, below the goal of {goal:g}"
    return f"below the floor of {floor:g} (goal {goal:g})"


def facts(browser, rounds, load, peers):
    """Return on what it was measured, in a few lines.

    Parameters
    ----------
    browser : playwright.sync_api.Browser
    rounds : int
    load : float
        Of the machine, before the run.
    peers : dict of str to str
        Versions of the others, by package.
    """
    memory = psutil.virtual_memory().total / 1e9
    ours = {name: version(name) for name in ("voila", "ipykernel")}
    named, named_peers = (
        ", ".join(f"{name} {number}" for name, number in versions.items())
        for versions in (ours, peers)
    )
    return "\n".join(
        [
            f"Median (least to most) of {rounds} visits of each kind, taking turns.",
            f"Machine: {os.cpu_count()} cores, {memory:.0f} GB, {platform.system()}; "
            f"load before the run {load:.1f}.",
            f"Course {course.__version__} with {named}; beside it {named_peers}.",
            f"Python {platform.python_version()}, Chromium {browser.version}.",
        ]
    )
