"""Work on standards, without browsers: a manager, phones and customers follow the same events."""

import json
from dataclasses import replace

import pytest

from course.activities.meeting_script import ScriptClock
from course.activities.standards_builder import StandardsBuilder
from course.activities.standards_events import slug_for
from course.activities.standards_publish import versions
from course.activities.standards_script import TEAM, ScriptedBuilding, build_through
from course.content.library import Library
from course.errors import ContentError, InvalidResponseError, NotAllowedError, NotFoundError
from course.ids import new_id
from course.people.roles import Person
from course.rolemodels.standards import Catalogue
from course.store.store import Store
from course.workplace.feedback import CustomerWord
from tests.samples import course_of

MANAGER = Person("mika", "Mika", "manager")
FILE = "exercises/standards/our_standards.yaml"


@pytest.fixture
def course(data):
    """Return the course of a manager with content of their own, on a clock that stands still."""
    store = Store(data, ScriptClock())
    yield course_of(Library(data / "content"), store, MANAGER)
    store.close()


@pytest.fixture
def script(course):
    """Return work that has begun, with three colleagues who have joined."""
    return ScriptedBuilding(course)


def fresh(course):
    """Return the course as another kernel sees it, with content read anew."""
    return replace(course, content=Library(course.content.own))


def merged(script, *names):
    """Collect one suggestion for each name, and make a standard of it; return their ids."""
    for name in names:
        script.lead("suggest", text=f"About {name}")
    script.go("merge")
    for name in names:
        loose = next(each for each in script.builder.view()["suggestions"] if not each["in"])
        script.lead("merge", suggestions=[loose["id"]], standard="", name=name)
    return [each["id"] for each in script.builder.view()["standards"]]


def write(script, standard, **fields):
    """Write a whole draft, and then some fields otherwise."""
    given = {"view": "They heard me.", "dimension": "empathy", "critical": True}
    given |= {f"behaviour-{n}": f"Does thing {n}." for n in (1, 2, 3)}
    given |= {f"anchor-{n}": f"Level {n}." for n in (1, 3, 5)} | fields
    for field, value in given.items():
        script.lead("describe", standard=standard, field=field, value=value)


def published(course, *names):
    """Go all the way with these standards, and publish them; return the script."""
    script = ScriptedBuilding(course)
    ids = merged(script, *names)
    script.go("rank")
    script.lead("rank", order=ids)
    script.go("describe")
    for ident in ids:
        write(script, ident)
    script.publish()
    return script


def test_all_the_way(course):
    """From the first suggestion to a file that `course check` finds nothing wrong with."""
    build_through(course)
    catalogue = fresh(course).content.catalogue("our_standards")
    shipped = course.content.catalogue("front_desk")
    assert {each.name for each in catalogue.standards} == {each.name for each in shipped.standards}
    assert sum(catalogue.points.values()) == 100
    assert list(catalogue.points) == [each.id for each in catalogue.standards]
    by_name = {each.name: each for each in catalogue.standards}
    for each in shipped.standards:
        made = by_name[each.name]
        assert (made.view, made.anchors, made.critical) == (each.view, each.anchors, each.critical)
    assert Library(course.content.own).problems(quick=True) == []
    assert [each.catalogue for each in Library(course.content.own).standards()] == ["our_standards"]


def test_only_managers_build(course):
    """A trainer may not."""
    with pytest.raises(NotAllowedError):
        StandardsBuilder(replace(course, person=replace(MANAGER, role="trainer")))


def test_two_pages_agree(script, course):
    """What one page does is news to the other; a key that comes twice counts once."""
    store = Store(course.store.data, course.clock)
    other = StandardsBuilder(replace(course, store=store))
    other.news()
    message = {"do": "suggest", "text": "Looks up.", "key": new_id()}
    script.builder.act(message)
    assert [each["text"] for each in other.news()["suggestions"]] == ["Looks up."]
    assert other.news() is None
    other.act(message)
    assert len(script.builder.view()["suggestions"]) == 1
    store.close()


def test_begun_twice_is_begun_once(script, course):
    """Another page that still shows the plan ends up in the work that is on."""
    other = StandardsBuilder(course)
    view = other.act({"do": "plan", "title": "Again", "share": 50, "kiosk": False, "key": new_id()})
    assert view["title"] == script.builder.view()["title"]
    assert len(course.store.meetings.recent(kind="standards")) == 1


