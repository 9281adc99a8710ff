"""Where to put the pass mark of a checklist: borderline regression.

Source: B. Kramer and others, "Comparison of a rational and an empirical standard setting procedure
for an OSCE" (2003).
"""


def borderline_regression(scores, grades, borderline=2):
    """Return the line through scores over grades, and its score at the borderline grade.

    Parameters
    ----------
    scores : sequence of float
        Points on the checklist.
    grades : sequence of float
        The observer's overall impression of the same performances; two or more different ones.
    borderline : float
        The grade of somebody who just passes.

    Returns
    -------
    slope, intercept, cut : float

    >>> [round(n, 6) for n in borderline_regression([40, 60, 80], [1, 2, 3])]
    [20.0, 20.0, 60.0]
    """
    count = len(grades)
    grade, score = sum(grades) / count, sum(scores) / count
    spread = sum((x - grade) ** 2 for x in grades)
    if not spread:
        raise ValueError("all grades are the same")
    pairs = zip(grades, scores, strict=True)
    slope = sum((x - grade) * (y - score) for x, y in pairs) / spread
    return slope, score - slope * grade, score + slope * (borderline - grade)
