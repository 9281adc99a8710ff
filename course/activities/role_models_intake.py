"""Ratings from a file or pasted: taken in piece by piece, looked through, stored as a whole."""

import base64
import binascii
from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from course.activities.observation_round import KIND, ObservationRound, plan_of
from course.activities.role_models_sources import all_rounds, is_file, names_of, sizes
from course.activities.scoresheet import is_plain
from course.content.spreadsheets import MOST_BYTES, SpreadsheetError, spreadsheet_text
from course.errors import InvalidResponseError
from course.ids import digest
from course.rolemodels.import_ratings import passed_over, read_ratings
from course.rolemodels.ratings import Ratings, RatingsError
from course.rolemodels.standards import Catalogue
from course.store.meetings import MOST_NAME, MOST_SEATS
from course.store.names import name_key
from course.translation import _

SHOWN = 20  # problems; of the others only the number
SHOWN_ROWS = 5  # of a fault; of the others only the number
MOST_PIECE = 160 * 1024  # base64 signs of one message; a frame of the wire holds 256 kB
LONGEST_TITLE = 80
KEPT = 365 * 24 * 3600  # seconds; then the server erases them
YEARS = "1970", "2100"  # of ratings that somebody has: others are slips of the pen


@dataclass(frozen=True, slots=True)
class Checked:
    """Ratings that were looked through and may be stored."""

    stamp: str
    catalogue: Catalogue
    ratings: Ratings
    passed: tuple


