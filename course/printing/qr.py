"""QR codes as paths that a page or a document draws."""


def qr_path(text):
    """Return a QR code of a text, without its quiet zone.

    Parameters
    ----------
    text : str

    Returns
    -------
    dict
        ``size`` in modules, and ``path``: an SVG path with one rectangle for each run of dark ones.

    Examples
    --------
    >>> qr_path("HELLO")["size"]
    21
    """
    import segno

    rows = segno.make(text, micro=False, error="m").matrix
    runs = []
    for y, row in enumerate(rows):
        start = None
        for x, dark in enumerate([*row, 0]):
            if dark and start is None:
                start = x
            elif not dark and start is not None:
                runs.append(f"M{start} {y}h{x - start}v1H{start}z")
                start = None
    return {"size": len(rows), "path": "".join(runs)}
