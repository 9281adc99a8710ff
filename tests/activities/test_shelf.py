"""The shelf: any scene can be opened and played, and it is still open in another kernel."""

import re
from dataclasses import replace

import pytest

from course.activities.overview import shared_takes
from course.activities.shelf import Shelf, open_made
from course.activities.weak import weak_items
from course.content.library import Library
from course.errors import InvalidResponseError
from course.ids import new_id
from course.people.roles import Person
from course.roleplay.generated import make_scene, recipe
from tests.activities.test_rehearsal import BEST, token_of
from tests.samples import BEN, LIBRARY, course_of

SCENE = "the-table-by-the-window"
TRAINER = Person("tia", "Tia", "trainer")


@pytest.fixture
def shelf(store):
    """Return Ana's shelf."""
    return Shelf(course_of(LIBRARY, store))


def do(shelf, what, **message):
    """Send one message as a page would; return the new view."""
    rehearsal = shelf.view()["rehearsal"]
    after = {"after": rehearsal["after"]} if rehearsal else {}
    return shelf.act({"do": what, "key": new_id(), **after, **message})


def play(shelf, texts=BEST):
    """Play the scene that is open by the words of the choices; return the last view."""
    for text in texts:
        if shelf.view()["rehearsal"]["menu"]["ask"] == "words":
            do(shelf, "words", text="I would listen.")
        do(shelf, "choose", token=token_of(shelf.view()["rehearsal"], text))
    return shelf.view()


def play_first(shelf):
    """Play the scene that is open, with whatever stands first; return the last view."""
    view = shelf.view()
    while view["rehearsal"]["menu"]:
        menu = view["rehearsal"]["menu"]
        told = {"text": ""} if menu["ask"] == "words" else {"token": menu["choices"][0]["token"]}
        view = do(shelf, "words" if menu["ask"] == "words" else "choose", **told)
    return view


def test_all_scenes_with_a_story_are_on_the_shelf(shelf, store):
    """Looking stores nothing; each scene has its standard, and none was played."""
    view = shelf.act({"do": "look"})
    assert {each["slug"] for each in view["scenes"]} == {
        slug for slug in LIBRARY.files("scene") if LIBRARY.scene(slug).ink
    }
    assert {each["why"] for each in view["scenes"]} == {"new"}
    assert all(each["standard"] and not each["endings"] for each in view["scenes"])
    assert view["scenes"][0]["difficulty"] == min(each["difficulty"] for each in view["scenes"])
    assert store.events.of(shelf.course.person, shelf.name) == ()


def test_a_scene_is_opened_played_and_put_back(shelf):
    """The scene is played as anywhere else, and the shelf then knows how it ended."""
    view = do(shelf, "open", scene=SCENE)
    assert (view["open"], view["rehearsal"]["take"], view["scenes"]) == (SCENE, 1, [])
    assert play(shelf)["rehearsal"]["result"]["ending"] == "met"
    view = do(shelf, "close")
    assert (view["open"], view["rehearsal"]) == (None, None)
    card = next(each for each in view["scenes"] if each["slug"] == SCENE)
    assert (card["endings"], card["why"], card["is_begun"]) == (["met"], "again", False)
    assert view["scenes"][-1]["slug"] == SCENE


def test_what_is_open_outlives_the_kernel(shelf):
    """Another kernel shows the same scene at the same place; others have a shelf of their own."""
    do(shelf, "open", scene=SCENE)
    view = do(shelf, "words", text="I would wait.")
    assert Shelf(shelf.course).view() == view
    assert Shelf(replace(shelf.course, person=BEN)).view()["open"] is None


def test_a_scene_put_back_half_way_says_so(shelf):
    """It goes on where it was left."""
    do(shelf, "open", scene=SCENE)
    do(shelf, "words", text="I would wait.")
    view = do(shelf, "close")
    assert next(each for each in view["scenes"] if each["slug"] == SCENE)["is_begun"] is True
    assert do(shelf, "open", scene=SCENE)["rehearsal"]["menu"]["ask"] == "choice"


