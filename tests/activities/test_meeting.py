"""A live meeting, without browsers: a trainer and phones follow the same events."""

import json
from dataclasses import replace

import pytest

from course.activities.meeting import TrainerMeeting
from course.activities.meeting_files import SAMPLE, dump_meeting, load_meeting
from course.activities.meeting_history import retry_at
from course.activities.meeting_report import last_report
from course.activities.meeting_script import SCENE, ScriptClock, ScriptedMeeting, play_through
from course.content.library import Library
from course.errors import InvalidResponseError, NotAllowedError
from course.ids import new_id
from course.people.roles import Person
from course.store.store import Store
from tests.samples import course_of

TRAINER = Person("trainer", "Robin", "trainer")
LIBRARY = Library()


@pytest.fixture
def course(data):
    """Return the course of a trainer, on a clock that moves on only when it is told to."""
    store = Store(data, ScriptClock())
    yield course_of(LIBRARY, store, TRAINER)
    store.close()


@pytest.fixture
def meeting(course):
    """Return a meeting whose team has joined."""
    return ScriptedMeeting(course, SCENE)


@pytest.fixture(scope="module")
def gathered(tmp_path_factory):
    """Return a meeting whose team has joined; for tests in which nothing happens to it."""
    store = Store(tmp_path_factory.mktemp("gathered"), ScriptClock())
    yield ScriptedMeeting(course_of(LIBRARY, store, TRAINER), SCENE)
    store.close()


def phrases(text):
    """Return the sentences of a brief."""
    return [line for line in text.splitlines() if line]


def test_a_whole_meeting(course):
    """From the plan to the follow-up: all steps are there, and nothing is left open."""
    script = play_through(course, SCENE)
    meeting = script.room.meeting
    assert meeting.phase == "ended"
    assert (len(meeting.play.scores), len(meeting.goals), len(meeting.ready)) == (4, 5, 5)
    view = script.phones["João"].view()
    assert (view["me"]["part"], view["phase"]) == ("employee", "ended")
    assert view["results"][0]["disagreement"] == pytest.approx(2 / 3, abs=0.001)  # 2 saw, 1 not
    assert script.trainer.view()["phase"] == "plan"  # the next one may be planned


def test_learners_lead_no_meeting(course):
    """Planning and leading need a trainer."""
    with pytest.raises(NotAllowedError):
        TrainerMeeting(replace(course, person=Person("ana", "Ana", "learner")))


def test_private_briefs_stay_private(meeting):
    """In no phase is a sentence of a private brief in the view of anybody else.

    The trainer's laptop is among the others: it may be on the wall.
    """
    briefs = LIBRARY.scene(SCENE).briefs
    secrets = {part: set(phrases(briefs[part])) for part in ("customer", "employee")}
    seen = {part: set() for part in secrets}
    screen = meeting.join("Screen 1", screen=True)

    def look():
        views = {name: phone.view() for name, phone in (meeting.phones | meeting.screens).items()}
        for name, view in (views | {"trainer": meeting.trainer.view()}).items():
            text = json.dumps(view, ensure_ascii=False)
            for part, lines in secrets.items():
                told = {line for line in lines if line in text}
                is_mine = name in meeting.phones and view["me"]["part"] == part
                assert is_mine or not told, f"{name} is told of the {part}'s brief"
                seen[part] |= told

    look()
    for step in (meeting.prepare, meeting.play, meeting.score, meeting.talk):
        step()
        look()
    assert seen == secrets
    assert screen.view()["kind"] == "big_screen"


def test_scores_are_blind_until_the_reveal(meeting):
    """While people score, no screen but one's own tells anything of what was scored."""
    meeting.prepare()
    meeting.play()
    meeting.join("Screen 1", screen=True)
    before = [json.dumps(view) for view in views_of_others(meeting, "Lena")]
    form = meeting.room.form
    sheet = {
        "watch": {item.id: "not seen" for item in form.watch},
        "levels": {standard.id: 1 for standard in form.standards},
        "grade": "fail",
        "moment": "A moment to remember.",
    }
    assert meeting.playing("observer")[-1] == "Lena"
    assert meeting.tap("Lena", "score", **sheet)["score"] == sheet
    after = views_of_others(meeting, "Lena")
    assert [view.pop("number") for view in after]
    for old, new in zip(map(json.loads, before), after, strict=True):
        old.pop("number")
        assert (old.pop("sheets", None) is None) == (new.pop("sheets", None) is None)
        for people in (old["people"], new["people"]):
            for person in people:
                person.pop("scored", None)  # that somebody has scored may be known, not how
        assert old == new


