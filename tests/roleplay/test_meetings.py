"""A meeting is what its events made of it, and an event that comes too late changes nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course.roleplay.meetings import ALARMS, NEXT, PHASES, Meeting, MeetingEvent

SEATS = ("a", "b", "c")
CAST = {"a": "customer", "b": "employee", "c": "observer"}
SCORE = {"watch": {"w1": "seen"}, "levels": {"s": 4}, "grade": "good", "moment": ""}
PLAN = ("plan", {"play": 4, "timer": "soft", "standard": "s"}, None)
GATHERED = [PLAN, *(("join", {}, seat) for seat in SEATS), ("cast", {"cast": CAST}, None)]


def to(start, end):
    """Return the event of going from one phase to another."""
    return ("phase", {"from": start, "to": end}, None)


PLAYING = [*GATHERED, to("gather", "brief"), to("brief", "play")]
SCORING = [*PLAYING, ("clock", {"do": "start"}, None), to("play", "score")]


def meeting_of(steps):
    """Return the meeting of (kind, body, seat), one each second."""
    events = [
        MeetingEvent(number, kind, body, 1000.0 + number, seat)
        for number, (kind, body, seat) in enumerate(steps, start=1)
    ]
    return Meeting(events)


def test_the_straight_way():
    """Plan, parts, brief, play, score, debrief, follow-up, end."""
    meeting = meeting_of([*SCORING, ("score", SCORE, "c"), to("score", "debrief")])
    assert (meeting.phase, meeting.is_revealed, len(meeting.plays)) == ("debrief", True, 1)
    assert meeting.play.scores["c"].grade == "good"
    assert meeting.play.clock.played == 1.0  # started one second before it was stopped


@pytest.mark.parametrize(
    ("steps", "late"),
    [
        (SCORING, ("score", SCORE, "b")),  # the employee is scored, and does not score
        (PLAYING, ("score", SCORE, "c")),  # not yet
        ([*SCORING, to("score", "debrief")], ("score", SCORE, "c")),  # too late
        (PLAYING, ("tap", {"watch": "w1", "outcome": "seen"}, "a")),  # only observers tap
        (PLAYING, to("brief", "play")),  # another page went there already
        (GATHERED[:1], to("gather", "brief")),  # nobody has a part
        (SCORING, to("score", "follow-up")),  # there is no such way
        (GATHERED, ("clock", {"do": "start"}, None)),
        (PLAYING, ("cast", {"cast": {**CAST, "a": "employee", "b": "customer"}}, None)),
        (GATHERED, ("cast", {"cast": {"a": "customer", "b": "customer", "c": "observer"}}, None)),
        (PLAYING, ("leave", {"seat": "a"}, None)),  # the play needs the customer
        (GATHERED, ("goal", {"when": "x", "then": "y"}, "a")),
        (GATHERED, ("unheard-of", {}, "a")),
    ],
)
def test_what_does_not_fit_changes_nothing(steps, late):
    """All that is known of the meeting is as before, but for the number of the last event."""
    before, after = meeting_of(steps), meeting_of([*steps, late])
    assert after.number == before.number + 1
    after.number = before.number
    assert vars(after) == vars(before)


def test_who_comes_late_observes():
    """Somebody who joins during the play observes it, and may score."""
    meeting = meeting_of([*PLAYING, ("leave", {"seat": "c"}, None), ("join", {}, "late")])
    assert meeting.cast["late"] == meeting.play.cast["late"] == "observer"
    assert "late" in meeting.play.scorers()


def test_who_goes_home_early():
    """An observer may leave during the play; the score that was given stays."""
    meeting = meeting_of([*SCORING, ("score", SCORE, "c"), ("leave", {"seat": "c"}, None)])
    assert meeting.present == ["a", "b"]
    assert "c" in meeting.play.scores


def test_rewind_and_redo():
    """Rewinding puts the clock back; starting anew forgets what was tapped, not who plays what."""
    tap = ("tap", {"watch": "w1", "outcome": "seen"}, "c")
    start, pause = ("clock", {"do": "start"}, None), ("clock", {"do": "pause"}, None)
    played = [*PLAYING, start, tap, tap, tap, pause]
    assert meeting_of(played).play.clock.played == 4.0
    back = ("clock", {"do": "rewind", "seconds": 3}, None)
    assert meeting_of([*played, back]).play.clock.played == 1.0
    fresh = meeting_of([*played, ("clock", {"do": "redo"}, None)])
    assert (fresh.play.taps, fresh.play.has_begun, fresh.play.cast) == ([], False, CAST)


def test_playing_again():
    """After a debrief the same parts play again, or parts are dealt anew; old scores stay."""
    done = [*SCORING, ("score", SCORE, "c"), to("score", "debrief")]
    same = meeting_of([*done, ("again", {"deal": False}, None)])
    assert (same.phase, same.cast, same.ready) == ("brief", CAST, set())
    assert meeting_of([*done, ("again", {"deal": True}, None)]).phase == "gather"
    twice = meeting_of([*done, ("again", {"deal": False}, None), to("brief", "play")])
    assert [len(play.scores) for play in twice.plays] == [1, 0]


def test_the_last_score_before_the_reveal_counts():
    """A score may be put in again until scores are revealed."""
    better = SCORE | {"grade": "role model"}
    meeting = meeting_of([*SCORING, ("score", SCORE, "c"), ("score", better, "c")])
    assert meeting.play.scores["c"].grade == "role model"


def test_the_first_guess_counts():
    """Who has seen the course's rating cannot guess again."""
    first, second = ({"vignette": "0", "level": level} for level in (2, 5))
    meeting = meeting_of([*GATHERED, ("guess", first, "a"), ("guess", second, "a")])
    assert meeting.guesses == {"a": {"0": 2}}


