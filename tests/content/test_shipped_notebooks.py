"""Notebooks that are shipped: they say what comes next and do nothing by themselves."""

import ast
import re

import nbformat
import pytest
from nbformat.v4 import new_output

from course.activities.check_rows import as_table
from course.activities.quiz import Quiz
from course.activities.rehearsal import Rehearsal
from course.activities.scoresheet import ScoreSheet
from course.activities.self_check import self_check
from course.activities.worksheet import WorksheetActivity
from course.ids import is_slug
from course.learning.reading_level import reading_grade
from tests.samples import LIBRARY, course_of

PAGES = {page.slug: page for page in LIBRARY.pages.values()}
MODULES = [slug for slug, page in PAGES.items() if page.address.startswith("/modules/")]
TOOLS = [slug for slug, page in PAGES.items() if page.address.startswith("/exercises/")]
TOOLS.append("generator")
HARDEST = 8  # US school grade
BEGINNING = ["title", "objectives", "setup"]
ENDING = ["exercise", "role-play", "debrief", "takeaway", "self-check"]
MOST_LINES, MOST_LINES_IN_A_CELL = 12, 3
TWO_SENTENCES = re.compile(r"\w[.!?] [A-Z]")


def read(slug):
    """Return a shipped notebook."""
    return nbformat.read(PAGES[slug].path, as_version=4)


def code_cells(notebook):
    """Return the code cells of a notebook."""
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def code_faults(cell):
    """Return what a cell may not do: anything but import, assign and call."""
    faults = []
    for node in ast.parse(cell.source).body:
        if isinstance(node, ast.ImportFrom) and node.module == "course.notebook":
            continue
        if isinstance(node, ast.Assign | ast.Expr) and isinstance(node.value, ast.Call):
            continue
        faults.append(f"{cell.id}: {ast.unparse(node)}")
    if len(cell.source.splitlines()) > MOST_LINES_IN_A_CELL:
        faults.append(f"{cell.id}: too long")
    return faults


def output_faults(cell):
    """Return outputs that should not be stored, or that are missing in the self-check."""
    if cell.id != "self-check":
        return [f"{cell.id}: has an output"] if cell.outputs or cell.execution_count else []
    stored = [output.output_type for output in cell.outputs] == ["stream"]
    faults = [] if stored else ["self-check: no output"]
    return faults if cell.execution_count else [*faults, "self-check: no count"]


def order_faults(notebook):
    """Return faults in ids and order of the cells."""
    ids = [cell.id for cell in notebook.cells]
    faults = []
    if ids[:3] != BEGINNING:
        faults.append(f"begins with {ids[:3]}")
    endings = [i for i in ids if i in ENDING]
    if endings != sorted(endings, key=ENDING.index) or ids[-2:] != ENDING[-2:]:
        faults.append(f"ends with {endings}")
    sections = re.findall(r"## \d|quiz\(", "\n".join(cell.source for cell in notebook.cells))
    if not sections or any(pair != ("## ", "quiz") for pair in pairs(sections)):
        faults.append("a section without a quiz of its own")
    return faults


def pairs(sections):
    """Return heading and what follows it, for each section."""
    kinds = [section[:-1] for section in sections]
    return list(zip(kinds[::2], [*kinds[1::2], ""], strict=False))


def prose_faults(notebook):
    """Return lines of plain text that hold more than one sentence; quoted speech is one piece."""
    lines = [
        re.sub("“[^”]*”", "“”", line)
        for cell in notebook.cells
        if cell.cell_type == "markdown"
        for line in cell.source.splitlines()
    ]
    plain = [line for line in lines if not re.match(r"[#|>-]|\d+\.", line)]
    return [f"two sentences: {line}" for line in plain if TWO_SENTENCES.search(line)]


def id_faults(notebook):
    """Return ids of cells that are no words."""
    ids = [cell.id for cell in notebook.cells]
    return [f"{i}: no words" for i in ids if not is_slug(i) or re.fullmatch("[0-9a-f]{8}", i)]


def faults(notebook):
    """Return all that is wrong with a module."""
    return tool_faults(notebook) + order_faults(notebook)


def tool_faults(notebook):
    """Return what is wrong with any notebook, also one that teaches nothing."""
    cells = code_cells(notebook)
    found = [fault for cell in cells for fault in code_faults(cell) + output_faults(cell)]
    if sum(len(cell.source.splitlines()) for cell in cells) > MOST_LINES:
        found.append("too much code")
    if notebook.metadata.get("voila") != {"template": "course"}:
        found.append("not our template")
    if notebook.cells[0].id != "title" or notebook.cells[-1].id != "self-check":
        found.append("no title first or no self-check last")
    return found + id_faults(notebook) + prose_faults(notebook)


@pytest.fixture(params=MODULES)
def slug(request):
    """Give each module in turn."""
    return request.param


def test_notebook_obeys_the_rules(slug):
    """Ids, order, code, outputs, prose and template of every module are as they should be."""
    assert faults(read(slug)) == []