def test_a_page_with_the_plan_hears_that_work_began(course):
    """It shows the work by itself; while there is none it says nothing."""
    store = Store(course.store.data, course.clock)
    other = StandardsBuilder(replace(course, store=store))
    assert other.news() is None
    script = ScriptedBuilding(course)
    assert other.news()["stage"] == "collect"
    script.lead("end")
    assert other.news()["stage"] == "plan"
    assert other.news() is None
    store.close()


def test_work_that_was_ended_goes_on(script, course):
    """Whoever ended it by mistake has all of it back; with other work on it stays ended."""
    script.lead("suggest", text="Looks up.")
    view = script.lead("end")
    assert (view["stage"], view["plan"]["last"]["title"]) == ("plan", script.catalogue.title)
    view = script.lead("reopen")
    assert [each["text"] for each in view["suggestions"]] == ["Looks up."]
    script.lead("end")
    course.clock.after(60)
    script.lead("sample")
    with pytest.raises(InvalidResponseError):
        script.lead("reopen")
    assert script.lead("end")["plan"]["last"] is None  # nobody goes on with practice


def test_a_file_that_somebody_broke(course):
    """The page says what is wrong with it, and where; it is not written over."""
    script = published(course, "Listens", "Keeps", "Knows")
    path = course.content.own / FILE
    broken = path.read_text(encoding="utf-8").replace("dimension: empathy", "dimension: warmth")
    path.write_text(broken, encoding="utf-8")
    assert "our_standards.yaml:8" in script.builder.view()["problem"]
    with pytest.raises(ContentError):
        script.lead("publish")
    assert path.read_text(encoding="utf-8") == broken
    view = script.lead("end")
    assert "our_standards.yaml:8" in view["plan"]["problem"]
    with pytest.raises(ContentError):
        script.lead("plan", title="Ours", share=50, kiosk=True)


def test_nobody_is_named_beside_a_suggestion(script):
    """No view tells whose words these are; one's own are told apart on one's own phone only."""
    script.tap(TEAM[0], "suggest", text="Says my name.")
    seat = script.phones[TEAM[0]].seat
    views = [script.builder.view(), *(script.phones[name].view() for name in TEAM[1:])]
    for view in views:
        text = json.dumps(view, ensure_ascii=False)
        assert "Says my name." in text
        assert seat.name not in text
        assert seat.id not in text
    assert [each["text"] for each in script.phones[TEAM[0]].view()["mine"]] == ["Says my name."]


def test_what_customers_wrote_is_taken_over_once(script, course):
    """It becomes a suggestion of customers and leaves the list; a second tap is refused."""
    course.store.voices.keep(CustomerWord("", "", 4, "Nobody let me wait."), new_id())
    course.store.voices.keep(CustomerWord("", "", 5, ""), new_id())  # without words
    words = script.builder.view()["words"]
    assert [each["text"] for each in words] == ["Nobody let me wait."]
    view = script.lead("take", word=words[0]["id"])
    assert (view["suggestions"][0]["group"], view["words"]) == ("customers", [])
    with pytest.raises(InvalidResponseError, match="taken over already"):
        script.lead("take", word=words[0]["id"])


def test_who_may_take_back_what(script):
    """One's own suggestion, until it is merged; never another's."""
    mine = script.tap(TEAM[0], "suggest", text="Looks up.")["mine"][0]["id"]
    with pytest.raises(InvalidResponseError):
        script.tap(TEAM[1], "withdraw", suggestion=mine)
    script.go("merge")
    script.lead("merge", suggestions=[mine], standard="", name="Looks up")
    with pytest.raises(InvalidResponseError, match="already"):
        script.tap(TEAM[0], "withdraw", suggestion=mine)
    script.lead("part", suggestions=[mine])
    assert script.tap(TEAM[0], "withdraw", suggestion=mine)["mine"] == []


def test_who_is_forgotten_takes_their_words_along(script, course):
    """A suggestion goes with its seat, from its standard, too; what others said stays."""
    ids = merged(script, "A", "B", "C")
    script.tap(TEAM[0], "suggest", text="Says my name.")
    made = script.builder.view()["suggestions"][-1]["id"]
    script.lead("merge", suggestions=[made], standard=ids[0], name="")
    course.store.accounts.forget(TEAM[0])
    view = StandardsBuilder(course).view()
    assert [each["text"] for each in view["suggestions"]] == ["About A", "About B", "About C"]
    assert [each["in"] for each in view["suggestions"]] == ids


