"""The smallest groups that cover all standards, proven by an integer program (HiGHS in SciPy).

This is the set covering problem of R. M. Karp (1972): ``min sum x_i`` with
``sum_{i meets j} x_i >= 1`` for each standard j, x binary.
"""

from math import log, prod

from course.rolemodels.ranking import value

INFEASIBLE = 2  # status of the solver: nothing keeps within all limits


def smallest_size(sheet):
    """Return how many people it takes to meet all standards, or None when nobody meets one."""
    if not sheet.people:
        return None
    chosen = _solve([1] * len(sheet.people), [(row, 1) for row in _who_meets(sheet)])
    return None if chosen is None else sum(chosen)


def best_group(sheet, size):
    """Return a best group of the smallest size without a look at all of them.

    One aim after the other: the highest total value first, then the most critical standards that
    two people meet.

    Parameters
    ----------
    size : int
        As `smallest_size` gives it.

    Returns
    -------
    tuple of str
        In the order of the sheet.
    """
    people, critical = len(sheet.people), [s for s in sheet.standards if s in sheet.critical]
    values = [float(value(sheet, person)) for person in sheet.people]
    limits = [([-1] * people, -size), *((row, 1) for row in _who_meets(sheet))]
    chosen = _solve([-each for each in values], limits)
    total = sum(each for each, taken in zip(values, chosen, strict=True) if taken)
    spare = [0] * len(critical)  # then a variable for each critical standard: it is met twice
    limits = [([*row, *spare], least) for row, least in [*limits, (values, total - 1e-6)]]
    for place, row in enumerate(_who_meets(sheet, critical)):
        limits.append(([*row, *spare[:place], -2, *spare[place + 1 :]], 0))
    chosen = _solve([0] * people + [-1] * len(critical), limits)
    return tuple(p for p, taken in zip(sheet.people, chosen[:people], strict=True) if taken)


def covering_groups(sheet, size):
    """Yield every group of the smallest size that meets all standards.

    Parameters
    ----------
    size : int
        As `smallest_size` gives it, so that nobody in a group is one too many.

    Yields
    ------
    tuple of str
        In the order of the sheet.
    """
    bits = {standard: 1 << i for i, standard in enumerate(sheet.standards)}
    masks = [sum(bits[s] for s in sheet.met_by(person)) for person in sheet.people]
    for chosen in _extend((), (1 << len(bits)) - 1, masks, size):
        yield tuple(sheet.people[i] for i in sorted(chosen))


def _extend(chosen, open_bits, masks, left):
    """Yield all groups that contain `chosen` and meet what is still open."""
    if not open_bits:
        yield chosen
        return
    if left * max((mask & open_bits).bit_count() for mask in masks) < open_bits.bit_count():
        return
    masks = list(masks)
    for person in _rarest(open_bits, masks):
        mask, masks[person] = masks[person], 0  # later branches do without: each group once
        yield from _extend((*chosen, person), open_bits & ~mask, masks, left - 1)


def _rarest(open_bits, masks):
    """Return who meets the open standard that the fewest meet."""
    fewest = range(len(masks))
    while open_bits:
        bit = open_bits & -open_bits
        able = [person for person, mask in enumerate(masks) if mask & bit]
        fewest = able if len(able) < len(fewest) else fewest
        open_bits ^= bit
    return fewest


def chance_cover(chances, sure):
    """Return a smallest group of which somebody truly meets each standard, as far as one can know.

    ``1 - prod(1 - p_ij) >= sure`` is linear in its logarithm:
    ``sum_i -ln(1 - p_ij) x_i >= -ln(1 - sure)``. Of several groups the surest is taken.

    Parameters
    ----------
    chances : dict of str to dict of str to float
        Person to standard to the chance that they meet it.
    sure : float
        The chance that is wanted for each standard, below 1.

    Returns
    -------
    people : tuple of str
        Nobody, when all of them together are not sure enough.
    reached : dict of str to float
        Standard to the chance that somebody chosen meets it.
    """
    people = [*chances]
    standards = [*next(iter(chances.values()))]
    rows = [[-log(max(1 - chances[p][s], 1e-12)) for p in people] for s in standards]
    limits = [(row, -log(1 - sure) - 1e-9) for row in rows]
    chosen = _solve([1] * len(people), limits)
    if chosen is None:
        return (), dict.fromkeys(standards, 0.0)
    limits.append(([-1] * len(people), -sum(chosen)))
    chosen = _solve([-sum(row[i] for row in rows) for i in range(len(people))], limits)
    taken = [p for p, x in zip(people, chosen, strict=True) if x]
    return tuple(taken), {s: 1 - prod(1 - chances[p][s] for p in taken) for s in standards}


def _who_meets(sheet, standards=None):
    """Return for each standard a list of 1 and 0: which people meet it."""
    met = [sheet.met_by(person) for person in sheet.people]
    standards = sheet.standards if standards is None else standards
    return [[int(s in each) for each in met] for s in standards]


def _solve(costs, limits):
    """Return the cheapest list of 1 and 0, or None when no list keeps within the limits.

    Each limit is (coefficients, the least that they must come to).
    """
    import numpy as np
    from scipy.optimize import LinearConstraint, milp

    rows, least = zip(*limits, strict=True)
    solved = milp(
        np.array(costs, dtype=float),
        constraints=LinearConstraint(np.array(rows, dtype=float), lb=least),
        integrality=np.ones(len(costs)),
        bounds=(0, 1),
        options={"mip_rel_gap": 0},
    )
    if solved.status == INFEASIBLE:
        return None
    if solved.status != 0:
        raise ArithmeticError(f"no smallest group found: {solved.message}")
    return [round(x) for x in solved.x]
