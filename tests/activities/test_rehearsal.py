"""The rehearsal: every choice stored, nothing of what lies ahead shown, and kind to second tabs."""

import json
import shutil

import pytest

from course.activities.rehearsal import LONGEST, Rehearsal
from course.content.library import SHIPPED, Library
from course.errors import InvalidResponseError, NotFoundError
from course.ids import new_id
from course.ink import story_of
from tests.samples import BEN, LIBRARY, course_of

SCENE = "the-table-by-the-window"
BEST = (
    "You look up from the screen and wait.",
    "“We promised you that table twice, and tonight there are strangers at it.”",
    "“What is it about that window, for your mother?”",
    "“I am Robin, and I will see to this myself. At five past I am back with an answer.”",
    "“The small salon has the same view, and your table is laid. May I take your mother up, in time"
    " for the boats?”",
)


@pytest.fixture
def rehearsal(store):
    """Return Ana's rehearsal of the shipped scene."""
    return Rehearsal(course_of(LIBRARY, store), SCENE)


def do(rehearsal, what, **message):
    """Send one message as a page would; return the new view."""
    after = rehearsal.view()["after"]
    return rehearsal.act({"do": what, "after": after, "key": new_id(), **message})


def token_of(view, text):
    """Return the token of a choice, found by its words."""
    return next(one["token"] for one in view["menu"]["choices"] if one["text"] == text)


def play(rehearsal, texts=BEST, words="I would listen."):
    """Play a scene by the words of the choices; return the last view."""
    view = rehearsal.view()
    for text in texts:
        if view["menu"]["ask"] == "words":
            view = do(rehearsal, "words", text=words)
        view = do(rehearsal, "choose", token=token_of(view, text))
    return view


def test_looking_leaves_no_trace(rehearsal, store):
    """The first view shows the brief and the opening, asks for own words, and stores nothing."""
    view = rehearsal.act({"do": "look", "key": new_id()})
    assert view["menu"] == {"ask": "words", "draft": ""}
    assert [line["who"] for line in view["turns"][0]["lines"]][2] == "customer"
    assert view["turns"][0]["lines"][2]["mood"] == "irritated"
    assert "the desk alone until eight" in view["brief"]["part"]
    assert store.events.of(rehearsal.course.person, rehearsal.name) == ()
    assert store.accounts.get("ana") is None


def test_what_lies_ahead_is_not_in_the_view(rehearsal):
    """Neither later lines, nor marks, nor better words, nor the customer's brief show early."""
    shown = json.dumps(rehearsal.view(), ensure_ascii=False)
    ahead = ["Another table", "the pilot boats", "You look up", "w1", "Stop typing", "trust"]
    assert [words for words in ahead if words in shown] == []
    view = do(rehearsal, "words", text="I would wait.")
    shown = json.dumps(view, ensure_ascii=False)
    assert "You look up from the screen and wait." in shown
    ahead = ["Another table", "the pilot boats", "We promised you", "see:", "miss", "Stop typing"]
    assert [words for words in ahead if words in shown] == []


def test_the_best_path_is_met(rehearsal):
    """Whoever listens, asks and comes back ends well, with all six watch items seen."""
    view = play(rehearsal)
    assert view["result"]["ending"] == "met"
    assert {item["outcome"] for item in view["result"]["watch"]} == {"seen"}
    assert view["menu"] is None
    assert view["turns"][0]["words"] == "I would listen."
    assert [turn["reply"] for turn in view["turns"]] == [*BEST, None]


def test_what_was_missed_comes_with_better_words(rehearsal):
    """A missed watch item says where it was missed and what would have been better."""
    texts = ["“Who was it that you spoke to on Monday?”", *BEST[1:]]
    watch = play(rehearsal, texts)["result"]["watch"]
    missed = [item for item in watch if item["outcome"] == "missed"]
    assert [(item["turn"], item["text"]) for item in missed] == [
        (0, "Lets the guest finish before any offer or question")
    ]
    assert missed[0]["say"].startswith("Say nothing yet.")


def test_every_choice_is_stored_in_order(rehearsal, store):
    """The events hold own words and each choice with its turn; the last one the ending."""
    play(rehearsal)
    events = store.events.of(rehearsal.course.person, rehearsal.name)
    assert [event.kind for event in events] == ["words", "choose"] * 2 + ["choose"] * 3
    assert [event.body["turn"] for event in events] == [0, 0, 1, 1, 2, 3, 4]
    endings = [event.body["ending"] for event in events if event.kind == "choose"]
    assert endings == [None, None, None, None, "met"]


