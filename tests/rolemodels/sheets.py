"""Small score sheets for the tests: from sets of met standards, from geometries, from chance."""

from itertools import combinations, product

from course.rolemodels.ranking import Sheet
from course.rolemodels.weights import points, weights

MET, NOT_MET = 4, 2


def sheet_of(met, standards=None, **options):
    """Return a sheet in which each person meets these standards and no other.

    Parameters
    ----------
    met : dict of str to iterable of str
    standards : sequence of str, optional
        In the order of their importance; by default all that anybody meets, sorted.
    """
    standards = tuple(standards or sorted(set().union(*met.values())))
    levels = {
        person: {each: MET if each in theirs else NOT_MET for each in standards}
        for person, theirs in met.items()
    }
    counts = points(weights({each: place for place, each in enumerate(standards)}))
    return Sheet(tuple(met), standards, levels, counts, **options)


def random_sheet(random, people, standards):
    """Return a sheet with levels by chance, some of them missing."""
    names = [f"s{number}" for number in range(standards)]
    levels = {
        f"p{number}": {name: random.randint(1, 5) for name in names if random.random() < 0.9}
        for number in range(people)
    }
    counts = points(weights({name: place for place, name in enumerate(names)}))
    critical = frozenset(name for name in names if random.random() < 0.3)
    return Sheet(tuple(levels), tuple(names), levels, counts, critical)


def brute_force(sheet):
    """Return every smallest group that meets everything, by trying all; empty if there is none."""
    met = {person: sheet.met_by(person) for person in sheet.people}
    for size in range(1, len(sheet.people) + 1):
        found = {
            group
            for group in combinations(sheet.people, size)
            if frozenset().union(*(met[person] for person in group)) == set(sheet.standards)
        }
        if found:
            return found
    return set()


def affine(dimension):
    """Return the lines of the affine space over three elements, as sets of points.

    Three points are on a line when their sum is zero in every coordinate.
    """
    space = list(product(range(3), repeat=dimension))
    return [
        set(triple)
        for triple in combinations(space, 3)
        if all(sum(coordinates) % 3 == 0 for coordinates in zip(*triple, strict=True))
    ]


def projective(dimension):
    """Return the lines of the projective space over two elements: {a, b, a + b}, as sets."""
    space = range(1, 2 ** (dimension + 1))
    return [
        set(line) for line in {frozenset((a, b, a ^ b)) for a in space for b in space if a != b}
    ]


def people_as_points(lines):
    """Return a sheet in which people are points and meet the lines through them."""
    names = {f"line{number}": line for number, line in enumerate(lines)}
    space = sorted(set().union(*lines))
    return sheet_of({str(p): [name for name in names if p in names[name]] for p in space})


def people_as_lines(lines):
    """Return a sheet in which people are lines and meet the points on them."""
    return sheet_of(
        {f"line{number}": [str(point) for point in line] for number, line in enumerate(lines)}
    )


def queens(size):
    """Return a sheet in which people are queens on a board and meet the squares they see."""
    board = list(product(range(size), repeat=2))

    def sees(queen, square):
        (a, b), (c, d) = queen, square
        return a == c or b == d or abs(a - c) == abs(b - d)

    return sheet_of({str(q): [str(square) for square in board if sees(q, square)] for q in board})
