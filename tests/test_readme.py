"""The README keeps its word: targets, settings, commands, options and files it names are there."""

import re
import shlex
from pathlib import Path

import pytest
from typer.testing import CliRunner

from course.cli import app

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")
MAKEFILE = (ROOT / "Makefile").read_text("utf-8")
TARGETS = set(re.findall(r"^([a-z]+):", MAKEFILE, re.MULTILINE))
SETTINGS = set(re.findall(r"^([A-Z_]+) =", MAKEFILE, re.MULTILINE))
FENCED = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
SPAN = re.compile(r"`([^`\n]+)`")
LINK = re.compile(r"\]\(([^)\s]+)\)")


def commands(text, program):
    """Return the words after each call of a program, in blocks of code and in code within lines."""
    blocks = [line for _kind, block in FENCED.findall(text) for line in block.splitlines()]
    found = []
    for line in [*blocks, *SPAN.findall(FENCED.sub("", text))]:
        for call in re.split(r"&&|;", line.replace("\\", "/")):
            try:
                words = shlex.split(call, comments=True)
            except ValueError:  # a message with an apostrophe, not a command
                continue
            names = [word.rsplit("/", 1)[-1] for word in words]
            if program in names:
                found.append(words[names.index(program) + 1 :])
    return found


def make_faults(text):
    """Return targets and settings that the Makefile does not have."""
    words = [word for call in commands(text, "make") for word in call]
    return [word for word in words if word.partition("=")[0] not in TARGETS | SETTINGS]


def course_faults(text):
    """Return calls of ``course`` that end with an error; with --help nothing is done."""
    calls = commands(text, "course")
    return [call for call in calls if CliRunner().invoke(app, [*call, "--help"]).exit_code]


def link_faults(text):
    """Return links to files that do not exist; addresses elsewhere are not asked."""
    links = [link.partition("#")[0] for link in LINK.findall(text) if "://" not in link]
    return [link for link in links if not (ROOT / link).exists()]


def test_make_targets_exist():
    """Every target and setting of make that the README names is in the Makefile."""
    assert ["run"] in commands(README, "make")
    assert make_faults(README) == []


def test_course_commands_exist():
    """Every `course` command in the README exists and knows the options it is given."""
    assert ["people", "forget", "Ana Popescu"] in commands(README, "course")
    assert course_faults(README) == []


def test_linked_files_exist():
    """Every file and picture that the README links to is there."""
    assert "CONTRIBUTING.md" in LINK.findall(README)
    assert link_faults(README) == []


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        ("```sh\nmake rum\n```\n", ["rum"]),
        ("Say `make run PRT=9000`; make it so.", ["PRT=9000"]),
        ("`conda activate x && make condo`", ["condo"]),
        ("`make run PORT=9000 OPEN=0`", []),
    ],
)
def test_a_planted_target_is_found(text, faults):
    """A target or setting that is not in the Makefile is reported, wherever it stands in code."""
    assert make_faults(text) == faults


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        ("```sh\n.venv/bin/course chek  # all\n```\n", [["chek"]]),
        ("```text\n.venv\\Scripts\\course serve --prt 9000\n```\n", [["serve", "--prt", "9000"]]),
        ("`course people lists`", [["people", "lists"]]),
        ("The course is in `course/`; `course serve --port 9000` opens it.", []),
    ],
)
def test_a_planted_command_is_found(text, faults):
    """A command or option that does not exist is reported."""
    assert course_faults(text) == faults


def test_a_planted_link_is_found():
    """A link to a file that is not there is reported; one to a folder or elsewhere is not."""
    text = "[a](docs/gone.md) ![b](docs/) [c](https://e.example/) [d](README.md#start)"
    assert link_faults(text) == ["docs/gone.md"]
