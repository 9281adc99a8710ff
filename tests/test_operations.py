"""The guide for operations keeps its word: commands exist, units and policies are what we mean."""

import json
import re
import shlex
from pathlib import Path

from typer.testing import CliRunner

from course.cli import app
from course.serve.kiosk_browser import OPTIONS
from tests.test_readme import FENCED, make_faults

GUIDE = (Path(__file__).parents[1] / "docs" / "operations.md").read_text("utf-8")
BLOCKS = FENCED.findall(GUIDE)


CALL = re.compile(r"(?:/bin/|^|`)course ([a-z][^`\n]*)", re.MULTILINE)  # not the user, not a folder


def block(kind, word):
    """Return the block of code of a kind that has this word in it."""
    [found] = [text for of_kind, text in BLOCKS if of_kind == kind and word in text]
    return found


def test_commands_exist():
    """Each `course` and `make` command, in units too, exists and knows its options."""
    calls = [shlex.split(words, comments=True) for words in CALL.findall(GUIDE)]
    assert {"serve", "kiosk", "backup", "restore", "check", "people"} <= {call[0] for call in calls}
    assert [c for c in calls if CliRunner().invoke(app, [*c, "--help"]).exit_code] == []
    assert CliRunner().invoke(app, ["serve", "--prt", "--help"]).exit_code  # a wrong one is found
    assert make_faults(GUIDE) == []


def test_the_unit_opens_chromium_as_we_do():
    """The kiosk's unit has every option of `course kiosk --open`, and both units restart."""
    unit = block("ini", "cage")
    line = next(line for line in unit.splitlines() if line.startswith("ExecStart="))
    assert set(OPTIONS) <= set(line.split())
    assert line.endswith("/kiosk")
    assert "PartOf=course.service\n" in unit
    folder = re.search(r"^RuntimeDirectory=(\S+)$", unit, re.MULTILINE)[1]
    assert f"--user-data-dir=/run/{folder} " in line
    assert unit.count("Restart=always\n") == block("ini", "course serve").count("Restart=always\n")


def test_each_policy_is_explained():
    """The policies are JSON, and the table says of each what it prevents."""
    policies = json.loads(block("json", "URLBlocklist"))
    explained = re.findall(r"^\| `(\w+)` \| .+\. \|$", GUIDE, re.MULTILINE)
    assert explained == list(policies)
    assert policies["URLBlocklist"] == ["*"]
