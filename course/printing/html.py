"""Printed documents as HTML: the blocks, and a page that needs no other file."""

import base64
import re
from pathlib import Path

from markupsafe import Markup

from course.errors import CourseError
from course.translation import _, translations

TEMPLATES = Path(__file__).parent / "templates"
STATIC = Path(__file__).parents[1] / "serve" / "template" / "static"
TAGS = {"code": "code", "struck": "s", "emphasis": "em", "strong": "strong"}  # from the inside out
FONT = re.compile(r"url\(\"?(?:\./)?([\w-]+\.woff2)\"?\)")


def blocks_html(blocks):
    """Return blocks (see `course.printing.blocks`) as HTML.

    Returns
    -------
    markupsafe.Markup

    Examples
    --------
    >>> print(blocks_html([{"is": "paragraph", "runs": [{"text": "1 < 2", "strong": True}]}]))
    <p><strong>1 &lt; 2</strong></p>
    """
    return Markup("\n").join(BLOCKS[block["is"]](block) for block in blocks)


def html_page(version):
    """Return a text version as a page of its own: no other file, no script, no address.

    Parameters
    ----------
    version : course.printing.text_version.TextVersion

    Returns
    -------
    str
    """
    import jinja2

    loader = jinja2.FileSystemLoader(TEMPLATES)
    pages = jinja2.Environment(loader=loader, autoescape=True, trim_blocks=True)
    return pages.get_template("text_version.html").render(
        document=version,
        blocks=blocks_html(version.blocks),
        style=Markup(style()),  # noqa: S704 (our own file)
        _=translations().gettext,
    )


def style():
    """Return the style sheet of our pages with its fonts inside.

    Raises
    ------
    CourseError
        The front end has not been built.
    """
    try:
        css = (STATIC / "page.css").read_text(encoding="utf-8")
        return FONT.sub(lambda found: f"url({_data_url(STATIC / found[1])})", css)
    except FileNotFoundError:
        words = _("The style sheet is missing. Build the front end first: npm run build")
        raise CourseError(words) from None


def _data_url(path):
    return "data:font/woff2;base64," + base64.b64encode(path.read_bytes()).decode()


def _element(tag, inside, **attributes):
    """Return an element; texts are escaped, attributes without a value left out."""
    given = Markup("").join(
        Markup(' {}="{}"').format(name.rstrip("_"), value)
        for name, value in attributes.items()
        if value
    )
    return Markup("<{0}{1}>{2}</{0}>").format(tag, given, inside)


def _runs(runs):
    return Markup("").join(_run(run) for run in runs)


def _run(run):
    inside = Markup("<br>").join(run["text"].split("\n"))
    for mark, tag in TAGS.items():
        if run.get(mark):
            inside = _element(tag, inside)
    return _element("a", inside, href=run["link"]) if "link" in run else inside


def _heading(block):
    return _element(f"h{block['level']}", _runs(block["runs"]), id=block.get("name"))


def _paragraph(block):
    return _element("p", _runs(block["runs"]), id=block.get("name"))


def _hint(block):
    return _element("p", _runs(block["runs"]), class_="hint")


def _list(block):
    entries = Markup("").join(_element("li", _entry(entry)) for entry in block["entries"])
    if block["start"] is None:
        return _element("ul", entries)
    return _element("ol", entries, start=block["start"] if block["start"] != 1 else None)


def _entry(blocks):
    """Return an entry of a list; a first paragraph needs no element of its own."""
    if blocks and blocks[0]["is"] == "paragraph":
        return _runs(blocks[0]["runs"]) + blocks_html(blocks[1:])
    return blocks_html(blocks)


def _table(block):
    head = Markup("").join(_head_cell(cell) for cell in block["head"])
    rows = Markup("").join(
        _element("tr", Markup("").join(_element("td", _runs(cell)) for cell in row))
        for row in block["rows"]
    )
    table = _element("table", _element("thead", _element("tr", head)) + _element("tbody", rows))
    label = {"aria-label": _("Table")}  # wider than a phone, it scrolls: by keyboard too
    return _element("div", table, class_="wide", role="group", tabindex="0", **label)


def _head_cell(cell):
    """Return a heading of a column; an empty one, to write in, heads nothing for a listener."""
    if any(run["text"] for run in cell):
        return _element("th", _runs(cell), scope="col")
    return _element("td", "")


def _quote(block):
    return _element("blockquote", blocks_html(block["blocks"]))


def _panel(block):
    return _element("section", blocks_html(block["blocks"]), class_="panel")


def _code(block):
    return _element("pre", _element("code", block["text"]))


def _question(block):
    number = _element("span", f"{block['number']}.", class_="number")
    stem = _element("p", number + " " + Markup("<br>").join(block["stem"].split("\n")))
    say = _element("p", block["say"], class_="hint")
    return _element("div", stem + say + blocks_html(block["answers"]), class_="question")


def _choices(block):
    marks = Markup('<span class="mark" aria-hidden="true"></span>')
    texts = Markup("").join(_element("li", marks + _element("span", t)) for t in block["texts"])
    return _element("ul", texts, class_=f"choices {block['mark']}")


def _lines(block):
    lines = Markup("<div></div>") * block["count"]
    return Markup('<div class="writing-lines" aria-hidden="true">{}</div>').format(lines)


BLOCKS = {
    "heading": _heading,
    "paragraph": _paragraph,
    "hint": _hint,
    "list": _list,
    "table": _table,
    "quote": _quote,
    "panel": _panel,
    "code": _code,
    "rule": lambda _block: Markup("<hr>"),
    "question": _question,
    "choices": _choices,
    "lines": _lines,
}
