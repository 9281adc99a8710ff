"""Spreadsheets that are handed in: what is read, and what is refused before or while it is read."""

import io
import zipfile

import pytest

from course.content import spreadsheets
from course.content.spreadsheets import SpreadsheetError, spreadsheet_text
from course.rolemodels.import_ratings import read_ratings
from tests.content.workbooks import MAIN, workbook

HEAD = ["observer", "person", "standard", "scene", "when", "level"]
STANDARDS = {"listens": "Listens well"}


def test_a_workbook_becomes_csv():
    """Dates become ISO 8601, whole numbers lose their point, a formula counts as its value."""
    rows = [
        HEAD,
        ["Ana", "Bo", "Listens, well", "queue", ("date", 46146), 4],
        ["Ana", "Bo", "listens", "queue", ("time", 46146.5), ("formula", "2+1", 3)],
    ]
    assert spreadsheet_text(workbook(rows)) == (
        "observer,person,standard,scene,when,level\n"
        'Ana,Bo,"Listens, well",queue,2026-05-04,4\n'
        "Ana,Bo,listens,queue,2026-05-04 12:00,3\n"
    )


def test_a_workbook_is_read_as_ratings():
    """What comes from Excel goes through the same checks as what is pasted."""
    rows = [HEAD, ["Ana", "Bo", "Listens well", "queue", ("date", 46146), 4]]
    [rating] = read_ratings(spreadsheet_text(workbook(rows)), STANDARDS).rows
    assert (rating.at, rating.value, rating.standard) == ("2026-05-04", 4, "listens")


def test_an_open_document():
    """A file of LibreOffice is read as well."""
    file = io.BytesIO()
    ns = "urn:oasis:names:tc:opendocument:xmlns"
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    cells = "".join(
        f'<table:table-cell office:value-type="string"><text:p>{name}</text:p></table:table-cell>'
        for name in HEAD
    )
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("mimetype", kind)
        archive.writestr(
            "content.xml",
            f'<office:document-content xmlns:office="{ns}:office:1.0"'
            f' xmlns:table="{ns}:table:1.0" xmlns:text="{ns}:text:1.0"><office:body>'
            f'<office:spreadsheet><table:table table:name="A"><table:table-row>{cells}'
            "</table:table-row></table:table></office:spreadsheet></office:body>"
            "</office:document-content>",
        )
        manifest = (
            f'<manifest:manifest xmlns:manifest="{ns}:manifest:1.0"><manifest:file-entry'
            f' manifest:full-path="/" manifest:media-type="{kind}"/></manifest:manifest>'
        )
        archive.writestr("META-INF/manifest.xml", manifest)
    assert spreadsheet_text(file.getvalue()) == ",".join(HEAD) + "\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_text_of_many_programs(encoding):
    """Text comes in the encodings that spreadsheets write."""
    assert spreadsheet_text("observer;Zoë\n".encode(encoding)) == "observer;Zoë\n"


def far_cell():
    """Return a sheet with one cell in its first and one in its last corner."""
    cells = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c>'
    return f'<worksheet xmlns="{MAIN}"><sheetData>{cells}</row></sheetData></worksheet>'


BOMB = {"xl/worksheets/s1.xml": "<a>" + " " * (41 * 1024 * 1024)}
MANY = {f"part{number}": "" for number in range(200)}
WORKBOOK = workbook([HEAD])


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"x" * (2 * 1024 * 1024 + 1), "larger than 2 MB"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512), "old Excel file"),
        (b"\x89PNG\r\n\x1a\n\0\0\0", "no spreadsheet"),
        (b"\xff\xfe\x00\xd8a", "no text"),
        (WORKBOOK[:-30], "cannot be read"),
        (WORKBOOK.replace(b"xl/workbook.xml", b"xl/wurkbook.xml"), "cannot be read"),
        (workbook([], **BOMB), "far more"),
        (workbook([], **MANY), "far more"),
        (workbook([], **{"xl/workbook.xml": "<workbook/>"}), "cannot be read"),
        (workbook([], **{"xl/worksheets/s1.xml": "<worksheet><sheetData><row>"}), "cannot be read"),
        (workbook([], **{"xl/worksheets/s1.xml": far_cell()}), "cannot be read"),
    ],
    ids=[
        *("large", "old", "picture", "half a letter", "cut off", "damaged", "bomb", "many parts"),
        *("no sheet", "broken XML", "a cell far away"),
    ],
)
def test_what_is_refused(content, words):
    """Each is refused in words for a person, and this process lives on."""
    with pytest.raises(SpreadsheetError, match=words):
        spreadsheet_text(content)


def test_a_zip_that_is_no_spreadsheet():
    """A zip of something else is refused."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("letter.txt", "Dear all")
    with pytest.raises(SpreadsheetError, match="cannot be read"):
        spreadsheet_text(file.getvalue())


def test_a_reader_that_never_ends(monkeypatch):
    """A process that takes too long is ended."""
    monkeypatch.setattr(spreadsheets, "SECONDS", 0.001)
    with pytest.raises(SpreadsheetError, match="cannot be read"):
        spreadsheet_text(WORKBOOK)
