"""Worksheets and rubrics: faults are told in full; shipped ones are sound and easy to read."""

import re

import pytest

from course.content.kinds import kind_of
from course.content.rubrics import read_rubric
from course.content.worksheets import read_worksheet
from course.errors import ContentError, NotFoundError
from course.learning.reading_level import reading_grade
from tests.samples import LIBRARY, TINY_RUBRIC, TINY_WORKSHEET, write_worksheet

HARDEST = 6  # US school grade; about 11 years of age
SLUG_WORDS = "small letters and digits, joined by hyphens"
PROMPT_FIELDS = "id, ask, hint, example, lines, optional"
WORKSHEET_FAULTS = {  # name: what is replaced in the sample, by what, and what the author is told
    "ids twice": (
        "id: next",
        "id: word",
        [
            "8: prompt 'word': id used more than once; expected 1 prompt, found 2",
            "9: prompt 'word': id used more than once; expected 1 prompt, found 2",
        ],
    ),
    "unknown rubric": (
        "rubric: tiny",
        "rubric: gone",
        ["5: worksheet 'tiny': unknown rubric; expected one of tiny, found 'gone'"],
    ),
    "too many lines": (
        "lines: 1}",
        "lines: 9}",
        ["8: prompt 'word': wrong lines; expected at most 8, found 9"],
    ),
    "no lines": (
        "lines: 1}",
        "lines: 0}",
        ["8: prompt 'word': wrong lines; expected at least 1, found 0"],
    ),
    "unknown field": (
        "lines: 1}",
        "lines: 1, tip: x}",
        [f"8: prompt 'word': unknown field 'tip'; expected one of {PROMPT_FIELDS}, found 'tip'"],
    ),
    "empty ask": (
        'ask: "Which word?"',
        'ask: " "',
        ["8: prompt 'word': wrong ask; expected some text, found \" \""],
    ),
    "no ask": (
        'ask: "Which word?", ',
        "",
        ["8: prompt 'word': no ask; expected a value, found nothing"],
    ),
    "id with spaces": (
        "id: word",
        "id: my word",
        [f"8: prompt 'my word': wrong id; expected {SLUG_WORDS}, found \"my word\""],
    ),
    "empty prompts": (
        re.compile(r"prompts:.*", re.DOTALL),
        "prompts: []",
        ["6: worksheet 'tiny': wrong number of prompts; expected at least 1, found 0"],
    ),
    "no prompts": (
        re.compile(r"prompts:.*", re.DOTALL),
        "",
        ["1: worksheet 'tiny': no prompts; expected a list, found nothing"],
    ),
    "other name": (
        "worksheet: tiny",
        "worksheet: other",
        ["1: worksheet 'other': name and file differ; expected 'tiny', found 'other'"],
    ),
    "no time": (
        "minutes: 10",
        "minutes: soon",
        ["4: worksheet 'tiny': wrong minutes; expected a whole number, found \"soon\""],
    ),
    "two kinds of fault": (
        re.compile(r"rubric: tiny(.*)lines: 1}", re.DOTALL),
        r"rubric: gone\1lines: many}",
        [
            "5: worksheet 'tiny': unknown rubric; expected one of tiny, found 'gone'",
            "8: prompt 'word': wrong lines; expected a whole number, found \"many\"",
        ],
    ),
}
RUBRIC_FAULTS = {
    "missing anchor": (
        ", 3: sound",
        "",
        ["4: criterion 'view': no anchor for level 3; expected anchors at 1, 3 and 5, found 1, 5"],
    ),
    "anchor in between": (
        "3: sound,",
        "3: sound, 4: nearly,",
        [
            "4: criterion 'view': anchor for level 4; "
            "expected anchors at 1, 3 and 5 only, found 1, 3, 4, 5"
        ],
    ),
    "no anchors": (
        ", anchors: {1: not yet, 3: sound, 5: on a good day}}\n  - {id: camera",
        "}\n  - {id: camera",
        ["4: criterion 'view': no anchors; expected a value, found nothing"],
    ),
    "one criterion": (
        re.compile(r"\n  - \{id: camera.*"),
        "",
        ["3: rubric 'tiny': wrong number of criteria; expected at least 2, found 1"],
    ),
    "ids twice": (
        "id: camera",
        "id: view",
        [
            "4: criterion 'view': id used more than once; expected 1 criterion, found 2",
            "5: criterion 'view': id used more than once; expected 1 criterion, found 2",
        ],
    ),
    "unknown field": (
        "title: Tiny",
        "title: Tiny\nscale: 5",
        [
            "3: rubric 'tiny': unknown field 'scale'; expected one of rubric, title, criteria, "
            "found 'scale'"
        ],
    ),
    "empty anchor": (
        "3: sound, 5: on a good day}}\n  - {id: camera",
        '3: "", 5: on a good day}}\n  - {id: camera',
        ["4: criterion 'view': wrong 3; expected some text, found \"\""],
    ),
}


