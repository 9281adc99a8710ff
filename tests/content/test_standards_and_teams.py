"""Catalogues and teams: sound files are read, and authors of broken ones are told exactly why."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course.content.standards import catalogue_text, read_catalogue
from course.errors import ContentError, NotFoundError
from tests.rolemodels.content import TINY_CATALOGUE, TINY_TEAM, write_tiny
from tests.samples import LIBRARY

STANDARD_FIELDS = "id, name, view, dimension, critical, behaviours, anchors"
SLUG_WORDS = "small letters and digits, joined by hyphens"


def problems(read, *arguments):
    """Return what an author is told, without the file's name."""
    with pytest.raises(ContentError) as caught:
        read(*arguments)
    return [problem.split(".yaml:", 1)[1] for problem in caught.value.problems]


def test_a_sound_catalogue(tmp_path):
    """Names, anchors and what is critical come as they were written; others are told apart."""
    catalogue = write_tiny(tmp_path).catalogue("tiny")
    assert [each.critical for each in catalogue.standards] == [True, False, False]
    assert catalogue.standard("keeps").anchors["5"] == "Warns early."
    assert catalogue.standard("gone") is None


POINTS = "points: {listens: 50, keeps: 30, knows: 20}\n"
RETIRED = """\
retired:
  - id: smiles
    name: Listens
    view: "They smiled."
    dimension: empathy
    behaviours: [Looks up., Says the name., Nods.]
    anchors: {1: Looks away., 3: Looks up., 5: Says the name.}
"""


def test_points_and_retired_standards(tmp_path):
    """Both are there when they were written; a retired one is found, and may share a name."""
    catalogue = write_tiny(tmp_path, TINY_CATALOGUE + POINTS + RETIRED).catalogue("tiny")
    assert catalogue.points == {"listens": 50, "keeps": 30, "knows": 20}
    assert [each.id for each in catalogue.standards] == ["listens", "keeps", "knows"]
    assert catalogue.standard("smiles").view == "They smiled."


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        (
            POINTS.replace("50", "40"),
            "23: catalogue 'tiny': wrong sum of points; expected 100, found 90",
        ),
        (
            POINTS.replace("keeps", "holds"),
            "23: catalogue 'tiny': points of other standards; "
            "expected listens, keeps, knows, found listens, holds, knows",
        ),
        (
            RETIRED.replace("smiles", "keeps"),
            "24: standard 'keeps': id used more than once; expected 1 standard, found 2",
        ),
    ],
)
def test_broken_points_and_retired_standards(tmp_path, more, expected):
    """They are told with their line."""
    library = write_tiny(tmp_path, TINY_CATALOGUE + more)
    assert expected in problems(library.catalogue, "tiny")


TEXTS = st.text(min_size=1, max_size=40).map(lambda text: " ".join(text.split())).filter(bool)


@given(texts=st.lists(TEXTS, min_size=8, max_size=8, unique_by=str.casefold))
def test_any_words_come_back_from_the_file(tmp_path_factory, texts):
    """Quotes, colons, hashes, emoji: a catalogue is read back as it was written."""
    name, view, title, *rest = texts
    folder = tmp_path_factory.mktemp("written")
    before = write_tiny(folder, TINY_CATALOGUE + POINTS + RETIRED).catalogue("tiny")
    changed = before.standards[0].model_copy(
        update={"name": f"{name}.", "view": view, "behaviours": tuple(rest[:4])}
    )
    made = before.model_copy(update={"title": title, "standards": (changed, *before.standards[1:])})
    path = folder / "tiny.yaml"
    path.write_text(catalogue_text(made, "A note."), encoding="utf-8")
    assert read_catalogue(path) == made


def test_a_sound_team(tmp_path):
    """People come in their order, with levels and notes; one of them is there for practice."""
    team = write_tiny(tmp_path).team("duo")
    assert [(p.name, p.practice) for p in team.people] == [
        ("Ana", False),
        ("Bo", False),
        ("Cleo", True),
    ]
    assert team.people[0].ratings["knows"].level == 4


