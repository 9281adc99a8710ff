"""A round of observation without browsers: begun by a manager, filled by phones, and forgotten."""

import json
from dataclasses import replace

import pytest

from course.activities.meeting_script import SCENE, ScriptClock, play_through
from course.activities.observation import SITUATIONS, ObservationRounds
from course.activities.observation_round import DAY, KIND, ObservationRound
from course.activities.observation_script import STORY, TEAM, ScriptedRound, sample_observer
from course.errors import InvalidResponseError, NotAllowedError, NotFoundError
from course.ids import new_id
from course.people.roles import Person
from course.store.store import Store
from tests.samples import LIBRARY, course_of

MANAGER = Person("manager", "Mika", "manager")
STANDARDS = 6
PLANNED = len(TEAM) * STANDARDS // 2 * 3  # two standards a look, three looks each


@pytest.fixture
def course(data):
    """Return the course of a manager, on a clock that moves on only when it is told to."""
    store = Store(data, ScriptClock())
    yield course_of(LIBRARY, store, MANAGER)
    store.close()


@pytest.fixture
def script(course):
    """Return a round whose team has joined."""
    return ScriptedRound(course)


@pytest.fixture(scope="module")
def begun(tmp_path_factory):
    """Return the same; for tests in which nothing happens to it."""
    store = Store(tmp_path_factory.mktemp("begun"), ScriptClock())
    yield ScriptedRound(course_of(LIBRARY, store, MANAGER))
    store.close()


def fields(**changes):
    """Return what a manager gives to begin a round."""
    given = {
        "title": "March",
        "catalogue": "front_desk",
        "team": ["Ana", "Ben", "Cho"],
        "situations": list(SITUATIONS[:3]),
        "looks_each": 3,
        "days": 14,
        "months": 12,
    }
    return {"do": "begin", "key": new_id(), **given, **changes}