def views_of_others(meeting, name):
    """Return the views of all screens but one."""
    return [
        meeting.trainer.view(),
        *(phone.view() for other, phone in meeting.phones.items() if other != name),
        *(screen.view() for screen in meeting.screens.values()),
    ]


def test_after_the_reveal_scores_stand(meeting):
    """What comes later is refused with words for the person, and changes nothing."""
    meeting.prepare()
    meeting.play()
    meeting.score()
    before = meeting.phones["Lena"].view()["score"]
    with pytest.raises(InvalidResponseError, match="gone on meanwhile"):
        meeting.tap("Lena", "score", **(before | {"grade": "role model"}))
    assert meeting.phones["Lena"].view()["score"] == before


def test_stored_scores_name_their_form(meeting):
    """Each stored score has the hash of the form that was frozen when the meeting was planned."""
    meeting.prepare()
    meeting.play()
    meeting.score()
    events = meeting.course.store.meetings.events(meeting.room.id)
    hashes = {event.body["form"] for event in events if event.kind == "score"}
    assert hashes == {events[0].body["form"]} == {meeting.room.form.hash}


def test_cues_follow_what_observers_see(meeting):
    """At one minute the guest gets louder, unless somebody has seen that she may finish."""
    cue = LIBRARY.scene(SCENE).cues[0]
    assert (cue.at, cue.watch, cue.seen) == (60, "w1", False)
    meeting.prepare()
    (customer,) = meeting.playing("customer")
    phone = meeting.phones[customer]
    meeting.lead("clock", what="start")
    meeting.course.clock.after(59)
    phone.news()
    assert phone.news() is None
    meeting.course.clock.after(1)
    assert [each["text"] for each in phone.news()["cues"]] == [cue.text]
    assert phone.news() is None  # said once
    assert "cues" not in meeting.phones[meeting.playing("observer")[0]].view()
    meeting.lead("clock", what="redo")
    meeting.lead("clock", what="start")
    meeting.tap(meeting.playing("observer")[0], "tap", watch="w1", outcome="seen")
    meeting.course.clock.after(60)
    assert phone.view()["cues"] == []


def test_news_of_others(data, meeting):
    """A page in another kernel learns what happened here, and nothing when nothing did."""
    other = Store(data, meeting.course.clock)
    laptop = TrainerMeeting(replace(meeting.course, store=other))
    laptop.news()
    assert laptop.news() is None
    meeting.tap("Priya", "decline", part="customer", declined=True)
    assert laptop.news()["people"][0]["declined"] == ["customer"]
    assert laptop.news() is None
    other.close()


def test_safe_stop(meeting):
    """Red stops the clock and is on every screen; it is stored without seat and only by minute."""
    meeting.prepare()
    meeting.lead("clock", what="start")
    meeting.course.clock.after(77)
    view = meeting.tap("Edda", "safe", level="red")
    assert (view["alarm"], view["clock"]["state"], view["clock"]["elapsed"]) == (
        "red",
        "paused",
        77,
    )
    assert meeting.phones["Priya"].view()["alarm"] == meeting.trainer.view()["alarm"] == "red"
    safe, pause = meeting.course.store.meetings.events(meeting.room.id)[-2:]
    assert (safe.kind, safe.seat, safe.at % 60, safe.body) == ("safe", None, 0, {"level": "red"})
    assert (pause.kind, pause.seat) == ("clock", None)
    assert meeting.lead("calm")["alarm"] is None


def test_parts_change_hands(meeting):
    """A part given to somebody is exchanged; a leading part is never left without anybody."""
    meeting.lead("deal")
    before = meeting.room.meeting.cast
    seats = {part: seat for seat, part in before.items()}
    meeting.lead("part", seat=seats["observer"], part="customer")
    cast = meeting.room.meeting.cast
    assert (cast[seats["observer"]], cast[seats["customer"]]) == ("customer", "observer")
    with pytest.raises(InvalidResponseError, match="somebody else first"):
        meeting.lead("part", seat=seats["employee"], part="observer")