def test_unknown_names(tmp_path):
    """A catalogue or team that does not exist is named in the error."""
    library = write_tiny(tmp_path)
    with pytest.raises(NotFoundError, match="no catalogue of standards 'gone'"):
        library.catalogue("gone")
    with pytest.raises(NotFoundError, match="no team 'gone'"):
        library.team("gone")


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            "id: keeps",
            "id: listens",
            [
                "4: standard 'listens': id used more than once; expected 1 standard, found 2",
                "11: standard 'listens': id used more than once; expected 1 standard, found 2",
            ],
        ),
        (
            "name: Knows",
            "name: listens",
            [
                "5: standard 'listens': same name as another; "
                "expected different names, found 'Listens'",
                "18: standard 'knows': same name as another; "
                "expected different names, found 'listens'",
            ],
        ),
        (
            "Waits., ",
            "",
            ["9: standard 'listens': wrong number of behaviours; expected at least 3, found 2"],
        ),
        (
            "Waits.",
            "looks up.",
            [
                "9: standard 'listens': same behaviour twice; "
                "expected different behaviours, found 'Looks up.'",
                "9: standard 'listens': same behaviour twice; "
                "expected different behaviours, found 'looks up.'",
            ],
        ),
        (
            ", 5: Says it back.",
            "",
            ["10: standard 'listens': wrong number of anchors; expected at least 3, found 2"],
        ),
        (
            "3: Lets them finish.",
            "2: Lets them finish.",
            [
                "10: standard 'listens': wrong name; expected '1', '3' or '5', found \"2\"",
            ],
        ),
        (
            "dimension: empathy",
            "dimension: warmth",
            [
                "7: standard 'listens': wrong dimension; expected 'tangibles', 'reliability', "
                "'responsiveness', 'assurance' or 'empathy', found \"warmth\""
            ],
        ),
        (
            "critical: true",
            "critical: very",
            ["8: standard 'listens': wrong critical; expected true or false, found \"very\""],
        ),
        (
            "    critical:",
            "    important:",
            [
                f"8: standard 'listens': unknown field 'important'; expected one of "
                f"{STANDARD_FIELDS}, found 'important'"
            ],
        ),
        (
            '    view: "They let me finish."\n',
            "",
            ["4: standard 'listens': no view; expected a value, found nothing"],
        ),
        (
            "catalogue: tiny",
            "catalogue: other",
            ["1: catalogue 'other': name and file differ; expected 'tiny', found 'other'"],
        ),
    ],
)
def test_broken_catalogues(tmp_path, old, new, expected):
    """Each fault is told with line, standard, what was expected and what was found."""
    library = write_tiny(tmp_path, catalogue=TINY_CATALOGUE.replace(old, new, 1))
    assert problems(library.catalogue, "tiny") == expected


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            "id: bo",
            "id: ana",
            [
                "6: person 'ana': id used more than once; expected 1 person, found 2",
                "13: person 'ana': id used more than once; expected 1 person, found 2",
            ],
        ),
        (
            "name: Bo",
            "name: ana",
            [
                "7: person 'ana': same name as another; expected different names, found 'Ana'",
                "14: person 'bo': same name as another; expected different names, found 'ana'",
            ],
        ),
        (
            "knows: {level: 1",
            "guesses: {level: 1",
            [
                "16: person 'bo': no rating on 'knows'; expected one for each standard, "
                "found nothing",
                "19: person 'bo': unknown standard; expected one of listens, keeps, knows, "
                "found 'guesses'",
            ],
        ),
        ("level: 5", "level: 6", ["11: person 'ana': wrong level; expected at most 5, found 6"]),
        ("level: 1", "level: 0", ["19: person 'bo': wrong level; expected at least 1, found 0"]),
        (
            "level: 1",
            "level: low",
            ["19: person 'bo': wrong level; expected a whole number, found \"low\""],
        ),
        (
            ', note: "Bo guessed."',
            "",
            ["19: person 'bo': no note; expected a value, found nothing"],
        ),
        (
            'note: "Bo guessed."',
            'seen: "Bo guessed."',
            [
                "19: person 'bo': no note; expected a value, found nothing",
                "19: person 'bo': unknown field 'seen'; expected one of level, note, why, "
                "found 'seen'",
            ],
        ),
        (
            ', why: "why of keeps"',
            "",
            [
                "26: person 'cleo': keeps: no why; expected a reason, shown after rating, "
                "found nothing"
            ],
        ),
        (
            "catalogue: tiny",
            "catalogue: gone",
            [
                "3: team 'duo': unknown catalogue; "
                "expected the name of a file in exercises/standards, found 'gone'"
            ],
        ),
        (
            "id: bo",
            "id: Bo B",
            [f"13: person 'Bo B': wrong id; expected {SLUG_WORDS}, found \"Bo B\""],
        ),
    ],
)
def test_broken_teams(tmp_path, old, new, expected):
    """Each fault is told with line, person, what was expected and what was found."""
    library = write_tiny(tmp_path, team=TINY_TEAM.replace(old, new, 1))
    assert problems(library.team, "duo") == expected


def test_a_broken_catalogue_is_told_once(tmp_path):
    """A team with a broken catalogue adds nothing to what is wrong with the catalogue."""
    broken = TINY_CATALOGUE.replace("dimension: empathy", "dimension: warmth")
    library = write_tiny(tmp_path, catalogue=broken)
    (tmp_path / "modules").mkdir()
    (tmp_path / "modules" / "diploma.yaml").write_text("modules: []\n")
    assert [problem.split(": ")[0] for problem in library.problems()] == [
        "exercises/standards/tiny.yaml:7"
    ]


def test_all_problems_of_both_kinds(tmp_path):
    """`course check` finds what is wrong in catalogues and in teams."""
    team = TINY_TEAM.replace("level: 5", "level: 6")
    library = write_tiny(tmp_path, TINY_CATALOGUE.replace("Waits., ", ""), team)
    (tmp_path / "modules").mkdir()
    (tmp_path / "modules" / "diploma.yaml").write_text("modules: []\n")
    assert [problem.split(": ")[0] for problem in library.problems()] == [
        "exercises/standards/tiny.yaml:9",
        "exercises/teams/duo.yaml:11",
        "exercises/teams/duo.yaml:25",
    ]


def test_the_shipped_content_is_sound():
    """The front desk's standards and the team that is rated on them can be read."""
    library = LIBRARY
    assert len(library.catalogue("front_desk").standards) == 6
    assert len(library.team("harbour_hotel").people) == 8
