"""The score sheet without a browser: rank, rate, compare, and see who covers what."""

import json
import subprocess
import sys

import pytest

from course.activities.scoresheet import ScoreSheet
from course.errors import InvalidResponseError, NotFoundError
from course.ids import new_id
from course.store.store import Store
from tests.rolemodels.content import TINY_TEAM, write_tiny
from tests.samples import ANA, BEN, course_of

ORDER = ["listens", "keeps", "knows"]


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    """Return a library with the tiny catalogue and the tiny team."""
    return write_tiny(tmp_path_factory.mktemp("content"))


@pytest.fixture
def sheet(library, store):
    """Return Ana's sheet of the made-up team."""
    return ScoreSheet(course_of(library, store), "duo")


@pytest.fixture
def own(library, store):
    """Return Ana's sheet of her own team, still empty."""
    return ScoreSheet(course_of(library, store), catalogue="tiny")


@pytest.fixture
def other_device(library, data, clock):
    """Return a function that gives Ana's sheet in another process's store."""
    store = Store(data, clock)
    yield lambda team: ScoreSheet(course_of(library, store), team, "tiny")
    store.close()


def do(sheet, action, key=None, **message):
    """Send a message with a key of its own, unless one is given; return the view."""
    return sheet.act({"do": action, **message, "key": key or new_id()})


def rate(sheet, person, standard, level, **options):
    """Rate a person on a standard; return the view."""
    return do(sheet, "rate", person=person, standard=standard, level=level, **options)


def add(sheet, name, what="person", **options):
    """Add a name; return its id."""
    view = do(sheet, "name", what=what, name=name, **options)
    listed = view["people" if what == "person" else "standards"]
    return next(each["id"] for each in listed if each["name"] == name)


def levels(view):
    """Return the levels of each person, in the order of the standards shown."""
    order = [standard["id"] for standard in view["standards"]]
    return {p["name"]: [p["ratings"][s]["level"] for s in order] for p in view["people"]}


def names(view, what="people"):
    """Return the names on a sheet."""
    return [each["name"] for each in view[what]]


def finish(sheet, cleo=(5, 3, 2)):
    """Rank as given, rate Cleo, ask for the result; return the view."""
    do(sheet, "order", standards=ORDER)
    for standard, level in zip(ORDER, cleo, strict=True):
        rate(sheet, "cleo", standard, level)
    return do(sheet, "result")


def test_first_view(sheet):
    """The sheet begins with the course's ratings, one person open, nothing ranked, no result."""
    view = sheet.view()
    assert levels(view) == {"Ana": [2, 5, 4], "Bo": [3, 3, 1], "Cleo": [None, None, None]}
    assert (view["ordered"], view["open"], view["result"]) == (False, 3, None)
    assert [standard["points"] for standard in view["standards"]] == [61, 28, 11]
    assert view["standards"][0]["anchors"]["1"] == "Cuts in."


def test_unknown_team(library, store):
    """A team that does not exist is named in the error."""
    with pytest.raises(NotFoundError, match="no team 'gone'"):
        ScoreSheet(course_of(library, store), "gone")


def test_looking_stores_nothing(sheet, store):
    """Neither a view nor a look writes an event."""
    sheet.view()
    sheet.act({"do": "look"})
    assert store.events.of(ANA, sheet.name) == ()


def test_order_and_weights(sheet):
    """Another order gives the weights to other standards."""
    view = do(sheet, "order", standards=["knows", "listens", "keeps"])
    assert [(s["id"], s["points"]) for s in view["standards"]] == [
        ("knows", 61),
        ("listens", 28),
        ("keeps", 11),
    ]
    assert view["ordered"] is True


def test_what_is_seen_comes_before_what_is_thought(sheet):
    """Of a person for practice the notes are shown; level and why only once each is rated."""
    view = sheet.view()
    assert view["people"][2]["ratings"]["listens"]["note"] == "Cleo said it back."
    assert "why of" not in json.dumps(view)
    assert [r["course"] for r in view["people"][2]["ratings"].values()] == [None] * 3
    view = rate(sheet, "cleo", "listens", 4)
    ratings = view["people"][2]["ratings"]
    assert ratings["listens"]["course"] == {"level": 5, "why": "why of listens"}
    assert "why of keeps" not in json.dumps(view)
    assert ratings["keeps"]["course"] is None


def test_nothing_of_the_key_is_in_a_result(sheet):
    """The result before the practice takes nothing from the course's level of that person."""
    do(sheet, "order", standards=ORDER)
    view = do(sheet, "result")
    assert view["result"]["step"] == "gap"
    assert view["result"]["met"]["cleo"] == []
    assert "why of" not in json.dumps(view)


