"""Ratings from a spreadsheet: in pieces, looked through, and stored as a whole or not at all."""

import pytest

from course.activities.observation_round import ObservationRound
from course.activities.role_models import RoleModels
from course.activities.role_models_intake import MOST_PIECE
from course.errors import CourseError, InvalidResponseError, StoreError
from course.serve.wire import MOST_FRAME
from course.store.meetings import Meetings
from tests.activities.role_models import HEAD, MANAGER, act, begin_round, csv_of, send
from tests.content.workbooks import workbook
from tests.samples import LIBRARY, course_of

TEXT = csv_of({"Ana": (5, 4), "Ben": (2, 3)}, scenes=2)
LONG = "A" * 70
TYPO = "Ana,Ben,Listens frst{n},queue,2026-05-04,9\n"
BAD = f"{HEAD}\n" + "".join(TYPO.format(n=number) for number in range(24))


@pytest.fixture
def course(store):
    """Return a manager's course."""
    return course_of(LIBRARY, store, MANAGER)


@pytest.fixture
def sheet(course):
    """Return a manager's sheet."""
    return RoleModels(course)


def stored(course):
    """Return the observation rounds that are stored."""
    found = course.store.meetings.recent(kind="observation")
    return [ObservationRound(course, each) for each in found]


def test_a_preview_before_anything_is_stored(sheet, course):
    """It says how many ratings there are and which columns are passed over; nothing is stored."""
    lines = TEXT.splitlines()
    text = "\n".join([f"{lines[0]},mood,weather", *(f"{line},x,y" for line in lines[1:])])
    intake = send(sheet, text)["intake"]
    assert intake["words"] == (
        "16 ratings of 2 people by 2 observers. Columns passed over: 2 (mood, weather)."
    )
    assert (intake["problems"], stored(course)) == ([], [])


def test_what_is_stored_is_what_came(sheet, course):
    """All ratings are in an ended round of the right name; it is chosen and worked through."""
    stamp = send(sheet, TEXT)["intake"]["stamp"]
    view = act(sheet, "store", stamp=stamp, title="  Two   weeks in May ")
    [observed] = stored(course)
    assert (view["source"], observed.title) == (observed.id, "Two weeks in May")
    assert (view["intake"], view["progress"]["share"]) == (None, 0)
    assert len(observed.ratings().rows) == 16
    assert observed.observation.is_ended
    team = {observed.name(seat) for seat in observed.observation.team}
    assert team == {"Ana", "Ben"}
    seen = {(r.scene, r.at[:10], r.value) for r in sheet.source.ratings.rows}
    assert seen == {(f"scene {n}", f"2026-05-0{n + 1}", v) for n in (0, 1) for v in (5, 4, 2, 3)}


def test_a_workbook(sheet):
    """An Excel file is taken in like its CSV."""
    rows = [line.split(",") for line in TEXT.splitlines()]
    intake = send(sheet, workbook(rows))["intake"]
    assert intake["words"] == "16 ratings of 2 people by 2 observers."


def test_many_pieces(sheet):
    """A long file comes in many pieces, and one that comes twice counts once."""
    text = csv_of({f"P{n}": (3,) * 6 for n in range(20)}, scenes=10)
    view = send(sheet, text, size=3000)
    assert view["intake"]["words"] == "2400 ratings of 20 people by 2 observers."
    piece = {"file": "a file", "number": 0, "of": 9, "data": "AAAA", "catalogue": "front_desk"}
    assert act(sheet, "piece", **piece)["intake"] == view["intake"]


def test_problems_are_told_by_row(sheet, course):
    """The first twenty are shown with their rows, of the others the number; nothing is stored."""
    intake = send(sheet, BAD)["intake"]
    assert intake["problems"][0] == (
        "Row 2: there is no standard “Listens frst0”; do you mean “Listens first”?"
    )
    assert (len(intake["problems"]), intake["stamp"]) == (20, None)
    assert intake["more"] == 4
    assert stored(course) == []


def test_a_fault_in_many_rows_is_told_once(sheet):
    """A typo that was copied down a column is one line, which names the first rows."""
    intake = send(sheet, f"{HEAD}\n" + TYPO.format(n="") * 8)["intake"]
    assert (intake["problems"], intake["more"]) == (
        [
            "Rows 2, 3, 4, 5, 6 and 3 more: "
            "there is no standard “Listens frst”; do you mean “Listens first”?"
        ],
        0,
    )


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "Row 1: there is nothing to read."),
        (b"%PDF-1.7\0\0", "This is no spreadsheet."),
        (b"\xd0\xcf\x11\xe0" + bytes(600), "This is an old Excel file"),
        (b"PK\x03\x04 and then nothing", "This file cannot be read"),
        (csv_of({f"P{n}": (3,) for n in range(130)}, scenes=1).encode(), "There are 132 people"),
        (f"{HEAD}\n{LONG},Ben,listens-first,q,2026-05-04,4".encode(), f"“{LONG}” is longer"),
        (f"{HEAD}\nBｅn,Ben,listens-first,q,2026-05-04,4".encode(), "These names look the same"),
        (f"{HEAD}\nAna,Ben,listens-first,q,0001-01-01,4".encode(), "Nobody was observed on 0001"),
        (f"{HEAD}\nAna,Ben,listens-first,q,0026-05-04,4".encode(), "Nobody was observed on 0026"),
    ],
    ids=[
        *("empty", "pdf", "old", "half a zip", "a crowd", "a long name"),
        *("one name in two ways", "the first year", "a slip of the year"),
    ],
)
def test_files_that_are_none(sheet, course, content, words):
    """Each is refused in words, and nothing is stored."""
    intake = send(sheet, content)["intake"]
    assert [problem[: len(words)] for problem in intake["problems"]] == [words]
    assert (intake["stamp"], stored(course)) == (None, [])


