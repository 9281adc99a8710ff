"""The role-model sheet: what it says of ratings, what a manager decides, what is only tried out."""

from contextlib import suppress
from dataclasses import replace

import pytest

from course.activities.role_models import RoleModels
from course.errors import CourseError, InvalidResponseError, NotAllowedError
from course.people.roles import Person
from course.rolemodels import analysis
from course.store.store import Store
from tests.activities.role_models import (
    CATALOGUE,
    MANAGER,
    SETTINGS,
    STANDARDS,
    act,
    begin_round,
    csv_of,
    look,
    store_ratings,
)
from tests.samples import LIBRARY, course_of

PAIR = {"Ana": (5, 5, 5, 2, 2, 2), "Ben": (2, 2, 2, 5, 5, 5), "Cleo": (3, 3, 3, 3, 3, 3)}


@pytest.fixture
def course(store):
    """Return a manager's course."""
    return course_of(LIBRARY, store, MANAGER)


@pytest.fixture
def other(data, clock):
    """Return the manager's sheet in another tab, with a connection of its own."""
    store = Store(data, clock)
    yield RoleModels(course_of(LIBRARY, store, MANAGER))
    store.close()


@pytest.fixture
def sheet(course):
    """Return a manager's sheet, with nothing chosen yet."""
    return RoleModels(course)


def sample_of(sheet):
    """Choose the made-up team; return the view with all worked out."""
    act(sheet, "choose", source="sample")
    return sheet.finish()


def id_of(view, name):
    """Return the id of somebody on the sheet."""
    return next(person["id"] for person in view["sheet"]["people"] if person["name"] == name)


def states(view, name):
    """Return what the sheet says of somebody on each standard."""
    return [view["sheet"]["cells"][id_of(view, name)][s]["state"] for s in STANDARDS]


@pytest.mark.parametrize("role", ["visitor", "learner", "trainer"])
def test_it_is_for_managers(course, role):
    """Nobody else gets a sheet, not even a trainer."""
    with pytest.raises(NotAllowedError):
        RoleModels(replace(course, person=Person("x", "X", role)))


def test_a_fresh_page(sheet):
    """There is a made-up team to choose, and nothing is worked out."""
    view = sheet.view()
    assert [source["id"] for source in view["sources"]] == ["sample"]
    assert (view["source"], view["sheet"], view["progress"]) == (None, None, None)
    sheet.news()
    assert sheet.news() is None


def test_the_made_up_team(sheet):
    """Its story: nobody meets all, two pairs do, one observer is severe, one needs more looks."""
    shown = sample_of(sheet)["sheet"]
    assert (shown["step"], shown["more"]) == ("group", 0)
    pairs = [set(group["people"]) for group in shown["groups"]]
    assert pairs == [{"Chiara", "Björn"}, {"Amara", "Björn"}]
    assert max(person["met"] for person in shown["people"]) == 3
    assert [line.split(" gives")[0] for line in shown["flags"]] == ["Ms Okafor"]
    again = shown["cells"]["Dilan"]["owns-the-problem"]
    assert again["state"] == "again"
    assert again["words"].startswith("observe again: 6 more")
    assert shown["ranking"] == (
        "Chiara is ahead of the others; the chance to be truly first is 85\xa0%."
    )
    assert len(shown["stability"]) == 3
    assert shown["looks"][0] == (
        "Watch Dilan on “Makes it their own”: the answer becomes Chiara and Dilan "
        "in 15\xa0% of cases."
    )


def test_steps_are_taken_one_by_one(sheet):
    """Each look for news takes a step and shows how far it is; at the end there is the sheet."""
    view = act(sheet, "choose", source="sample")
    shares = [view["progress"]["share"]]
    while view["progress"]:
        assert sheet.pace < 0.1
        view = sheet.news()
        shares += [view["progress"]["share"]] if view["progress"] else []
    assert shares == sorted(shares)
    assert len(shares) == 6
    assert view["sheet"]["statement"] == "Chiara and Björn together meet all six standards."
    assert sheet.pace >= 1


