"""What the server writes down: one line per event, people by their ids only."""

import logging
import sys
import time

log = logging.getLogger("course.serve")


def note(event, **facts):
    """Write a line.

    Parameters
    ----------
    event : str
        What happened, such as ``page-opened``.
    **facts
        What else is known; what is None is left out.
    """
    known = (f" {name}={value}" for name, value in facts.items() if value is not None)
    log.info("%s%s", event, "".join(known))


def begin():
    """Let the lines go to the standard error output, with their time (UTC)."""
    handler = logging.StreamHandler(sys.stderr)
    form = logging.Formatter("%(asctime)s %(message)s", "%Y-%m-%dT%H:%M:%SZ")
    form.converter = time.gmtime
    handler.setFormatter(form)
    log.addHandler(handler)
    log.setLevel(logging.INFO)
    log.propagate = False