@pytest.mark.parametrize(
    "change",
    [
        {"number": 1},
        {"number": 9},
        {"number": -1},
        {"of": 0},
        {"of": 1000},
        {"data": "no base64!"},
        {"data": "A" * (MOST_PIECE + 4)},
        {"catalogue": "nowhere"},
        {"file": 3},
    ],
)
def test_pieces_that_do_not_fit(sheet, change):
    """A piece out of turn or without sense is refused."""
    piece = {"file": "a file", "number": 0, "of": 2, "data": "AAAA", "catalogue": "front_desk"}
    with pytest.raises(InvalidResponseError):
        act(sheet, "piece", **(piece | change))


def test_a_file_that_is_too_large(sheet):
    """After two megabytes no more is taken in."""
    with pytest.raises(InvalidResponseError, match="larger than 2 MB"):
        send(sheet, b"x" * (2 * 1024 * 1024 + 120_000))


def test_a_kernel_that_ended_has_no_pieces(course):
    """Another kernel asks for the file anew instead of storing half of it."""
    stamp = send(RoleModels(course), TEXT)["intake"]["stamp"]
    fresh = RoleModels(course)
    with pytest.raises(InvalidResponseError, match="once more"):
        act(fresh, "store", stamp=stamp, title="May")
    assert stored(course) == []


def test_the_same_file_twice_is_one_round(sheet, course):
    """Storing the same ratings again, here or in another kernel, leads to the same round."""
    first = act(sheet, "store", stamp=send(sheet, TEXT)["intake"]["stamp"], title="May")["source"]
    fresh = RoleModels(course)
    again = act(fresh, "store", stamp=send(fresh, TEXT)["intake"]["stamp"], title="June")["source"]
    assert (again, len(stored(course))) == (first, 1)


@pytest.mark.parametrize("step", ["enrol", "append_all"])
def test_half_a_round_is_shown_to_nobody_and_finished_later(sheet, course, monkeypatch, step):
    """When the database gives up midway no half is shown; the same again makes it whole."""
    stamp = send(sheet, TEXT)["intake"]["stamp"]

    def fail(*_words, **_more):
        raise StoreError("the disk is full")

    with monkeypatch.context() as patch:
        patch.setattr(Meetings, step, fail)
        with pytest.raises(StoreError):
            act(sheet, "store", stamp=stamp, title="May")
    fresh = RoleModels(course)
    assert [source["id"] for source in fresh.view()["sources"]] == ["sample"]
    stamp = send(fresh, TEXT)["intake"]["stamp"]
    view = act(fresh, "store", stamp=stamp, title="May")
    assert [source["title"] for source in view["sources"][:-1]] == ["May"]
    assert len(stored(course)[0].ratings().rows) == 16


def test_ratings_from_a_file_can_be_erased(sheet, course):
    """Nothing of them is left, also when it is asked for twice; the page begins anew."""
    view = act(sheet, "store", stamp=send(sheet, TEXT)["intake"]["stamp"], title="May")
    for _time in range(2):
        gone = act(sheet, "erase", source=view["source"])
        assert (gone["source"], stored(course)) == (None, [])


def test_what_was_observed_is_not_erased_here(sheet, course):
    """A round with phones has a page of its own."""
    observed, _seats = begin_round(course, ["Ana"], ["Olga"])
    with pytest.raises(InvalidResponseError):
        act(sheet, "erase", source=observed.id)
    assert len(stored(course)) == 1


def test_a_piece_fits_into_a_frame():
    """What one message of an upload may hold passes the wire."""
    assert MOST_PIECE + 1024 < MOST_FRAME


@pytest.mark.parametrize("title", ["", "   ", "x" * 81, "x" * 500, "May\0", "\ud83d"])
def test_a_name_for_the_ratings(sheet, course, title):
    """Ratings need a name; without a good one nothing is stored, and they are still here."""
    stamp = send(sheet, TEXT)["intake"]["stamp"]
    with pytest.raises(CourseError):
        act(sheet, "store", stamp=stamp, title=title)
    assert (sheet.view()["intake"]["stamp"], stored(course)) == (stamp, [])