def test_another_kernel_continues_at_the_same_place(rehearsal):
    """A fresh activity of the same person shows the same view; another person's is empty."""
    do(rehearsal, "words", text="")
    view = do(rehearsal, "choose", token="b")
    assert Rehearsal(rehearsal.course, SCENE).view() == view
    assert Rehearsal(course_of(LIBRARY, rehearsal.course.store, BEN), SCENE).view()["after"] == 0


def test_a_message_sent_twice_counts_once(rehearsal):
    """The same message again, and a message of a tab left behind, change nothing."""
    view = do(rehearsal, "words", text="Once.")
    message = {"do": "choose", "token": "a", "after": view["after"], "key": new_id()}
    first = rehearsal.act(message)
    assert rehearsal.act(message) == first
    late = rehearsal.act({**message, "token": "b", "key": new_id()})
    assert late == first


def test_going_back_and_playing_on(rehearsal):
    """From the end one can go back to any turn, choose otherwise and reach another end."""
    play(rehearsal)
    view = do(rehearsal, "rewind", turn=4)
    assert (view["result"], len(view["turns"])) == (None, 5)
    other = next(one for one in view["menu"]["choices"] if one["text"] != BEST[4])
    assert do(rehearsal, "choose", token=other["token"])["result"]["ending"] == "partly"


def test_again_begins_a_new_take(rehearsal):
    """After the end a new take begins at the beginning, and earlier endings are remembered."""
    play(rehearsal)
    view = do(rehearsal, "again")
    assert (view["take"], view["earlier"], len(view["turns"])) == (2, ["met"], 1)


def test_goal_and_sharing(rehearsal):
    """The goal is kept; a take is private until it is shared, and can be taken back."""
    assert play(rehearsal)["result"]["shared"] is False
    assert do(rehearsal, "share", shared=True)["result"]["shared"] is True
    assert do(rehearsal, "share", shared=False)["result"]["shared"] is False
    view = rehearsal.act({"do": "goal", "text": "let them finish ", "key": new_id()})
    assert view["result"]["goal"] == "let them finish "  # somebody may be in the middle of it


def test_a_reply_is_kept_while_it_is_typed(rehearsal):
    """Another kernel shows the draft; the reply, and going back, put an end to it."""
    assert do(rehearsal, "draft", text="I would w")["after"] == 0
    assert Rehearsal(rehearsal.course, SCENE).view()["menu"] == {
        "ask": "words",
        "draft": "I would w",
    }
    do(rehearsal, "words", text="I would wait.")
    do(rehearsal, "choose", token="a")
    assert do(rehearsal, "rewind", turn=0)["menu"] == {"ask": "words", "draft": ""}


def test_a_late_draft_is_passed_over(rehearsal):
    """A draft that overtakes nothing any more is neither kept nor an error."""
    do(rehearsal, "words", text="I would wait.")
    rehearsal.act({"do": "draft", "text": "I would w", "after": 0})
    rehearsal.act({"do": "draft", "text": "I would w", "after": 1})
    assert do(rehearsal, "choose", token="a")["turns"][0]["words"] == "I would wait."
    assert do(rehearsal, "rewind", turn=0)["menu"]["draft"] == ""


@pytest.mark.parametrize(
    "message",
    [
        {"do": "choose", "token": "a"},
        {"do": "words"},
        {"do": "words", "text": "x" * (LONGEST + 1)},
        {"do": "words", "text": 7},
        {"do": "words", "text": "half of a \ud83d"},
        {"do": "draft", "text": "half of a \ud83d"},
        {"do": "draft", "text": "x" * (LONGEST + 1)},
        {"do": "draft", "text": ["x"]},
        {"do": "words", "text": "Hm.", "key": "\ud83d" * 9},
        {"do": "rewind", "turn": 0},
        {"do": "rewind", "turn": -1},
        {"do": "again"},
        {"do": "share", "shared": True},
        {"do": "shout"},
    ],
)
def test_what_does_not_fit_the_moment_is_refused(rehearsal, store, message):
    """At the beginning only own words fit; anything else is an error and stores nothing."""
    with pytest.raises(InvalidResponseError):
        do(rehearsal, **{"what" if key == "do" else key: v for key, v in message.items()})
    assert store.events.of(rehearsal.course.person, rehearsal.name) == ()


