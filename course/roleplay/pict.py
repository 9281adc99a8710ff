"""Read factors from text, in a part of the PICT language, and tell every mistake with its line."""

import re
from collections import Counter
from typing import get_args

from course.ids import is_slug
from course.roleplay.factors import Condition, Factor, Model, complete, implies
from course.roleplay.lint import Fault
from course.roleplay.marks import MOODS
from course.roleplay.scenes import Justice

LEVELS = ("1", "2", "3", "4", "5")
NEEDED = {  # factors that a card tells in its header, and what it may say there; None: anything
    "channel": None,
    "business": None,
    "incident": None,
    "emotion": MOODS,
    "justice": get_args(Justice),
    "difficulty": LEVELS,
}
TOKEN = re.compile(
    r'\s*(?:\[(?P<factor>[^\]\n]*)\]|"(?P<value>[^"\n]*)"|(?P<sign><>|[=(){},;])|(?P<word>\w+)|(?P<odd>\S))'
)
RULE = 'IF [factor] = "value" THEN [factor] <> "value";'


def read_factors(text):
    """Read a model from text.

    Parameters
    ----------
    text : str

    Returns
    -------
    tuple
        The `Model`, or None when it cannot be made; and the faults, a list of
        `course.roleplay.lint.Fault` with the place ``("line", number)``.
    """
    lines = [line.split("#")[0].rstrip() for line in text.split("\n")]
    first = next((n for n, line in enumerate(lines) if re.match(r"\s*IF\b", line)), len(lines))
    factors, faults = _read_lines(lines[:first])
    parser = _Parser("\n".join(lines[first:]), first + 1)
    constraints = parser.constraints()
    faults += parser.faults
    faults += _name_faults(factors, constraints)
    if faults:
        return None, sorted(faults, key=lambda fault: fault.place)
    model = Model(tuple(factors), tuple(constraints))
    return model, _dead_values(model)


def _fault(line, kind, ident, wrong, expected, found):
    return Fault(kind, ident, ("line", line), wrong, expected, found)


def _read_lines(lines):
    """Return the factors of the lines before the first constraint, and their faults."""
    factors, faults = [], []
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        name, colon, listed = (part.strip() for part in line.partition(":"))
        values = [value.strip() for value in listed.split(",")]
        if not colon or not is_slug(name):
            wrong = "cannot be read"
            faults.append(
                _fault(number, "line", name[:40], wrong, "'factor: value, value'", repr(line[:60]))
            )
            continue
        for value in values:
            if not is_slug(value):
                expected = "small letters and digits, joined by hyphens"
                faults.append(_fault(number, "factor", name, "wrong value", expected, repr(value)))
        faults += [
            _fault(number, "factor", name, "value given twice", "different values", repr(value))
            for value, count in Counter(values).items()
            if count > 1
        ]
        factors.append(Factor(name, tuple(values), number))
    return factors, faults


def _name_faults(factors, constraints):
    """Yield what is wrong with the names of factors, and in constraints."""
    known = {}
    for factor in factors:
        if factor.name in known:
            expected = "1 line for each factor"
            yield _fault(factor.line, "factor", factor.name, "named twice", expected, "another")
        known.setdefault(factor.name, factor)
    for name, allowed in NEEDED.items():
        if name not in known:
            yield _fault(1, "factor", name, "not there", "a line for it", "nothing")
        for value in known[name].values if name in known and allowed else ():
            if value not in allowed:
                expected = "one of " + ", ".join(allowed)
                yield _fault(
                    known[name].line, "factor", name, "unknown value", expected, repr(value)
                )
    for leaf in (leaf for constraint in constraints for leaf in constraint.leaves()):
        if leaf.factor not in known:
            expected = "one of " + ", ".join(known)
            yield _fault(
                leaf.line, "constraint", leaf.factor, "unknown factor", expected, repr(leaf.factor)
            )
            continue
        for value in leaf.values:
            if value not in known[leaf.factor].values:
                expected = "one of " + ", ".join(known[leaf.factor].values)
                yield _fault(
                    leaf.line, "constraint", leaf.factor, "unknown value", expected, repr(value)
                )


def _dead_values(model):
    """Return a fault for each value that the constraints leave no row for."""
    return [
        _fault(factor.line, "factor", factor.name, f"no scene can have {value!r}", "1 scene", "0")
        for factor in model.factors
        for value in factor.values
        if complete(model, {factor.name: value}) is None
    ]


class _Parser:
    """Reads constraints; after a mistake it goes on behind the next semicolon."""

    def __init__(self, text, first_line):
        self.tokens = [
            (
                match.lastgroup,
                match[match.lastgroup],
                first_line + text.count("\n", 0, match.start(match.lastgroup)),
            )
            for match in TOKEN.finditer(text)
        ]
        self.at, self.faults = 0, []

    def constraints(self):
        found = []
        while self.at < len(self.tokens):
            line = self.tokens[self.at][2]
            try:
                found.append(self._rule(line))
            except _Mistake as mistake:
                self.faults.append(
                    _fault(mistake.line, "constraint", f"line {line}", *mistake.words)
                )
                while self.at < len(self.tokens) and self.tokens[self.at][1] != ";":
                    self.at += 1
                self.at += 1
        return found

    def _rule(self, line):
        self._take("IF")
        condition = self._any()
        self._take("THEN")
        consequence = self._any()
        self._take(";")
        return implies(condition, consequence, line)

    def _any(self):
        return self._joined("OR", "or", self._all)

    def _all(self):
        return self._joined("AND", "and", self._one)

    def _joined(self, word, kind, read):
        parts = [read()]
        while self._peek() == word:
            self.at += 1
            parts.append(read())
        return parts[0] if len(parts) == 1 else Condition(kind, parts=tuple(parts))

    def _one(self):
        if self._peek() == "NOT":
            self.at += 1
            return Condition("not", parts=(self._one(),))
        if self._peek() == "(":
            self.at += 1
            inner = self._any()
            self._take(")")
            return inner
        factor, line = self._take_kind("factor", "[factor]")
        sign = self._peek()
        self.at += 1
        if sign in ("=", "<>"):
            values = (self._take_kind("value", '"value"')[0],)
        elif sign == "IN":
            values = self._values()
        else:
            self.at -= 1
            self._fail("'=', '<>' or 'IN'")
        found = Condition("is", factor.strip(), values, line=line)
        return Condition("not", parts=(found,)) if sign == "<>" else found

    def _values(self):
        self._take("{")
        values = [self._take_kind("value", '"value"')[0]]
        while self._peek() == ",":
            self.at += 1
            values.append(self._take_kind("value", '"value"')[0])
        self._take("}")
        return tuple(values)

    def _peek(self):
        """Return the next sign or word, "" where something else or nothing comes."""
        kind, text, _line = self.tokens[self.at] if self.at < len(self.tokens) else ("", "", 0)
        return text if kind in ("sign", "word") else ""

    def _take(self, text):
        if self._peek() != text:
            self._fail(f"{text!r}")
        self.at += 1

    def _take_kind(self, kind, expected):
        if self.at >= len(self.tokens) or self.tokens[self.at][0] != kind:
            self._fail(expected)
        self.at += 1
        return self.tokens[self.at - 1][1:]

    def _fail(self, expected):
        last = self.tokens[min(self.at, len(self.tokens) - 1)]
        found = repr(last[1]) if self.at < len(self.tokens) else "the end"
        raise _Mistake(last[2], (f"cannot be read (a rule is {RULE})", expected, found))


class _Mistake(Exception):
    """A rule that cannot be read."""

    def __init__(self, line, words):
        self.line, self.words = line, words
        super().__init__(line)
