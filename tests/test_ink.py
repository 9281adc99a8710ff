"""Ink inside Python: what a story says and where, its limits, and going back to a saved place."""

import pytest

from course import ink
from course.ink import Choice, InkError, Line, Story, Turn

TEA = """\
VAR cups = 7.0
-> kitchen
=== kitchen ===
Jörg: “Grüße – {cups} \\"cups\\"?” 😀 # mood: calm
Wait a moment. # own words
* [“Ja, bitte.” # see: w1 # miss: w2]
  ~ cups = cups + 1
  Good.
* “No.” -> done
- -> done
=== done ===
{cups} cups. # end: met
-> END
=== cellar ===
Dark.
-> END
"""


def problems_of(source, index=None):
    """Return the problems of a story, compiled, begun and taken on by a choice."""
    try:
        story = Story(source)
        story.start()
        story.choose(index)
    except InkError as error:
        return list(error.problems)
    return []


def test_a_story_says_its_lines():
    """Lines come with their tags, umlauts, quotes and emoji as written; 7.0 is shown as 7."""
    assert Story(TEA).start() == Turn(
        lines=(
            Line('Jörg: “Grüße – 7 "cups"?” 😀', ("mood: calm",)),
            Line("Wait a moment.", ("own words",)),
        ),
        choices=(Choice("“Ja, bitte.”", ("see: w1", "miss: w2")), Choice("“No.”")),
        is_end=False,
    )


def test_choices_know_their_line():
    """A choice tells where it stands in the Ink text, a knot where it begins."""
    story = Story(TEA)
    assert [choice.line for choice in story.start().choices] == [6, 9]
    assert story.knots == {"kitchen": 3, "done": 11, "cellar": 14}


def test_choosing_goes_on_to_the_end():
    """The text after a choice follows, bracketed words are not said again, and variables count."""
    story = Story(TEA)
    story.start()
    end = Turn((Line("Good."), Line("8 cups.", ("end: met",))), (), is_end=True)
    assert story.choose(0) == end
    assert story.visited() == ("kitchen", "done")


def test_words_outside_brackets_are_said():
    """Without brackets the words of a choice are a line as well."""
    story = Story(TEA)
    story.start()
    assert story.choose(1).lines[0] == Line("“No.” 7 cups.", ("end: met",))


def test_a_saved_story_is_restored():
    """A saved place is found again, with its menu and variables, also by another `Story`."""
    story = Story(TEA)
    first = story.start()
    saved = story.save()
    end = story.choose(0)
    for each in (story, Story(TEA)):
        assert each.load(saved) == Turn((), first.choices, is_end=False)
        assert each.choose(0) == end


def test_two_stories_do_not_meet():
    """Each story has a state of its own, and the same place is saved as the same text."""
    one, other = Story(TEA), Story(TEA)
    one.start()
    other.start()
    assert one.save() == other.save()
    one.choose(0)
    assert other.choose(1).lines[0].text == "“No.” 7 cups."


def test_starting_again():
    """A story that is over begins anew, as if nothing had happened."""
    story = Story(TEA)
    first = story.start()
    story.choose(0)
    assert story.start() == first
    assert story.visited() == ("kitchen",)


def test_all_errors_with_their_lines():
    """Unknown diverts and variables are told together, each with its line."""
    assert problems_of("-> nowhere\n{mood}\n~ trust = 2\n") == [
        (1, "Divert target not found: '-> nowhere'"),
        (2, "Unresolved variable: mood"),
        (3, "Variable could not be found to assign to: 'trust'"),
    ]


def test_the_text_of_an_error():
    """An error reads as lines with numbers."""
    with pytest.raises(InkError, match=r"^Line 2: Unresolved variable: mood$"):
        Story("Hello.\n{mood}\n-> END\n")


def test_warnings_do_not_stop_a_story():
    """A loose end compiles; the warning has its line."""
    ((line, words),) = Story("-> a\n=== a ===\nHello.\n").warnings
    assert line == 3
    assert words.startswith("Apparent loose end")


def test_running_out_of_content():
    """A story that runs out where no end is said so."""
    ((line, words),) = problems_of("-> a\n=== a ===\nHello.\n")
    assert line == 3
    assert words.startswith("ran out of content")


@pytest.mark.parametrize(
    "source",
    [
        "-> a\n=== a ===\n-> a\n",
        "-> a\n=== a ===\nAgain.\n-> a\n",
        "{a(1)}\n-> END\n=== function a(x)\n~ return a(x)\n",
    ],
)
def test_an_endless_loop_is_stopped(source, monkeypatch):
    """Loops in diverts, in text and in functions end with an error, not with a hang."""
    monkeypatch.setattr(ink, "SECONDS", 0.2)
    assert problems_of(source) == [(0, "runs on and on without a menu or an end")]


def test_too_much_memory_is_refused(monkeypatch):
    """A story that grows without end comes to the limit of memory."""
    monkeypatch.setattr(ink, "BYTES", 8 * 2**20)
    source = '{a("ever")}\n-> END\n=== function a(x)\n~ return a(x + x)\n'
    assert problems_of(source) == [(0, "needs too much memory")]


def test_a_story_goes_on_after_a_loop(monkeypatch):
    """After a loop was stopped, wherever in the engine that was, a saved place can be restored."""
    monkeypatch.setattr(ink, "SECONDS", 0.3)
    story = Story("-> a\n=== a ===\nOnce.\n+ [On] -> b\n+ [Out] Bye.\n  -> END\n=== b ===\n-> b\n")
    story.start()
    saved = story.save()
    for _again in range(5):
        with pytest.raises(InkError):
            story.choose(0)
        story.load(saved)
        assert story.choose(1).lines == (Line("Bye."),)
        story.load(saved)


@pytest.mark.parametrize("index", [2, -1])
def test_a_choice_that_is_not_there(index):
    """A number outside the menu is an error."""
    assert problems_of(TEA, index) == [(0, f"there is no choice {index}")]


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"inkSaveVersion": 10}'])
def test_a_saved_text_that_is_none(text):
    """What was not saved by a story cannot be loaded."""
    with pytest.raises(InkError):
        Story(TEA).load(text)


@pytest.mark.parametrize("source", ["INCLUDE other.ink\n", "EXTERNAL ring()\n{ring()}\n-> END\n"])
def test_nothing_from_outside(source):
    """A story reads no other file and calls no other function."""
    assert len(problems_of(source)) == 1


def test_deep_nesting_is_refused():
    """Text that would overflow the compiler's stack is an error, not a crash."""
    with pytest.raises(InkError):
        Story("{" * 3000)
