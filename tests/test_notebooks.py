"""Running notebooks with nbval proves something: content that changed makes it fail."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
BANK = "exercises/item_banks/03_role_models.yaml"
KEY = "            key: true\n"


@pytest.fixture
def place(tmp_path):
    """Return a folder with a copy of one module and an empty data folder."""
    shutil.copy(ROOT / "modules" / "03_role_models.ipynb", tmp_path)
    (tmp_path / "data").mkdir()
    return tmp_path


def run_nbval(place):
    """Run the copied notebook and compare its stored outputs; return the finished process."""
    command = [sys.executable, "-m", "pytest", "--nbval", "-vv", "-p", "no:cacheprovider"]
    return subprocess.run(
        [*command, "03_role_models.ipynb"],
        cwd=place,
        env=os.environ | {"COURSE_DATA": str(place / "data")},
        capture_output=True,
        text=True,
    )


@pytest.mark.slow
def test_a_changed_key_makes_nbval_fail(place):
    """After one key is moved in a business's copy of the bank, the self-check fails, alone."""
    own = place / "data" / "content" / BANK
    own.parent.mkdir(parents=True)
    text = (ROOT / BANK).read_text("utf-8")
    item = text.index("- id: model-or-favourite")
    old, new = text.index("            misconception: born", item), text.index(KEY, item)
    slip = text[old : text.index("\n", old) + 1]
    moved = text[:old] + KEY + text[old + len(slip) : new] + slip + text[new + len(KEY) :]
    own.write_text(moved, encoding="utf-8")
    result = run_nbval(place)
    assert result.returncode == 1, result.stdout
    assert "1 failed, 9 passed" in result.stdout
    assert "quiz/03_role_models/what-a-role-model-is" in result.stdout
