"""The generator: scenes for a standard and for people, kept as cards, for trainers only."""

from dataclasses import replace
from types import SimpleNamespace

import pytest

from course.activities import generator as module
from course.activities.generator import MOST_PEOPLE, Generator
from course.activities.practised import ledger_of, people_of
from course.activities.season_files import write_season
from course.activities.shelf import Shelf
from course.content.library import Library
from course.content.scenes import check_scene_card
from course.errors import CourseError, InvalidResponseError, NotAllowedError
from course.ids import new_id
from course.people.roles import Person
from course.roleplay.generated import Recipe, recipe
from course.roleplay.ledger import Ledger, Practice
from tests.samples import LIBRARY, course_of

pytestmark = pytest.mark.usefixtures("cheap_pins")
TRAINER = Person("tom", "Tom", "trainer")
STANDARD = "front_desk/listens-first"
ASK = {"standard": STANDARD, "difficulty": 2, "people": 4, "who": [], "seed": "4711"}


@pytest.fixture
def course(tmp_path, store):
    """Return a trainer's course with a tree of its own beside what is shipped."""
    return course_of(Library(tmp_path / "own"), store, TRAINER)


@pytest.fixture
def generator(course):
    """Return a trainer's generator."""
    return Generator(course)


def make(generator, **changes):
    """Ask for a scene; return what is shown of it."""
    return generator.act({"do": "make", "ask": {**ASK, **changes}})["made"]


def save(generator, made, *, replace=False):
    """Save a scene that was shown; return what is shown then."""
    return generator.act({"do": "save", "ask": made["ask"], "replace": replace})["made"]


def cards(course):
    """Return the cards of the business's own."""
    return sorted((course.content.own / "roleplay_scripts").glob("*.scene.md"))


def test_a_fresh_page(generator, course):
    """There are all standards, wishes and people to choose from, and no scene yet."""
    course.store.accounts.add("Ana")
    view = Generator(course).view()
    assert len(view["standards"]) == 6
    assert {"value": "call-centre", "words": "Call centre"} in view["wishes"]["business"]
    assert [each["name"] for each in view["people"]] == ["Ana"]
    assert (view["made"], view["plan"]) == (None, None)


def test_a_scene_as_players_see_it(generator):
    """A made scene has briefs, cues with what they depend on, what to watch, and a debrief."""
    made = make(generator)
    assert made["standards"][0]["name"] == "Listens first"
    assert made["difficulty"] == 2
    assert set(made["briefs"]) == {"everyone", "customer", "employee"}
    assert made["names"]["customer"] in made["briefs"]["customer"][0]
    texts = {item["text"] for item in made["watch"]}
    assert {cue["watch"] for cue in made["cues"]} - {None} <= texts
    assert len(made["debrief"]) == 5
    assert not any(line[0].isdigit() for line in made["debrief"]), "the list has its own numbers"


def test_the_same_number_gives_the_same_scene(generator, course):
    """In this kernel and in another one; without a number each scene has a new one."""
    made = make(generator)
    assert make(generator) == made
    assert make(Generator(course)) == made
    assert len({make(generator, seed="")["slug"] for _time in range(10)}) == 10


def test_what_was_asked_tells_the_whole_scene(generator, course):
    """The ask that comes with a scene makes it again elsewhere, also when a number was drawn."""
    made = make(generator, seed="", channel="chat")
    assert made["ask"]["seed"].isdigit()
    again = Generator(course).act({"do": "make", "ask": made["ask"]})["made"]
    assert again == made


@pytest.mark.parametrize(
    "wish", [{"channel": "visit"}, {"business": "call-centre"}, {"difficulty": 5}]
)
def test_wishes_are_kept(generator, wish):
    """Whatever is wished for is in the scene, for ten numbers."""
    for seed in range(10):
        made = make(generator, seed=str(seed), **wish)
        row = {each["factor"]: each["value"] for each in made["row"]}
        row["Difficulty"] = made["difficulty"]
        [(factor, value)] = wish.items()
        expected = value if isinstance(value, int) else value.replace("-", " ").capitalize()
        assert row[factor.capitalize()] == expected


def test_what_cannot_be_is_said(generator):
    """Wishes that exclude each other are refused in plain words, and nothing changes."""
    before = make(generator)
    with pytest.raises(InvalidResponseError, match="No scene can be like that"):
        make(generator, channel="visit", business="hotel")
    assert generator.view()["made"] == before


