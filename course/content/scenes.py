"""Read scene cards: ``roleplay_scripts/<scene>.scene.md``."""

from course.content.cards import (
    BRIEFS,
    CUE_FORM,
    REQUIRED,
    SECTIONS,
    read_blocks,
    read_cues,
    split_header,
    split_sections,
)
from course.content.problems import Problem
from course.content.reports import Form, Report
from course.content.yaml_files import line_of, load_yaml
from course.errors import ContentError, NotFoundError
from course.ink import InkError, Story
from course.roleplay.lint import lint_card
from course.roleplay.paths import walk
from course.roleplay.scenes import (
    Cue,
    Customer,
    Header,
    Incident,
    Minutes,
    Observers,
    Part,
    Parts,
    Scene,
    WatchItem,
)
from course.roleplay.story_lint import broken, lint_paths, lint_text

ENDING = ".scene.md"
BEFORE = 1  # the line that opens the header
FORM = Form(
    kind="scene",
    model=Header,
    owners={"watch": "watch item"},
    parts={
        "minutes": Minutes,
        "incident": Incident,
        "roles": Parts,
        "customer": Customer,
        "employee": Part,
        "observer": Observers,
        "watch": WatchItem,
    },
    plurals={"watch": "watch items", "also": "other standards"},
)


def read_scene_card(path, name=None, standards=None):
    """Read one scene card; its story is neither compiled nor walked (see `check_scene_card`).

    Parameters
    ----------
    path : pathlib.Path
    name : str, optional
        What to call the file in problems; the path when None.
    standards : callable, optional
        ``standards(catalogue)`` returns the ids of its standards, and raises NotFoundError for an
        unknown catalogue. Without it every standard is known.

    Returns
    -------
    course.roleplay.scenes.Scene

    Raises
    ------
    ContentError
        With every problem of the file, in the order of its lines.
    """
    card = _Card(path, name)
    card.check(standards)
    card.raise_problems()
    return card.scene


def check_scene_card(path, name=None, standards=None):
    """Read one scene card, compile its story and follow every path of it.

    Takes, returns and raises the same as `read_scene_card`.
    """
    card = _Card(path, name)
    card.check(standards)
    card.check_story()
    card.raise_problems()
    return card.scene