@pytest.mark.parametrize("tool", TOOLS)
def test_tool_obeys_the_rules(tool):
    """Ids, code, outputs, prose, template and reading level of a workplace tool are right too."""
    notebook = read(tool)
    prose = [cell.source for cell in notebook.cells if cell.cell_type == "markdown"]
    assert tool_faults(notebook) == []
    assert reading_grade("\n".join(prose)) <= HARDEST


@pytest.mark.parametrize("tool", ["desk", "generator"])
def test_tools_for_trainers(tool):
    """Learners cannot open the desk, nor the generator with everybody's briefs."""
    assert PAGES[tool].role == "trainer"


@pytest.mark.parametrize(
    ("cell_id", "change", "fault"),
    [
        ("self-check", {"outputs": []}, "self-check: no output"),
        ("self-check", {"execution_count": None}, "self-check: no count"),
        ("setup", {"execution_count": 1}, "setup: has an output"),
        ("setup", {"outputs": [new_output("stream", text="x")]}, "setup: has an output"),
        ("setup", {"source": "import os"}, "setup: import os"),
        ("setup", {"source": "quiz('a', 'b')\n\n\n\n"}, "setup: too long"),
        ("self-check", {"source": "if 1:\n    x()"}, "self-check: if 1:\n    x()"),
        ("title", {"id": "1f9a0b3c"}, "1f9a0b3c: no words"),
        ("objectives", {"id": "aims"}, "begins with ['title', 'aims', 'setup']"),
        ("takeaway", {"id": "end"}, "ends with ['exercise', 'role-play', 'debrief', 'self-check']"),
        ("quiz-what-a-role-model-is", {"source": ""}, "a section without a quiz of its own"),
        ("takeaway", {"source": "One. Two."}, "two sentences: One. Two."),
        ("title", {"id": "name"}, "no title first or no self-check last"),
    ],
)
def test_a_planted_fault_is_found(cell_id, change, fault):
    """Each rule can fail: a good notebook with one fault is reported with that fault."""
    notebook = read("03_role_models")
    next(cell for cell in notebook.cells if cell.id == cell_id).update(change)
    assert fault in faults(notebook)


def test_a_missing_template_is_found():
    """A notebook that plain Voila would show with another template is reported."""
    notebook = read("03_role_models")
    del notebook.metadata["voila"]
    assert faults(notebook) == ["not our template"]


ACTIVITIES = {
    "quiz": Quiz,
    "rehearsal": Rehearsal,
    "scoresheet": ScoreSheet,
    "worksheet": WorksheetActivity,
}


def activities_of(notebook, course):
    """Return the activities that a notebook shows."""
    calls = [
        node
        for cell in code_cells(notebook)
        for node in ast.walk(ast.parse(cell.source))
        if isinstance(node, ast.Call) and node.func.id in ACTIVITIES
    ]
    return [
        ACTIVITIES[call.func.id](course, *(ast.literal_eval(given) for given in call.args))
        for call in calls
    ]


def test_stored_self_check_is_what_it_is_now(slug, store):
    """The table stored in the notebook is the one that scripted learners reach today."""
    notebook, course = read(slug), course_of(LIBRARY, store)
    stored = notebook.cells[-1].outputs[0].text
    assert stored == as_table(self_check(course, activities_of(notebook, course))) + "\n"


def test_every_unit_is_shown(slug, store):
    """A notebook shows each unit of its bank once, in the bank's order."""
    shown = activities_of(read(slug), course_of(LIBRARY, store))
    units = [activity.unit.id for activity in shown if activity.kind == "quiz"]
    assert units == [unit.id for unit in LIBRARY.item_bank(slug).units]


def test_notebook_gives_no_answer_away(slug):
    """No option of five words or more stands in the notebook word for word."""
    text = " ".join(cell.source for cell in read(slug).cells).casefold()
    options = [
        option.text.casefold()
        for unit in LIBRARY.item_bank(slug).units
        for item in unit.items
        for option in item.options
    ]
    long = [option.strip("“”.") for option in options if len(option.split()) >= 5]
    assert [option for option in long if option in text] == []


def test_notebook_promises_what_the_bank_asks(slug):
    """The objectives in the notebook are those of its bank, word for word and in order."""
    promised = re.findall(r"^- (.+)$", read(slug).cells[1].source, re.MULTILINE)
    assert promised == list(LIBRARY.item_bank(slug).objectives.values())


def test_notebook_is_easy_to_read(slug):
    """The prose needs no more than eight years of school."""
    prose = [cell.source for cell in read(slug).cells if cell.cell_type == "markdown"]
    assert reading_grade("\n".join(prose)) <= HARDEST


def test_every_module_is_on_the_map():
    """A shipped notebook has its place on the map, under the same title."""
    titles = {entry.id: entry.title for entry in LIBRARY.map}
    assert {slug: PAGES[slug].title for slug in MODULES}.items() <= titles.items()