def test_an_error_in_the_numbers(sheet, monkeypatch, caplog):
    """It ends the work with a word on the page and a line in the log, and the page goes on."""
    act(sheet, "choose", source="sample")
    monkeypatch.setattr(analysis, "fit", None)
    assert sheet.news()["progress"] is not None
    view = sheet.news()
    assert (view["failed"], view["progress"], view["sheet"]) == (True, None, None)
    assert "cannot be worked through" in caplog.text
    monkeypatch.undo()
    act(sheet, "again")
    assert sheet.finish()["failed"] is False


def test_another_kernel_begins_again(sheet, course):
    """A kernel that ends midway loses nothing: the next one has the choice and works it out."""
    act(sheet, "choose", source="sample")
    sheet.news()
    view = RoleModels(course).finish()
    assert (view["source"], view["sheet"]["step"]) == ("sample", "group")


def test_a_pair_and_its_evidence(sheet):
    """Two people cover all; a cell tells how many ratings, scenes and observers it rests on."""
    view = store_ratings(sheet, csv_of(PAIR))
    shown = view["sheet"]
    assert shown["statement"] in (
        "Ana and Ben together meet all six standards.",
        "Ben and Ana together meet all six standards.",
    )
    assert states(view, "Ana") == ["met"] * 3 + ["not"] * 3
    cell = shown["cells"][id_of(view, "Ana")]["listens-first"]
    assert (cell["ratings"], cell["scenes"], cell["raters"]) == (8, 4, 2)
    assert cell["low"] < cell["mean"] < cell["high"]
    assert {s["id"]: s["points"] for s in shown["standards"]}["listens-first"] == 41


def test_a_standard_that_nobody_meets(sheet):
    """It is said by name, as one to train or hire for, and nobody is named who should go."""
    levels = {name: (*theirs[:5], 2) for name, theirs in PAIR.items()}
    shown = store_ratings(sheet, csv_of(levels))["sheet"]
    assert shown["statement"] == "Nobody here meets “Remembers what matters to you” yet."
    gaps = {each["id"]: each["gap"] for each in shown["standards"]}
    assert gaps == dict.fromkeys(STANDARDS[:5]) | {"remembers-you": "gap"}
    told = " ".join(shown["reasons"])
    assert "Train somebody" in told
    assert "replace" not in told


def test_a_standard_that_nobody_was_rated_on(sheet):
    """It is unsettled, not a gap: somebody has to look first."""
    levels = {name: theirs[:5] for name, theirs in PAIR.items()}
    view = store_ratings(sheet, csv_of(levels))
    assert view["sheet"]["standards"][5]["gap"] == "unsettled"
    assert states(view, "Ana")[5] == "again"


@pytest.mark.parametrize(
    ("levels", "raters", "scenes"),
    [
        ({"Ana": (4,)}, ("Olga",), 1),
        ({"Ana": (3,) * 6, "Ben": (3,) * 6}, ("Olga", "Omar"), 2),
        ({"Ana": (5,) * 6, "Ben": (1,) * 6}, ("Olga",), 3),
        ({"Ana": ("no chance", 4)}, ("Olga",), 1),
    ],
    ids=["one rating", "all the same", "one observer", "no chance"],
)
def test_little_is_known(sheet, levels, raters, scenes):
    """However little there is, there is a sheet, and no agreement is judged from few moments."""
    shown = store_ratings(sheet, csv_of(levels, raters, scenes))["sheet"]
    assert all(each["verdict"] is None for each in shown["agreement"])
    if len(raters) == 1:
        met = [cell["state"] for cells in shown["cells"].values() for cell in cells.values()]
        assert "met" not in met


def test_only_no_chances(sheet):
    """Where nobody had a chance there is nothing to work out, and the page says so."""
    view = store_ratings(sheet, csv_of({"Ana": ("no chance",)}, ("Olga",), 1))
    assert (view["source"] is not None, view["progress"], view["sheet"]) == (True, None, None)