class _Card:
    """A card while it is read; `scene` stays None when it cannot be made."""

    def __init__(self, path, name):
        self.name, self.file = name or str(path), path.name
        self.stem = path.name.removesuffix(ENDING)
        self.raw, self.scene = {}, None
        self.broken_header, self.problems = [], []
        self.lines = {}  # of briefs and cues, by their place
        text = self._text(path)
        header, body = self._header(text), self._body(text)
        if header and body:
            self.scene = Scene(**dict(header), **body)

    def check(self, standards):
        """Find what is wrong with the card, apart from its story."""
        if self.scene:
            named = {self.scene.standard, *self.scene.also, *(w.standard for w in self.scene.watch)}
            try:
                known = standards(self.scene.catalogue) if standards else named
            except NotFoundError:
                known = None
            except ContentError:
                known = named  # what is wrong with the catalogue is told with its own file
            self._add_faults(lint_card(self.scene, known))

    def check_story(self):
        """Find what is wrong with the story."""
        if not self.scene or not self.scene.ink:
            return
        try:
            story = Story(self.scene.ink)
        except InkError as error:
            self._add_faults(broken(self.scene, line, words) for line, words in error.problems)
            return
        self._add_faults(lint_text(self.scene, story.knots))
        self._add_faults(lint_paths(self.scene, walk(story), story.knots))

    def raise_problems(self):
        """Raise a `ContentError` if anything is wrong."""
        if self.broken_header or self.problems:
            raise ContentError([*self.broken_header, *sorted(set(self.problems))])

    # --- reading ------------------------------------------------------------------------------

    def _text(self, path):
        try:
            return path.read_text(encoding="utf-8")
        except UnicodeDecodeError as error:
            wrong, expected = f"broken text ({error.reason})", "UTF-8"
            self._add(1, "file", self.file, wrong, expected, f"byte {error.start}")
            self.raise_problems()

    def _header(self, text):
        """Return the header, None when it has faults."""
        split = split_header(text)
        if split is None:
            found = repr(text.split("\n")[0][:40])
            self._add(1, "scene", self.stem, "no header", "'---' above and below it", found)
            self.raise_problems()
        try:
            self.raw = load_yaml(split[0], self.name, self.file, BEFORE)
        except ContentError as error:
            self.broken_header = error.problems  # these lines come before all others
            return None
        report = Report(self.name, self.stem, self.raw, FORM, BEFORE)
        header = report.read_model()
        self.problems += report.problems
        return header

    def _body(self, text):
        """Return the fields that the sections give, None when one that must be there is not."""
        sections = {}
        for section in split_sections(text, split_header(text)[1]):
            self._check_section(section, sections)
            sections.setdefault(section.title, section)
        missing = [title for title in REQUIRED if title not in sections]
        for title in missing:
            self._add(1, "scene", self.stem, f"no section {title!r}", f"'# {title}'", "none")
        cues = self._cues(sections["Cues"]) if "Cues" in sections else ()
        line, ink = self._story(sections["Rehearse"]) if "Rehearse" in sections else (0, "")
        if missing or not all(sections[title].text for title in REQUIRED):
            return None
        briefs = {reader: sections[f"Brief: {reader}"] for reader in BRIEFS}
        self.lines |= {("briefs", reader): brief.line for reader, brief in briefs.items()}
        return {
            "briefs": {reader: brief.text for reader, brief in briefs.items()},
            "cues": cues,
            "debrief": sections["Debrief"].text,
            "ink": ink,
            "ink_line": line,
        }

    def _check_section(self, section, before):
        title, line = section.title, section.line
        if not title:
            if section.text:
                found = repr(section.text.split("\n")[0][:40])
                self._add(line, "scene", self.stem, "text without heading", "'# Heading'", found)
        elif title not in SECTIONS:
            expected = "one of " + ", ".join(SECTIONS)
            self._add(line, "section", title, "unknown heading", expected, repr(title))
        elif title in before:
            self._add(line, "section", title, "heading used more than once", "1 section", "another")
        elif not section.text:
            self._add(line, "section", title, "empty section", "some text", "nothing")

    def _cues(self, section):
        cues = []
        for number, (line, fields) in enumerate(read_cues(section), start=1):
            if isinstance(fields, str):
                ident = f"number {number}"
                self._add(line, "cue", ident, "cannot be read", CUE_FORM, repr(fields[:60]))
            else:
                self.lines["cues", len(cues)] = line
                cues.append(Cue(**fields))
        return tuple(cues)

    def _story(self, section):
        """Return line and text of the story in a section."""
        blocks = read_blocks(section)
        if len(blocks) == 1:
            return blocks[0]
        wrong, found = "wrong number of Ink blocks", len(blocks)
        self._add(section.line, "section", section.title, wrong, "1 (```ink to ```)", found)
        return 0, ""

    # --- problems -----------------------------------------------------------------------------

    def _add_faults(self, faults):
        for fault in faults:
            line = self._line(fault.place)
            self._add(line, fault.kind, fault.id, fault.wrong, fault.expected, fault.found)

    def _line(self, place):
        """Return the line of the file of a place in the card (see `course.roleplay.lint.Fault`)."""
        if place[0] == "ink":
            return self.scene.ink_line + max(place[1], 1) - 1
        if place[:2] in self.lines:
            return self.lines[place[:2]] + sum(place[2:])
        return line_of(self.raw, place) + BEFORE

    def _add(self, line, kind, ident, wrong, expected, found):
        self.problems.append(Problem(self.name, line, kind, ident, wrong, expected, str(found)))
