"""QR codes as paths."""

import re

import pytest
import segno

from course.printing.qr import qr_path

RUN = re.compile(r"M(\d+) (\d+)h(\d+)v1H(\d+)z")


def drawn(code):
    """Return the modules that a path fills, as rows of 0 and 1."""
    assert RUN.sub("", code["path"]) == "", "nothing but runs"
    rows = [[0] * code["size"] for _row in range(code["size"])]
    for x, y, length, back in (map(int, run) for run in RUN.findall(code["path"])):
        assert x == back
        assert not any(rows[y][x : x + length]), "no module is drawn twice"
        rows[y][x : x + length] = [1] * length
    return rows


@pytest.mark.parametrize(
    "text",
    [
        "BCDFGH",
        "http://192.168.1.20:8866/join/BCDFGH",
        "https://kurs.example/für/Ühlingen?" + "x" * 300,
    ],
)
def test_the_path_is_the_code(text):
    """What is filled are the dark modules of the code, each once."""
    expected = segno.make(text, error="m", micro=False).matrix
    assert drawn(qr_path(text)) == [list(row) for row in expected]


def test_a_text_that_is_too_long():
    """What does not fit into a code is an error, not a part of it."""
    with pytest.raises(ValueError, match="data"):
        qr_path("x" * 5000)
