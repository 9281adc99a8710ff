"""What pages that work on standards ask for, checked: the events that are stored."""

import re
import unicodedata

from course.activities.messages import fit_text
from course.errors import InvalidResponseError
from course.rolemodels.building import (
    FIELDS,
    LEAST_STANDARDS,
    LONGEST_TEXT,
    MOST_STANDARDS,
    STAGES,
    WAYS,
)
from course.rolemodels.standards import DIMENSIONS
from course.rolemodels.weighing import TIMES, pairs_asked
from course.translation import _

LONGEST_SUGGESTION, LONGEST_NAME = 200, 60  # characters
MOST_SUGGESTIONS = 400
LONGEST_SLUG = 40
TOP = 100  # what the most important swing is worth
MOVED = _("The work is at another point than this page shows.")


def merging_event(building, what, message):
    """Return kind and body of an event of collecting or merging.

    Raises
    ------
    InvalidResponseError
    """
    match what, message:
        case "suggest", {"text": str(text)} if building.takes_suggestions:
            return "suggest", {"text": suggestion(building, text), "group": "managers"}
        case "merge", {"suggestions": list(ids), "standard": str(into), "name": str(name)}:
            return "merge", _merge(building, ids, into, name)
        case "part" | "away" | "back", {"suggestions": list(ids)} if _are_known(building, ids):
            return what, {"suggestions": ids}
        case "drop", {"standard": str(standard)} if standard in building.merged().names:
            return "drop", {"standard": standard}
        case "undo", {"number": number} if _is_last(building, number):
            return "undo", {"number": number}
    raise InvalidResponseError(MOVED)


def _are_known(building, ids):
    return bool(ids) and all(isinstance(each, str) and each in building.suggestions for each in ids)


def _is_last(building, number):
    last = building.last_step
    return last is not None and last.number == number


def _merge(building, ids, into, name):
    """Return the body of a merge: into a standard that is there, or a new one with a name."""
    names = building.merged().names
    if not _are_known(building, ids):
        raise InvalidResponseError(_("Please tick what belongs together first."))
    if into in names:
        return {"standard": into, "name": names[into], "suggestions": ids}
    if into:
        raise InvalidResponseError(MOVED)
    name = _new_name(building, name)
    if len(names) >= MOST_STANDARDS:
        words = _("{most} standards are the most anybody can keep in mind. Add it to one.")
        raise InvalidResponseError(words.format(most=MOST_STANDARDS))
    used = [step.body["standard"] for step in building.steps if step.kind == "merge"]
    taken = {*building.plan.get("taken", ()), *names, *used}
    return {"standard": slug_for(name, taken), "name": name, "suggestions": ids}


def _new_name(building, name, standard=None):
    """Return a name that no other standard has."""
    name = one_line(name, LONGEST_NAME, _("Please give the standard a name."))
    names = building.merged().names
    others = {each.casefold() for other, each in names.items() if other != standard}
    if name.casefold() in others:
        words = _("There is a standard “{name}” already. Choose it, or take another name.")
        raise InvalidResponseError(words.format(name=name))
    return name


def weighing_event(building, what, message):
    """Return kind and body of an event of ranking or weighing.

    Raises
    ------
    InvalidResponseError
    """
    names = building.merged().names
    match what, message:
        case "rank", {"order": list(order)}:
            return "rank", {"order": whole_order(names, order), "group": "managers"}
        case "worth", {"worth": dict(worth)} if set(worth) == set(names):
            return "worth", {"worth": _worth(worth)}
        case "ends", {"best": str(best), "worst": str(worst)} if {best, worst} <= set(names):
            if best == worst:
                words = _("The most and the least important one are two different standards.")
                raise InvalidResponseError(words)
            return "ends", {"best": best, "worst": worst}
        case "compare", {"way": way, "one": one, "other": other, "times": int(times)} if (
            times in TIMES and times is not True and _is_asked(building, way, one, other)
        ):
            return "compare", {"way": way, "one": one, "other": other, "times": times}
        case "way", {"way": way} if way in WAYS:
            return "way", {"way": way}
    raise InvalidResponseError(MOVED)


def _is_asked(building, way, one, other):
    asked = pairs_asked(list(building.merged().names), way, building.ends)
    return (one, other) in asked or (way == "pairs" and (other, one) in asked)


def _worth(worth):
    if not all(type(each) is int and 0 <= each <= TOP for each in worth.values()):
        raise InvalidResponseError(_("Please give each a number from 0 to 100."))
    if max(worth.values()) != TOP:
        raise InvalidResponseError(_("Please give the most important one 100."))
    return worth


def described(building, standard, field, value):
    """Return the body of an event with what was written into one field.

    Raises
    ------
    InvalidResponseError
    """
    if standard not in building.merged().names or field not in FIELDS:
        raise InvalidResponseError(MOVED)
    is_right = {
        "critical": type(value) is bool,
        "dimension": value in ("", *DIMENSIONS),
    }.get(field, isinstance(value, str))
    if not is_right:
        raise InvalidResponseError("this is no value for this field")
    if field == "name":
        _new_name(building, value, standard)
    if isinstance(value, str):
        fit_text(value, LONGEST_TEXT)  # blanks at its end stay: somebody may be typing
    return {"standard": standard, "field": field, "value": value}


def check_way(building, start, to):
    """See that there is enough to go on with.

    Raises
    ------
    InvalidResponseError
    """
    if STAGES.index(to) >= STAGES.index("rank") > STAGES.index(start):
        check_count(len(building.merged().names))


def check_count(count):
    """See that there are neither too few standards nor too many.

    Raises
    ------
    InvalidResponseError
    """
    if not LEAST_STANDARDS <= count <= MOST_STANDARDS:
        words = _("It takes {least} to {most} standards; now there are {count}.")
        values = {"least": LEAST_STANDARDS, "most": MOST_STANDARDS, "count": count}
        raise InvalidResponseError(words.format(**values))


def one_line(text, longest, missing):
    """Return a text of one line that is not empty.

    Raises
    ------
    InvalidResponseError
    """
    text = " ".join(fit_text(text, longest).split())
    if not text:
        raise InvalidResponseError(missing)
    return text


def suggestion(building, text):
    """Return the text of a suggestion, if there is room for it.

    Raises
    ------
    InvalidResponseError
    """
    if len(building.shown) >= MOST_SUGGESTIONS:
        raise InvalidResponseError(_("There are very many suggestions already."))
    return one_line(text, LONGEST_SUGGESTION, _("Please write a few words."))


def whole_order(names, order):
    """Return an order of all standards.

    Raises
    ------
    InvalidResponseError
    """
    is_order = all(isinstance(each, str) for each in order) and len(set(order)) == len(order)
    if not is_order or set(order) != set(names):
        raise InvalidResponseError(_("The standards have changed meanwhile. Please look again."))
    return order


def slug_for(name, taken):
    """Return a slug for a name, other than those that were taken ever before.

    >>> slug_for("Würde & Wärme", {"wurde-warme"}), slug_for("先に聞く", set())
    ('wurde-warme-2', 'standard')
    """
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", plain)[:LONGEST_SLUG].strip("-") or "standard"
    numbers = (f"{slug}-{number}" for number in range(2, len(taken) + 3))
    return slug if slug not in taken else next(each for each in numbers if each not in taken)
