"""QR codes, for screens and paper."""

from itertools import groupby

import segno

QUIET = 4  # modules of white all around, as ISO/IEC 18004 asks for


def qr_code(text):
    """Return the QR code of a text, to be drawn as one SVG path.

    Parameters
    ----------
    text : str
        Such as an address.

    Returns
    -------
    dict
        ``size`` is the width of the drawing in modules, its white border included; ``path`` is the
        ``d`` of the dark part, to be filled: ``<svg viewBox="0 0 {size} {size}">``.

    Raises
    ------
    ValueError
        The text is too long.

    >>> code = qr_code("https://example.org/join/BCDFGH")
    >>> code["size"], code["path"][:14]
    (37, 'M4 4h7v1h-7zM1')
    """
    matrix = segno.make(text, error="m", micro=False).matrix
    path = (
        f"M{x + QUIET} {y + QUIET}h{length}v1h-{length}z"
        for y, row in enumerate(matrix)
        for x, length in _dark_runs(row)
    )
    return {"size": len(matrix) + 2 * QUIET, "path": "".join(path)}


def _dark_runs(row):
    """Yield where each run of dark modules begins, and how long it is."""
    x = 0
    for is_dark, run in groupby(row):
        length = len(list(run))
        if is_dark:
            yield x, length
        x += length
