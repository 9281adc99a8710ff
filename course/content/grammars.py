"""Read what scenes are generated from: ``factors.pict`` and ``grammar/<slug>.yaml``."""

from course.content.problems import Problem
from course.content.yaml_files import line_of, read_yaml
from course.errors import ContentError
from course.ids import is_slug
from course.roleplay.generated import ENTRIES, GIVEN, MORE_FACTS
from course.roleplay.grammar import PLAIN, Grammar, Rule, slots_named
from course.roleplay.pict import read_factors
from course.roleplay.solo import FIELDS, PLACES


def read_factors_file(path, name=None):
    """Read the factors of scenes.

    Returns
    -------
    course.roleplay.factors.Model

    Raises
    ------
    ContentError
        With every problem of the file, in the order of its lines.
    """
    name = name or str(path)
    try:
        model, faults = read_factors(path.read_text(encoding="utf-8"))
    except UnicodeDecodeError as error:
        wrong, found = f"broken text ({error.reason})", f"byte {error.start}"
        raise ContentError([Problem(name, 1, "file", path.name, wrong, "UTF-8", found)]) from None
    if faults:
        raise ContentError(
            Problem(
                name, fault.place[1], fault.kind, fault.id, fault.wrong, fault.expected, fault.found
            )
            for fault in faults
        )
    return model


def read_grammar_file(path, name=None):
    """Read one file of the grammar, by itself.

    Returns
    -------
    course.roleplay.grammar.Grammar

    Raises
    ------
    ContentError
        With every problem of the file, in the order of its lines.
    """
    return _GrammarFile(path, name).read()


def check_grammar_file(path, name, model, grammar):
    """Read one file of the grammar, and see that it fits the factors and all other files.

    Takes the whole `course.roleplay.grammar.Grammar` besides; raises and returns the same as
    `read_grammar_file`.
    """
    file = _GrammarFile(path, name)
    part = file.read()
    file.check(part, model, grammar)
    file.raise_problems()
    return part


def join_grammars(parts):
    """Return one grammar with the rules of all; a slot in several files has the rules of each."""
    slots = {}
    for part in parts:
        for slot, rules in part.slots.items():
            slots[slot] = (*slots.get(slot, ()), *rules)
    return Grammar(slots)


