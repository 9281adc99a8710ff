"""A season plan: few rows in which every pair of values that can go together does so once."""

from collections import Counter

from course.errors import CourseError
from course.roleplay.factors import complete, pairs_of


class CoverageError(CourseError):
    """A plan misses pairs that some scene could have."""


def feasible_pairs(model):
    """Return every pair that at least one whole row has, as a set (see `pairs_of`)."""
    found, factors = set(), model.factors
    for i, one in enumerate(factors):
        for other in factors[i + 1 :]:
            for value in one.values:
                for another in other.values:
                    row = {one.name: value, other.name: another}
                    if pairs_of(row) <= found:
                        continue
                    whole = complete(model, row)
                    if whole:
                        found |= pairs_of(whole)
    return found


def covering_rows(model, salt=""):
    """Return rows that hold every feasible pair, those with most new pairs first.

    The same model and salt give the same rows.

    Parameters
    ----------
    model : course.roleplay.factors.Model
    salt : str
        Another salt gives other rows.

    Returns
    -------
    tuple of dict

    Raises
    ------
    CoverageError
        A pair is missing, or a row breaks a constraint.
    """
    import covertable

    made = covertable.make(
        {factor.name: list(factor.values) for factor in model.factors},
        salt=salt,
        constraints=[_condition(constraint) for constraint in model.constraints],
    )
    rows = [{name: row[name] for name in model.values} for row in made]
    if broken := [row for row in rows if not model.allows(row)]:
        raise CoverageError(f"{len(broken)} rows of the plan break a constraint.")
    if missing := feasible_pairs(model).difference(*map(pairs_of, rows)):
        raise CoverageError(f"The plan misses {len(missing)} pairs, such as {min(missing)}.")
    return new_pairs_first(rows)


def new_pairs_first(rows):
    """Return rows so that each has the most pairs that no row before it has; without idle ones."""
    left = {number: pairs_of(row) for number, row in enumerate(rows)}
    ordered, seen = [], set()
    while left:
        best = max(left, key=lambda number: (len(left[number] - seen), -number))
        pairs = left.pop(best)
        if pairs <= seen:
            break
        seen |= pairs
        ordered.append(rows[best])
    return tuple(ordered)


def coverage(rows):
    """Return how many different pairs the first 1, 2, 3 ... rows have together, as a list."""
    seen, counts = set(), []
    for row in rows:
        seen |= pairs_of(row)
        counts.append(len(seen))
    return counts


def certificate(rows):
    """Return for each pair the number (from 1) of the first row that has it, as a dict."""
    found = {}
    for number, row in enumerate(rows, start=1):
        for pair in sorted(pairs_of(row)):
            found.setdefault(pair, number)
    return found


def value_counts(rows):
    """Return how often each value stands in the rows: a Counter of (factor, value)."""
    return Counter(item for row in rows for item in row.items())


def _condition(condition):
    """Return a condition as covertable wants it."""
    if condition.kind == "is":
        return {"operator": "in", "left": condition.factor, "values": list(condition.values)}
    parts = [_condition(part) for part in condition.parts]
    if condition.kind == "not":
        return {"operator": "not", "condition": parts[0]}
    return {"operator": condition.kind, "conditions": parts}
