"""What customers say at the kiosk about standards: without a name, in three taps."""

from dataclasses import replace

import pytest

from course.activities import standards_kiosk
from course.activities.generator import Generator
from course.activities.meeting import TrainerMeeting
from course.activities.meeting_script import ScriptClock
from course.activities.scoresheet import ScoreSheet
from course.activities.standards_builder import StandardsBuilder
from course.activities.standards_kiosk import asking, choices, keep_choice, picked_of
from course.activities.standards_script import ScriptedBuilding, build_through
from course.content.library import Library
from course.ids import new_id
from course.people.roles import Person
from course.store.store import Store
from course.workplace.forms import FormError
from tests.samples import course_of


@pytest.fixture
def course(data):
    """Return the course of a manager with content of their own."""
    store = Store(data, ScriptClock())
    manager = Person("mika", "Mika", "manager")
    yield course_of(Library(data / "content"), store, manager)
    store.close()


@pytest.fixture
def script(course):
    """Return work that has begun."""
    return ScriptedBuilding(course)


def choose(course, picked="", text="", key=None):
    """Let a customer choose and write something."""
    given = {"picked": picked, "text": text}
    keep_choice(course, asking(course), given, key or new_id())


def test_customers_are_asked_while_it_is_time(script, course):
    """From the beginning until the standards are described, and not after the end."""
    asked = {"collect": asking(course) is not None}
    script.collect()
    script.merge()
    for stage in ("merge", "rank", "weigh", "describe"):
        script.go(stage)
        asked[stage] = asking(course) is not None
    assert asked == {"collect": True, "merge": True, "rank": True, "weigh": True, "describe": False}
    script.go("rank")
    script.lead("end")
    assert asking(course) is None


def test_nobody_is_asked_without_work_or_against_the_plan(course):
    """Not before it begins, not when the manager did not want it, and not for practice."""
    assert asking(course) is None
    builder = StandardsBuilder(course)
    plan = {"do": "plan", "title": "Ours", "share": 50, "kiosk": False, "key": new_id()}
    builder.act(plan)
    assert asking(course) is None
    builder.act({"do": "end", "key": new_id()})
    builder.act({"do": "sample", "key": new_id()})
    assert asking(course) is None


def test_what_can_be_chosen(script):
    """First what managers suggested, not what others wrote; then the standards."""
    assert choices(script.builder.building) == {}
    script.collect()
    building = script.builder.building
    groups = {building.suggestions[each].group for each in choices(building)}
    assert groups == {"managers"}
    script.merge()
    assert choices(script.builder.building) == script.builder.building.merged().names


def test_a_choice_counts_for_the_standard_it_becomes(script, course):
    """What was chosen before the merge counts where it was merged into."""
    script.collect()
    script.builder.view()
    last = list(choices(script.builder.building))[-1]
    choose(course, last)
    script.merge()
    script.go("rank")
    ids = [each["id"] for each in script.builder.view()["standards"]]
    view = script.lead("rank", order=ids)
    customers = next(each for each in view["opinions"] if each["group"] == "customers")
    place = script.builder.building.merged().place[last]
    assert (customers["count"], customers["ranks"][place]) == (1, 1.0)


def test_what_they_write_is_a_suggestion_of_customers(script, course):
    """It has no seat; a form that is sent twice counts once."""
    key = new_id()
    for _time in range(2):
        choose(course, text=" A dry  place to wait ", key=key)
    [made] = script.builder.view()["suggestions"]
    assert (made["text"], made["group"]) == ("A dry place to wait", "customers")
    assert [e.seat for e in course.store.meetings.events(script.builder.round.id)][-1] is None


@pytest.mark.parametrize(
    ("picked", "text", "field"),
    [("", "", "picked"), ("gone", "  ", "picked"), ("", "x" * 201, "text")],
)
def test_what_cannot_be_kept(script, course, picked, text, field):
    """Nothing at all, something unknown, or too long: it is told at its field, and not stored."""
    before = script.builder.view()["number"]
    with pytest.raises(FormError) as caught:
        choose(course, picked, text)
    assert list(caught.value.problems) == [field]
    assert script.builder.view()["number"] == before


def test_nobody_is_thanked_for_words_that_are_not_kept(script, course, monkeypatch):
    """Where there is no room for more it is told, and the choice is not stored without them."""
    monkeypatch.setattr(standards_kiosk, "MOST_SAID", 1)
    key = new_id()
    for _time in range(2):  # sent twice it is still kept
        choose(course, text="A dry place", key=key)
    idea = script.lead("suggest", text="Looks up.")["suggestions"][-1]["id"]
    before = script.builder.view()["number"]
    with pytest.raises(FormError) as caught:
        choose(course, idea, "A warm place")
    assert list(caught.value.problems) == ["text"]
    assert script.builder.view()["number"] == before
    choose(course, idea)
    assert script.builder.view()["number"] == before + 1


def test_a_choice_counts_although_the_team_went_on(script, course):
    """Standards took the place of the suggestions while somebody was choosing."""
    script.collect()
    script.builder.view()
    chosen = next(iter(choices(script.builder.building)))
    script.merge()
    assert chosen not in choices(script.builder.building)
    choose(course, chosen)
    script.builder.view()
    assert [order for (by, _who), order in script.builder.building.orders.items()] == [(chosen,)]


def test_no_more_than_three():
    """What a page would not send is left out."""
    assert picked_of("d c b a", dict.fromkeys("abcd", "")) == ["d", "c", "b"]


def test_other_pages_have_a_second_catalogue(course):
    """Generator, meeting and score sheet work beside what is published, and offer it."""
    build_through(course)
    fresh = replace(course, content=Library(course.content.own))
    offered = {each["id"].partition("/")[0] for each in Generator(fresh).view()["standards"]}
    assert offered == {"our_standards", "front_desk"}
    planned = {each["catalogue"] for each in TrainerMeeting(fresh).view()["plan"]["standards"]}
    assert planned == {"our_standards", "front_desk"}
    sheet = ScoreSheet(fresh, None, "our_standards").view()
    assert len(sheet["standards"]) == 6
    made = Generator(fresh).act(
        {
            "do": "make",
            "ask": {
                "standard": "our_standards/makes-it-their-own",
                "difficulty": 2,
                "people": 4,
                "who": [],
                "seed": "1",
            },
        }
    )
    assert made["made"]["title"]