@pytest.mark.parametrize("token", ["d", "z", "", "ab", "A"])
def test_unknown_choices_are_refused(rehearsal, token):
    """Only tokens of choices that are shown are taken."""
    do(rehearsal, "words", text="")
    with pytest.raises(InvalidResponseError):
        do(rehearsal, "choose", token=token)


@pytest.mark.parametrize(
    "message", [{}, {"do": "choose"}, {"do": "choose", "token": "a", "after": "0", "key": "k" * 9}]
)
def test_messages_without_sense_are_refused(rehearsal, message):
    """A message without its parts is an error."""
    with pytest.raises(InvalidResponseError):
        rehearsal.act(message)


def test_a_take_keeps_the_words_it_began_with(tmp_path, store):
    """When the scene is edited in the middle of a take, the take goes on as it began."""
    folder = tmp_path / "roleplay_scripts"
    shutil.copytree(SHIPPED / "roleplay_scripts", folder)
    file = folder / f"{SCENE}.scene.md"
    before = Rehearsal(course_of(Library(tmp_path), store), SCENE)
    do(before, "words", text="")
    file.write_text(file.read_text("utf-8").replace("quite understand", "see"), "utf-8")
    after = Rehearsal(course_of(Library(tmp_path), store), SCENE)
    do(after, "choose", token=token_of(after.view(), BEST[0]))
    assert "I quite understand." in str(do(after, "words", text=""))
    another = Rehearsal(course_of(Library(tmp_path), store, BEN), SCENE)
    do(another, "words", text="")
    do(another, "choose", token=token_of(another.view(), BEST[0]))
    assert "Halloran. I see." in str(do(another, "words", text=""))


def test_going_back_wants_a_number(rehearsal):
    """True, which Python takes for a 1, is no turn."""
    play(rehearsal)
    with pytest.raises(InvalidResponseError):
        do(rehearsal, "rewind", turn=True)


def test_a_goal_of_half_a_character_is_refused(rehearsal):
    """It is refused before it reaches the store, and the goal from before stays."""
    play(rehearsal)
    rehearsal.act({"do": "goal", "text": "Listen."})
    with pytest.raises(InvalidResponseError, match="cannot be saved"):
        rehearsal.act({"do": "goal", "text": "\ud83d"})
    assert rehearsal.view()["result"]["goal"] == "Listen."


def test_a_take_outlives_a_standard(tmp_path, store):
    """When a standard leaves the catalogue in the middle of a take, the take goes on."""
    for folder in ("roleplay_scripts", "exercises/standards"):
        shutil.copytree(SHIPPED / folder, tmp_path / folder)
    scene = tmp_path / "roleplay_scripts" / f"{SCENE}.scene.md"
    catalogue = tmp_path / "exercises" / "standards" / "front_desk.yaml"
    before = do(Rehearsal(course_of(Library(tmp_path), store), SCENE), "words", text="")
    lost, *left = [standard["id"] for standard in before["standards"]]
    for file in (scene, catalogue):
        file.write_text(file.read_text("utf-8").replace(lost, "something-else"), "utf-8")
    after = Rehearsal(course_of(Library(tmp_path), store), SCENE).view()
    assert [standard["id"] for standard in after["standards"]] == left
    assert after["menu"] == before["menu"]


def test_a_scene_without_a_story_is_told(tmp_path, store):
    """A card that is only played live cannot be rehearsed alone."""
    shutil.copytree(SHIPPED / "roleplay_scripts", tmp_path / "roleplay_scripts")
    file = tmp_path / "roleplay_scripts" / f"{SCENE}.scene.md"
    file.write_text(file.read_text("utf-8").partition("# Rehearse")[0], "utf-8")
    with pytest.raises(NotFoundError, match="no story"):
        Rehearsal(course_of(Library(tmp_path), store), SCENE)


def test_an_unknown_scene_is_told(store):
    """A scene that is not there is an error that names it."""
    with pytest.raises(NotFoundError, match="'gone'"):
        Rehearsal(course_of(LIBRARY, store), "gone")


def test_the_order_of_choices_differs_between_people(store):
    """The order shown is drawn per person and turn, so that places give nothing away."""
    orders = set()
    for name in "abcdefgh":
        person = type(BEN)(name, name, "learner")
        view = do(Rehearsal(course_of(LIBRARY, store, person), SCENE), "words", text="")
        orders.add(tuple(one["text"] for one in view["menu"]["choices"]))
    first = story_of(LIBRARY.scene(SCENE).ink).start().choices
    assert len(orders) > 1
    assert {tuple(sorted(order)) for order in orders} == {tuple(sorted(c.text for c in first))}