def test_who_says_not_me_is_not_dealt(meeting):
    """With "not me" from all but two, these two play; from all but one, the trainer is told."""
    for name in ("Priya", "João", "Marcus"):
        for part in ("customer", "employee"):
            meeting.tap(name, "decline", part=part, declined=True)
    meeting.lead("deal")
    assert sorted(meeting.playing("customer") + meeting.playing("employee")) == ["Edda", "Lena"]
    meeting.tap("Lena", "decline", part="customer", declined=True)
    meeting.tap("Lena", "decline", part="employee", declined=True)
    with pytest.raises(InvalidResponseError, match="It takes two"):
        meeting.lead("deal")


def test_parts_go_round_from_meeting_to_meeting(course):
    """In three meetings of three people everybody plays the customer and the employee once."""
    played = [play_through(course, SCENE, ("Ana", "Ben", "Cho")) for _meeting in range(3)]
    for part in ("customer", "employee"):
        names = [script.playing(part) for script in played]
        assert sorted(names) == sorted([name] for name in played[0].phones)


def test_paper(meeting):
    """Somebody without a phone is dealt a part, and the trainer types in the sheet later."""
    meeting.lead("paper", name="Olu")
    meeting.prepare()
    meeting.play()
    view = meeting.trainer.view()
    (seat,) = view["paper_forms"]
    form = view["paper_forms"][seat]
    sheet = {
        "watch": {item["id"]: "seen" for item in form["watch"]},
        "levels": {standard["id"]: 5 for standard in form["standards"]},
        "grade": "role model",
        "moment": "",
    }
    meeting.lead("score", seat=seat, **sheet)
    assert meeting.room.meeting.play.scores[seat].grade == "role model"
    other = next(each for each in meeting.room.meeting.play.scorers() if each != seat)
    with pytest.raises(InvalidResponseError):
        meeting.lead("score", seat=other, **sheet)


def test_nominations(meeting):
    """Praise for somebody in the room is stored for the meeting's standard; not for oneself."""
    meeting.prepare()
    meeting.play()
    meeting.score()
    people = {person["name"]: person["seat"] for person in meeting.trainer.view()["people"]}
    meeting.tap("Lena", "nominate", seat=people["Edda"], story="Asked what mattered most.")
    (voice,) = meeting.course.store.voices.nominations()
    said = voice.said
    assert (said.who, said.giver, said.standard) == ("Edda", "Lena", "front_desk/listens-first")
    assert voice.source == "meeting"
    for seat, story in ((people["Lena"], "Me."), (people["Edda"], " "), ("nobody", "Who?")):
        with pytest.raises(InvalidResponseError):
            meeting.tap("Lena", "nominate", seat=seat, story=story)


def test_what_is_sent_twice_happens_once(meeting):
    """A message with the same key again changes nothing, and still gets the view."""
    key = new_id()
    for _time in range(2):
        view = meeting.phones["Priya"].act(
            {"do": "decline", "part": "customer", "declined": True, "key": key}
        )
    assert view["me"]["declined"] == ["customer"]
    events = meeting.course.store.meetings.events(meeting.room.id)
    assert [event.kind for event in events].count("decline") == 1


@pytest.mark.parametrize(
    "message",
    [
        {},
        {"do": "ready"},
        {"do": "ready", "ready": "yes"},
        {"do": "decline", "part": "observer", "declined": True},
        {"do": "tap", "watch": "w1", "outcome": "seen"},
        {"do": "guess", "vignette": 7, "level": 3},
        {"do": "guess", "vignette": True, "level": 3},
        {"do": "safe", "level": "purple"},
        {"do": "goal", "when": "x", "then": "y"},
        {"do": "cast", "cast": {}},
        {"do": "phase", "from": "gather", "to": "brief"},
        {"do": "nominate", "seat": 1, "story": "x"},
        {"do": ["look"]},
    ],
)
def test_no_honest_phone_would_send(gathered, message):
    """Messages without sense, or of somebody else's, store nothing."""
    before = gathered.course.store.meetings.events(gathered.room.id)
    with pytest.raises(InvalidResponseError):
        gathered.phones["Priya"].act({"key": new_id(), **message})
    assert gathered.course.store.meetings.events(gathered.room.id) == before