def test_what_is_put_away_is_seen_by_managers_only(script):
    """Other phones do not show it, whoever wrote it still has it, and it comes back."""
    script.tap(TEAM[0], "suggest", text="Something rude.")
    ident = script.builder.view()["suggestions"][0]["id"]
    assert script.lead("away", suggestions=[ident])["suggestions"][0]["away"]
    assert script.phones[TEAM[1]].view()["others"] == []
    assert len(script.phones[TEAM[0]].view()["mine"]) == 1
    assert not script.lead("back", suggestions=[ident])["suggestions"][0]["away"]
    assert script.phones[TEAM[1]].view()["others"] == ["Something rude."]


def test_undo(script):
    """The last step is undone; a page that shows an older one is refused."""
    merged(script, "A", "B")
    first, last = (step.number for step in script.builder.building.steps)
    with pytest.raises(InvalidResponseError):
        script.lead("undo", number=first)
    view = script.lead("undo", number=last)
    assert [each["name"] for each in view["standards"]] == ["A"]
    assert [each["in"] for each in view["suggestions"]] == ["a", None]


@pytest.mark.parametrize("count", [0, 2])
def test_too_few_standards(script, count):
    """With fewer than three nobody is asked for an order."""
    merged(script, *"ABC"[:count])
    with pytest.raises(InvalidResponseError, match="3 to 12"):
        script.go("rank")


def test_too_many_standards(script):
    """The thirteenth is refused, with words that say what to do; its words stay a suggestion."""
    merged(script, *"ABCDEFGHIJKL")
    ident = script.lead("suggest", text="One more")["suggestions"][-1]["id"]
    with pytest.raises(InvalidResponseError, match="Add it to one"):
        script.lead("merge", suggestions=[ident], standard="", name="M")


def test_names_are_different(script):
    """Neither a new standard nor a renamed one takes the name of another."""
    first, second = merged(script, "Listens", "Keeps")
    for message in (
        {"do": "describe", "standard": second, "field": "name", "value": " listens "},
        {"do": "merge", "suggestions": ["c5"], "standard": "", "name": "LISTENS"},
    ):
        with pytest.raises(InvalidResponseError, match=r"already|tick"):
            script.lead(**message)
    script.lead("describe", standard=first, field="name", value="Listens")  # its own


def test_the_manager_sees_other_orders_after_giving_one(script):
    """Before that the page tells only how many there are."""
    ids = merged(script, "A", "B", "C")
    script.go("rank")
    for name in TEAM:
        script.tap(name, "rank", order=ids[::-1])
    before = script.builder.view()
    assert (before["given"]["staff"], before["opinions"]) == (3, [])
    after = script.lead("rank", order=ids)
    assert [each["group"] for each in after["opinions"]] == ["managers", "staff"]
    assert after["opinions"][1]["agreement"] == 1.0
    assert {each["standard"]: each["places"] for each in after["differences"]} == {"a": 2, "c": 2}


def test_phones_start_in_orders_of_their_own(script):
    """Each phone is shown all standards; they do not all begin with the same order."""
    ids = merged(script, *"ABCDEF")
    script.go("rank")
    shown = [[each["id"] for each in p.view()["standards"]] for p in script.phones.values()]
    assert all(sorted(order) == sorted(ids) for order in shown)
    assert len({tuple(order) for order in shown}) > 1


@pytest.mark.parametrize("order", [["a"], ["a", "b", "b"], ["a", "b", "x"], ["a", "b", 3]])
def test_an_order_is_of_all_standards(script, order):
    """An order with one missing, twice, or unknown is refused."""
    merged(script, "A", "B", "C")
    script.go("rank")
    with pytest.raises(InvalidResponseError, match="have changed"):
        script.tap(TEAM[0], "rank", order=order)


def test_phones_are_asked_when_it_is_time(script):
    """Suggestions before the order and beside it, for whoever was still typing; then thanks."""
    ids = merged(script, "A", "B", "C")
    with pytest.raises(InvalidResponseError):
        script.tap(TEAM[0], "rank", order=ids)
    script.go("rank")
    assert script.tap(TEAM[0], "suggest", text="Begun before.")["stage"] == "rank"
    script.go("describe")
    with pytest.raises(InvalidResponseError):
        script.tap(TEAM[0], "suggest", text="Late.")
    assert script.phones[TEAM[0]].view()["stage"] == "thanks"
    script.lead("end")
    assert script.phones[TEAM[0]].view()["stage"] == "thanks"


