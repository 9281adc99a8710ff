"""Who looks at whom, on what and where, so that in the end there is enough evidence of everybody.

A plan is worked out anew from its design and from what was seen so far, and is the same each time:
nothing of it is stored. What somebody did counts, also when it was not planned; what is still
planned changes as little as possible.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import pairwise

from course.rolemodels.gate import Gate, Lack

AT_A_TIME = 2  # standards in one look: so many can be kept in mind at the counter
MANY, AT_A_TIME_OF_MANY = 6, 3  # of more standards than that one more, or it would be too much work


@dataclass(frozen=True, slots=True)
class Design:
    """What an observation round is to find out, and by whom.

    Attributes
    ----------
    team, observers : tuple of str
        Whose work is looked at, and who looks. Nobody looks at themselves.
    standards, situations : tuple of str
    days : int
        Over so many the looks are spread.
    gate : course.rolemodels.gate.Gate
        How many situations and observers it takes for each person and standard.
    looks_each : int
        How many looks are wanted at each person and standard; the gate may take more.
    advised : dict of (str, str) to int
        Where more are wanted, how many in all (`course.rolemodels.advice.Advice.wanted`).
    """

    team: tuple
    observers: tuple
    standards: tuple
    situations: tuple
    days: int = 14
    gate: Gate = field(default_factory=Gate)
    looks_each: int = 0
    advised: dict = field(default_factory=dict, hash=False)

    def wanted(self, person, standard):
        """Return how many looks are wanted, without what the gate takes."""
        return max(self.looks_each, self.advised.get((person, standard), 0))

    def cells(self):
        """Return (person, standards looked at together) for all that is to be seen."""
        return [(person, block) for block in blocks(self.standards) for person in self.team]

    def others(self, person):
        """Return who may look at a person."""
        return [rater for rater in self.observers if rater != person]


def blocks(standards):
    """Return the standards in groups that are looked at together, as alike in size as can be.

    >>> blocks(("listens", "owns", "greets"))
    [('listens',), ('owns', 'greets')]
    """
    count, together = len(standards), AT_A_TIME if len(standards) <= MANY else AT_A_TIME_OF_MANY
    groups = -(-count // together)
    ends = [count * number // groups for number in range(groups + 1)]
    return [standards[start:end] for start, end in pairwise(ends)]


@dataclass(frozen=True, slots=True)
class PlannedLook:
    """A look that is still to be made; `day` counts from 1, and 0 is at any time."""

    rater: str
    person: str
    situation: str
    standards: tuple
    day: int = 0


class Tally:
    """What is seen, by person and standard: who saw it, in which situations.

    Parameters
    ----------
    looks : iterable
        Each with ``rater``, ``person``, ``situation``, and ``standards`` on which there is a level.
    """

    def __init__(self, looks=()):
        self.raters, self.scenes = defaultdict(Counter), defaultdict(Counter)
        self.load, self.met, self.same = Counter(), Counter(), Counter()
        for look in looks:
            self.add(look)

    def add(self, look, count=1):
        """Count a look, or take it away again with a count of -1."""
        self.load[look.rater] += count
        self.met[look.person] += count
        for standard in look.standards:
            self.raters[look.person, standard][look.rater] += count
            self.scenes[look.person, standard][look.situation] += count
            self.same[(*_exactly(look), standard)] += count

    def missing(self, person, standard, design):
        """Return how many more looks, situations and observers it takes."""
        seen_by, seen_in = self.raters[person, standard], self.scenes[person, standard]
        looks = design.wanted(person, standard) - seen_by.total()
        scenes = design.gate.scenes - sum(count > 0 for count in seen_in.values())
        raters = design.gate.raters - sum(count > 0 for count in seen_by.values())
        return max(0, looks), max(0, scenes), max(0, raters)


def levelled(look):
    """Return a stored look as one that is counted: only where there was a level."""
    standards = tuple(each for each, level in look.levels.items() if level is not None)
    return PlannedLook(look.rater, look.person, look.situation, standards)


def lacks(design, looks):
    """Return what is missing by mere counts: `Lack` by (person, standard); None where as planned.

    Light enough for a page that is shown anew with each look; whether means are narrow enough says
    `course.rolemodels.evidence.lacks`.

    Parameters
    ----------
    design : Design
    looks : iterable of course.rolemodels.observing.Look
    """
    tally = Tally(map(levelled, looks))
    found = {}
    for person in design.team:
        for standard in design.standards:
            missing = tally.missing(person, standard, design)
            more, (_looks, scenes, raters) = max(missing), missing
            lack = Lack(person, standard, more, scenes, raters, too_wide=False, too_close=False)
            found[person, standard] = lack if more else None
    return found


def plan_looks(design, looks=()):
    """Return the looks that are still to be made, in the order of their days.

    Before anything was seen, observers of a whole team of three or more get the same number each.
    Once the looks are made there are as many as wanted, and enough evidence by the gate, as far as
    there are others to look and situations to look in; and whoever looks is linked with all others
    by people both looked at.

    Parameters
    ----------
    design : Design
    looks : iterable of course.rolemodels.observing.Look
        What was seen so far.

    Returns
    -------
    list of PlannedLook
    """
    seen = [look for look in map(levelled, looks) if look.standards]
    first = _plan_at_first(replace(design, advised={}))  # advice comes on top of what was planned
    left = _left_of(design, first, seen)
    more = _completed(design, [*seen, *left])
    return sorted([*left, *more], key=lambda look: look.day)


@lru_cache(maxsize=4)  # a page asks again with each look
def _plan_at_first(design):
    """Return the plan before anything was seen, as a tuple."""
    return tuple(spread(_completed(design, []), design.days))


def spread(looks, days):
    """Return looks with days, those of each observer spread evenly over them."""
    number, seen = Counter(look.rater for look in looks), Counter()
    dated = []
    for look in looks:
        day = 1 + seen[look.rater] * days // number[look.rater]
        seen[look.rater] += 1
        dated.append(replace(look, day=day))
    return dated


# --- From nothing to enough ---------------------------------------------------------------------


def _completed(design, looks):
    """Return the looks that are missing beside others, of what can be had."""
    tally, added = Tally(looks), []
    while stage := _stage(design, tally):
        added += stage
    added = _evened_out(design, tally, added)
    return added + _links(design, [*looks, *added])


def _stage(design, tally):
    """Return one more look for each person and block that lacks something."""
    added = []
    for number, (person, block) in enumerate(design.cells()):
        standards = tuple(s for s in block if _can_gain(design, tally, person, s))
        if standards:
            rater = _next_rater(design, tally, person, standards)
            look = PlannedLook(rater, person, "", standards)
            look = replace(look, situation=_next_situation(design, tally, look, number))
            tally.add(look)
            added.append(look)
    return added


def _evened_out(design, tally, looks):
    """Return looks, some of them handed on from the busiest to those with two looks fewer."""
    looks, is_fair = list(looks), False
    while not is_fair:
        is_fair = True
        for place, look in enumerate(looks):
            if other := _handed_on(design, tally, look):
                looks[place], is_fair = other, False
    return looks


def _handed_on(design, tally, look):
    """Return a look of somebody with two fewer instead, if it is worth the same; else None."""
    missing = [tally.missing(look.person, each, design) for each in look.standards]
    for rater in sorted(design.others(look.person), key=lambda rater: tally.load[rater]):
        if tally.load[rater] + 2 > tally.load[look.rater]:
            break
        by = [tally.raters[look.person, each] for each in look.standards]
        if any(seen[rater] > seen[look.rater] for seen in by):
            continue
        other = replace(look, rater=rater)
        tally.add(look, -1)
        tally.add(other)
        if missing == [tally.missing(look.person, s, design) for s in look.standards]:
            return other
        tally.add(other, -1)
        tally.add(look)
    return None


def _can_gain(design, tally, person, standard):
    """Tell whether another look is wanted, or brings a missing situation or observer."""
    looks, scenes, raters = tally.missing(person, standard, design)
    others = design.others(person)
    new_scene = any(not tally.scenes[person, standard][each] for each in design.situations)
    new_rater = any(not tally.raters[person, standard][each] for each in others)
    return bool(others) and bool(looks or (scenes and new_scene) or (raters and new_rater))


def _next_rater(design, tally, person, standards):
    """Return who looks next: who has not seen this yet, then who has the fewest looks.

    Among equals the turn goes round the team, one further with each look at the person. While all
    have the same number of looks this gives each observer one look in each round.
    """
    others, team = design.others(person), design.team
    turn = 1 + team.index(person) + tally.met[person] % max(1, len(others))
    place = {rater: number for number, rater in enumerate(design.observers)}

    def order(rater):
        seen = sum(tally.raters[person, standard][rater] for standard in standards)
        return seen, tally.load[rater], (place[rater] - turn) % len(place)

    return min(others, key=order)


def _next_situation(design, tally, look, turn):
    """Return the situation in which the least was seen, best also by the observer of a look.

    Among equals the turn goes round.
    """
    count, (rater, person) = len(design.situations), _broadly(look)

    def order(place):
        situation = design.situations[place]
        seen = sum(tally.scenes[person, each][situation] for each in look.standards)
        own = sum(tally.same[rater, person, situation, each] for each in look.standards)
        return seen, own, (place - turn) % count

    return design.situations[min(range(count), key=order)]


# --- What is left of a plan ---------------------------------------------------------------------


def _left_of(design, planned, seen):
    """Return what is left of a plan: a level of the same observer for the same person counts.

    Best in the situation that was planned, else in another: a counter is as busy as it is.
    """
    left, beside = _minus(planned, seen, _exactly), _minus(seen, planned, _exactly)
    left, beyond = _minus(left, beside, _broadly), _minus(beside, left, _broadly)
    needed = _needed(design, left, seen, {look.person for look in beyond})
    return _moved(design, needed, seen, {look.person for look in beside})


def _exactly(look):
    return look.rater, look.person, look.situation


def _broadly(look):
    return look.rater, look.person


def _minus(looks, others, place):
    """Return looks without the standards that others have in the same place, each taken once."""
    there = Counter((place(look), each) for look in others for each in look.standards)
    left = []
    for look in looks:
        taken = {each for each in look.standards if there[place(look), each]}
        there.subtract((place(look), each) for each in taken)
        if open_ones := tuple(each for each in look.standards if each not in taken):
            left.append(replace(look, standards=open_ones))
    return left


def _needed(design, left, seen, people):
    """Return looks without those that are not needed any more, the last ones first.

    Asks only of people at whom somebody looked beyond their part.
    """
    tally, needed = Tally([*seen, *left]), []
    for look in reversed(left):
        tally.add(look, -1)
        gains = look.standards
        if look.person in people:
            gains = tuple(s for s in gains if any(tally.missing(look.person, s, design)))
        if gains:
            needed.append(replace(look, standards=gains))
            tally.add(needed[-1])
    return needed[::-1]


def _moved(design, left, seen, people):
    """Return looks, those in a situation that was seen meanwhile in one that was seen less.

    Asks only of people who were seen in another situation than planned.
    """
    tally, moved = Tally(seen), []
    for number, look in enumerate(left):
        if look.person in people:
            other = _next_situation(design, tally, look, number)
            often = [
                [tally.scenes[look.person, each][situation] for each in look.standards]
                for situation in (look.situation, other)
            ]
            if min(often[0]) > min(often[1]):
                look = replace(look, situation=other)
        tally.add(look)
        moved.append(look)
    return moved


# --- Links between observers --------------------------------------------------------------------


def linked(looks):
    """Return the observers in groups that looked at somebody in common, directly or by others."""
    groups = []
    for look in looks:
        mine = {("rater", look.rater), ("person", look.person)}
        joined = [group for group in groups if group & mine]
        groups = [group for group in groups if not group & mine] + [mine.union(*joined)]
    return groups


def _links(design, looks):
    """Return looks that link observers who have nobody in common yet, by who has the fewest."""
    tally, added = Tally(looks), []
    while len(groups := linked([*looks, *added])) > 1:
        pairs = [
            (tally.load[rater], number, rater, person)
            for number, rater in enumerate(design.observers)
            for person in design.team
            if rater != person and _joins(groups, rater, person)
        ]
        if not pairs:
            break
        _load, number, rater, person = min(pairs)
        look = PlannedLook(rater, person, "", blocks(design.standards)[0])
        added.append(replace(look, situation=_next_situation(design, tally, look, number)))
        tally.add(added[-1])
    return added


def _joins(groups, rater, person):
    """Tell whether two belong to groups that a look of one at the other would make one."""
    of_rater = [group for group in groups if ("rater", rater) in group]
    of_person = [group for group in groups if ("person", person) in group]
    return bool(of_rater) and bool(of_person) and of_rater != of_person