def test_comparison(sheet):
    """After the last rating the first ones are compared with the course's; what-if is not."""
    rate(sheet, "cleo", "listens", 5)
    rate(sheet, "cleo", "keeps", 2)
    assert sheet.view()["people"][2]["compared"] is None
    view = rate(sheet, "cleo", "knows", 2)
    told = view["people"][2]["compared"]
    assert told.startswith("Your first ratings and the course’s are the same on two of three")
    assert "never more than one level apart" in told
    assert rate(sheet, "cleo", "keeps", 5)["people"][2]["compared"] == told


def test_far_apart(sheet):
    """Whoever is far from the course is sent to the anchors, kindly."""
    for standard in ORDER:
        view = rate(sheet, "cleo", standard, 2)
    assert view["people"][2]["compared"].endswith("read the anchors once more.")


def test_result(sheet):
    """Ana and Cleo cover all three; values are those worked out by hand.

    Ana 0.61 * 2 + 0.28 * 5 + 0.11 * 4 = 3.06, Cleo 3.05 + 0.84 + 0.22 = 4.11, Bo 2.78.
    """
    result = finish(sheet)["result"]
    assert result["statement"] == "Cleo and Ana together meet all three standards."
    assert [group["people"] for group in result["groups"]] == [["cleo", "ana"]]
    assert [(p["person"], p["value"]) for p in result["places"]] == [
        ("cleo", "4.11"),
        ("ana", "3.06"),
        ("bo", "2.78"),
    ]
    assert result["met"] == {"ana": ["keeps", "knows"], "bo": [], "cleo": ["listens"]}
    assert all([*result["reasons"], *(place["sentence"] for place in result["places"])])


def test_what_if(sheet):
    """After the result a rating may be changed, of anybody, and the result follows."""
    finish(sheet)
    result = rate(sheet, "ana", "listens", 4)["result"]
    assert (result["step"], result["groups"][0]["people"]) == ("one", ["ana"])
    assert sheet.view()["people"][0]["ratings"]["listens"]["course"] == {"level": 2, "why": None}


@pytest.mark.parametrize("team", ["duo", None])
def test_kept_elsewhere(sheet, own, other_device, team):
    """Another device shows the same sheet, made-up or own."""
    if team:
        view = finish(sheet)
    else:
        add(own, "Ida")
        view = do(own, "order", standards=ORDER[::-1])
    assert other_device(team).view() == view


def test_somebody_else_s_sheet_is_untouched(sheet, library, store):
    """Ben's sheet knows nothing of Ana's ratings."""
    finish(sheet)
    view = ScoreSheet(course_of(library, store, BEN), "duo").view()
    assert (view["open"], view["ordered"], view["result"]) == (3, False, None)


def test_no_result_before_its_time(sheet, own):
    """A result needs an order, two people, and somebody rated."""
    for asked, words in ((sheet, "in order first"), (own, "at least two people")):
        with pytest.raises(InvalidResponseError, match=words):
            do(asked, "result")
    add(own, "Ida")
    add(own, "Jo")
    do(own, "order", standards=ORDER)
    with pytest.raises(InvalidResponseError, match="Rate somebody first"):
        do(own, "result")


def test_the_result_is_asked_for_once(sheet, store):
    """A second wish for the result, from another tab, stores nothing more."""
    finish(sheet)
    before = store.events.of(ANA, sheet.name)
    do(sheet, "result")
    assert store.events.of(ANA, sheet.name) == before


def test_a_message_sent_twice(sheet, own, store):
    """The same key again changes nothing: a rating, a person, a removal."""
    rate(sheet, "cleo", "keeps", 4, key="one-rating")
    rate(sheet, "cleo", "keeps", 2, key="correction")
    assert levels(rate(sheet, "cleo", "keeps", 4, key="one-rating"))["Cleo"] == [None, 2, None]
    ident = add(own, "Ida", key="add-ida-once")
    assert add(own, "Ida", key="add-ida-once") == ident
    for _twice in range(2):
        view = do(own, "remove", what="person", id=ident, key="remove-ida")
    assert names(view) == []
    assert names(do(own, "name", what="person", name="Ida", key="add-ida-once")) == []
    assert len(store.events.of(ANA, own.name)) == 2


def test_two_tabs(own, other_device):
    """Two tabs add a person each; both are there, and the last word on a rating counts."""
    tab = other_device(None)
    ida, jo = add(own, "Ida"), add(tab, "Jo")
    rate(own, ida, "listens", 5)
    view = rate(tab, ida, "listens", 3)
    assert names(own.view()) == ["Ida", "Jo"]
    assert levels(view) == levels(own.view()) == {"Ida": [3, None, None], "Jo": [None] * 3}
    do(own, "remove", what="person", id=jo)
    with pytest.raises(InvalidResponseError, match="meanwhile"):
        rate(tab, jo, "listens", 3)
    with pytest.raises(InvalidResponseError, match="meanwhile"):
        do(tab, "name", what="person", id=jo, name="Joe")