def test_second_opinions_stand_beside_the_first(script):
    """Swings 100, 60, 40 give 50, 30, 20; the orders give 61, 28, 11: the order is the same."""
    ids = merged(script, "A", "B", "C")
    script.go("rank")
    script.lead("rank", order=ids)
    script.go("weigh")
    view = script.lead("worth", worth={"a": 100, "b": 60, "c": 40})
    assert view["ways"]["ranks"]["points"] == {"a": 61, "b": 28, "c": 11}
    assert view["ways"]["swing"]["points"] == {"a": 50, "b": 30, "c": 20}
    assert view["ways"]["swing"]["same"]
    view = script.lead("worth", worth={"a": 40, "b": 60, "c": 100})
    assert not view["ways"]["swing"]["same"]
    assert script.lead("way", way="swing")["way"] == "swing"


@pytest.mark.parametrize(
    "message",
    [
        {"do": "worth", "worth": {"a": 100, "b": 60}},
        {"do": "worth", "worth": {"a": 90, "b": 60, "c": 40}},
        {"do": "worth", "worth": {"a": 100, "b": -1, "c": 40}},
        {"do": "worth", "worth": {"a": 100, "b": None, "c": 40}},
        {"do": "ends", "best": "a", "worst": "a"},
        {"do": "ends", "best": "a", "worst": "x"},
        {"do": "compare", "way": "pairs", "one": "a", "other": "b", "times": 0},
        {"do": "compare", "way": "pairs", "one": "a", "other": "b", "times": True},
        {"do": "compare", "way": "best-worst", "one": "a", "other": "b", "times": 2},  # no ends yet
        {"do": "compare", "way": "swing", "one": "a", "other": "b", "times": 2},
        {"do": "compare", "way": ["pairs"], "one": "a", "other": "b", "times": 2},
        {"do": "way", "way": "luck"},
        {"do": "describe", "standard": "a", "field": "id", "value": "b"},
        {"do": "describe", "standard": "x", "field": "view", "value": "b"},
        {"do": "describe", "standard": "a", "field": "dimension", "value": "warmth"},
        {"do": "describe", "standard": "a", "field": "critical", "value": "yes"},
        {"do": "describe", "standard": "a", "field": "view", "value": "x" * 301},
        {"do": "describe", "standard": "a", "field": "name", "value": "  "},
        {"do": "stage", "from": "weigh", "to": "nowhere"},
        {"do": "undo", "number": 1},
        {"do": "merge", "suggestions": [["a"]], "standard": "", "name": "X"},
        {"do": "part", "suggestions": []},
        {"do": "drop", "standard": "x"},
        {"do": "dance"},
    ],
)
def test_what_makes_no_sense_is_refused(script, message):
    """Nothing of it is stored."""
    ids = merged(script, "A", "B", "C")
    script.go("rank")
    script.lead("rank", order=ids)
    script.go("weigh")
    before = script.builder.view()["number"]
    with pytest.raises(InvalidResponseError):
        script.lead(**message)
    assert script.builder.view()["number"] == before


@pytest.mark.parametrize("way", ["luck", ["best-worst"], None])
def test_a_comparison_in_no_way(script, way):
    """It is refused also when there are ends, between which best-worst would ask."""
    ids = merged(script, "A", "B", "C")
    script.go("rank")
    script.lead("rank", order=ids)
    script.go("weigh")
    script.lead("ends", best="a", worst="c")
    with pytest.raises(InvalidResponseError):
        script.lead("compare", way=way, one="a", other="c", times=3)
    assert StandardsBuilder(script.course).view()["stage"] == "weigh"


def test_what_was_stored_and_is_sent_again(script):
    """A page that did not hear of it is shown how things are now, and nothing is done twice."""
    ids = merged(script, "A", "B", "C")
    sent = [
        {"do": "suggest", "text": "About D"},
        {"do": "merge", "suggestions": [], "standard": "", "name": "D"},
        {"do": "drop", "standard": ids[0]},
    ]
    for message in sent:
        if message["do"] == "merge":
            message["suggestions"] = [script.builder.view()["suggestions"][-1]["id"]]
        message["key"] = new_id()
        script.builder.act(message)
    undo = {"do": "undo", "number": script.builder.view()["last"]["number"], "key": new_id()}
    before = script.builder.act(undo)
    for message in [*sent, undo]:
        assert StandardsBuilder(script.course).act(message) == before


