"""Take a scene card apart: its header, its sections, its cues and its story, each with its line."""

import re
from dataclasses import dataclass

BRIEFS = ("everyone", "customer", "employee")
REQUIRED = (*(f"Brief: {reader}" for reader in BRIEFS), "Debrief")
SECTIONS = (*REQUIRED[:3], "Cues", "Debrief", "Rehearse")
FENCE = re.compile(r"\s*(`{3,}|~{3,})\s*(\w*)")
CUE = re.compile(
    r"- (?P<minutes>\d{1,2}):(?P<seconds>[0-5]\d) (?P<kind>raise|ease): (?P<text>.+?)"
    r"(?: \(if (?P<watch>[a-z0-9_-]+) (?P<unseen>not )?seen\))?"
)
CUE_FORM = "'- 1:30 raise: words (if w1 not seen)'"


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a card under a heading; `line` is that of its first line of text."""

    title: str
    line: int
    text: str


def split_header(text):
    r"""Return the header of a card and the number of the line after it, None without header.

    >>> split_header("---\nscene: tea\n---\n# Debrief\n")
    ('scene: tea\n', 4)
    """
    lines = text.split("\n")
    if lines[0].rstrip() != "---":
        return None
    ends = (number for number, line in enumerate(lines[1:], start=1) if line.rstrip() == "---")
    end = next(ends, None)
    return None if end is None else ("\n".join(lines[1:end]) + "\n", end + 2)


def split_sections(text, first=1):
    """Return the sections of a card from line `first` on; text above a heading has no title.

    Blank lines around a section are not part of it. A ``#`` in a fenced block is no heading.

    Returns
    -------
    list of Section
    """
    lines = text.split("\n")
    heads, fence = [("", first - 1)], ""
    for number, line in enumerate(lines[first - 1 :], start=first):
        if match := FENCE.match(line):
            fence = "" if fence and match[1].startswith(fence) else fence or match[1]
        elif not fence and line.startswith("# "):
            heads.append((line[2:].strip(), number))
    ends = [number - 1 for _title, number in heads[1:]] + [len(lines)]
    return [
        _section(title, lines, head, end) for (title, head), end in zip(heads, ends, strict=True)
    ]


def _section(title, lines, head, end):
    """Return the section below the heading on line `head`, up to line `end`."""
    body = range(head, end)  # indices: the line after `head` has the index `head`
    full = [index for index in body if lines[index].strip()]
    if not full:
        return Section(title, max(head, 1), "")
    return Section(title, full[0] + 1, "\n".join(lines[full[0] : full[-1] + 1]))


def read_cues(section):
    """Yield (line, fields of a `course.roleplay.scenes.Cue`) of a section.

    The fields are the text itself where a line cannot be read.
    """
    for line, text in enumerate(section.text.split("\n"), start=section.line):
        if not text.strip():
            continue
        match = CUE.fullmatch(text.rstrip())
        if match is None:
            yield line, text.strip()
            continue
        at = int(match["minutes"]) * 60 + int(match["seconds"])
        condition = {"watch": match["watch"], "seen": match["unseen"] is None}
        fields = {"at": at, "kind": match["kind"], "text": match["text"]}
        yield line, fields | (condition if match["watch"] else {})


def read_blocks(section, language="ink"):
    """Return (line of its first line, text) for each closed block of a language in a section."""
    blocks, begun, fence = [], None, ""
    lines = section.text.split("\n")
    for index, line in enumerate(lines):
        match = FENCE.match(line)
        if match and not fence:
            fence = match[1]
            begun = index + 1 if match[2] == language else None
        elif match and match[1].startswith(fence):
            if begun is not None:
                blocks.append((section.line + begun, "\n".join([*lines[begun:index], ""])))
            fence = ""
    return blocks
