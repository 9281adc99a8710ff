"""What a score sheet holds, folded from its events: the last word on each thing counts."""

from dataclasses import dataclass, field

from course.translation import _

PEOPLE = (2, 12)  # least and most on a sheet of one's own
STANDARDS = (3, 8)


@dataclass(slots=True)
class SheetState:
    """A score sheet as its events made it.

    Attributes
    ----------
    people, standards : dict of str to str
        Names by id; standards in the order of their importance.
    levels, first : dict of (person, standard) to level
        The last rating, and the first one that the learner gave.
    gone : set of str
        Ids of people and standards that were taken off.
    is_ordered, wants_result : bool
    """

    people: dict
    standards: dict
    levels: dict = field(default_factory=dict)
    first: dict = field(default_factory=dict)
    gone: set = field(default_factory=set)
    is_ordered: bool = False
    wants_result: bool = False

    def take(self, event):
        """Bring in the next event; what it says about somebody who is gone is passed over."""
        match event.kind, event.body:
            case "order", {"standards": ids}:
                self._order(ids)
            case "rating", {"person": person, "standard": standard, "level": level}:
                self.first.setdefault((person, standard), level)
                self.levels[person, standard] = level
            case "person", {"person": ident, "name": name} if ident not in self.gone:
                self.people[ident] = name
            case "standard", {"standard": ident, "name": name}:
                self.standards[ident] = name
                self.gone.discard(ident)  # one of the catalogue may come back
            case "person removed", {"person": ident}:
                self.people.pop(ident, None)
                self._forget(ident)
            case "standard removed", {"standard": ident}:
                self.standards.pop(ident, None)
                self._forget(ident)
            case "result", _:
                self.wants_result = True

    def _order(self, ids):
        """Take over an order; standards that came later stay at the end."""
        known = [ident for ident in ids if ident in self.standards]
        known += [ident for ident in self.standards if ident not in known]
        self.standards = {ident: self.standards[ident] for ident in known}
        self.is_ordered = True

    def _forget(self, ident):
        """Forget the ratings of what was taken off; should it come back, it begins anew."""
        self.gone.add(ident)
        for rated in (self.levels, self.first):
            for pair in [pair for pair in rated if ident in pair]:
                del rated[pair]

    def level(self, person, standard):
        """Return the level of a person on a standard, or None."""
        return self.levels.get((person, standard))

    def by_person(self):
        """Return the levels of those on the sheet, as a dict of dicts."""
        return {
            person: {
                s: self.levels[person, s] for s in self.standards if (person, s) in self.levels
            }
            for person in self.people
        }


def general_anchors():
    """Return anchors that fit any standard, for those that a team names itself."""
    return {
        "1": _("The customer does not get it, or somebody else has to step in."),
        "3": _("The customer gets it, as they could expect."),
        "5": _("The customer gets it before they ask, and it helps them more than they expected."),
    }