def test_taking_back_that_is_sent_again(script):
    """It is one event; after the end of the work nothing is taken back any more."""
    phone = script.phones[TEAM[0]]
    first, second = (
        script.tap(TEAM[0], "suggest", text=text)["mine"][-1]["id"] for text in ("One.", "Two.")
    )
    message = {"do": "withdraw", "suggestion": first, "key": new_id()}
    assert phone.act(message) == phone.act(message)
    script.lead("end")
    with pytest.raises(InvalidResponseError):
        script.tap(TEAM[0], "withdraw", suggestion=second)
    assert [each["id"] for each in phone.view()["mine"]] == [second]


def test_reopening_that_is_sent_again(script, course):
    """The page is shown the work that goes on."""
    script.lead("end")
    message = {"do": "reopen", "key": new_id()}
    view = StandardsBuilder(course).act(message)
    assert StandardsBuilder(course).act(message) == view
    assert view["stage"] == "collect"


def test_what_is_typed_is_kept_as_it_was_typed(script, course):
    """Another kernel shows the very text; advice comes with it."""
    ids = merged(script, "A", "B", "C")
    script.go("rank")
    script.go("describe")
    text = "Has a friendly voice "
    script.lead("describe", standard=ids[0], field="behaviour-1", value=text)
    draft = StandardsBuilder(course).view()["drafts"][0]
    assert draft["fields"]["behaviour-1"] == text
    assert "friendly" in draft["advice"]["behaviour-1"]


def test_behaviours_begin_with_what_was_merged(script):
    """The suggestions of a standard stand in its first fields."""
    merged(script, "A", "B", "C")
    ident = script.lead("suggest", text="Looks up.")["suggestions"][-1]["id"]
    script.lead("merge", suggestions=[ident], standard="a", name="")
    script.go("rank")
    script.go("describe")
    fields = script.builder.view()["drafts"][0]["fields"]
    assert [fields[f"behaviour-{n}"] for n in (1, 2, 3)] == ["About A", "Looks up.", ""]


def test_nothing_half_written_is_published(script, course):
    """The page names what is missing; there is no file."""
    ids = merged(script, "A", "B", "C")
    script.go("rank")
    script.lead("rank", order=ids)
    write(script, ids[0])
    view = script.go("publish")
    assert "B, C" in view["problem"]
    with pytest.raises(InvalidResponseError, match="B, C"):
        script.lead("publish")
    assert not (course.content.own / FILE).exists()


def test_one_behaviour_written_twice(course):
    """It counts once; what is published can be read, and the page tells which to write anew."""
    script = published(course, "A", "B", "C")
    script.go("describe")
    view = script.lead("describe", standard="a", field="behaviour-2", value="does  THING 1.")
    draft = next(each for each in view["drafts"] if each["id"] == "a")
    assert draft["missing"] == ["behaviour-2"]
    assert "another behaviour" in draft["advice"]["behaviour-2"]
    script.go("publish")
    with pytest.raises(InvalidResponseError, match="to be written: A"):
        script.lead("publish")
    script.lead("describe", standard="a", field="behaviour-4", value="Does thing 4.")
    script.lead("describe", standard="a", field="behaviour-5", value="Does thing 5.")
    assert script.lead("publish")["is_published"]
    standard = fresh(course).content.catalogue("our_standards").standard("a")
    assert standard.behaviours == tuple(f"Does thing {n}." for n in (1, 3, 4, 5))


def test_two_standards_are_too_few_to_publish(course):
    """One may be dropped at any stage, but then another is needed."""
    script = published(course, "A", "B", "C")
    assert "3 to 12" in script.lead("drop", standard="b")["problem"]
    with pytest.raises(InvalidResponseError, match="3 to 12"):
        script.lead("publish")


def test_a_name_that_undoing_brings_back(course):
    """Two standards of one name are not published."""
    script = published(course, "A", "B", "C")
    view = script.lead("drop", standard="b")
    script.lead("describe", standard="a", field="name", value="b")
    step = script.builder.building.last_step
    view = script.lead("undo", number=step.number)
    assert "two standards “b”" in view["problem"]