class _GrammarFile:
    """A file of the grammar while it is read."""

    def __init__(self, path, name):
        self.path, self.name = path, name or str(path)
        self.raw, self.problems = read_yaml(path, self.name), []

    def read(self):
        """Return the grammar in it."""
        slug = self.path.stem
        if self.raw.get("grammar") != slug:
            self._add(
                ["grammar"],
                "grammar",
                slug,
                "name and file differ",
                repr(slug),
                repr(self.raw.get("grammar")),
            )
        for field in self.raw:
            if field not in ("grammar", "slots"):
                self._add([field], "grammar", slug, "unknown field", "grammar, slots", repr(field))
        slots, raw = {}, self.raw.get("slots")
        if not isinstance(raw, dict):
            self._add(["slots"], "grammar", slug, "no slots", "slots with their rules", repr(raw))
            raw = {}
        for slot, rules in raw.items():
            if not isinstance(rules, list) or not rules:
                self._add(["slots", slot], "slot", slot, "wrong rules", "a list", repr(rules)[:60])
                continue
            made = [self._rule(slot, number, rule) for number, rule in enumerate(rules)]
            slots[slot] = tuple(rule for rule in made if rule)
        self.raise_problems()
        return Grammar(slots)

    def raise_problems(self):
        if self.problems:
            raise ContentError(sorted(set(self.problems)))

    def check(self, part, model, grammar):
        """Find what does not fit the factors or the other files."""
        known = {**model.values, **MORE_FACTS}
        for slot, rules in part.slots.items():
            for rule in rules:
                self._check_when(slot, rule, known)
                self._check_names(slot, rule, grammar)
                if slot == "turn":
                    self._check_turn(rule)
            self._check_gaps(slot, rules, model, grammar)
        for slot in ENTRIES if "everyone" in part.slots else ():
            if slot not in grammar.slots:
                self._add([], "slot", slot, "not there", "words for it", "nothing")

    def _rule(self, slot, number, raw):
        place, ident = ["slots", slot, number], f"{slot}, rule {number + 1}"
        if not isinstance(raw, dict):
            raw = {"say": raw}
        if set(raw) - {"when", "say"} or "say" not in raw:
            found = ", ".join(raw)
            self._add(place, "rule", ident, "wrong fields", "say, and when if you like", found)
            return None
        listed = raw["say"] if isinstance(raw["say"], list) else [raw["say"]]
        words = tuple(_words(each) for each in listed)
        if not words or None in words:
            expected = "a text, fields with texts, or a list of these"
            self._add(
                [*place, "say"], "rule", ident, "wrong words", expected, repr(raw["say"])[:60]
            )
            return None
        when = self._when(raw.get("when", {}), place, ident)
        return Rule(when, words, self.name, line_of(self.raw, place))

    def _when(self, raw, place, ident):
        if not isinstance(raw, dict):
            self._add(
                [*place, "when"], "rule", ident, "wrong when", "factor: value", repr(raw)[:60]
            )
            return {}
        found = {}
        for factor, values in raw.items():
            listed = values if isinstance(values, list) else [values]
            if not listed or not all(isinstance(value, str | int) for value in listed):
                self._add(
                    [*place, "when"],
                    "rule",
                    ident,
                    f"wrong {factor}",
                    "a value or a list",
                    repr(values)[:60],
                )
            found[str(factor)] = tuple(str(value) for value in listed)
        return found

    def _check_when(self, slot, rule, known):
        for factor, values in rule.when.items():
            if factor not in known:
                expected = "one of " + ", ".join(known)
                self._add_at(rule.line, "slot", slot, "unknown factor", expected, repr(factor))
            elif known[factor] is not None:
                for value in set(values) - set(known[factor]):
                    expected = "one of " + ", ".join(known[factor])
                    self._add_at(
                        rule.line, "slot", slot, f"unknown {factor}", expected, repr(value)
                    )

    def _check_names(self, slot, rule, grammar):
        for named, field in (
            n for words in rule.words for text in words.values() for n in slots_named(text)
        ):
            if named in GIVEN:
                if field not in GIVEN[named]:
                    self._add_at(
                        rule.line,
                        "slot",
                        slot,
                        f"{named!r} has no such field",
                        "one of " + ", ".join(GIVEN[named]),
                        repr(field),
                    )
            elif named not in grammar.slots:
                self._add_at(
                    rule.line,
                    "slot",
                    slot,
                    "names an unknown slot",
                    "a slot of the grammar",
                    repr(named),
                )
            elif not any(field in words for each in grammar.slots[named] for words in each.words):
                self._add_at(
                    rule.line,
                    "slot",
                    slot,
                    f"{named!r} has no such field",
                    "a field of it",
                    repr(field),
                )

    def _check_turn(self, rule):
        """Find turns of stories that lack a part, or stand at no place of the talk."""
        for words in rule.words:
            lacking = [field for field in FIELDS if field not in words]
            if lacking:
                expected, found = ", ".join(FIELDS), "no " + ", ".join(lacking)
                self._add_at(rule.line, "slot", "turn", "missing fields", expected, found)
            elif words["at"] not in PLACES:
                expected, found = "one of " + ", ".join(PLACES), repr(words["at"])
                self._add_at(rule.line, "slot", "turn", "unknown at", expected, found)

    def _check_gaps(self, slot, rules, model, grammar):
        """Find values for which a slot has no words, one for each factor that its rules ask for."""
        asked = {factor for rule in grammar.slots.get(slot, ()) for factor in rule.when}
        factors = [factor for factor in model.factors if factor.name in asked]
        if asked - {factor.name for factor in factors}:
            return  # it hangs on the standard or on a behaviour: there is no end of those
        for row in _rows(model, factors):
            if not grammar.choices(slot, row):
                found = ", ".join(f"{name} {value}" for name, value in row.items())
                self._add_at(
                    rules[0].line, "slot", slot, "no words for some scenes", "words for each", found
                )
                return

    def _add(self, place, kind, ident, wrong, expected, found):
        self._add_at(line_of(self.raw, place), kind, str(ident), wrong, expected, found)

    def _add_at(self, line, kind, ident, wrong, expected, found):
        self.problems.append(Problem(self.name, line, kind, ident, wrong, expected, found))


def _words(raw):
    """Return words by field; None for what is no words."""
    fields = raw if isinstance(raw, dict) else {PLAIN: raw}
    if not all(isinstance(name, str) and isinstance(text, str) for name, text in fields.items()):
        return None
    if not fields or not all(is_slug(name.lower()) for name in fields):
        return None
    return {str(name): str(text) for name, text in fields.items()}


def _rows(model, factors):
    """Yield the rows of some factors that no constraint forbids."""
    rows = [{}]
    for factor in factors:
        rows = [{**row, factor.name: value} for row in rows for value in factor.values]
        rows = [row for row in rows if model.allows(row)]
    return rows