def problems(read, path, text, fault):
    """Return the problems of a sample into which a fault was put."""
    old, new, _told = fault
    broken = re.sub(old if isinstance(old, re.Pattern) else re.escape(old), new, text, count=1)
    assert broken != text
    path.write_text(broken, encoding="utf-8")
    with pytest.raises(ContentError) as caught:
        read(path, path.name)
    return list(caught.value.problems)


@pytest.mark.parametrize("name", WORKSHEET_FAULTS)
def test_a_fault_of_a_worksheet_is_told_in_full(tmp_path, name):
    """File, line, kind, id, what is wrong, what was expected and what was found, and no more."""
    fault, path = WORKSHEET_FAULTS[name], tmp_path / "tiny.yaml"

    def read(path, called):
        return read_worksheet(path, called, ["tiny"])

    assert problems(read, path, TINY_WORKSHEET, fault) == [f"tiny.yaml:{told}" for told in fault[2]]


@pytest.mark.parametrize("name", RUBRIC_FAULTS)
def test_a_fault_of_a_rubric_is_told_in_full(tmp_path, name):
    """File, line, kind, id, what is wrong, what was expected and what was found, and no more."""
    fault, path = RUBRIC_FAULTS[name], tmp_path / "tiny.yaml"
    told = [f"tiny.yaml:{line}" for line in fault[2]]
    assert problems(read_rubric, path, TINY_RUBRIC, fault) == told


def test_a_rubric_is_not_missed_where_none_is_there(tmp_path):
    """Without any rubric the author is told where one belongs."""
    path = tmp_path / "tiny.yaml"
    path.write_text(TINY_WORKSHEET, encoding="utf-8")
    with pytest.raises(ContentError, match="expected a file in exercises/rubrics, found 'tiny'"):
        read_worksheet(path)


def test_good_files_are_read(tmp_path):
    """A worksheet gives its prompts in order, and the rubric it names."""
    library = write_worksheet(tmp_path)
    worksheet = library.worksheet("tiny")
    assert [prompt.id for prompt in worksheet.prompts] == ["moment", "word", "next"]
    assert [prompt.optional for prompt in worksheet.prompts] == [False, False, True]
    assert library.rubric("tiny").criteria[1].anchors["3"] == "sound"
    assert library.worksheet("tiny") is worksheet


@pytest.mark.parametrize(
    ("ask", "words"), [("worksheet", "no worksheet 'gone'"), ("rubric", "no rubric 'gone'")]
)
def test_what_is_not_there_is_named(ask, words):
    """A worksheet or rubric that is nowhere is named in the error."""
    with pytest.raises(NotFoundError, match=words):
        getattr(LIBRARY, ask)("gone")


def test_the_library_checks_both(tmp_path):
    """`course check` without files finds faults in worksheets and rubrics."""
    library = write_worksheet(
        tmp_path, TINY_WORKSHEET.replace("rubric: tiny", "rubric: gone"), TINY_RUBRIC + "more: 1\n"
    )
    (tmp_path / "modules").mkdir()
    (tmp_path / "modules" / "diploma.yaml").write_text("modules: []\n")
    assert [problem.split(": ")[0] for problem in library.problems()] == [
        "exercises/rubrics/tiny.yaml:6",
        "exercises/worksheets/tiny.yaml:5",
    ]


@pytest.mark.parametrize(
    ("path", "text", "kind"),
    [
        ("rubrics/x.yaml", "", "rubric"),
        ("drafts/x.yaml", TINY_WORKSHEET, "worksheet"),
        ("drafts/x.yaml", TINY_RUBRIC, "rubric"),
        ("drafts/x.yaml", "# words\nrubric: [", "rubric"),
        ("drafts/x.yaml", "title: Tiny", "bank"),
        ("worksheets/x.yaml", "rubric: x", "worksheet"),
    ],
)
def test_the_kind_of_a_file(tmp_path, path, text, kind):
    """The folder tells the kind of a file, elsewhere its first field that only one kind has."""
    file = tmp_path / path
    file.parent.mkdir()
    file.write_text(text, encoding="utf-8")
    assert kind_of(file).field == kind


@pytest.mark.parametrize("slug", LIBRARY.files("worksheet"))
def test_worksheets_are_easy_to_read(slug):
    """Intro, prompts, hints and examples together need no more than six years of school."""
    worksheet = LIBRARY.worksheet(slug)
    texts = [text for p in worksheet.prompts for text in (p.ask, p.hint or "", p.example or "")]
    assert reading_grade("\n".join([worksheet.intro, *texts])) <= HARDEST


@pytest.mark.parametrize("slug", LIBRARY.files("rubric"))
def test_rubrics_are_easy_to_read(slug):
    """The anchors together need no more than six years of school."""
    anchors = [text for each in LIBRARY.rubric(slug).criteria for text in each.anchors.values()]
    assert reading_grade("\n".join(anchors)) <= HARDEST


def test_every_prompt_of_the_first_standard_helps():
    """Each of its prompts has a hint and an example to go by."""
    prompts = LIBRARY.worksheet("my_first_standard").prompts
    assert [p.id for p in prompts if not (p.hint and p.example)] == []
    assert len(prompts) == 8