def test_an_own_sheet_begins_with_the_catalogue(own):
    """An empty sheet has the standards, and nobody on it."""
    view = own.view()
    assert (names(view), names(view, "standards")) == ([], ["Listens", "Keeps its word", "Knows"])
    assert (view["own"], view["limits"]) == (True, {"people": (2, 12), "standards": (3, 8)})


def test_renaming_keeps_the_ratings(own):
    """A person with another name keeps id and ratings."""
    ida = add(own, "Ida")
    rate(own, ida, "knows", 4)
    view = do(own, "name", what="person", id=ida, name="  I.   K. ")
    assert levels(view) == {"I. K.": [None, None, 4]}


def test_who_is_removed_leaves_nothing_behind(own, store):
    """With a person go ratings and notes; the same name added again begins anew."""
    ida = add(own, "Ida")
    rate(own, ida, "knows", 4)
    do(own, "text", person=ida, standard="knows", text="Ida knew the tram.")
    assert own.view()["people"][0]["ratings"]["knows"]["note"] == "Ida knew the tram."
    assert names(do(own, "remove", what="person", id=ida)) == []
    assert store.events.texts(ANA, own.name) == {}
    add(own, "Ida")
    assert levels(own.view()) == {"Ida": [None, None, None]}


def test_a_kernel_that_ends_while_somebody_is_removed(own, store, monkeypatch):
    """Sent once more, the message takes the notes away that stayed behind."""
    ida = add(own, "Ida")
    do(own, "text", person=ida, standard="knows", text="Ida knew the tram.")
    with monkeypatch.context() as patch:
        patch.setattr(own, "_forget_notes", interrupt)
        with pytest.raises(KeyboardInterrupt):
            do(own, "remove", what="person", id=ida, key="remove-ida")
    assert store.events.texts(ANA, own.name) != {}
    assert names(do(own, "remove", what="person", id=ida, key="remove-ida")) == []
    assert store.events.texts(ANA, own.name) == {}


def interrupt(_ident):
    """End as a killed kernel would."""
    raise KeyboardInterrupt


def test_standards_of_their_own(own):
    """A standard in own words has general anchors; one of the catalogue may go and come back."""
    waves = add(own, "Waves", what="standard")
    shown = own.view()["standards"][-1]
    assert (shown["own"], set(shown["anchors"])) == (True, {"1", "3", "5"})
    view = do(own, "remove", what="standard", id="knows")
    assert names(view, "standards") == ["Listens", "Keeps its word", "Waves"]
    view = do(own, "name", what="standard", id=waves, name="Waves first")
    assert names(view, "standards")[-1] == "Waves first"
    assert add(own, "knows", what="standard") == "knows"
    view = do(own, "remove", what="standard", id="knows")
    assert "knows" not in [standard["id"] for standard in view["standards"]]


def test_a_new_standard_counts_least_until_it_is_ranked(own):
    """A standard added after ranking stands last; an order that leaves it out is refused."""
    do(own, "order", standards=["knows", "keeps", "listens"])
    add(own, "Waves", what="standard")
    assert names(own.view(), "standards") == ["Knows", "Keeps its word", "Listens", "Waves"]
    with pytest.raises(InvalidResponseError, match="changed the standards meanwhile"):
        do(own, "order", standards=ORDER)


def test_limits(own):
    """Twelve people, eight standards, never fewer than three standards; names are short and new."""
    for number in range(12):
        add(own, f"P{number}")
    for number in range(5):
        add(own, f"S{number}", what="standard")
    for what in ("person", "standard"):
        with pytest.raises(InvalidResponseError, match="no room"):
            add(own, "One more", what=what)
    for standard in own.view()["standards"][:5]:
        do(own, "remove", what="standard", id=standard["id"])
    with pytest.raises(InvalidResponseError, match="at least three"):
        do(own, "remove", what="standard", id=own.view()["standards"][0]["id"])


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("", "write a name"),
        (" \n ", "write a name"),
        (None, "write a name"),
        ("a\u0000b", "write a name"),
        ("\ud800", "write a name"),
        ("x" * 41, "at most 40"),
        ("iDA", "on the sheet already"),
    ],
)
def test_names_that_will_not_do(own, name, words):
    """Empty, unreadable, long and repeated names are refused with a reason."""
    add(own, "Ida")
    with pytest.raises(InvalidResponseError, match=words):
        do(own, "name", what="person", name=name)
    assert names(own.view()) == ["Ida"]