@pytest.mark.parametrize(
    "changes",
    [
        {"standard": "front_desk/none"},
        {"standard": "none/listens-first"},
        {"standard": 7},
        {"difficulty": 6},
        {"difficulty": "2"},
        {"difficulty": True},
        {"people": "4"},
        {"who": "ana"},
        {"seed": "x" * 21},
        {"seed": "\n"},
        {"channel": "fax"},
        {"channel": ["chat"]},
    ],
)
def test_odd_asks_are_refused(generator, changes):
    """No value from a browser does anything but be refused."""
    with pytest.raises(InvalidResponseError):
        make(generator, **changes)


@pytest.mark.parametrize(
    "message",
    [
        {},
        {"do": "make"},
        {"do": "make", "ask": {}},
        {"do": "save", "ask": ASK},
        {"do": "plan", "catalogue": "none"},
        {"do": "view"},
    ],
)
def test_odd_messages_are_refused(generator, message):
    """Neither are unknown messages understood."""
    with pytest.raises(InvalidResponseError):
        generator.act(message)


def test_odd_people_are_nobody(generator):
    """Keys that name nobody, or are no keys at all, are left out."""
    assert make(generator, who=["x", None, 7, ["a"], {}])["ask"]["who"] == []


def test_more_people_mean_more_observers(generator, course):
    """All but two watch; whoever is named counts, and there is an end to it."""
    assert make(generator, people=2)["observers"] == {"min": 0, "max": 1}
    assert make(generator, people=7)["observers"] == {"min": 1, "max": 5}
    assert make(generator, people=10**9)["ask"]["people"] == MOST_PEOPLE
    people = [course.store.accounts.add(f"P {n}").id for n in range(6)]
    assert make(Generator(course), who=people)["ask"]["people"] == 6


def test_people_get_what_is_new_to_them(course, monkeypatch):
    """For somebody who has met a row, another is found that has more new pairs."""
    ana = course.store.accounts.add("Ana")
    catalogue = course.content.catalogue("front_desk")
    rows = [
        recipe(course.content.factors(), catalogue, "listens-first", str(n), difficulty="2").row
        for n in range(24)
    ]
    met = [Practice(ana.id, row, "listens-first", "observer", 1.0) for row in rows[:23]]
    monkeypatch.setattr(module, "ledger_of", lambda _course: Ledger(met))
    monkeypatch.setattr(module, "new_id", lambda: f"{module.NUMBERS:x}")  # numbers begin at 0
    made = make(Generator(course), who=[ana.id, "stranger"], seed="")
    ledger = Ledger(met)
    assert made["ask"]["who"] == [ana.id]
    assert made["ask"]["seed"] == "23"
    assert made["news"] == {"new": ledger.new_pairs(rows[23], [ana.id]), "all": 78}
    nobody = make(Generator(course), who=[], seed="")
    assert (nobody["ask"]["seed"], nobody["news"]) == ("0", None)


def test_a_written_scene_is_named_where_there_is_one(generator):
    """The written scene for the standard is told, as long as its difficulty is near."""
    assert make(generator, difficulty=3)["written"]["title"] == "The table by the window"
    assert make(generator, difficulty=5)["written"] is None


def test_a_saved_card_is_a_scene_of_the_business(generator, course):
    """It is written once, can be read, found and checked, and names its number."""
    made = save(generator, make(generator))
    assert made["saved"] == "new"
    [path] = cards(course)
    scene = check_scene_card(path)
    assert scene.id == made["slug"]
    assert course.content.scene(made["slug"]) == scene
    assert Library(course.content.own).problems(quick=True) == []
    assert "number 4711" in path.read_text("utf-8")
    assert make(generator)["saved"] == "same"
    assert save(generator, made)["saved"] == "same"
    assert [each.name for each in path.parent.iterdir()] == [path.name]


def test_nothing_is_written_over_unasked(generator, course):
    """A card that somebody changed stays, until the trainer says that it may go."""
    made = save(generator, make(generator))
    [path] = cards(course)
    changed = path.read_text("utf-8").replace("title: ", "title: New ")
    path.write_text(changed, encoding="utf-8")
    assert save(generator, made)["saved"] == "other"
    assert path.read_text("utf-8") == changed
    assert save(generator, made, replace=True)["saved"] == "new"
    assert "title: New" not in path.read_text("utf-8")
    assert course.content.scene(made["slug"]).title == made["title"]