def test_observers_who_share_nobody(sheet):
    """Observers who rated nobody in common cannot be compared, and that is said kindly."""
    one = csv_of({"Ana": (4,) * 6}, ("Olga", "Omar"))
    other = csv_of({"Ben": (4,) * 6}, ("Pia",)).partition("\n")[2]
    shown = store_ratings(sheet, f"{one}\n{other}")["sheet"]
    assert [line.split(" and the others")[0] for line in shown["apart"]] == ["Pia"]


def test_settings_are_kept_and_change_the_sheet(sheet, course):
    """With a higher threshold fewer standards are met, here and in the next kernel."""
    sample_of(sheet)
    view = act(sheet, "settings", settings={**SETTINGS, "threshold": 4.5})
    assert view["progress"] is not None
    assert sheet.finish()["sheet"]["step"] == "gap"
    again = RoleModels(course)
    assert again.view()["settings"]["threshold"] == 4.5


@pytest.mark.parametrize(
    "settings",
    [
        {},
        {**SETTINGS, "sure": 0.1},
        {**SETTINGS, "scenes": True},
        {**SETTINGS, "scenes": [3]},
        {**SETTINGS, "more": 1},
    ],
)
def test_settings_that_are_none(sheet, settings):
    """Settings that the page does not offer are refused, and nothing is worked out anew."""
    sample_of(sheet)
    with pytest.raises(InvalidResponseError):
        act(sheet, "settings", settings=settings)
    assert sheet.view()["sheet"] is not None


def test_what_if_somebody_were_not_there(sheet, course):
    """Without Björn nobody makes it their own; the sheet stays, and nothing is stored."""
    view = sample_of(sheet)
    events = len(course.store.events.of(MANAGER, sheet.name))
    points = {each["id"]: each["points"] for each in view["sheet"]["standards"]}
    answered = act(sheet, "ask", points=points, without=["Björn"])
    assert answered["answer"]["sentence"] == "Then nobody would meet “Makes it their own”."
    assert answered["sheet"] == view["sheet"]
    assert len(course.store.events.of(MANAGER, sheet.name)) == events
    assert RoleModels(course).view()["answer"] is None


def test_what_if_those_were_not_there_who_meet_anything(sheet):
    """Beside a gap that is there already, what nobody would meet then is told."""
    levels = {"Ana": (5, 2, 2, 2, 2, 2), "Ben": (2, 5, 2, 2, 2, 2), "Cleo": (2,) * 6}
    view = store_ratings(sheet, csv_of(levels, scenes=6))
    assert view["sheet"]["step"] == "gap"
    points = {each["id"]: each["points"] for each in view["sheet"]["standards"]}
    names = [CATALOGUE.standard(each).name for each in STANDARDS[:2]]
    without = [id_of(view, "Ana"), id_of(view, "Ben")]
    told = act(sheet, "ask", points=points, without=without)["answer"]["sentence"]
    assert told == f"Then nobody would meet “{names[0]}” or “{names[1]}”."
    told = act(sheet, "ask", points=points, without=without[:1])["answer"]["sentence"]
    assert told == f"Then nobody would meet “{names[0]}”."


def test_what_if_a_standard_counted_more(sheet):
    """Beyond the bound of the sheet somebody else is first; with the same weights nobody is."""
    view = sample_of(sheet)
    points = {each["id"]: each["points"] for each in view["sheet"]["standards"]}
    same = act(sheet, "ask", points=points, without=[])["answer"]
    assert same["sentence"] == "The choice stays the same: Chiara and Björn."
    assert same["ranking"] == "Chiara stays first in the ranking."
    points |= {"remembers-you": 30}
    other = act(sheet, "ask", points=points, without=[])["answer"]
    assert other["ranking"] == "Dilan would be first in the ranking, no longer Chiara."