def test_a_whole_round(script):
    """When all planned looks are made, the manager knows enough of everybody, and ends it."""
    assert len(script.manager.view()["plan"]) == PLANNED
    script.see_all()
    view = script.manager.view()
    assert (view["looks"], view["plan"]) == (PLANNED, [])
    assert {cell["more"] for line in view["grid"] for cell in line["cells"]} == {0}
    assert {person["made"] for person in view["people"]} == {PLANNED // len(TEAM)}
    past = script.lead("end")
    assert past["phase"] == "plan"
    assert [(each["looks"], each["is_over"]) for each in past["past"]] == [(PLANNED, True)]
    assert script.phones["João"].view()["is_open"] is False


def test_a_round_with_more_looks(course):
    """Each person has as many on each standard as the manager chose, and all observe as often."""
    script = ScriptedRound(course, situations=SITUATIONS, looks_each=6)
    script.see_all()
    view = script.manager.view()
    assert {cell["looks"] for line in view["grid"] for cell in line["cells"]} == {6}
    assert {cell["more"] for line in view["grid"] for cell in line["cells"]} == {0}
    assert len({person["made"] for person in view["people"]}) == 1


def test_enough_for_a_first_word(course):
    """After three looks of six the gate is content, and the plan still asks for three."""
    script = ScriptedRound(course, team=("Ana", "Ben", "Cho"), looks_each=6)
    seats = {seat.name: seat.id for seat in script.room.seats.values()}
    levels = {each["id"]: 4 for each in script.manager.view()["standards"]}
    for name, situation in zip(("Ben", "Cho", "Ben"), SITUATIONS[:3], strict=True):
        seen = {"seen": {}, "note": "", "moment": False, "signed": False}
        where = {"person": seats["Ana"], "situation": situation}
        script.tap(name, "seen", **where, levels=levels, **seen)
    [ana] = [line for line in script.manager.view()["grid"] if line["name"] == "Ana"]
    told = {(cell["more"], cell["scenes"], cell["raters"]) for cell in ana["cells"]}
    assert told == {(3, 0, 0)}
    assert set(script.room.lacks(seats["Ana"]).values()) == {None}


def test_an_older_round_asks_for_what_the_gate_asks(course):
    """A round that began before one could choose is planned as it was then."""
    message = fields()
    plan, snapshots = ObservationRounds(course)._plan(message)
    del plan["looks_each"]
    course.store.meetings.begin(MANAGER, plan, snapshots, kind=KIND)
    view = ObservationRounds(course).act(message)
    assert len(view["plan"]) == 3 * STANDARDS // 2 * 3
    assert {cell["more"] for line in view["grid"] for cell in line["cells"]} == {3}


def test_what_a_round_takes_is_told_before(course):
    """The form knows the choices, and how many looks it takes to see all standards once."""
    view = ObservationRounds(course).view()
    assert view["looks_each"] == {"choices": [3, 6, 9], "usual": 6}
    assert [each["blocks"] for each in view["catalogues"]] == [STANDARDS // 2]


def test_a_round_with_six_situations_has_them_all(course):
    """The suggested situations are kept, and a look in each of them counts."""
    script = ScriptedRound(course, situations=SITUATIONS)
    assert script.room.observation.plan["situations"] == list(SITUATIONS)
    script.see_all()
    script.room.catch_up()
    assert {look.situation for look in script.room.looks} == set(SITUATIONS)


def test_only_managers_begin_rounds(course):
    """A trainer is refused: what is observed is of the whole business's concern."""
    trainer = replace(course, person=Person("toni", "Toni", "trainer"))
    with pytest.raises(NotAllowedError):
        ObservationRounds(trainer)


def test_another_kernel_shows_the_same_round(script):
    """The manager's page may lose its kernel at any time."""
    script.see("João")
    view = ObservationRounds(script.course).view()
    assert view == script.manager.view()
    assert view["looks"] == 1


def test_begin_that_is_sent_twice(course):
    """There is one round; a kernel that died before the team was listed is made up for."""
    message = fields()
    first = ObservationRounds(course)
    first.act(message)
    again = ObservationRounds(course)
    again.act(message)
    assert len(course.store.meetings.recent(kind=KIND)) == 1
    assert len(again.room.observation.team) == 3


def test_two_pages_begin_one_round(course):
    """A page that was open before another one began shows that round, and begins no other."""
    first, second = ObservationRounds(course), ObservationRounds(course)
    view = first.act(fields())
    assert second.act(fields(title="Other")) == view
    assert len(course.store.meetings.recent(kind=KIND)) == 1


def test_begin_after_half_of_it_was_done(course):
    """A round that was begun without its team gets it when the page sends again."""
    message = fields()
    plan, snapshots = ObservationRounds(course)._plan(message)
    course.store.meetings.begin(MANAGER, plan, snapshots, kind=KIND)
    view = ObservationRounds(course).act(message)
    assert [line["name"] for line in view["grid"]] == ["Ana", "Ben", "Cho"]


@pytest.mark.parametrize(
    "changes",
    [
        {"team": ["Ana"]},
        {"team": ["Ana", " ana ", ""]},
        {"team": ["Ana", 5]},
        {"team": "Ana, Ben"},
        {"team": [f"Person {number}" for number in range(41)]},
        {"team": ["Ana", "Ben", "x" * 61]},
        {"situations": ["quiet", "busy"]},
        {"situations": ["quiet", "busy", " quiet "]},
        {"situations": [f"situation {number}" for number in range(13)]},
        {"situations": ["quiet", "busy", "x" * 61]},
        {"situations": ["quiet", "busy", 5]},
        {"title": "x" * 81},
        {"title": None},
        {"looks_each": 0},
        {"looks_each": 5},
        {"looks_each": "6"},
        {"looks_each": None},
        {"days": 0},
        {"days": 61},
        {"months": 0},
        {"months": "12"},
        {"days": 60, "months": 1},
    ],
)
def test_a_round_that_cannot_be_begun(course, changes):
    """Nothing is stored."""
    rounds = ObservationRounds(course)
    with pytest.raises(InvalidResponseError):
        rounds.act(fields(**changes))
    assert course.store.meetings.recent(kind=KIND) == []


def test_a_catalogue_that_is_gone(course):
    """Nothing is stored when the standards do not exist any more."""
    with pytest.raises(NotFoundError):
        ObservationRounds(course).act(fields(catalogue="nowhere"))
    assert course.store.meetings.recent(kind=KIND) == []


@pytest.mark.parametrize(
    "message",
    [
        {"do": "away", "seat": "nobody"},
        {"do": "observer", "seat": "nobody", "observes": True},
        {"do": "observer", "seat": ["nobody"], "observes": True},
        {"do": "observer", "seat": "João", "observes": "yes"},
        {"do": "nonsense"},
        {},
    ],
)
def test_a_message_that_makes_no_sense(begun, message):
    """The manager's page is told so."""
    with pytest.raises(InvalidResponseError):
        begun.manager.act({"key": new_id(), **message})


def test_somebody_is_new_and_somebody_leaves(script):
    """The plan follows: looks at who is new, none by or at who left."""
    script.lead("add", name="Wanda")
    seats = {person["name"]: person["seat"] for person in script.manager.view()["people"]}
    script.lead("away", seat=seats["Priya"])
    plan = script.manager.view()["plan"]
    assert {look["person"] for look in plan} == {"Ines", "João", "Marcus", "Wanda"}
    assert {look["rater"] for look in plan} == {"Ines", "João", "Marcus", "Wanda"}


def test_looks_are_handed_on(script):
    """Who is ill for a week gets no looks; their colleagues get them, and are all seen enough."""
    seats = {person["name"]: person["seat"] for person in script.manager.view()["people"]}
    view = script.lead("observer", seat=seats["Priya"], observes=False)
    assert "Priya" not in {look["rater"] for look in view["plan"]}
    script.see_all()
    grid = script.manager.view()["grid"]
    assert {cell["more"] for line in grid for cell in line["cells"]} == {0}


def test_a_guest_gets_looks_when_the_manager_says_so(script):
    """Somebody from elsewhere may look without a plan, and is planned for only then."""
    script.join("Gil")
    guest = next(p for p in script.manager.view()["people"] if p["name"] == "Gil")
    assert (guest["is_in_team"], guest["is_observer"], guest["left"]) == (False, False, 0)
    view = script.lead("observer", seat=guest["seat"], observes=True)
    assert "Gil" in {look["rater"] for look in view["plan"]}
    assert "Gil" not in {look["person"] for look in view["plan"]}


def test_a_kind_word_is_due_after_the_day(script):
    """A look is late when its day is over, not before."""
    late = {person["late"] for person in script.manager.view()["people"]}
    assert late == {0}
    script.course.clock.after(DAY)
    assert {person["late"] for person in script.manager.view()["people"]} == {1}
    script.course.clock.after(14 * DAY)
    view = script.manager.view()
    assert view["is_late"]
    assert {person["late"] for person in view["people"]} == {PLANNED // len(TEAM)}


def test_too_few_people_for_the_gate(course):
    """With two people nobody can be seen by two others: the manager is told."""
    script = ScriptedRound(course, team=("Ana", "Ben"))
    [trouble] = script.manager.view()["troubles"]
    assert trouble.startswith("It takes 2 observers")
    assert "Ana, Ben" in trouble


def test_moments_without_a_name_unless_signed(script):
    """The manager reads what was told, and who told it only where it was signed."""
    script.see("João", note=STORY, moment=True)
    script.see("Marcus", note="Just a note.")
    script.see("Priya", note="Said sorry first.", moment=True, signed=True)
    told = [(each["note"], each["by"]) for each in script.manager.view()["moments"]]
    assert told == [("Said sorry first.", "Priya"), (STORY, "")]


def test_a_view_says_nothing_of_who_saw_what(script):
    """Notes and levels of single looks are not on the manager's page."""
    script.see("João", 2, note="Only for the one it is about.")
    shown = json.dumps(script.manager.view())
    assert "Only for the one" not in shown
    assert "levels" not in shown


def test_the_address_to_join(course):
    """Phones are led to the door by a QR code; without a server there is only the code."""
    rounds = ObservationRounds(course, "http://hotel.test/")
    join = rounds.act(fields())["join"]
    assert join["url"] == f"http://hotel.test/join/{join['code']}"
    assert join["qr"]["size"] > 20
    assert ObservationRounds(course).view()["join"]["qr"] is None


def test_news_of_others(data, script):
    """A page in another kernel learns what happened here, and nothing when nothing did."""
    other = Store(data, script.course.clock)
    laptop = ObservationRounds(replace(script.course, store=other))
    laptop.news()
    assert laptop.news() is None
    script.see("Marcus")
    assert laptop.news()["looks"] == 1
    assert laptop.news() is None
    other.close()


def test_the_sample_is_a_round_with_a_look(course):
    """Outside our server a phone shows a sample, and nothing of it is in the business's store."""
    _stage, seat = sample_observer(course)
    assert seat.name == TEAM[0]
    assert course.store.meetings.recent(kind=KIND) == []


def played(course, team=("Ines", "João", "Marcus", "Gil")):
    """Let some of the team play a scene and score it; return the meeting."""
    return play_through(course, SCENE, team)


def test_scores_of_meetings_are_counted_when_the_manager_says_so(script):
    """Each scorer in the round who scored somebody of the team counts once, with the same words."""
    meeting = played(script.course)
    play = meeting.room.meeting.play
    rated = len(meeting.room.form.standards)
    [employee] = meeting.playing("employee")
    assert employee != "Gil"
    count = rated * len({"Ines", "João", "Marcus"} - {employee})
    again = ObservationRounds(script.course)
    assert again.view()["from_meetings"] == count
    for _time in range(2):
        view = again.act({"do": "meetings", "key": new_id()})
        assert view["from_meetings"] == 0
        assert view["looks"] == count // rated
    again.room.catch_up()
    told = {look.situation for look in again.room.looks}
    assert told == {f"Role-play: {meeting.room.meeting.plan['title']}"}
    levels = sorted(level for look in again.room.looks for level in look.levels.values())
    scores = [score for seat, score in play.scores.items() if meeting.room.name(seat) != "Gil"]
    assert levels == sorted(level for score in scores for level in score.levels.values())


def test_scores_of_meetings_do_not_pass_for_looks_on_a_phone(script):
    """Phones list what was noted with them; nobody takes a score of a meeting back there."""
    played(script.course)
    script.lead("meetings")
    assert {phone.view()["made"] for phone in script.phones.values()} == {0}
    assert {phone.view()["can_withdraw"] for phone in script.phones.values()} == {None}


def test_meetings_about_others_are_not_offered(script):
    """Somebody of another team is none of this round's concern."""
    played(script.course, ("Ada", "Bo", "Cy"))
    assert ObservationRounds(script.course).view()["from_meetings"] == 0


def test_a_new_round_offers_scores_of_its_own(script):
    """Also on a page that showed a round which another page has ended."""
    played(script.course)
    assert script.lead("add", name="Gil")["from_meetings"]
    ObservationRounds(script.course).act({"do": "end", "key": new_id()})
    assert script.manager.view()["phase"] == "plan"
    assert script.manager.act(fields(team=["Ada", "Bo"]))["from_meetings"] == 0


def test_other_words_are_another_standard(script, monkeypatch):
    """A standard whose words changed since the meeting does not count."""
    played(script.course)
    changed = script.room.catalogue.model_copy(
        update={
            "standards": tuple(
                each.model_copy(update={"name": f"{each.name} again"})
                for each in script.room.catalogue.standards
            )
        }
    )
    monkeypatch.setattr(ObservationRound, "catalogue", changed)
    assert ObservationRounds(script.course).view()["from_meetings"] == 0
