"""Trying out the text of a scene card, as the editor does."""

import json
import subprocess
import sys

import pytest

from course.printing.scene_trial import slug_in, try_out
from course.serve.app import page_templates
from course.serve.scene_editor import NEW
from tests.content.test_scenes import GOOD as TEXT
from tests.samples import LIBRARY


def test_a_sound_text_gives_its_cards():
    """No problem, the title, and five pages."""
    found = try_out("good", TEXT, LIBRARY)
    assert found["problems"] == []
    assert found["title"] == "A cold soup"
    names = [page["name"] for page in found["pages"]]
    assert names == ["trainer", "everyone", "customer", "cues", "employee"]


def test_problems_have_their_lines():
    """Problems of header, cues and story are found at their lines, and no card is made."""
    text = TEXT.replace("(if w1 not seen)", "(if w9 not seen)").replace("# see: w2", "# see: w8")
    found = try_out("good", text, LIBRARY)
    lines = text.split("\n")
    assert found["pages"] == []
    places = [lines[line - 1] for line, _words in found["problems"]]
    assert any("w9" in place for place in places)
    assert any("w8" in place for place in places)
    assert all(
        "expected" in words and "scene.md" not in words for _line, words in found["problems"]
    )


@pytest.mark.parametrize("name", ["../../escape", "/etc/passwd", "Good", "a b", "", "x/y", ".."])
def test_a_name_that_is_no_slug(name):
    """A text that gives itself an impossible name has a problem, whatever its file is called."""
    text = TEXT.replace("scene: good", f"scene: {name}")
    assert slug_in(text) == ""
    assert try_out("", text, LIBRARY)["problems"] != []
    assert try_out("good", text, LIBRARY)["problems"] != []


def test_another_name_than_that_of_the_file():
    """Changing a scene does not rename it."""
    [[line, words]] = try_out("good", TEXT.replace("scene: good", "scene: other"), LIBRARY)[
        "problems"
    ]
    assert line == 2
    assert "name and file differ" in words


def test_the_example_to_begin_with_is_sound():
    """Whoever saves the example as it is has a scene."""
    text = page_templates().loader.get_source(None, NEW)[0]
    assert slug_in(text) == "my-first-scene"
    assert try_out("", text, LIBRARY)["problems"] == []


def test_as_a_program(tmp_path):
    """It reads JSON and prints JSON, with any sign in it."""
    given = {"slug": "good", "text": TEXT.replace("Kim", "Kım 日本 🎭"), "own": str(tmp_path)}
    command = [sys.executable, "-m", "course.printing.scene_trial"]
    done = subprocess.run(command, input=json.dumps(given), capture_output=True, text=True)
    found = json.loads(done.stdout)
    assert found["problems"] == []
    assert found["pages"][-1]["facts"] == "Kım 日本 🎭"