def test_the_alarm_stays_until_it_is_seen_to():
    """An alarm stands until the trainer has seen to it or starts the clock again."""
    red = ("safe", {"level": "red"}, None)
    assert meeting_of([*PLAYING, red]).alarm == "red"
    assert meeting_of([*PLAYING, red, ("calm", {}, None)]).alarm is None
    assert meeting_of([*PLAYING, red, ("clock", {"do": "start"}, None)]).alarm is None


ANY_SEAT = st.sampled_from([*SEATS, "d"])
ANY_EVENT = st.one_of(
    st.tuples(st.just("join"), st.just({}), ANY_SEAT),
    st.tuples(st.just("leave"), ANY_SEAT.map(lambda seat: {"seat": seat}), st.none()),
    st.tuples(st.just("cast"), st.just({"cast": CAST}), st.none()),
    st.tuples(
        st.just("phase"),
        st.tuples(st.sampled_from(PHASES), st.sampled_from(PHASES)).map(
            lambda way: {"from": way[0], "to": way[1]}
        ),
        st.none(),
    ),
    st.sampled_from([("phase", {"from": p, "to": q}, None) for p in PHASES for q in NEXT[p]]),
    st.tuples(
        st.just("clock"),
        st.sampled_from([{"do": "start"}, {"do": "pause"}, {"do": "redo"}]),
        st.none(),
    ),
    st.tuples(st.just("tap"), st.just({"watch": "w1", "outcome": "seen"}), ANY_SEAT),
    st.tuples(st.just("score"), st.just(SCORE), ANY_SEAT),
    st.tuples(st.just("safe"), st.sampled_from(ALARMS).map(lambda a: {"level": a}), st.none()),
    st.tuples(st.just("again"), st.booleans().map(lambda deal: {"deal": deal}), st.none()),
    st.tuples(st.just("stop"), st.just({}), st.none()),
)


@given(st.lists(ANY_EVENT, max_size=60))
def test_whatever_happens(steps):
    """Any events in any order leave a meeting that can be read, in a phase that there is.

    Once scores are revealed they never change; the customer and the employee are one person each;
    only those who are asked have scored.
    """
    revealed = {}
    meeting = Meeting()
    for number, (kind, body, seat) in enumerate([PLAN, *steps], start=1):
        meeting.take(MeetingEvent(number, kind, body, 1000.0 + number, seat))
        assert meeting.phase in PHASES
        parts = list(meeting.cast.values())
        assert [parts.count("customer"), parts.count("employee")] in ([0, 0], [1, 1])
        for play in meeting.plays:
            assert set(play.scores) <= set(play.cast)
        if meeting.is_revealed and meeting.play:
            known = revealed.setdefault(len(meeting.plays), dict(meeting.play.scores))
            assert meeting.play.scores == known


@given(st.lists(ANY_EVENT, max_size=40), st.integers(0, 40))
def test_reading_on_is_the_same_as_reading_anew(steps, cut):
    """A page that folds only new events comes to the same as one that reads all of them."""
    events = [
        MeetingEvent(n, kind, body, 1000.0 + n, seat)
        for n, (kind, body, seat) in enumerate([PLAN, *steps], start=1)
    ]
    followed = Meeting(events[:cut])
    for event in events[cut:]:
        followed.take(event)
    assert vars(followed) == vars(Meeting(events))
