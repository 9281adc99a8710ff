"""The pieces that a printed document is made of: plain dicts for JSON.

``templates/blocks.html`` and ``templates/blocks.typ`` say how each piece looks; a new piece needs a
place in both. Texts are texts, never markup: nobody has to escape anything here.
"""


def words(text, **marks):
    """Return a run of words; `marks` are strong, emphasis, code, struck (bool) and link (str).

    A line feed in the text ends the line.

    >>> words("a < b", strong=True)
    {'text': 'a < b', 'strong': True}
    """
    return {"text": text, **marks}


def heading(level, runs, name=""):
    """Return a heading; `level` 1 is the title of the document, `name` an anchor to link to."""
    return {"is": "heading", "level": level, "runs": list(runs), "name": name}


def paragraph(*runs):
    """Return a paragraph of `words`."""
    return {"is": "paragraph", "runs": list(runs)}


def hint(text):
    """Return a small line that says what to do."""
    return {"is": "hint", "runs": [words(text)]}


def listing(entries, start=None):
    """Return a list; each entry is a sequence of blocks, `start` the first number, if any."""
    return {"is": "list", "start": start, "entries": [list(entry) for entry in entries]}


def table(head, rows):
    """Return a table; `head` is a row, `rows` a sequence of rows; each cell a list of `words`."""
    return {"is": "table", "head": list(head), "rows": [list(row) for row in rows]}


def quote(blocks):
    """Return a calm box beside the flow of the text, such as "Try it at work"."""
    return {"is": "quote", "blocks": list(blocks)}


def panel(blocks):
    """Return a coloured box around what to remember."""
    return {"is": "panel", "blocks": list(blocks)}


def code(text):
    """Return text whose lines and spaces stay as they are."""
    return {"is": "code", "text": text}


def rule():
    """Return a thin line across."""
    return {"is": "rule"}


def question(number, stem, say, answers):
    """Return a question that stays on one page: number, stem, what to do, and places to answer."""
    return {
        "is": "question",
        "number": number,
        "stem": stem,
        "say": say,
        "answers": list(answers),
    }


def choices(texts, mark="box"):
    """Return answers to mark.

    Parameters
    ----------
    texts : sequence of str
    mark : str
        ``box`` to tick any number, ``ring`` to choose one, ``place`` to write a number or letter.
    """
    return {"is": "choices", "mark": mark, "texts": list(texts)}


def writing_lines(count):
    """Return empty lines to write on."""
    return {"is": "lines", "count": count}