@pytest.mark.parametrize(
    ("points", "without", "threshold"),
    [
        ({}, [], 4),
        (dict.fromkeys(STANDARDS, 0), [], 4),
        (dict.fromkeys(STANDARDS, -1), [], 4),
        (dict.fromkeys(STANDARDS, 1.5), [], 4),
        (dict.fromkeys(STANDARDS, 10), ["Nobody"], 4),
        (dict.fromkeys(STANDARDS, 10), [["Amara"]], 4),
        (dict.fromkeys(STANDARDS, 10), [], 2),
        (dict.fromkeys(STANDARDS, 10), [], [4]),
        (
            dict.fromkeys(STANDARDS, 10),
            ["Amara", "Björn", "Chiara", "Dilan", "Emeka", "Freya", "Goran", "Hanh"],
            4,
        ),
    ],
)
def test_a_what_if_without_sense(sheet, points, without, threshold):
    """What cannot be asked is refused."""
    sample_of(sheet)
    with pytest.raises(InvalidResponseError):
        act(sheet, "ask", points=points, without=without, threshold=threshold)


def test_a_person_signs(sheet, course):
    """The choice is shown with name and date, also in another kernel; it can be taken back."""
    sample_of(sheet)
    view = act(sheet, "sign", people=["Björn", "Chiara"], by="  Mika   Manager ")
    assert view["decision"] == {
        "people": ["Björn", "Chiara"],
        "names": "Björn and Chiara",
        "by": "Mika Manager",
        "at": course.clock(),
    }
    assert RoleModels(course).view()["decision"] == view["decision"]
    assert act(sheet, "take back")["decision"] is None


@pytest.mark.parametrize(
    ("people", "by"),
    [
        ([], "Mika"),
        (["Nobody"], "Mika"),
        ([["Amara"]], "Mika"),
        (["Amara"], " "),
        (["Amara"], "x" * 61),
    ],
)
def test_a_signature_that_is_none(sheet, people, by):
    """A choice needs people of the team and a name under it."""
    sample_of(sheet)
    with pytest.raises(InvalidResponseError):
        act(sheet, "sign", people=people, by=by)
    assert sheet.view()["decision"] is None


def test_nothing_is_done_twice(sheet, course):
    """A message that is sent again with its key is stored once."""
    sample_of(sheet)
    message = {"do": "sign", "people": ["Amara"], "by": "Mika", "key": "0123456789abcdef"}
    assert sheet.act(message) == sheet.act(message)
    kinds = [event.kind for event in course.store.events.of(MANAGER, sheet.name)]
    assert kinds == ["source", "signed"]


def test_a_round_with_phones(sheet, course):
    """People are shown by name, and whoever was never watched; of notes only shared moments."""
    stored, seats = begin_round(course, ["Ana", "Ben", "Cleo"], ["Olga", "Omar"])
    for rater in ("Olga", "Omar"):
        look(course, stored, seats, rater, "Ana", 4, f"{rater} saw it", moment=rater == "Omar")
        look(course, stored, seats, rater, "Ben", 2)
    act(sheet, "choose", source=stored.id)
    view = sheet.finish()
    assert {person["name"] for person in view["sheet"]["people"]} == {"Ana", "Ben"}
    assert view["unseen"] == ["Cleo"]
    cell = view["sheet"]["cells"][seats["Ana"].id]["listens-first"]
    assert cell["moments"] == ["Omar saw it"]
    assert "Olga saw it" not in str(view)


def test_points_that_were_published_come_first(sheet, course):
    """They weigh the standards, and not the order of the list."""
    points = dict(zip(STANDARDS, (5, 5, 5, 5, 5, 75), strict=True))
    weighed = CATALOGUE.model_copy(update={"points": points})
    stored, seats = begin_round(course, ["Ana"], ["Olga"], weighed)
    look(course, stored, seats, "Olga", "Ana", 4)
    act(sheet, "choose", source=stored.id)
    first, *_others = sheet.finish()["sheet"]["standards"]
    assert (first["id"], first["points"]) == ("remembers-you", 75)


def test_news_of_a_round(sheet, other):
    """What comes in later is counted; it is worked through when the manager asks for it."""
    stored, seats = begin_round(other.course, ["Ana"], ["Olga"])
    act(sheet, "choose", source=stored.id)
    assert (sheet.view()["sheet"], sheet.view()["progress"]) == (None, None)
    sheet.news()
    look(other.course, stored, seats, "Olga", "Ana", 4)
    assert sheet.news()["newer"] == 1
    assert sheet.news() is None
    view = act(sheet, "again")
    assert (view["newer"], view["progress"]["share"]) == (0, 0)
    assert sheet.finish()["sheet"]["counted"] == "6 ratings of 1 person by 1 observer."