def test_saving_where_nothing_can_be_written(course, store, tmp_path):
    """Without a tree of one's own, or with a file in its place, it is said and nothing breaks."""
    shipped = Generator(course_of(LIBRARY, store, TRAINER))
    with pytest.raises(CourseError, match="no folder"):
        save(shipped, make(shipped))
    (tmp_path / "own").write_text("a file", encoding="utf-8")
    own = Generator(course)
    with pytest.raises(CourseError, match="could not be saved"):
        save(own, make(own))


@pytest.fixture
def small_season(monkeypatch):
    """Let a season have three scenes, so that no plan has to be made."""
    catalogue = LIBRARY.catalogue("front_desk")
    found = tuple(
        replace(recipe(LIBRARY.factors(), catalogue, "listens-first", str(n)), seed=f"season {n}")
        for n in (1, 2, 3)
    )
    for place in (module, __import__("course.activities.season_files", fromlist=["season"])):
        monkeypatch.setattr(place, "season", lambda *_given: found)
    return found


def test_a_season_plan_and_its_scenes(generator, small_season):
    """The plan lists its scenes; any of them can be shown, again and again, and be saved."""
    plan = generator.act({"do": "plan", "catalogue": "front_desk"})["plan"]
    assert [each["number"] for each in plan["scenes"]] == [1, 2, 3]
    ask = {"catalogue": "front_desk", "number": 2, "people": 4}
    made = generator.act({"do": "make", "ask": ask})["made"]
    assert made["title"] == plan["scenes"][1]["title"]
    assert save(generator, made)["saved"] == "new"
    for number in (0, 4, "2"):
        with pytest.raises(InvalidResponseError):
            generator.act({"do": "make", "ask": {**ask, "number": number}})


def test_a_season_as_files(tmp_path, small_season):
    """Each scene has its card, and the certificate leads from pairs to cards that have them."""
    count, pairs = write_season(LIBRARY, "front_desk", tmp_path / "season")
    files = {path.name for path in (tmp_path / "season").iterdir()}
    assert count == 3
    lines = (tmp_path / "season" / "certificate.csv").read_text("utf-8").splitlines()
    assert len(lines) == pairs + 1
    factor, value, other, another, number, scene = lines[1].split(",")
    row = small_season[int(number) - 1].row
    assert (row[factor], row[other]) == (value, another)
    assert f"{scene}.scene.md" in files
    with pytest.raises(CourseError, match="is not empty"):
        write_season(LIBRARY, "front_desk", tmp_path / "season")


def test_the_ledger_comes_from_meetings(course, monkeypatch):
    """Each part that a person had in a play is one record; people who left no seat have none."""
    scene = LIBRARY.scene("the-table-by-the-window")
    seats = {
        "s1": SimpleNamespace(key="ana", name="Ana"),
        "s2": SimpleNamespace(key="ben", name="Ben"),
    }
    play = SimpleNamespace(cast={"s1": "customer", "s2": "employee", "gone": "observer"})
    meeting = SimpleNamespace(plays=[play], plan={"standard": scene.standard}, began_at=5.0)
    room = SimpleNamespace(seats=seats, meeting=meeting, scene=scene)
    monkeypatch.setattr("course.activities.practised.past_rooms", lambda _course: [room])
    ledger = ledger_of(course)
    assert [(each.person, each.part) for each in ledger.practices] == [
        ("ana", "customer"),
        ("ben", "employee"),
    ]
    assert ledger.standards("ana") == {"listens-first": 1}
    course.store.accounts.add("Chipo")
    assert list(people_of(course).values()) == ["Ana", "Ben", "Chipo"]


def test_a_scene_is_rehearsed_without_being_saved(course, generator):
    """It is open on the trainer's shelf then, as it was shown, and no card was written."""
    made = make(generator)
    assert made["has_story"] is True
    message = {"do": "rehearse", "ask": made["ask"], "key": new_id()}
    assert generator.act(message)["made"]["saved"] == ""
    view = Shelf(course).view()
    assert (view["open"], view["rehearsal"]["title"]) == (made["slug"], made["title"])
    assert made["slug"] not in course.content.files("scene")
    with pytest.raises(InvalidResponseError):
        generator.act({**message, "key": "short"})


def test_learners_get_no_generator(course):
    """The briefs of all parts are on the page, so it is for trainers."""
    with pytest.raises(NotAllowedError):
        Generator(replace(course, person=Person("ana", "Ana", "learner")))


def test_a_recipe_is_frozen():
    """What a scene is made from cannot be changed behind its back."""
    with pytest.raises(AttributeError):
        Recipe({}, "x", "1").seed = "2"
