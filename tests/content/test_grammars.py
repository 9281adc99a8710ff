"""What scenes are generated from: the shipped files are sound, and each mistake has its line."""

import shutil

import pytest

from course.content.kinds import kind_of
from course.content.library import SHIPPED, Library
from course.errors import ContentError
from tests.samples import LIBRARY

CUES = "roleplay_scripts/grammar/cues.yaml"
FACTORS = "roleplay_scripts/factors.pict"


@pytest.fixture
def own(tmp_path):
    """Return a function that changes a shipped file in an own tree and returns its problems."""

    def change(name, old, new):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        text = (SHIPPED / name).read_text("utf-8")
        assert text.count(old) >= 1
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        library = Library(tmp_path)
        kind = kind_of(path)
        try:
            (kind.check or kind.read)(path, name, library)
        except ContentError as error:
            return list(error.problems)
        return []

    return change


def line_of(name, text):
    """Return the first line of a shipped file that has a text."""
    lines = (SHIPPED / name).read_text("utf-8").splitlines()
    return next(number for number, line in enumerate(lines, start=1) if text in line)


def test_shipped_files_are_sound(own):
    """The factors and every file of the grammar are read and checked without a problem."""
    assert len(LIBRARY.files("grammar")) >= 10
    for path in [*LIBRARY.files("grammar").values(), LIBRARY.files("factors")["factors"]]:
        kind = kind_of(path)
        assert (kind.check or kind.read)(path, path.name, LIBRARY)


def test_every_trade_has_every_incident():
    """Each of the twelve incidents is told for each trade, with what lies behind it."""
    values = LIBRARY.factors().values
    places = [(each, other) for each in values["business"] for other in values["incident"]]
    for business, incident in places:
        facts = {"business": business, "incident": incident}
        assert LIBRARY.grammar().choices("situation", facts), facts


@pytest.mark.parametrize(
    ("old", "new", "at", "told"),
    [
        ("grammar: cues", "grammar: cue", "grammar: cues", "name and file differ"),
        ("grammar: cues", "grammar: cues\nmore: x", "slots:", "unknown field"),
        ("  tell:\n    - Say", "  tell: Say", "  tell:", "wrong rules"),
        (
            "{channel: chat}\n      say:",
            "{channel: chat}\n      words:",
            "{channel: chat}",
            "wrong fields",
        ),
        ("{channel: chat}", "chat", "{channel: chat}", "wrong when"),
        ("{channel: chat}", "{chanel: chat}", "{channel: chat}", "unknown factor"),
        ("{channel: chat}", "{channel: mail}", "{channel: chat}", "unknown channel"),
        ("Say why it", "Say why {who} it", "Say why it", "names an unknown slot"),
        ("Say why it", "Say why {boss.age} it", "Say why it", "'boss' has no such field"),
        ("{channel: chat}", "{channel: visit}", "  ease:", "no words for some scenes"),
    ],
)
def test_mistakes_in_the_grammar(own, old, new, at, told):
    """Each kind of mistake is told with the line where it stands, or where its slot begins."""
    problems = own(CUES, old, new)
    assert problems, "nothing was found"
    assert any(told in problem for problem in problems), problems
    line = next(int(each.split(":")[1]) for each in problems if told in each)
    assert abs(line - line_of(CUES, at)) <= 2, problems


def test_several_mistakes_are_told_at_once(own):
    """Unknown values in two rules give two problems."""
    problems = own(CUES, "{emotion: worried}", "{emotion: glad}")
    assert len(problems) == 2  # the unknown value, and the gap where "worried" was


def test_mistakes_in_the_factors(own):
    """A name that is not there is told with file and line."""
    number = line_of(FACTORS, 'IF [business] = "call-centre"')
    [problem] = own(FACTORS, 'IF [business] = "call-centre"', 'IF [busines] = "call-centre"')
    assert problem.startswith(f"{FACTORS}:{number}: constraint 'busines': unknown factor; ")


def test_a_value_without_words_is_found(tmp_path):
    """A new trade in the factors makes the check name the slots that lack words for it."""
    path = tmp_path / FACTORS
    path.parent.mkdir(parents=True)
    text = (SHIPPED / FACTORS).read_text("utf-8").replace("hotel, shop", "hotel, zoo, shop")
    path.write_text(text, encoding="utf-8")
    problems = Library(tmp_path).problems(quick=False)
    assert [problem for problem in problems if "business zoo" not in problem] == []
    slots = {problem.split("'")[1] for problem in problems}
    assert {"situation", "place", "person"} <= slots


def test_broken_factors_do_not_hide_the_grammar(tmp_path):
    """With factors that cannot be read, the grammar is still read, and only they are told."""
    path = tmp_path / FACTORS
    path.parent.mkdir(parents=True)
    path.write_text("nonsense\n", encoding="utf-8")
    problems = Library(tmp_path).problems(quick=False)
    assert problems
    assert all(problem.startswith(FACTORS) for problem in problems)


def test_own_words_are_added(tmp_path):
    """A file of the business's own with a slot of ours adds to it; one with our name replaces."""
    folder = tmp_path / "roleplay_scripts" / "grammar"
    folder.mkdir(parents=True)
    own = "grammar: own\nslots:\n  time:\n    - noon sharp\n"
    (folder / "own.yaml").write_text(own, encoding="utf-8")
    before = LIBRARY.grammar().choices("time", {})
    after = Library(tmp_path).grammar().choices("time", {})
    assert len(after) == len(before) + 1
    assert {"text": "noon sharp"} in after
    shutil.copy(SHIPPED / CUES, folder)
    assert Library(tmp_path).files("grammar")["cues"].is_relative_to(tmp_path)