@pytest.mark.parametrize(
    "message",
    [
        {},
        {"do": "plan", "scene": SCENE, "timer": "loud"},
        {"do": "go", "from": "gather", "to": "score"},
        {"do": "clock", "what": "rewind", "seconds": 7},
        {"do": "clock", "what": "explode"},
        {"do": "part", "seat": "nobody", "part": "customer"},
        {"do": "part", "seat": ["nobody"], "part": "customer"},
        {"do": "go", "from": ["gather"], "to": "brief"},
        {"do": "paper", "name": "\ud83d"},
        {"do": "score", "seat": "nobody"},
        {"do": "step", "step": 9},
        {"do": "self", "rating": {"unknown": "yes"}},
        {"do": "next", "at": 5},
        {"do": "next", "at": float("inf")},
        {"do": "again", "deal": "yes"},
    ],
)
def test_no_honest_laptop_would_send(gathered, message):
    """Messages without sense store nothing."""
    before = gathered.course.store.meetings.events(gathered.room.id)
    with pytest.raises(InvalidResponseError):
        gathered.trainer.act({"key": new_id(), **message})
    assert gathered.course.store.meetings.events(gathered.room.id) == before


def test_planning_twice_opens_one_meeting(course):
    """The page may send the plan again after a fault; the meeting that is on stays."""
    trainer = TrainerMeeting(course)
    for _time in range(2):
        trainer.act({"do": "plan", "scene": SCENE, "timer": "soft", "key": new_id()})
    assert len(course.store.meetings.recent()) == 1


def test_the_laptop_comes_back(meeting):
    """A trainer's page in a new kernel is where the meeting is."""
    meeting.prepare()
    again = TrainerMeeting(meeting.course)
    assert again.view() == meeting.trainer.view()


def test_a_meeting_that_nobody_ended_is_over_after_a_day(meeting):
    """The next day the trainer plans anew."""
    meeting.course.clock.after(24 * 3600 + 1)
    assert TrainerMeeting(meeting.course).view()["phase"] == "plan"


def test_editing_a_scene_leaves_the_meeting_alone(meeting):
    """The meeting goes on with the scene and the standards as they were when it was planned."""
    edited = LIBRARY.scene(SCENE).model_copy(update={"title": "Another title"})
    content = Library()
    content._known["scene", SCENE] = edited
    again = TrainerMeeting(replace(meeting.course, content=content))
    assert again.view()["title"] == LIBRARY.scene(SCENE).title


def test_files(course):
    """A meeting read back from its file is the same meeting, to the byte and in its report."""
    script = play_through(course, SCENE)
    text, report = dump_meeting(course, script.room.id), last_report(course)
    copy = load_meeting(course, text, script.room.meeting.began_at)
    assert dump_meeting(course, copy.id) == text
    assert last_report(course).blocks() == report.blocks()


def test_the_sample_meeting(course):
    """The shipped recording fits the content as it is: every tap and score is about its card."""
    load_meeting(course, LIBRARY.meeting_text(SAMPLE), course.clock())
    report = last_report(course)
    meeting = report.room.meeting
    watch = {item.id for item in report.room.form.watch}
    assert meeting.phase == "ended"
    assert {tap[1] for tap in meeting.play.taps} == watch
    assert all(set(score.watch) in (watch, set()) for score in meeting.play.scores.values())
    assert len(meeting.play.scores) == 4


def test_when_to_try_again(course):
    """A good play is tried again after FSRS's 8 days; nobody else has a date.

    FSRS 6 with its own weights gives a first interval of 8 days for "easy" (8.2956) at 90 %.
    """
    script = play_through(course, SCENE)
    (employee,) = script.playing("employee")
    keys = {seat.name: seat.key for seat in script.room.seats.values()}
    at = retry_at([script.room], keys[employee], "listens-first")
    assert at == script.room.meeting.began_at + 8 * 24 * 3600
    assert retry_at([script.room], keys["Lena"], "listens-first") is None
    assert retry_at([script.room], keys[employee], "remembers-you") is None
