"""Markdown, as notebooks and scene cards are written, to the blocks of a printed document."""

import html
import re

import mistune

from course.printing.blocks import (
    code,
    heading,
    listing,
    paragraph,
    quote,
    rule,
    table,
    words,
)
from course.translation import _

parse = mistune.create_markdown(renderer="ast", plugins=["strikethrough", "table", "url"])
MARKS = {"strong": "strong", "emphasis": "emphasis", "strikethrough": "struck"}
LINK = re.compile(r"(?:https?|mailto):", re.IGNORECASE)
TAG = re.compile(r"<!--.*?-->|<[^>]*>", re.DOTALL)


def from_markdown(source):
    """Return the blocks of a Markdown text.

    HTML in it is not followed: its tags go, its words stay.

    Parameters
    ----------
    source : str

    Returns
    -------
    list of dict

    Examples
    --------
    >>> from_markdown("Listen *first*.")[0]["runs"][1]
    {'text': 'first', 'emphasis': True}
    """
    return _blocks(parse(source))


def plain(runs):
    """Return the words of runs without their marks.

    >>> plain(from_markdown("Listen **first**.")[0]["runs"])
    'Listen first.'
    """
    return "".join(run["text"] for run in runs)


def _blocks(tokens):
    made = (BLOCKS.get(token["type"], _other)(token) for token in tokens)
    return [block for block in made if block is not None]


def _paragraph(token):
    return paragraph(*_runs(token["children"]))


def _heading(token):
    return heading(token["attrs"]["level"], _runs(token["children"]))


def _list(token):
    about = token["attrs"]
    start = about.get("start", 1) if about["ordered"] else None
    return listing([_blocks(entry["children"]) for entry in token["children"]], start)


def _quote(token):
    return quote(_blocks(token["children"]))


def _code(token):
    return code(token["raw"].rstrip("\n"))


def _table(token):
    head, *body = token["children"]
    rows = body[0]["children"] if body else []
    return table(_cells(head), [_cells(row) for row in rows])


def _cells(row):
    return [_runs(cell["children"]) for cell in row["children"]]


def _other(token):
    """Keep the words of what has no form of its own, such as HTML."""
    if "children" in token:
        return paragraph(*_runs(token["children"]))
    text = html.unescape(TAG.sub("", token.get("raw", ""))).strip()
    return paragraph(words(text)) if text else None


BLOCKS = {
    "paragraph": _paragraph,
    "block_text": _paragraph,
    "heading": _heading,
    "list": _list,
    "block_quote": _quote,
    "block_code": _code,
    "table": _table,
    "thematic_break": lambda _token: rule(),
    "blank_line": lambda _token: None,
}


def _runs(tokens, **marks):
    """Return runs of words, neighbours with the same marks put together."""
    runs = []
    for run in _each_run(tokens, marks):
        if runs and runs[-1] | {"text": ""} == run | {"text": ""}:
            runs[-1]["text"] += run["text"]
        else:
            runs.append(run)
    return runs


def _each_run(tokens, marks):
    for token in tokens:
        kind = token["type"]
        if kind in MARKS:
            yield from _each_run(token["children"], marks | {MARKS[kind]: True})
        elif kind == "link":
            address = token["attrs"]["url"]
            link = {"link": address} if LINK.match(address) else {}
            yield from _each_run(token["children"], marks | link)
        elif kind == "codespan":
            yield words(token["raw"].replace("\n", " "), code=True, **marks)
        elif kind == "linebreak" or (kind == "inline_html" and token["raw"].startswith("<br")):
            yield words("\n", **marks)
        elif kind == "softbreak":
            yield words(" ", **marks)
        elif kind == "image":
            inside = "".join(run["text"] for run in _each_run(token["children"], {}))
            yield words(_("[Picture: {what}]").format(what=inside), **marks)
        elif kind == "text":
            yield words(html.unescape(token["raw"]), **marks)
        elif "children" in token:
            yield from _each_run(token["children"], marks)
