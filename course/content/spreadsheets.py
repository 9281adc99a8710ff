"""Read a spreadsheet that somebody hands in: CSV text, or the first sheet of an Excel or ODF file.

Such a file comes from a browser. So its size and what its zip lists are looked at first, and the
rest is done by a process of its own with little memory and little time, which may end badly.
"""

import csv
import io
import json
import os
import subprocess
import sys
import zipfile
from datetime import date, datetime
from pathlib import Path

from course.errors import CourseError
from course.translation import _

MOST_BYTES = 2 * 1024 * 1024
MOST_UNPACKED = 40 * 1024 * 1024  # bytes, of all that is in the zip
MOST_PARTS = 200  # files in the zip
MOST_MEMORY, SECONDS = 1024**3, 20  # bytes and seconds of the process that reads
ZIP, OLD_EXCEL = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
UTF_16 = (b"\xff\xfe", b"\xfe\xff")
COMMAND = (sys.executable, "-m", "course.content.spreadsheets")


class SpreadsheetError(CourseError):
    """A file that is no spreadsheet we can read."""


def spreadsheet_text(content):
    """Return the rows of a spreadsheet as text: CSV as it is, other files as CSV.

    Formulas count as the values that were stored with them; a date becomes ISO 8601.

    Parameters
    ----------
    content : bytes

    Raises
    ------
    SpreadsheetError
    """
    if len(content) > MOST_BYTES:
        words = _("The file is larger than {most} MB.")
        raise SpreadsheetError(words.format(most=MOST_BYTES // 1024**2))
    if content.startswith(ZIP):
        _check_zip(content)
        return _text_of_sheet(content)
    if content.startswith(OLD_EXCEL):
        words = _("This is an old Excel file, or one with a password. Save it as .xlsx or .csv.")
        raise SpreadsheetError(words)
    if b"\0" in content and not content.startswith(UTF_16):
        raise SpreadsheetError(_("This is no spreadsheet. Save it as .xlsx, .ods or .csv."))
    return _decoded(content)


def _decoded(content):
    """Return text as programs write it: UTF-8, UTF-16 with a mark, or else that of Windows."""
    encodings = ["utf-16"] if content.startswith(UTF_16) else ["utf-8-sig", "cp1252"]
    for encoding in encodings:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise SpreadsheetError(_("This is no text. Save the table as .xlsx, .ods or .csv."))


def _check_zip(content):
    """Look at what a zip lists before anything of it is unpacked."""
    try:
        parts = zipfile.ZipFile(io.BytesIO(content)).infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        raise SpreadsheetError(_damaged()) from None
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise SpreadsheetError(_("This file unpacks to far more than a table of ratings holds."))


def _text_of_sheet(content):
    environment = {"PYTHONPATH": str(Path(__file__).parents[2]), "PYTHONIOENCODING": "utf-8"}
    system = {name: os.environ[name] for name in ("SYSTEMROOT", "PATH") if name in os.environ}
    try:
        done = subprocess.run(  # noqa: S603 (our own module)
            COMMAND,
            input=content,
            capture_output=True,
            timeout=SECONDS,
            env=environment | system,
            check=False,
        )
        answer = json.loads(done.stdout)
    except (subprocess.TimeoutExpired, ValueError, OSError):
        raise SpreadsheetError(_damaged()) from None
    return answer["text"]


def _damaged():
    return _("This file cannot be read: it is damaged, has a password, or holds no table.")


def first_sheet(content):
    """Return the first sheet of an Excel or ODF file as CSV.

    Parameters
    ----------
    content : bytes
    """
    from python_calamine import CalamineWorkbook

    rows = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()
    file = io.StringIO(newline="")
    csv.writer(file, lineterminator="\n").writerows([_cell(each) for each in row] for row in rows)
    return file.getvalue()


def _cell(value):
    """Return a cell as a person would type it.

    >>> _cell(4.0), _cell(datetime(2026, 5, 4)), _cell(datetime(2026, 5, 4, 9, 30)), _cell(2.5)
    ('4', '2026-05-04', '2026-05-04 09:30', '2.5')
    """
    if isinstance(value, datetime):
        at_midnight = (value.hour, value.minute, value.second) == (0, 0, 0)
        return value.date().isoformat() if at_midnight else value.isoformat(" ", "minutes")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def main():
    """Read a file from standard input; write what is in it, for `spreadsheet_text`."""
    try:
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    except (ImportError, ValueError, OSError):
        pass  # not on this system; the bounds on time and size still hold
    sys.stdout.write(json.dumps({"text": first_sheet(sys.stdin.buffer.read())}))


if __name__ == "__main__":
    main()
