"""Factors: what may differ from scene to scene, and which values do not go together.

Trainers edit them as text, in a part of the PICT language: a line for each factor, ``#`` comments,
and constraints ``IF [a] = "x" THEN [b] <> "y";``. A row gives each factor one value.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Condition:
    """Something that is true of a row or not.

    Attributes
    ----------
    kind : str
        ``is``, ``and``, ``or`` or ``not``.
    factor : str
        Of the kind ``is``: the factor that has one of `values`.
    parts : tuple of Condition
        Of all other kinds: what it is made of.
    line : int
        Where it stands.
    """

    kind: str
    factor: str = ""
    values: tuple[str, ...] = ()
    parts: tuple["Condition", ...] = ()
    line: int = 0

    def holds(self, row):
        """Tell whether it is true of a row; None while a factor that matters has no value."""
        if self.kind == "is":
            return row[self.factor] in self.values if self.factor in row else None
        found = [part.holds(row) for part in self.parts]
        if self.kind == "not":
            return None if found[0] is None else not found[0]
        decides = self.kind == "or"  # one true part makes an "or" true, one false an "and" false
        if decides in found:
            return decides
        return None if None in found else not decides

    def leaves(self):
        """Return the conditions of the kind ``is`` in it, in order, as a tuple."""
        if self.kind == "is":
            return (self,)
        return tuple(leaf for part in self.parts for leaf in part.leaves())


def implies(condition, consequence, line=0):
    """Return the condition that holds unless `condition` does and `consequence` does not."""
    return Condition("or", parts=(Condition("not", parts=(condition,)), consequence), line=line)


@dataclass(frozen=True, slots=True)
class Factor:
    """Something that may differ from scene to scene, with the values it may have."""

    name: str
    values: tuple[str, ...]
    line: int = 0


@dataclass(frozen=True, slots=True)
class Model:
    """Factors and the constraints between them.

    Attributes
    ----------
    factors : tuple of Factor
    constraints : tuple of Condition
        All must hold for a row.
    """

    factors: tuple[Factor, ...]
    constraints: tuple[Condition, ...] = ()

    @property
    def values(self):
        """The values by name of factor."""
        return {factor.name: factor.values for factor in self.factors}

    def allows(self, row):
        """Tell whether no constraint is broken by a row, be it whole or a part of one."""
        return all(constraint.holds(row) is not False for constraint in self.constraints)

    def with_factor(self, name, values):
        """Return the model with one more factor, which no constraint knows."""
        return Model((*self.factors, Factor(name, tuple(values))), self.constraints)


def complete(model, fixed, order=None):
    """Return a whole row that has some values already, None when there is none.

    Parameters
    ----------
    model : Model
    fixed : dict of str to str
        Values by factor.
    order : callable, optional
        ``order(factor)`` returns the values of a `Factor` in the order in which to try them.

    Returns
    -------
    dict of str to str or None
        In the order of the factors.
    """
    tried = {
        factor.name: tuple(order(factor) if order else factor.values) for factor in model.factors
    }
    touching = {
        factor.name: [
            constraint
            for constraint in model.constraints
            if any(leaf.factor == factor.name for leaf in constraint.leaves())
        ]
        for factor in model.factors
    }
    open_factors = [name for name in tried if name not in fixed]
    row = dict(fixed)

    def fill(depth):
        if depth == len(open_factors):
            return True
        name = open_factors[depth]
        for value in tried[name]:
            row[name] = value
            if all(each.holds(row) is not False for each in touching[name]) and fill(depth + 1):
                return True
        del row[name]
        return False

    if not model.allows(row) or not fill(0):
        return None
    return {name: row[name] for name in tried}


def pairs_of(row):
    """Return the pairs of a row: each two factors with their values, as a frozenset.

    >>> sorted(pairs_of({"channel": "phone", "fault": "us"}))
    [(('channel', 'phone'), ('fault', 'us'))]
    """
    items = sorted(row.items())
    return frozenset((one, other) for i, one in enumerate(items) for other in items[i + 1 :])