def test_a_scene_is_played_again(shelf):
    """Opened again, a take that is over makes room for a new one; one that is not goes on."""
    do(shelf, "open", scene=SCENE)
    play(shelf)
    do(shelf, "close")
    message = {"do": "open", "scene": SCENE, "again": True, "key": new_id()}
    assert shelf.act(message)["rehearsal"]["take"] == 2
    assert shelf.act(message)["rehearsal"]["take"] == 2
    do(shelf, "words", text="I would wait.")
    view = do(shelf, "open", scene=SCENE, again=True)
    assert (view["rehearsal"]["take"], view["rehearsal"]["menu"]["ask"]) == (2, "choice")


def test_two_pages_with_two_scenes(shelf, store):
    """What is meant for the scene on one page is not taken for that on the other."""
    do(shelf, "open", scene=SCENE)
    other = next(each["slug"] for each in shelf._scenes() if each["slug"] != SCENE)
    do(Shelf(shelf.course), "open", scene=other)
    for message in (
        {"do": "words", "text": "I would wait.", "after": 0},
        {"do": "draft", "text": "I would", "after": 0},
        {"do": "goal", "text": "I will wait."},
    ):
        with pytest.raises(InvalidResponseError, match="Another page"):
            shelf.act({**message, "scene": SCENE, "key": new_id()})
    assert store.events.under(shelf.course.person, "rehearsal") == {}
    assert store.events.texts(shelf.course.person, f"rehearsal/{other}") == {}
    assert do(shelf, "words", text="Well.", scene=other)["rehearsal"]["after"] == 1


def test_again_that_comes_late(shelf):
    """Sent again after the scene was put back, it changes nothing and is no error."""
    do(shelf, "open", scene=SCENE)
    play(shelf)
    message = {"do": "open", "scene": SCENE, "again": True, "key": new_id()}
    assert shelf.act(message)["rehearsal"]["take"] == 2
    do(shelf, "close")
    assert shelf.act(message)["open"] is None
    assert do(shelf, "open", scene=SCENE)["rehearsal"]["take"] == 2


def test_a_missed_scene_comes_first(shelf):
    """What was not met is next, with all of its standard."""
    do(shelf, "open", scene=SCENE)
    texts = ["“Who was it that you spoke to on Monday?”", *BEST[1:4]]
    view = play(shelf, texts)
    while not view["rehearsal"]["result"]:
        view = do(shelf, "choose", token="a")
    ending = view["rehearsal"]["result"]["ending"]
    assert ending != "met"
    first = do(shelf, "close")["scenes"][0]
    assert (first["why"], first["standard"]) == ("weak", "Listens first")


@pytest.mark.parametrize(
    "message",
    [
        {"do": "open", "scene": "gone"},
        {"do": "open", "scene": 7},
        {"do": "choose", "token": "a", "after": 0},
        {"do": "new", "standard": "front_desk/sings", "difficulty": 2},
        {"do": "new", "standard": "front_desk/listens-first", "difficulty": 6},
        {"do": "new", "standard": "front_desk/listens-first", "difficulty": True},
        {"do": "shout"},
        {},
    ],
)
def test_what_fits_no_shelf_is_refused(shelf, store, message):
    """It is an error, and nothing is stored."""
    with pytest.raises(InvalidResponseError):
        shelf.act({"key": new_id(), **message})
    assert store.events.of(shelf.course.person, shelf.name) == ()


def test_a_new_scene_is_played_and_stays_on_the_shelf(shelf):
    """It is made for a standard and a difficulty, saved nowhere, and can be opened again."""
    view = do(shelf, "new", standard="front_desk/owns-the-problem", difficulty=1)
    slug = view["open"]
    assert slug not in LIBRARY.files("scene")
    assert view["rehearsal"]["standards"][0]["name"] == "Makes it their own"
    assert Shelf(shelf.course).view() == view
    ending = play_first(shelf)["rehearsal"]["result"]["ending"]
    card = next(each for each in do(shelf, "close")["scenes"] if each["slug"] == slug)
    assert (card["is_made"], card["endings"], card["difficulty"]) == (True, [ending], 1)
    assert do(shelf, "open", scene=slug)["rehearsal"]["result"]["ending"] == ending


