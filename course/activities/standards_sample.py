"""The made-up Harbour Hotel as something to play with: who suggested what.

Its managers, staff and guests suggest the behaviours of the shipped catalogue.
"""

from itertools import cycle

from course.rolemodels.building import GROUPS

CATALOGUE = "front_desk"
SHARE = 60  # of 100, for customers
SLUG = "sample_standards"
GIVEN = 3  # behaviours of each standard that somebody suggests


def sample_plan(content):
    """Return the plan of practice: what comes of it is not published."""
    title = content.catalogue(CATALOGUE).title
    plan = {"title": title, "slug": SLUG, "share": SHARE, "kiosk": False}
    return plan | {"standards": [], "taken": [], "sample": True}


def sample_suggestions(content):
    """Return what was suggested: a list of (standard, text, group)."""
    groups = cycle(GROUPS)
    return [
        (standard.id, text, next(groups))
        for standard in content.catalogue(CATALOGUE).standards
        for text in standard.behaviours[:GIVEN]
    ]


def sample_events(course):
    """Return the plan of practice, and the events that come with it: (kind, body, seat, at)."""
    at = course.clock()
    rows = [
        ("suggest", {"text": text, "group": group}, None, at)
        for _standard, text, group in sample_suggestions(course.content)
    ]
    return sample_plan(course.content), rows
