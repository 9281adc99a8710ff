"""Write a scene as the text of its card, which `course.content.scenes` reads back as it was."""

import json

from course.roleplay.lint import clock

BRIEFS = ("everyone", "customer", "employee")
BLOCKS, EMPTY = ("roles", "watch"), ([], {})


def card_text(scene, note=""):
    """Return the card of a scene as Markdown.

    Parameters
    ----------
    scene : course.roleplay.scenes.Scene
    note : str
        A line for people who open the file; a comment of the header.

    Returns
    -------
    str
    """
    parts = ["---", *([f"# {note}"] if note else []), *_header(scene), "---"]
    for reader in BRIEFS:
        parts += ["", f"# Brief: {reader}", "", scene.briefs[reader]]
    if scene.cues:
        parts += ["", "# Cues", "", *map(_cue, scene.cues)]
    parts += ["", "# Debrief", "", scene.debrief]
    if scene.ink:
        parts += ["", "# Rehearse", "", "```ink", scene.ink.rstrip("\n"), "```"]
    return "\n".join(parts) + "\n"


def _header(scene):
    """Return the lines of the header; JSON is YAML, so every value is written as JSON."""
    given = scene.model_dump(
        mode="json", exclude_none=True, exclude={"briefs", "cues", "debrief", "ink", "ink_line"}
    )
    lines = [
        f"{name}: {_flow(value)}"
        for name, value in given.items()
        if name not in BLOCKS and value not in EMPTY
    ]
    lines += ["roles:", *(f"  {role}: {_flow(part)}" for role, part in given["roles"].items())]
    return [*lines, "watch:", *(line for item in given["watch"] for line in _item(item))]


def _item(item):
    """Return the lines of a watch item."""
    first, *rest = [f"{name}: {_flow(value)}" for name, value in item.items() if value is not False]
    return [f"  - {first}", *(f"    {line}" for line in rest)]


def _flow(value):
    """Return a value on one line, as short as YAML allows.

    >>> _flow({"brief": 3, "names": ["Mrs Lind", "a: b"]})
    '{brief: 3, names: [Mrs Lind, "a: b"]}'
    """
    if isinstance(value, dict):
        return "{" + ", ".join(f"{name}: {_flow(each)}" for name, each in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(_flow, value)) + "]"
    if isinstance(value, str) and _is_plain(value):
        return value
    return json.dumps(value, ensure_ascii=False)


def _is_plain(text):
    """Tell whether a text needs no quotes: letters first, no sign that means something to YAML."""
    words = text.replace(" ", "").replace("-", "").replace("_", "")
    is_word = text.lower() in ("true", "false", "null", "yes", "no", "on", "off")
    return text[:1].isalpha() and words.isalnum() and not is_word and text == text.strip()


def _cue(cue):
    condition = f" (if {cue.watch} {'' if cue.seen else 'not '}seen)" if cue.watch else ""
    return f"- {clock(cue.at)} {cue.kind}: {cue.text}{condition}"
