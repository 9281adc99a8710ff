"""What matters most to customers: they tell it at the kiosk, without a name and without a seat."""

from course.activities.standards_builder import open_round_of
from course.activities.standards_events import LONGEST_SUGGESTION
from course.rolemodels.building import LEAST_STANDARDS, MOST_PICKS, MOST_STANDARDS
from course.translation import _
from course.workplace.forms import FormError, FormReader

GROUP = "customers"
MOST_SAID = 200  # suggestions of customers, so that nobody crowds out the team
STAGES = ("collect", "merge", "rank", "weigh")  # in which customers are asked


def asking(course):
    """Return the work on standards for which customers are asked just now, or None."""
    found = open_round_of(course)
    if found is None or not found.building.plan["kiosk"]:
        return None
    return found if found.building.stage in STAGES else None


def choices(building):
    """Return what customers can choose from: the standards, else what managers suggested first.

    Returns
    -------
    dict of str to str
        Words by id; empty before there is anything.
    """
    names = building.merged().names
    if len(names) >= LEAST_STANDARDS:
        return names
    own = [each for each in building.shown if each.group == "managers"]
    return {each.id: each.text for each in own[:MOST_STANDARDS]}


def picked_of(text, known):
    """Return the choices in a text of ids, the first first; what is unknown is left out.

    >>> picked_of("b a b gone", {"a": "A", "b": "B"})
    ['b', 'a']
    """
    return [each for each in dict.fromkeys(text.split()) if each in known][:MOST_PICKS]


def tapped(picked, tap, known):
    """Return the choices after a tap, which chooses something or lets it go.

    >>> tapped(["b"], "a", {"a": "A", "b": "B"}), tapped(["b", "a"], "b", {"a": "A", "b": "B"})
    (['b', 'a'], ['a'])
    """
    if tap in picked:
        return [each for each in picked if each != tap]
    return [*picked, tap] if tap in known and len(picked) < MOST_PICKS else picked


def keep_choice(course, room, given, key):
    """Store what a customer chose or wrote, once for each key.

    Parameters
    ----------
    room : course.activities.standards_round.StandardsRound
    given : dict of str to str
        The fields ``picked`` (ids) and ``text``.

    Raises
    ------
    course.workplace.forms.FormError
        Nothing was chosen or written, or it is too long, or there is no room for it: nothing was
        stored.
    """
    building, form = room.building, FormReader(given)
    suggested = {each.id: each.text for each in building.shown}  # a standard since, perhaps
    picked = picked_of(given["picked"], suggested | choices(building))
    text = form.line("text", LONGEST_SUGGESTION)
    form.check()
    if not picked and not text:
        raise FormError({"picked": _("Please choose something, or write it.")})
    own = f"{key[:60]}-own"
    said = sum(each.group == GROUP for each in building.shown)
    if text and said >= MOST_SAID and not room.has(own):
        words = _("So many have written already that there is no room. Please only choose.")
        raise FormError({"text": words})
    store = course.store.meetings
    if picked:
        store.append(room.id, "rank", {"order": picked, "group": GROUP}, key)
    if text:
        store.append(room.id, "suggest", {"text": text, "group": GROUP}, own)
