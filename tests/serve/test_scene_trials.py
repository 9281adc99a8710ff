"""Trials of scenes: one at a time, in a process that is ended when it takes too long."""

import asyncio
import sys

import pytest

from course.serve import scene_trials
from course.serve.kernels import kernel_environment
from course.serve.scene_trials import SceneTrials
from tests.content.test_scenes import GOOD as TEXT
from tests.serve.test_text_versions import run


@pytest.fixture
def trials(tmp_path):
    """Give trials for a business without content of its own."""
    return SceneTrials(tmp_path, kernel_environment(tmp_path))


def program(monkeypatch, source):
    """Let trials run another program."""
    monkeypatch.setattr(scene_trials, "COMMAND", (sys.executable, "-c", source))


def test_a_sound_text(trials):
    """The process finds what the function finds."""
    found = run(trials.try_out("good", TEXT))
    assert found["problems"] == []
    assert len(found["pages"]) == 5


@pytest.mark.parametrize(
    "made", ["difficulty: " + "[" * 300, "difficulty: " + "{a: " * 300], ids=["lists", "maps"]
)
def test_brackets_without_end(trials, made):
    """A text made to keep its readers busy is a problem like others."""
    found = run(trials.try_out("good", TEXT.replace("difficulty: 1", made)))
    assert len(found["problems"]) == 1
    assert "brackets" in found["problems"][0][1] or "broken YAML" in found["problems"][0][1]


def test_a_process_that_takes_too_long(tmp_path, monkeypatch):
    """It is ended, and whoever waits is told; the next trial works."""
    slow = (
        "import os, time, pathlib; pathlib.Path('PID').write_text(str(os.getpid())); time.sleep(60)"
    )
    program(monkeypatch, slow.replace("PID", str(tmp_path / "pid")))
    trials = SceneTrials(tmp_path, kernel_environment(tmp_path), seconds=1)
    found = run(trials.try_out("good", TEXT))
    assert "more than 1 seconds" in found["problems"][0][1]
    assert not_running(int((tmp_path / "pid").read_text()))
    program(monkeypatch, "print('{}')")
    assert run(trials.try_out("good", TEXT)) == {}


def not_running(pid):
    """Tell whether there is no process with this id."""
    import psutil

    return not psutil.pid_exists(pid)


def test_a_process_that_fails(trials, monkeypatch, caplog):
    """Whoever waits is told in plain words, and the log has no word of the text."""
    program(monkeypatch, "import sys; sys.exit('SECRET ' + sys.stdin.read())")
    found = run(trials.try_out("good", TEXT))
    assert found["problems"] == [[1, "This text could not be read. Is it a scene card?"]]
    assert "ended with 1" in caplog.text
    assert "SECRET" not in caplog.text
    assert "soup" not in caplog.text


def test_only_the_newest_text_of_a_person_is_tried(trials, monkeypatch):
    """While one is tried, a person's next texts wait, and only the last of them is tried."""
    program(monkeypatch, "import json, sys; print(json.dumps(json.load(sys.stdin)['text']))")

    async def ask():
        texts = [("ana", "1"), ("ana", "2"), ("ana", "3"), ("ben", "4"), ("ana", "5")]
        return await asyncio.gather(*(trials.follow(who, "x", text) for who, text in texts))

    assert run(ask()) == ["1", None, None, "4", "5"]
    assert run(trials.follow("ana", "x", "6")) == "6"
