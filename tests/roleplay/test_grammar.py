"""The grammar: which words fit, that lists do not disturb each other, and what is refused."""

import pytest

from course.roleplay.grammar import Grammar, GrammarError, Rule, Wording


def rule(*words, **when):
    """Return a rule with plain words, or with fields."""
    listed = tuple(each if isinstance(each, dict) else {"text": each} for each in words)
    return Rule({factor: (value,) for factor, value in when.items()}, listed)


NAMES = rule(*(f"name {number}" for number in range(20)))
PLACES = rule(*(f"place {number}" for number in range(20)))
GRAMMAR = Grammar({"name": (NAMES,), "place": (PLACES,), "both": (rule("{name} at {place}"),)})


def test_what_says_most_wins():
    """Of the rules that fit, those with most conditions have the words."""
    slot = (rule("plain"), rule("loud", mood="angry"), rule("typed", mood="angry", by="chat"))
    grammar = Grammar({"slot": slot})
    assert grammar.choices("slot", {"mood": "calm"}) == [{"text": "plain"}]
    assert grammar.choices("slot", {"mood": "angry", "by": "phone"}) == [{"text": "loud"}]
    assert grammar.choices("slot", {"mood": "angry", "by": "chat"}) == [{"text": "typed"}]


def test_a_slot_is_drawn_once():
    """A name that comes twice is the same name, and the same seed gives the same words."""
    words = Wording(GRAMMAR, {}, "1")
    assert words.text("both").startswith(words.text("name"))
    assert words.text("both") == Wording(GRAMMAR, {}, "1").text("both")
    drawn = {Wording(GRAMMAR, {}, str(seed)).text("both") for seed in range(20)}
    assert len(drawn) > 10


def test_editing_one_list_leaves_the_others_alone():
    """With one more name in the list, each seed still draws the place it drew before."""
    longer = rule("a new name", *(words["text"] for words in NAMES.words))
    edited = Grammar({**GRAMMAR.slots, "name": (longer,), "new": (rule("x"),)})
    seeds = [str(seed) for seed in range(50)]
    assert [Wording(edited, {}, seed).text("place") for seed in seeds] == [
        Wording(GRAMMAR, {}, seed).text("place") for seed in seeds
    ]


def test_lines_that_stay_empty_are_left_out():
    """An empty slot leaves no blank line, and no two blanks in a row."""
    grammar = Grammar({"none": (rule(""),), "text": (rule("One.\n{none}\nTwo {none} three."),)})
    assert Wording(grammar, {}, "1").text("text") == "One.\nTwo three."


def test_fields_and_given_words():
    """A slot may have fields, and words may be given instead of drawn."""
    grammar = Grammar(
        {"who": (rule({"name": "Ana", "they": "she"}),), "text": (rule("{who.they} and {x.y}"),)}
    )
    assert Wording(grammar, {}, "1", {"x": {"y": "Ben"}}).text("text") == "she and Ben"


def test_several_are_different():
    """Several choices of a slot differ until it has no more."""
    words = Wording(GRAMMAR, {}, "1")
    assert len(set(words.several("name", 20))) == 20
    assert len(set(words.several("name", 30))) == 20


@pytest.mark.parametrize(
    ("slots", "wrong"),
    [
        ({"text": (rule("{other}"),)}, "no words for 'other'"),
        ({"text": (rule("loud", mood="angry"),)}, "no words for 'text'"),
        ({"text": (rule("{text}"),)}, "'text' leads back to itself"),
        ({"text": (rule("{who.they}"),), "who": (rule("Ana"),)}, "no field 'they'"),
    ],
)
def test_gaps_are_errors(slots, wrong):
    """A slot without words, a circle and a missing field are told, never left blank."""
    with pytest.raises(GrammarError, match=wrong):
        Wording(Grammar(slots), {"mood": "calm"}, "1").text("text")
