"""Ratings from a spreadsheet: text as CSV or as pasted, to a checked table or to all its faults."""

import calendar
import csv
import re
from difflib import get_close_matches

from course.rolemodels.ratings import Rating, Ratings, RatingsError, faults
from course.translation import _

COLUMNS = {  # what the first row may call a column, in lower case
    "rater": ("rater", "observer", "rated by"),
    "person": ("person", "colleague", "employee", "name"),
    "standard": ("standard",),
    "scene": ("scene", "moment", "place"),
    "at": ("when", "date", "at", "time"),
    "level": ("level", "rating", "value"),
}
SEPARATORS = ("\t", ";", ",")
NO_CHANCE = ("no chance", "-")  # in place of a level
MOST_SIGNS, MOST_ROWS, LONGEST = 5_000_000, 20_000, 80
WHEN = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:[T ]([01]\d|2[0-3]):([0-5]\d)(?::[0-5]\d)?)?")
WHOLE = re.compile(r"([+-]?\d{1,3})(?:[.,]0+)?")
FORMULA = ("=", "+", "@", "#")  # how formulas and their errors begin
UNSEEN = re.compile(r"[\x00-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]")


def read_ratings(text, standards, form_hash="-"):
    """Read ratings from text.

    The first row names the columns, in any order and in one of the words of `COLUMNS`; other
    columns are passed over. Cells are separated by commas, semicolons or, as when pasted from a
    spreadsheet, by tabs. A level is a whole number, or "no chance".

    Parameters
    ----------
    text : str
    standards : dict of str to str
        Names by id; rows may use either.
    form_hash : str
        The version of the form that the levels belong to.

    Returns
    -------
    course.rolemodels.ratings.Ratings

    Raises
    ------
    course.rolemodels.ratings.RatingsError
        With every fault and its row, counted as a spreadsheet does: the first row is row 1.
    """
    rows = _cells(text)
    places = _places(rows[0])
    reader = _Reader(standards, form_hash)
    for index, cells in enumerate(rows[1:], 1):
        if any(cell.strip() for cell in cells):
            reader.read(index, {name: _cell(cells, place) for name, place in places.items()})
    if not reader.rows and not reader.problems:
        raise RatingsError([(0, _("there is no row below the names of the columns"))])
    reader.problems += [(reader.places[i], fault) for i, fault in faults(reader.rows)]
    if reader.problems:
        raise RatingsError(sorted(reader.problems))
    return Ratings(tuple(reader.rows))


def passed_over(text):
    """Return the names of the columns that `read_ratings` passes over, as a tuple."""
    known = {word for words in COLUMNS.values() for word in words}
    names = (" ".join(cell.split()) for cell in _cells(text)[0])
    return tuple(name for name in names if name and name.casefold() not in known)


def _cells(text):
    """Return the rows of a text as lists of cells."""
    text = text.removeprefix("\ufeff")
    if not text.strip():
        raise RatingsError([(0, _("there is nothing to read"))])
    if len(text) > MOST_SIGNS:
        words = _("the text is too long: more than {most:,} signs")
        raise RatingsError([(0, words.format(most=MOST_SIGNS))])
    lines = text.splitlines(keepends=True)
    separator = max(SEPARATORS, key=lines[0].count)
    rows = []
    try:
        for cells in csv.reader(lines, delimiter=separator, strict=True):
            rows.append(cells)
            if len(rows) > MOST_ROWS + 1:
                words = _("there are more than {most:,} ratings; please divide them")
                raise RatingsError([(MOST_ROWS + 1, words.format(most=MOST_ROWS))])
    except csv.Error:
        words = _(
            "a quotation mark is not closed, or stands inside a cell, or a cell is far too long"
        )
        raise RatingsError([(len(rows), words)]) from None
    return rows


def _places(header):
    """Return where each column stands."""
    names = [" ".join(cell.casefold().split()) for cell in header]
    places, problems = {}, []
    for column, words in COLUMNS.items():
        found = [place for place, name in enumerate(names) if name in words]
        if len(found) == 1:
            places[column] = found[0]
            continue
        said = _("there is no column {name}") if not found else _("column {name} is there twice")
        problems.append((0, said.format(name=_("“{name}”").format(name=words[0]))))
    if problems:
        raise RatingsError(problems)
    return places


def _cell(cells, place):
    """Return a cell without spaces around it; a row that is too short has empty ones."""
    return cells[place].replace("\xa0", " ").strip() if place < len(cells) else ""


class _Reader:
    """Collects ratings and the faults of rows; remembers how names were first written."""

    def __init__(self, standards, form_hash):
        self.ids = {name.casefold(): each for each, name in standards.items()}
        self.ids |= {each.casefold(): each for each in standards}
        self.names = list(standards.values())
        self.form_hash = form_hash
        self.rows, self.places, self.problems = [], [], []
        self.written = {}

    def read(self, index, cells):
        """Read one row."""
        self.index, before = index, len(self.problems)
        names = [self._name(column, cells[column]) for column in ("rater", "person", "scene")]
        standard, at = self._standard(cells["standard"]), self._when(cells["at"])
        level = self._level(cells["level"])
        if len(self.problems) == before:
            rater, person, scene = names
            row = Rating(
                rater, person, standard, scene, at, level, level is not None, self.form_hash
            )
            self.rows.append(row)
            self.places.append(index)

    def _fault(self, words, **named):
        self.problems.append((self.index, words.format(**named)))

    def _name(self, column, cell):
        """Return a name that is fit to be one."""
        name = " ".join(cell.split())
        label = COLUMNS[column][0]
        if not name:
            self._fault(_("“{column}” is empty"), column=label)
        elif len(name) > LONGEST:
            self._fault(_("“{column}” is longer than {most} signs"), column=label, most=LONGEST)
        elif UNSEEN.search(cell):
            self._fault(_("“{column}” has signs that nobody can see"), column=label)
        elif name.startswith(FORMULA):
            self._fault(_("“{column}” looks like a formula: {name}"), column=label, name=name)
        else:
            kind = "scene" if column == "scene" else "person"
            first = self.written.setdefault((kind, name.casefold()), name)
            if first != name:
                self._fault(_("“{name}” was “{first}” before"), name=name, first=first)
        return name

    def _standard(self, cell):
        """Return the id of a standard."""
        name = " ".join(cell.split())
        if name.casefold() in self.ids:
            return self.ids[name.casefold()]
        if not name:
            self._fault(_("“{column}” is empty"), column="standard")
        elif near := get_close_matches(name, self.names, 1):
            words = _("there is no standard “{name}”; do you mean “{near}”?")
            self._fault(words, name=name[:LONGEST], near=near[0])
        else:
            self._fault(_("there is no standard “{name}”"), name=name[:LONGEST])
        return None

    def _when(self, cell):
        """Return a date or a date with a time in ISO 8601."""
        found = WHEN.fullmatch(cell)
        if not found:
            words = _("“{cell}” is no date such as 2026-05-04 or 2026-05-04 09:30")
            self._fault(words, cell=cell[:LONGEST])
            return None
        year, month, day = map(int, found.groups()[:3])
        if not (year and 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]):
            self._fault(_("there is no day {cell}"), cell=cell)
        return cell.replace(" ", "T")

    def _level(self, cell):
        """Return a level, or None for no chance; whether it is on the scale is checked later."""
        if cell.casefold() in NO_CHANCE:
            return None
        if found := WHOLE.fullmatch(cell):
            return int(found[1])
        if cell:
            self._fault(_("“{cell}” is no level and not “no chance”"), cell=cell[:LONGEST])
        else:
            self._fault(_("the level is empty; write “no chance” where there was none"))
        return None