def test_a_message_sent_twice_makes_one_scene(shelf):
    """The same message again opens the scene that was made first."""
    message = {"do": "new", "standard": "front_desk/listens-first", "difficulty": 2}
    message["key"] = new_id()
    assert shelf.act(message)["open"] == shelf.act(message)["open"]


def test_a_made_scene_can_be_shared(shelf, store):
    """Its trainer reads the replies, although no card of the scene was saved."""
    store.accounts.add("Ana")
    ana = next(each.person for each in store.accounts.profiles() if each.person.name == "Ana")
    shelf = Shelf(replace(shelf.course, person=ana))
    scene = a_scene()
    open_made(shelf.course, scene, new_id())
    play_first(shelf)
    do(shelf, "share", shared=True)
    [(person, shared, take)] = shared_takes(course_of(LIBRARY, store, TRAINER))
    assert (person, shared) == (ana, scene)
    assert len(take["replies"]) > 2


def test_what_lies_ahead_is_not_in_the_view(shelf):
    """Of a made scene the page gets neither later lines nor marks nor the customer's brief."""
    scene = a_scene()
    open_made(shelf.course, scene, new_id())
    lines = {line.partition(": ")[2] or line for line in scene.ink.split("\n") if len(line) > 30}
    ahead = {re.sub(r" # .*|^ *\\* \\[|\\]$", "", line) for line in lines} - {""}
    secrets = {*scene.briefs["customer"].split("\n"), *(item.text for item in scene.watch)}
    shown = str(shelf.view())
    told = {line for line in ahead if line in shown}
    assert len(ahead) > 20
    assert len(told) <= 3  # what was said so far
    assert not [words for words in (*secrets, "see: w", "miss: w") if words in shown]


def a_scene():
    """Return a generated scene."""
    catalogue = LIBRARY.catalogue("front_desk")
    made = recipe(LIBRARY.factors(), catalogue, "listens-first", "7", difficulty="1")
    return make_scene(made, catalogue, LIBRARY.grammar())


def test_a_card_that_is_gone_closes_itself(tmp_path, store):
    """When the scene that is open is no longer there, the shelf is shown."""
    folder = tmp_path / "roleplay_scripts"
    folder.mkdir(parents=True)
    text = LIBRARY.files("scene")[SCENE].read_text("utf-8")
    card = folder / "mine.scene.md"
    card.write_text(text.replace(f"scene: {SCENE}", "scene: mine", 1), encoding="utf-8")
    assert do(Shelf(course_of(Library(tmp_path), store)), "open", scene="mine")["open"] == "mine"
    card.unlink()
    assert Shelf(course_of(Library(tmp_path), store)).view()["open"] is None


def test_what_was_missed_leads_to_a_question(shelf):
    """The end of a take is stored with what was missed; the person alone is led to its items."""
    do(shelf, "open", scene=SCENE)
    view = play(shelf, ["“Who was it that you spoke to on Monday?”", *BEST[1:]])
    again = view["rehearsal"]["result"]["again"]
    assert again["address"] == "../modules/03_role_models#what-a-role-model-is"
    assert again["words"] == "What a role model is (Standards and role models)"
    found = weak_items(shelf.course, shelf.course.person)
    assert {each.standard for each in found} == {"front_desk/listens-first"}
    assert {each.why for each in found} == {"Lets the guest finish before any offer or question"}
    assert {"strongest-glue", "the-tap-that-drips"} <= {each.id for each in found}
    assert weak_items(shelf.course, BEN) == []


def test_who_missed_nothing_is_sent_nowhere(shelf):
    """After the best path there is no line, and no weak item."""
    do(shelf, "open", scene=SCENE)
    assert play(shelf)["rehearsal"]["result"]["again"] is None
    assert weak_items(shelf.course, shelf.course.person) == []