def test_a_second_version(course):
    """Ids stay over renaming; what was taken out is retired; what changed is told."""
    published(course, "Listens", "Keeps", "Knows").lead("end")
    script = ScriptedBuilding(fresh(course))
    assert [each["id"] for each in script.builder.view()["standards"]] == [
        "listens",
        "keeps",
        "knows",
    ]
    script.go("merge")
    script.lead("drop", standard="keeps")
    ident = script.lead("suggest", text="Thanks me.")["suggestions"][-1]["id"]
    script.lead("merge", suggestions=[ident], standard="", name="Keeps")  # another, of that name
    script.lead("describe", standard="listens", field="name", value="Listens first")
    script.go("rank")
    script.lead("rank", order=["keeps-2", "listens", "knows"])
    script.go("describe")
    write(script, "keeps-2")
    view = script.publish()
    catalogue = fresh(course).content.catalogue("our_standards")
    assert [each.id for each in catalogue.standards] == ["keeps-2", "listens", "knows"]
    assert [each.id for each in catalogue.retired] == ["keeps"]
    assert catalogue.standard("keeps").name == "Keeps"
    assert [each["number"] for each in view["versions"]] == [2, 1]
    told = view["versions"][0]["changes"]
    assert told["added"] == ("Keeps",)
    assert told["retired"] == ("Keeps",)
    assert told["renamed"] == (("Listens", "Listens first"),)
    assert told["points"] == (("Listens first", 61, 28),)


def test_an_old_version_is_kept_word_for_word(course):
    """Its snapshot is the catalogue as it was, whatever the file says later."""
    script = published(course, "Listens", "Keeps", "Knows")
    version = script.builder.building.versions[0]
    before = Catalogue.model_validate_json(course.store.answers.snapshot(version.hash))
    script.go("describe")
    script.lead("describe", standard="listens", field="view", value="They let me finish.")
    script.publish()
    assert before.standard("listens").view == "“They heard me.”"
    now = fresh(course).content.catalogue("our_standards")
    assert now.standard("listens").view == "“They let me finish.”"


def test_a_file_that_was_changed_by_hand(course):
    """It is written over, but kept as a version before."""
    script = published(course, "Listens", "Keeps", "Knows")
    file = course.content.own / FILE
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("They heard me.", "They really heard me."), encoding="utf-8")
    script.go("describe")
    script.lead("describe", standard="keeps", field="view", value="They kept their word.")
    view = script.publish()
    assert [each["number"] for each in view["versions"]] == [3, 2, 1]
    by_hand = versions(course)[1]["catalogue"]
    assert by_hand.standard("listens").view == "“They really heard me.”"
    assert "They heard me." in file.read_text(encoding="utf-8")


def test_publishing_twice_is_one_version(course):
    """A page that sends it again, or a second tap, makes no other version."""
    script = published(course, "Listens", "Keeps", "Knows")
    view = script.lead("publish")
    assert view["is_published"]
    assert [each["number"] for each in view["versions"]] == [1]


def test_a_kernel_that_died_while_it_published(course):
    """The file is there and no version: whoever publishes once more has version 1 of it."""
    script = published(course, "Listens", "Keeps", "Knows")
    text = (course.content.own / FILE).read_text(encoding="utf-8")
    store = course.store.meetings
    store.erase(script.builder.round.id)
    (course.content.own / FILE).unlink()
    again = ScriptedBuilding(fresh(course))
    ids = merged(again, "Listens", "Keeps", "Knows")
    again.go("rank")
    again.lead("rank", order=ids)
    for ident in ids:
        write(again, ident)
    (course.content.own / FILE).write_text(text, encoding="utf-8")  # and then it died
    view = again.publish()
    assert view["is_published"]
    assert [each["number"] for each in view["versions"]] == [1]
    assert (course.content.own / FILE).read_text(encoding="utf-8") == text


def test_practice_is_not_published(course):
    """Made-up standards reach neither the files nor the list of versions."""
    builder = StandardsBuilder(course)
    view = builder.act({"do": "sample", "key": new_id()})
    assert view["is_sample"]
    assert {each["group"] for each in view["suggestions"]} == {"managers", "staff", "customers"}
    with pytest.raises(InvalidResponseError, match="practice"):
        builder.act({"do": "publish", "key": new_id()})
    with pytest.raises(NotFoundError):
        fresh(course).content.catalogue("our_standards")


def test_slugs():
    """They are made of plain letters, and differ from all that were ever there."""
    assert slug_for("Listens first!", set()) == "listens-first"
    assert slug_for("Listens first!", {"listens-first", "listens-first-2"}) == "listens-first-3"
    assert slug_for("?!", {"standard"}) == "standard-2"
