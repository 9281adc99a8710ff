"""Ratings from spreadsheets: what may be pasted, and what is told about forty bad inputs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course.rolemodels import import_ratings
from course.rolemodels.import_ratings import read_ratings
from course.rolemodels.ratings import Rating, RatingsError

STANDARDS = {"listens": "Listens well", "keeps": "Keeps its word"}
HEAD = "rater,person,standard,scene,when,level"
ROW = "Ana,Bo,listens,queue,2026-05-04,4"
RATING = Rating("Ana", "Bo", "listens", "queue", "2026-05-04", 4)


def problems(text):
    """Return the faults of a text: (row as a spreadsheet counts, words)."""
    with pytest.raises(RatingsError) as error:
        read_ratings(text, STANDARDS)
    return [(index + 1, words) for index, words in error.value.problems]


@pytest.mark.parametrize(
    "text",
    [
        f"{HEAD}\n{ROW}",
        f"\ufeff{HEAD}\r\n{ROW}\r\n\r\n",
        f"{HEAD}\n{ROW}".replace(",", ";"),
        f"{HEAD}\n{ROW}".replace(",", "\t"),
        f"{HEAD},note\n{ROW},said it back",
        "Level, When ,SCENE,Standard,Colleague,Observer\n4,2026-05-04,queue,LISTENS WELL,Bo,Ana",
        f'{HEAD}\n"Ana","Bo","Listens well","queue","2026-05-04","4.0"',
        f"{HEAD}\n  Ana , Bo\xa0,listens,queue, 2026-05-04 , 4 \n,,,,,",
        f'{HEAD}\nAna,Bo,listens,queue,2026-05-04,"4,0"',
    ],
    ids=["plain", "windows", "semicolons", "pasted", "notes", "names", "quotes", "spaces", "comma"],
)
def test_what_may_be_pasted(text):
    """The same rating, however a spreadsheet writes it."""
    assert read_ratings(text, STANDARDS).rows == (RATING,)


def test_no_chance_and_a_time():
    """No chance has no level; a time of day is kept; the hash of the form is in every row."""
    text = f"{HEAD}\nAna,Bo,keeps,queue,2026-05-04 09:30,No chance\n{ROW}"
    first, second = read_ratings(text, STANDARDS, form_hash="abc").rows
    assert (first.value, first.opportunity, first.at) == (None, False, "2026-05-04T09:30")
    assert (second.value, second.form_hash) == (4, "abc")


def row(place, cell):
    """Return a text whose only row has another cell at a place."""
    cells = ROW.split(",")
    cells[place] = cell
    return f"{HEAD}\n{','.join(cells)}"


BAD = {  # forty of them: text, row, words
    "nothing": ("", 1, "nothing to read"),
    "only spaces": (" \n\t\n", 1, "nothing to read"),
    "only a header": (HEAD, 1, "no row below"),
    "only empty rows": (f"{HEAD}\n,,,,,\n\n", 1, "no row below"),
    "no header": (ROW, 1, "no column “rater”"),
    "a picture": ("\x89PNG\r\n\x1a\n\x00\x00", 1, "no column “rater”"),
    "a workbook": ("PK\x03\x04\x14\x00\x06\x00", 1, "no column “rater”"),
    "a column missing": (f"{HEAD[:-6]}\nAna,Bo,listens,queue,2026-05-04", 1, "no column “level”"),
    "a column twice": (f"{HEAD},Observer\n{ROW},Ana", 1, "column “rater” is there twice"),
    "spaces as separators": (HEAD.replace(",", " "), 1, "no column “rater”"),
    "open quotation mark": (f'{HEAD}\n"Ana,Bo,listens,queue,2026-05-04,4', 2, "quotation mark"),
    "quotation mark inside": (f'{HEAD}\n{ROW}\n"Ana"x,Bo,,,,', 3, "quotation mark"),
    "no rater": (row(0, ""), 2, "“rater” is empty"),
    "no person": (row(1, "  "), 2, "“person” is empty"),
    "no standard": (row(2, ""), 2, "“standard” is empty"),
    "no scene": (row(3, ""), 2, "“scene” is empty"),
    "a short row": (f"{HEAD}\nAna,Bo,listens,queue,2026-05-04", 2, "level is empty"),
    "a typo": (row(2, "Lisens well"), 2, "do you mean “Listens well”?"),
    "another standard": (row(2, "Juggles"), 2, "no standard “Juggles”"),
    "no level": (row(5, ""), 2, "write “no chance” where there was none"),
    "a word as level": (row(5, "good"), 2, "“good” is no level"),
    "half a level": (row(5, "3.5"), 2, "“3.5” is no level"),
    "level 0": (row(5, "0"), 2, "the level is 0, not one of 1 to 5"),
    "level 6": (row(5, "6"), 2, "the level is 6, not one of 1 to 5"),
    "below zero": (row(5, "-4"), 2, "the level is -4, not one of 1 to 5"),
    "a huge level": (row(5, "9" * 400), 2, "is no level"),
    "an Arabic digit and a half": (row(5, "٤½"), 2, "is no level"),
    "not a number": (row(5, "nan"), 2, "“nan” is no level"),
    "a formula as level": (row(5, "=4"), 2, "“=4” is no level"),
    "a formula as name": (row(1, "=A2"), 2, "looks like a formula: =A2"),
    "an error as name": (row(0, "#REF!"), 2, "looks like a formula: #REF!"),
    "no date": (row(4, ""), 2, "is no date such as 2026-05-04"),
    "a date with dots": (row(4, "4.5.2026"), 2, "“4.5.2026” is no date"),
    "an American date": (row(4, "05/04/2026"), 2, "“05/04/2026” is no date"),
    "a serial number": (row(4, "46146"), 2, "“46146” is no date"),
    "the 30th of February": (row(4, "2026-02-30"), 2, "there is no day 2026-02-30"),
    "hour 25": (row(4, "2026-05-04 25:00"), 2, "is no date"),
    "with an offset": (row(4, "2026-05-04T09:00+02:00"), 2, "is no date"),
    "the same rating twice": (f"{HEAD}\n{ROW}\n{ROW}", 2, "more than once"),
    "rates themselves": (row(1, "Ana"), 2, "Ana rates themselves"),
    "another spelling": (f"{HEAD}\n{ROW}\n{ROW.replace('Bo', 'BO')}", 3, "“BO” was “Bo” before"),
    "an endless name": (row(1, "B" * 81), 2, "“person” is longer than 80 signs"),
    "a hidden sign": (row(1, "Bo\u200b"), 2, "“person” has signs that nobody can see"),
    "a name with a line in it": (row(3, '"the\nqueue"'), 2, "signs that nobody can see"),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_input(name):
    """Each fault is told with its row and in words that say what to do."""
    text, place, words = BAD[name]
    found = problems(text)
    assert found[0][0] == place
    assert words in found[0][1]


def test_there_are_forty():
    """At least forty bad inputs are tried."""
    assert len(BAD) >= 40


def test_all_faults_of_all_rows():
    """Every fault is told at once, in the order of the rows, good rows between them or not."""
    text = "\n".join(
        [HEAD, "Ana,,listens,queue,soon,9x", ROW, "", "Ana,Bo,keeps,till,2026-05-04,7"]
    )
    assert [place for place, _words in problems(text)] == [2, 2, 2, 5]


def test_too_much(monkeypatch):
    """Too long a text and too many rows are refused before anything is made of them."""
    monkeypatch.setattr(import_ratings, "MOST_ROWS", 2)
    assert problems("\n".join([HEAD, ROW, ROW, ROW])) == [
        (4, "there are more than 2 ratings; please divide them")
    ]
    monkeypatch.setattr(import_ratings, "MOST_SIGNS", 20)
    assert "too long" in problems(f"{HEAD}\n{ROW}")[0][1]


def rows_or_faults(text):
    """Return what is read, or what is told."""
    try:
        return read_ratings(text, STANDARDS).rows
    except RatingsError as error:
        return error.problems


@given(st.text(max_size=60), st.text(alphabet=',;\t"\n 4Aa-=', max_size=60))
def test_whatever_is_pasted(one, other):
    """Any text gives ratings or faults, never another error."""
    for text in (one, f"{HEAD}\n{one}", f"{HEAD}\n{other}", row(4, one), f"{other}{HEAD}"):
        assert rows_or_faults(text)
