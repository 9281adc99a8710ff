"""What a self-check prints: one row per activity and scripted person."""

from course.ids import digest


def row(activity, learner, done, result, content):
    """Return one row of the table; `content` is any text that changes with the content."""
    return {
        "activity": activity.name,
        "learner": learner,
        "done": done,
        "result": result,
        "content": digest(content)[:8],
    }


def as_table(rows):
    """Return rows (dicts with the same fields) as plain text in columns.

    >>> print(as_table([{"a": "x", "long": "1"}]))
    a  long
    x  1
    """
    lines = [list(rows[0]), *[list(row.values()) for row in rows]]
    widths = [max(len(line[i]) for line in lines) for i in range(len(rows[0]))]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in lines
    )
