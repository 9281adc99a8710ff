"""The text version of a module: all that its notebook says and asks, made to be printed.

The notebook is read, not run. A call such as ``quiz("03_role_models", "first")`` in one of its
cells is where an activity stands; `PRINTED` says what each kind of activity looks like on paper.
"""

import ast
import json
from dataclasses import asdict, dataclass

from course.errors import NotFoundError
from course.printing.blocks import heading, hint, panel, words
from course.printing.documents import Printed
from course.printing.markdown import from_markdown
from course.printing.practice import printed_scene, printed_sheet, printed_worksheet
from course.printing.questions import printed_questions
from course.translation import _

FACE = "course.notebook"
PANELS = ("objectives", "takeaway")  # ids of cells to remember
SILENT = ("self_check",)  # calls that show a learner nothing


@dataclass(frozen=True, slots=True)
class TextVersion(Printed):
    """A module on paper.

    Attributes
    ----------
    slug, title : str
    minutes : int
        How long the module takes; 0 when not said.
    blocks : tuple of dict
        See `course.printing.blocks`.
    """

    slug: str
    title: str
    minutes: int
    blocks: tuple

    def body(self):
        """Return all of it as JSON text, with the words that the template adds."""
        words = {
            "course": _("Diploma in Customer Service"),
            "minutes": _("about {n} minutes").format(n=self.minutes),
            "page": _("page {n} of {count}"),
        }
        return json.dumps(asdict(self) | {"words": words}, ensure_ascii=False)


def text_version(page, library):
    """Return the text version of a module.

    Parameters
    ----------
    page : course.content.pages.Page
    library : course.content.library.Library

    Returns
    -------
    TextVersion
        The same content gives the same text version.
    """
    cells = json.loads(page.path.read_text(encoding="utf-8"))["cells"]
    cells = [cell | {"source": "".join(cell["source"])} for cell in cells]
    shown = activities(cell["source"] for cell in cells if cell["cell_type"] == "code")
    blocks = []
    for cell in cells:
        if cell["cell_type"] == "markdown":
            blocks += _prose(cell)
        elif "no-output" not in cell["metadata"].get("tags", ()):
            for kind, given in shown.get(cell["source"], ()):
                blocks += printed_activity(kind, given, library)
    _put_in_steps(blocks)
    return TextVersion(page.slug, page.title, page.minutes, tuple(blocks))


def activities(sources):
    """Return the activities that cells of code show, without running them.

    Parameters
    ----------
    sources : iterable of str
        All code cells of a notebook.

    Returns
    -------
    dict of str to list
        For each source the (kind, arguments by position and name) of its calls.

    Examples
    --------
    >>> code = "from course.notebook import quiz", "quiz('tiny', 'first')"
    >>> activities(code)["quiz('tiny', 'first')"]
    [('quiz', (['tiny', 'first'], {}))]
    """
    trees = {source: _tree(source) for source in sources}
    known = {
        alias.asname or alias.name: alias.name
        for tree in trees.values()
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == FACE
        for alias in node.names
    }
    return {source: list(_calls(tree, known)) for source, tree in trees.items()}


def printed_activity(kind, given, library):
    """Return the blocks of an activity; a line that says so when it has no form on paper.

    Parameters
    ----------
    kind : str
        Name of a function of `course.notebook`.
    given : tuple of (list, dict)
        What it is called with.
    """
    if kind in SILENT:
        return []
    form = PRINTED.get(kind)
    if form is None:
        return [hint(_("You do this part on a screen: open the module in the course."))]
    positional, named = given
    try:
        return form(library, *positional, **named)
    except (NotFoundError, TypeError):  # the notebook names what is not there
        return [hint(_("This part could not be printed. Please tell your trainer."))]


def printed_quiz(library, bank, unit):
    """Return the questions of a unit."""
    found = library.item_bank(bank).unit(unit)
    if found is None:
        raise NotFoundError(_("There is no unit {unit!r}.").format(unit=unit))
    title = _("Questions: {title}").format(title=found.title)
    say = _(
        "Answer here first, then on a screen: the course tells you at once what was right and why."
    )
    return [heading(3, [words(title)]), hint(say), *printed_questions(found.items)]


# Kind of activity to the function that prints it: (library, *arguments of the call) -> blocks.
PRINTED = {
    "quiz": printed_quiz,
    "rehearsal": printed_scene,
    "scoresheet": printed_sheet,
    "worksheet": printed_worksheet,
}


def _tree(source):
    try:
        return ast.parse(source)
    except SyntaxError:  # a magic, for instance: nothing that a learner would see here
        return ast.Module([], [])


def _calls(tree, known):
    """Yield the calls that a cell shows, whose arguments are all written out."""
    for statement in tree.body:
        match statement:
            case ast.Expr(ast.Call(ast.Name(name), arguments, keywords)) if name in known:
                try:
                    positional = [ast.literal_eval(argument) for argument in arguments]
                    named = {word.arg: ast.literal_eval(word.value) for word in keywords}
                except ValueError:  # computed: only a kernel could tell
                    positional, named = [], {}
                yield known[name], (positional, named)


def _prose(cell):
    """Return the blocks of a cell of text; the title of the module stands at the head already."""
    blocks = from_markdown(cell["source"])
    blocks = [block for block in blocks if block.get("level") != 1]
    for block in blocks[:1]:
        block["name"] = cell.get("id", "")
    return [panel(blocks)] if cell.get("id") in PANELS else blocks


def _put_in_steps(blocks):
    """Mend the levels of headings, so that none skips a level: listeners find their way by them."""
    level = 1
    for block in _headings(blocks):
        level = block["level"] = min(block["level"], level + 1)


def _headings(blocks):
    for block in blocks:
        if block["is"] == "heading":
            yield block
        yield from _headings(block.get("blocks", ()))
