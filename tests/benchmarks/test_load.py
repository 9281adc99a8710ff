"""`make load`: a small crowd on a real server, and what it calls lost."""

import re
from collections import Counter

import pytest

from benchmarks.load import run
from benchmarks.load_report import lost_answers
from benchmarks.open_page import FullError, Log, NoPageError, read_page
from course.serve.kernels import POOL_SIZE


class Answer:
    """An HTTP answer with nothing but its status."""

    def __init__(self, code):
        self.code, self.reason = code, ""


def figure(report, name):
    """Return the number on the line of a report that begins like this."""
    return int(next(line for line in report if line.startswith(name)).removeprefix(name))


def test_three_learners_lose_nothing(monkeypatch):
    """Three learners on a server of their own: each answer is acknowledged and stored once."""
    monkeypatch.delenv("COURSE_DATABASE", raising=False)
    arguments = ["--learners", "3", "--seconds", "5", "--every", "1", "--arrive", "0.1"]
    report, faults = run(arguments)
    assert "pages that came           3 of 3" in report
    assert faults == 0, report
    assert figure(report, "acknowledged") == figure(report, "answers sent") >= 6
    assert any(line.startswith("left when all have gone") for line in report)


@pytest.mark.parametrize(
    "arguments",
    [["--open", "2"], ["--visits", "2", "--seconds", "1", "--every", "0.2"]],
    ids=["at once", "come and go"],
)
def test_pages_that_come_are_counted(monkeypatch, arguments):
    """Two pages at once, and two visits that come and go, leave only what waits in the pool."""
    monkeypatch.delenv("COURSE_DATABASE", raising=False)
    report, faults = run(arguments)
    assert "pages that came           2 of 2" in report
    assert faults == 0, report
    left = next(line for line in report if line.startswith("left when all have gone"))
    after = int(re.search(r"(\d+) processes", left)[1])
    assert after <= POOL_SIZE + 1  # the zygote


def test_lost_answers_are_found():
    """An acknowledged answer must be stored exactly once; one that nobody waited for may be."""
    log = Log(acknowledged={("key-1", "item"), ("key-2", "item"), ("key-3", "item")})
    stored = Counter({("key-1", "item"): 1, ("key-2", "item"): 2, ("key-4", "item"): 1})
    assert lost_answers(log, stored) == {("key-2", "item"), ("key-3", "item")}


def test_only_the_kind_page_means_full():
    """A 503 with our words is a full house; another one, and half a page, are faults."""
    with pytest.raises(FullError):
        read_page(Answer(503), "<h1>The course is full just now</h1>")
    with pytest.raises(NoPageError, match="503"):
        read_page(Answer(503), "<h1>Service unavailable</h1>")
    with pytest.raises(NoPageError, match="without its kernel"):
        read_page(Answer(200), '<course-kernel kernel="1" base="/"></course-kernel>')
