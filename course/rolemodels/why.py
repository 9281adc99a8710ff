"""Reasons in plain words: why these role models, why this place in the ranking."""

from dataclasses import dataclass

from course.rolemodels.ranking import Sheet, value
from course.rolemodels.selection import Selection
from course.translation import _

LIKELIEST = 3  # people named where it is not settled who meets a standard


@dataclass(frozen=True, slots=True)
class Reasons:
    """Tells what a selection and a ranking say, and why.

    Attributes
    ----------
    people, standards : dict of str to str
        Names by id.
    """

    sheet: Sheet
    selection: Selection
    people: dict
    standards: dict

    def statement(self):
        """Return the outcome in one sentence."""
        if self.selection.step == "gap":
            return self._gap()
        [first, *_others] = self.selection.groups
        if self.selection.step == "nearly":
            words = _("{people} meets nearly all that counts: {points} points of 100.")
            points = sum(self.sheet.points[standard] for standard in first.covered)
            return words.format(people=self._people(first.people), points=points)
        if len(first.people) == 1:
            words = _("{people} meets all {count} standards.")
        else:
            words = _("{people} together meet all {count} standards.")
        return words.format(people=self._people(first.people), count=self._all())

    def _gap(self):
        """Return what nobody meets; where somebody may after all, that too little is known."""
        if not any(self.sheet.levels.values()):
            return _("Nobody is rated yet.")
        gaps = [s for s in self.selection.gaps if not self.sheet.who_may_meet(s)]
        if gaps:
            words = _("Nobody here meets {standards} yet.")
            everything = _("Nobody here meets a standard yet.")
        else:
            gaps = self.selection.gaps
            words = _("Too little is known to say who meets {standards}.")
            everything = _("Too little is known to say who meets a standard.")
        if len(gaps) == len(self.sheet.standards):
            return everything
        return words.format(standards=self._standards(gaps, _("or")))

    def reasons(self):
        """Return why, as a list of sentences."""
        rungs = {
            "one": self._why_one,
            "nearly": self._why_nearly,
            "group": self._why_group,
            "gap": self._why_gap,
        }
        return [*rungs[self.selection.step](), *self._not_rated()]

    def of_group(self, group):
        """Return what speaks for a group, in one line."""
        sums = " + ".join(number(value(self.sheet, person)) for person in group.people)
        words = _("Value together: {total}") if len(group.people) > 1 else _("Value: {total}")
        told = words.format(total=number(group.value))
        told = f"{told} ({sums})" if len(group.people) > 1 else told
        if group.doubled:
            words = _("more than one of them meets {standards}")
            told += "; " + words.format(standards=self._standards(group.doubled))
        return told + "."

    def of_place(self, place, places):
        """Return what stands behind a place in the ranking, in one or two sentences."""
        met = self.sheet.met_by(place.person)
        if not self.sheet.levels.get(place.person):
            return _("Not rated yet.")
        words = _("Meets {met} of the {count} standards.")
        if len(met) == len(self.sheet.standards):
            words = _("Meets all {count} standards.")
        told = [words.format(met=counted(len(met)), count=self._all())]
        same = [p.person for p in places if p.value == place.value and p.person != place.person]
        if same:
            words = _("Shares place {place} with {people}.")
            told.append(words.format(place=place.place, people=self._people(same)))
        if place.missing:
            words = _("Not rated yet, so it adds nothing: {standards} ({points} of 100).")
            lost = sum(self.sheet.points[standard] for standard in place.missing)
            told.append(words.format(standards=self._standards(place.missing), points=lost))
        return " ".join(told)

    def _why_one(self):
        first, *others = self.selection.groups
        if not others:
            yield _("Nobody else meets them all.")
            return
        names = self._people([group.people[0] for group in others])
        words = _("{people} meets them all too.") if len(others) == 1 else _("{people} do too.")
        yield words.format(people=names)
        if others[0].value == first.value:
            yield _("They share the highest value, so take the one you like.")
        else:
            words = _("{person} has the highest value: {value} of 5.")
            yield words.format(person=self._people(first.people), value=number(first.value))

    def _why_nearly(self):
        first, *others = self.selection.groups
        missing = [s for s in self.sheet.standards if s not in first.covered]
        lost = sum(self.sheet.points[standard] for standard in missing)
        words = _("Missing is {standards}: {points} points of 100, and nothing critical.")
        yield words.format(standards=self._standards(missing), points=lost)
        able = {person for standard in missing for person in self.sheet.who_meets(standard)}
        if able:
            words = _("For that, look at {people}.")
            yield words.format(people=self._people([p for p in self.sheet.people if p in able]))
        if self.selection.gaps:
            words = _("Nobody here meets {standards} yet.")
            yield words.format(standards=self._standards(self.selection.gaps, _("or")))
        if others:
            words = _("Near enough as well: {people}.")
            yield words.format(people=self._people([group.people[0] for group in others]))

    def _why_group(self):
        first = self.selection.groups[0]
        yield self._nobody_alone()
        if len(first.people) > 2:
            words = _("No smaller group meets them all: it takes {size}.")
            yield words.format(size=counted(len(first.people)))
        for person in first.people:
            words = _("{person} meets {standards}.")
            met = [s for s in self.sheet.standards if s in self.sheet.met_by(person)]
            yield words.format(person=self.people[person], standards=self._standards(met))
        yield from self._without_whom(first)
        yield self._other_groups(first)
        yield from self._critical(first)

    def _nobody_alone(self):
        met = {person: len(self.sheet.met_by(person)) for person in self.sheet.people}
        most = max(met.values())
        nearest = [person for person in self.sheet.people if met[person] == most]
        words = (
            _("Nobody meets all {count} alone. {people} comes nearest, with {most}.")
            if len(nearest) == 1
            else _("Nobody meets all {count} alone. {people} come nearest, with {most} each.")
        )
        names = self._people(nearest)
        return words.format(count=self._all(), people=names, most=counted(most))

    def _without_whom(self, group):
        """Tell which standards only one person of the whole team meets."""
        for person in group.people:
            alone = [s for s in self.sheet.standards if self.sheet.who_meets(s) == (person,)]
            if alone:
                words = _("In the whole team, only {person} meets {standards}.")
                yield words.format(person=self.people[person], standards=self._standards(alone))

    def _other_groups(self, first):
        others = len(self.selection.groups) - 1 + self.selection.more
        size = counted(len(first.people))
        if not others:
            return _("No other group of {size} does.").format(size=size)
        told = (
            _("One other group of {size} does as well.").format(size=size)
            if others == 1
            else _("{others} other groups of {size} do as well.").format(others=others, size=size)
        )
        if not self.selection.is_counted:
            told = _("More than {others:,} other groups of {size} do as well.").format(
                others=others - 1, size=size
            )
        second = self.selection.groups[1]
        if second.value < first.value:
            words = _("This one has the highest total value: {total}.")
            return f"{told} {words.format(total=number(first.value))}"
        if len(second.doubled) < len(first.doubled):
            words = _("The total value is the same; this one meets {standards} twice.")
            return f"{told} {words.format(standards=self._standards(first.doubled))}"
        return f"{told} {_('The best of them have the same value, so take the one you like.')}"

    def _critical(self, group):
        """Tell how safe the critical standards are when somebody of a group is off."""
        if group.doubled:
            words = _("More than one of them meets {standards}, which is good when one is off.")
            yield words.format(standards=self._standards(group.doubled))
        for person in group.people:
            once = self.sheet.met_by(person) & self.sheet.critical - set(group.doubled)
            names = self._standards([s for s in self.sheet.standards if s in once]) if once else ""
            if len(once) == 1:
                words = _("{standards} is critical, and here only {person} meets it.")
            else:
                words = _("{standards} are critical, and here only {person} meets them.")
            if once:
                told = words.format(standards=names, person=self.people[person])
                yield f"{told} {_('Who could learn from them next?')}"

    def _why_gap(self):
        if not any(self.sheet.levels.values()):
            return
        seen = [s for s in self.selection.gaps if any(self._levels(s).values())]
        unseen = [s for s in self.selection.gaps if s not in seen]
        open_still = [s for s in seen if self.sheet.who_may_meet(s)]
        seen = [s for s in seen if s not in open_still]
        yield from (self._nearest(standard) for standard in seen)
        likely = {}
        for standard in open_still:
            able = self.sheet.who_may_meet(standard)[:LIKELIEST]
            likely.setdefault(able, []).append(standard)
        for able, standards in likely.items():
            words = _("Somebody may meet {standards} after all: observe {people} again first.")
            names = self._standards(standards, _("or"))
            yield words.format(standards=names, people=self._people(able))
        if unseen:
            words = _("Nobody is rated on {standards} yet: look there first.")
            yield words.format(standards=self._standards(unseen, _("or")))
        for group in self.selection.groups:
            words = (
                _("The best pair so far is {people}: together they meet {met} of {count}.")
                if len(group.people) == 2
                else _("{people} meets the most so far: {met} of {count}.")
            )
            people, met = self._people(group.people), counted(len(group.covered))
            yield words.format(people=people, met=met, count=self._all())
            for standard in self.sheet.standards:
                if standard not in group.covered and standard not in self.selection.gaps:
                    words = _("They do not meet {standard}, but others do: {people}.")
                    able = self._people(self.sheet.who_meets(standard))
                    yield words.format(standard=self._standards([standard]), people=able)
        if seen:
            words = _("Train somebody for {standards}, or think about hiring for it.")
            yield words.format(standards=self._standards(seen, _("or")))

    def _levels(self, standard):
        return {person: self.sheet.level(person, standard) for person in self.sheet.people}

    def _nearest(self, standard):
        levels = self._levels(standard)
        best = max(level for level in levels.values() if level)
        nearest = f"{float(best):g}"
        name = self._standards([standard])
        near = self._people([p for p, level in levels.items() if level == best])
        words = _("{standard}: it takes a {threshold}, and the nearest is a {best} ({people}).")
        told = words.format(
            standard=name, threshold=self.sheet.threshold, best=nearest, people=near
        )
        unseen = [person for person, level in levels.items() if level is None]
        if unseen:
            words = _("Not rated on it yet: {people}. Look there first.")
            told = f"{told} {words.format(people=self._people(unseen))}"
        return told

    def _not_rated(self):
        missing = [p for p in self.sheet.people if self.sheet.not_rated(p)]
        if missing:
            words = _(
                "Not all ratings are there yet ({people}); what is missing counts as not met."
            )
            yield words.format(people=self._people(missing))

    def _all(self):
        return counted(len(self.sheet.standards))

    def _people(self, people):
        return listed([self.people[person] for person in people])

    def _standards(self, standards, joined=None):
        return listed([_("“{name}”").format(name=self.standards[s]) for s in standards], joined)


def listed(names, joined=None):
    """Return names as a list in a sentence.

    >>> listed(["Ana", "Bo", "Cy"]), listed(["Ana"])
    ('Ana, Bo and Cy', 'Ana')
    """
    *most, last = names
    return f"{', '.join(most)} {joined or _('and')} {last}" if most else last


def counted(count):
    """Return a small number in words.

    >>> counted(6), counted(40)
    ('six', '40')
    """
    words = (
        *(_("none"), _("one"), _("two"), _("three"), _("four"), _("five"), _("six")),
        *(_("seven"), _("eight"), _("nine"), _("ten"), _("eleven"), _("twelve")),
    )
    return words[count] if count < len(words) else str(count)


def number(fraction):
    """Return a value with two decimals; it has no more, since weights are whole points of 100.

    >>> from fractions import Fraction
    >>> number(Fraction(444, 100))
    '4.44'
    """
    return f"{float(fraction):.2f}"
