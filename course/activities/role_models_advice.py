"""Advice of the role-model sheet to the phones of a round: for which looks it may ask them."""

from course.activities.role_models_sources import is_file
from course.errors import InvalidResponseError
from course.rolemodels.advice import MOST_EACH, advised, count_looks
from course.rolemodels.why import listed
from course.translation import _


def advice_of(room, analysis, since):
    """Return the body of the event that asks for looks; its ``looks`` are empty where none help.

    Parameters
    ----------
    room : course.activities.observation_round.ObservationRound
    analysis : course.rolemodels.analysis.Analysis
        Of its ratings.
    since : int
        Number of the last look that was analysed.
    """
    design = room.design
    lacks = [lack for lack in analysis.lacks if lack.person in design.team]
    most = MOST_EACH * len(design.observers)
    return {"looks": advised(analysis.sheet, lacks, most), "since": since}


def ask_phones(room, analysis, since, key):
    """Ask the phones of a round for the looks that would settle most, once for each evidence.

    Raises
    ------
    InvalidResponseError
        There is nothing to ask for, or nobody to ask.
    """
    room.catch_up()
    if not room.is_live:
        raise InvalidResponseError(_("This round is over. Nobody can be asked to look any more."))
    body = advice_of(room, analysis, since)
    if not body["looks"]:
        raise InvalidResponseError(_("No standard is open any more: there is nothing to ask for."))
    if not _is_given(room, body):
        room.course.store.meetings.append(room.id, "advice", body, key)
        room.catch_up()


def advice_view(room, analysis, since):
    """Return for which looks the phones may be asked, as a dict for JSON; None where none help."""
    body = advice_of(room, analysis, since)
    if not body["looks"]:
        return None
    if not room.is_live:
        hint = (
            _("These ratings come from a file. To look again, begin a round of observation.")
            if is_file(room)
            else _("This round is over. To look again, begin another one.")
        )
        return {"words": hint, "can_ask": False, "given": None}
    is_given, words = _is_given(room, body), _asked_words(room, body["looks"])
    if not is_given and any(room.open_plan().values()):
        words = f"{words} {_('Looks that are planned anyway count for them.')}"
    return {
        "words": words,
        "can_ask": not is_given,
        "given": room.observation.advice.at if is_given else None,
    }


def _is_given(room, body):
    given = room.observation.advice
    return given is not None and (given.looks, given.since) == (body["looks"], body["since"])


def _asked_words(room, looks):
    count = count_looks(looks, room.design.standards)
    words = (
        _("For the standards that are not settled, 1 more look would help most: at {people}.")
        if count == 1
        else _("For the standards that are not settled, {n} looks would help most: at {people}.")
    )
    return words.format(n=count, people=listed([room.name(person) for person in looks]))