class Intake:
    """Takes ratings in; until they are stored they are only here.

    Parameters
    ----------
    course : course.activities.course.Course
    """

    def __init__(self, course):
        self.course = course
        self.file, self._pieces = None, []
        self.checked, self.problems = None, ()

    def take(self, file, number, of, data, slug):
        """Take one piece; with the last one all are looked through.

        Parameters
        ----------
        file : str
            Tells the pieces of one file from those of another.
        number, of : int
            The place of the piece, counted from 0, and how many there are.
        data : str
            Base64.
        slug : str
            The catalogue whose standards were rated.

        Raises
        ------
        InvalidResponseError
            Nothing was taken in.
        """
        if number == 0 and file != self.file:
            self.file, self._pieces, self.checked, self.problems = file, [], None, ()
        if file != self.file or number > len(self._pieces):
            raise InvalidResponseError(_("The file came only in part. Please send it again."))
        if number < len(self._pieces):
            return  # sent twice
        if len(data) > MOST_PIECE or sum(map(len, self._pieces)) > MOST_BYTES:
            words = _("The file is larger than {most} MB.")
            raise InvalidResponseError(words.format(most=MOST_BYTES // 1024**2))
        try:
            self._pieces.append(base64.b64decode(data, validate=True))
        except (binascii.Error, ValueError):
            raise InvalidResponseError("a piece of a file is base64") from None
        if number == of - 1:
            self._check(b"".join(self._pieces), slug)

    def _check(self, content, slug):
        catalogue = self.course.content.catalogue(slug)
        try:
            text = spreadsheet_text(content)
            ratings = read_ratings(text, names_of(catalogue))
            passed = passed_over(text)
        except SpreadsheetError as error:
            self.problems = (str(error),)
        except RatingsError as error:
            self.problems = tuple(by_fault(error.problems))
        else:
            stamp = digest(f"{catalogue.model_dump_json()} {text}")
            self.checked = Checked(stamp, catalogue, ratings, passed)
            if unfit := _unfit(ratings):
                self.checked, self.problems = None, (unfit,)

    def view(self):
        """Return what is shown of it, or None."""
        if self.checked is None and not self.problems:
            return None
        return {
            "file": self.file,
            "problems": list(self.problems[:SHOWN]),
            "more": max(0, len(self.problems) - SHOWN),
            "stamp": self.checked and self.checked.stamp,
            "words": self.checked and told(self.checked),
        }

    def store(self, stamp, title):
        """Store what was looked through as an observation round; return its id.

        The same ratings are stored once. What a kernel that ended left half done is finished.

        Raises
        ------
        InvalidResponseError
            They are not here; a page that has them sends them again.
        """
        if self.checked is None or self.checked.stamp != stamp:
            raise InvalidResponseError(_("Please look through the ratings once more, then store."))
        title = " ".join(title.split())
        if not title or len(title) > LONGEST_TITLE or not is_plain(title):
            words = _("Please give the ratings a name of 1 to {most} letters.")
            raise InvalidResponseError(words.format(most=LONGEST_TITLE))
        stored = self._begun() or self._begin(title)
        observed = ObservationRound(self.course, stored)
        if not observed.observation.is_ended:
            self._append(stored)
        self.file, self._pieces, self.checked = None, [], None
        return stored.id

    def _begun(self):
        """Return the round in which these ratings are, or are to be; None when there is none."""
        for observed in all_rounds(self.course):
            if is_file(observed) and observed.observation.plan["stamp"] == self.checked.stamp:
                return observed.stored
        return None

    def _begin(self, title):
        plan, snapshots = plan_of(
            self.checked.catalogue,
            title=title,
            situations=list(self.checked.ratings.scenes),
            source="file",
            days=0,
            keep_until=self.course.clock() + KEPT,
            stamp=self.checked.stamp,
        )
        return self.course.store.meetings.begin(self.course.person, plan, snapshots, kind=KIND)

    def _append(self, stored):
        """Store all looks and the end of the round at once."""
        ratings, meetings = self.checked.ratings, self.course.store.meetings
        watched, now = {*ratings.people}, self.course.clock()
        names = dict.fromkeys((*ratings.people, *ratings.raters))
        seats = meetings.enrol(stored.id, names, f"team {self.checked.stamp[:16]}")
        looks = {}
        for row in ratings.rows:
            looks.setdefault((row.rater, row.person, row.scene, row.at), []).append(row)
        rows = [
            ("look", _look(rows, seats), seats[rater].id, datetime.fromisoformat(at).timestamp())
            for (rater, _person, _scene, at), rows in looks.items()
        ]
        rows += [("away", {"seat": seats[name].id}, None, now) for name in names.keys() - watched]
        meetings.append_all(stored.id, [*rows, ("end", {}, None, now)])


def by_fault(problems):
    """Return each fault once, with the rows that have it: a line is often copied down a column.

    >>> by_fault([(1, "no level"), (1, "no date"), (2, "no date")])
    ['Row 2: no level.', 'Rows 2, 3: no date.']
    """
    rows = {}
    for index, fault in problems:
        rows.setdefault(fault, []).append(str(index + 1))
    return [_rows_with(fault, found) for fault, found in rows.items()]


def _rows_with(fault, rows):
    words = _("Rows {rows}: {fault}") if len(rows) > 1 else _("Row {rows}: {fault}")
    if len(rows) > SHOWN_ROWS:
        words = _("Rows {rows} and {more} more: {fault}")
    told = words.format(rows=", ".join(rows[:SHOWN_ROWS]), more=len(rows) - SHOWN_ROWS, fault=fault)
    return told if told.endswith((".", "?")) else f"{told}."


def _look(rows, seats):
    return {
        "person": seats[rows[0].person].id,
        "situation": rows[0].scene,
        "levels": {row.standard: row.value for row in rows},
        "seen": {},
        "note": "",
        "moment": False,
    }


def _unfit(ratings):
    """Return why ratings cannot be stored, or None: all need a seat, and a time that counts."""
    names = {*ratings.people, *ratings.raters}
    if len(names) > MOST_SEATS[KIND]:
        words = _("There are {count} people and observers; at most {most} fit.")
        return words.format(count=len(names), most=MOST_SEATS[KIND])
    for name in sorted(names):
        if len(name) > MOST_NAME:
            words = _("“{name}” is longer than {most} letters.")
            return words.format(name=name, most=MOST_NAME)
    alike = Counter(map(name_key, names))
    if twice := [name for name in sorted(names) if alike[name_key(name)] > 1]:
        words = _("These names look the same: {names}. Write them in one way.")
        return words.format(names=", ".join(f"“{name}”" for name in twice[:2]))
    if odd := [row.at for row in ratings.rows if not YEARS[0] <= row.at[:4] <= YEARS[1]]:
        return _("Nobody was observed on {day}. Please look at the years.").format(day=odd[0][:10])
    return None


def told(checked):
    """Return what is in ratings that were looked through, in one or two sentences."""
    sentence = f"{sizes(checked.ratings)}."
    if checked.passed:
        words = _("Columns passed over: {count} ({names}).")
        names = ", ".join(checked.passed[:6])
        sentence = f"{sentence} {words.format(count=len(checked.passed), names=names)}"
    return sentence