@pytest.mark.parametrize(
    "message",
    [
        {},
        {"do": "dance"},
        {"do": "order", "standards": ["listens"]},
        {"do": "order", "standards": ["listens"] * 3},
        {"do": "order", "standards": [[], {}, None]},
        {"do": "order", "standards": "listens"},
        {"do": "rate", "person": "cleo", "standard": "listens", "level": 6},
        {"do": "rate", "person": "cleo", "standard": "listens", "level": True},
        {"do": "rate", "person": "cleo", "standard": "listens", "level": "5"},
        {"do": "rate", "person": "cleo", "standard": "listens"},
        {"do": "rate", "person": "nobody", "standard": "listens", "level": 3},
        {"do": "rate", "person": "cleo", "standard": ["listens"], "level": 3},
        {"do": "rate", "person": "cleo", "standard": "listens", "level": 3, "key": "short"},
        {"do": "rate", "person": "cleo", "standard": "listens", "level": 3, "key": None},
        {"do": "name", "what": "person", "name": "Zoe"},
        {"do": "remove", "what": "person", "id": "cleo"},
        {"do": "text", "person": "cleo", "standard": "listens", "text": "x"},
    ],
)
def test_messages_without_sense(sheet, store, message):
    """What no honest page would send is refused, and nothing is stored."""
    with pytest.raises(InvalidResponseError):
        sheet.act({"key": "a-sound-key", **message})
    assert store.events.of(ANA, sheet.name) == ()
    assert store.events.texts(ANA, sheet.name) == {}


@pytest.mark.parametrize(
    "message",
    [
        {"do": "name", "what": "person", "id": "nobody", "name": "Zoe"},
        {"do": "name", "what": "person", "id": ["nobody"], "name": "Zoe"},
        {"do": "name", "what": "standard", "id": "listens", "name": "Other words"},
        {"do": "name", "what": "boss", "name": "Zoe"},
        {"do": "remove", "what": "person", "id": "nobody"},
        {"do": "remove", "what": "person", "id": {}},
        {"do": "text", "person": "nobody", "standard": "listens", "text": "x"},
    ],
)
def test_messages_without_sense_on_an_own_sheet(own, store, message):
    """Names that are not there, and standards of the catalogue, cannot be changed."""
    with pytest.raises(InvalidResponseError):
        own.act({"key": "a-sound-key", **message})
    assert store.events.of(ANA, own.name) == ()


@pytest.mark.parametrize(
    ("text", "words"), [("x" * 1001, "too long by 1 "), ("\ud800", "cannot be saved")]
)
def test_notes_that_will_not_do(own, text, words):
    """A note that is too long or unreadable is refused, and the old one stays."""
    ida = add(own, "Ida")
    do(own, "text", person=ida, standard="knows", text="Before.")
    with pytest.raises(InvalidResponseError, match=words):
        do(own, "text", person=ida, standard="knows", text=text)
    assert own.view()["people"][0]["ratings"]["knows"]["note"] == "Before."


def test_ratings_keep_the_words_they_were_given_for(sheet, store):
    """With each rating the standard as it was is stored, so that the level keeps its meaning."""
    rate(sheet, "cleo", "keeps", 4)
    [event] = store.events.of(ANA, sheet.name)
    assert "Warns early." in store.answers.snapshot(event.body["words"])


def test_a_person_taken_off_the_team_file(sheet, store, tmp_path):
    """Ratings of somebody who is no longer in the team's file are passed over."""
    finish(sheet)
    shorter = TINY_TEAM[: TINY_TEAM.index("  - id: cleo")]
    course = course_of(write_tiny(tmp_path, team=shorter), store)
    view = ScoreSheet(course, "duo").view()
    assert names(view) == ["Ana", "Bo"]
    assert view["result"]["gaps"] == ["listens"]


def test_the_solver_is_only_loaded_for_a_result():
    """A kernel that shows a sheet has not imported SciPy; one that was asked for the result has."""
    script = (
        "import sys, tempfile, pathlib\n"
        "from course.activities.course import Course\n"
        "from course.activities.scoresheet import ScoreSheet\n"
        "from course.content.library import Library\n"
        "from course.people.roles import Person\n"
        "from course.store.store import Store\n"
        "store = Store(pathlib.Path(tempfile.mkdtemp()))\n"
        "sheet = ScoreSheet(Course(Library(), store, lambda: 0, Person('a', 'A', 'learner')),"
        " 'harbour_hotel')\n"
        "ids = [standard['id'] for standard in sheet.view()['standards']]\n"
        "sheet.act({'do': 'order', 'standards': ids, 'key': 'key-order'})\n"
        "print('scipy' in sys.modules)\n"
        "sheet.act({'do': 'result', 'key': 'key-result'})\n"
        "print('scipy' in sys.modules)\n"
    )
    found = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert found.stdout == "False\nTrue\n"