def test_another_tab_chooses(sheet, other):
    """What is chosen or signed in one tab is seen in the other."""
    act(other, "choose", source="sample")
    assert sheet.news()["source"] == "sample"
    sheet.finish()
    act(other, "sign", people=["Amara"], by="Mika")
    view = sheet.news()
    assert (view["decision"]["names"], view["sheet"] is None) == ("Amara", False)


def test_a_choice_is_everybodys(sheet, course):
    """What one manager signs about a round the next one sees."""
    stored, seats = begin_round(course, ["Ana", "Ben"], ["Olga"])
    look(course, stored, seats, "Olga", "Ana", 4)
    act(sheet, "choose", source=stored.id)
    sheet.finish()
    act(sheet, "sign", people=[seats["Ana"].id], by="Mika")
    next_one = RoleModels(replace(course, person=Person("toni", "Toni", "manager")))
    view = act(next_one, "choose", source=stored.id)
    assert (view["decision"]["names"], view["decision"]["by"]) == ("Ana", "Mika")


def test_somebody_who_is_forgotten(sheet, course):
    """Who is forgotten is gone from the sheet, and their name from a choice that was signed."""
    stored, seats = begin_round(course, ["Ana", "Ben"], ["Olga"])
    for person in ("Ana", "Ben"):
        look(course, stored, seats, "Olga", person, 4)
    act(sheet, "choose", source=stored.id)
    sheet.finish()
    act(sheet, "sign", people=[seats["Ana"].id], by="Mika")
    course.store.accounts.forget("Ana")
    view = RoleModels(course).finish()
    assert [person["name"] for person in view["sheet"]["people"]] == ["Ben"]
    assert view["decision"]["names"] == "somebody who is no longer here"


def test_a_round_that_is_gone(sheet):
    """A round that is not there cannot be chosen."""
    with pytest.raises(InvalidResponseError, match="not there any more"):
        act(sheet, "choose", source="0123456789abcdef")


@pytest.mark.parametrize(
    "message",
    [
        {"do": "nothing"},
        {"do": "choose", "source": ["sample"], "key": "0123456789abcdef"},
        {"do": "choose", "source": "sample", "key": 12},
        {"do": "settings", "settings": SETTINGS, "key": "0123456789abcdef"},
        {"do": "sign", "people": ["Amara"], "by": "Mika", "key": "0123456789abcdef"},
        {"do": "take back", "key": "0123456789abcdef"},
        {"do": "advise", "key": "0123456789abcdef"},
        {"do": "ask", "points": {}, "without": []},
    ],
)
def test_messages_without_sense(sheet, message):
    """What no page sends, or sends before anything is chosen, is refused in words."""
    with pytest.raises(InvalidResponseError):
        sheet.act(message)


ACTS = {
    "choose": ("source",),
    "settings": ("settings",),
    "ask": ("points", "without", "threshold"),
    "sign": ("people", "by"),
    "take back": (),
    "advise": (),
    "piece": ("file", "number", "of", "data", "catalogue"),
    "store": ("stamp", "title"),
    "erase": ("source",),
}
ODD = [
    *(None, True, -1, 0.5, 10**30, "", "x" * 5000, "a\0b", "\ud83d", "../../etc/passwd"),
    *([], [[]], [None], ["a"] * 99, {}, {"a": {"b": [{}]}}, {each: [1] for each in STANDARDS}),
]


@pytest.mark.parametrize("do", ACTS)
def test_odd_values_in_every_field(sheet, course, do):
    """Whatever stands in the fields of a message, it is refused in words and nothing is stored."""
    sheet.act({"do": "choose", "source": "sample", "key": "0123456789abcdef"})
    before = course.store.events.of(MANAGER, sheet.name)
    for odd in ODD:
        for key in ("fedcba9876543210", odd):
            with suppress(CourseError):
                sheet.act({"do": do, **dict.fromkeys(ACTS[do], odd), "key": key})
    assert course.store.events.of(MANAGER, sheet.name) == before
