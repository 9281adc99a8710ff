"""What a manager reads when the plan of an observation round was followed to its end.

The team looks at each other, as the plan of a round says, each time on two standards; then where
the sheet says "observe again", until every standard is settled.
"""

import numpy as np

from benchmarks.evidence_said import SEVERITY, what_is_said
from course.activities.observation import LOOKS_EACH, SITUATIONS
from course.rolemodels.observation_plan import Design, PlannedLook, plan_looks
from course.rolemodels.ratings import Ratings
from course.rolemodels.selection import select
from course.rolemodels.simulate import draw_truth, make_looks, planted_means

PEOPLE, STANDARDS, PLANTED = 8, 6, 3
TEAM = tuple(f"p{number}" for number in range(PEOPLE))
MOST = 40  # looks more for each observer: nobody would go on for longer


def design_of(looks_each):
    """Return the design of a round with the situations that are suggested."""
    standards = tuple(f"s{number}" for number in range(STANDARDS))
    return Design(TEAM, TEAM, standards, SITUATIONS, looks_each=looks_each)


def plan_followed(kind, seed, looks_each):
    """Return what is said after a plan, and after the advice that follows, as a dict of numbers.

    Parameters
    ----------
    kind : {"planted", "gradual"}
    seed : int
    looks_each : int
        At each person and standard.
    """
    generator, design = np.random.default_rng(seed), design_of(looks_each)
    truth, plan = _truth(generator, kind), plan_looks(design)
    ratings = make_looks(generator, truth, design, plan)
    first = said = what_is_said(ratings)
    more = 0
    while more < MOST * PEOPLE and (looks := _advised(generator, design, said, more)):
        ratings = Ratings(ratings.rows + make_looks(generator, truth, design, looks).rows)
        said, more = what_is_said(ratings), more + len(looks)
    true = truth.means >= first.sheet.threshold
    met = np.array([[first.sheet.meets(p, s) for s in design.standards] for p in TEAM])
    return {
        "looks": len(plan) / PEOPLE,
        "settled standards": STANDARDS - len(first.sheet.unsettled()),
        "again": len(first.lacks),
        "settled": not first.sheet.unsettled(),
        "found": is_found(first.sheet),
        "said": met.sum(),
        "false": (met & ~true).sum(),
        "more": more / PEOPLE,
        "settled then": not said.sheet.unsettled(),
        "found then": is_found(said.sheet),
    }


def _truth(generator, kind):
    """Return the truth of a team, with an observer in each of its people."""
    if kind == "planted":
        means = planted_means(generator, PEOPLE, STANDARDS, PLANTED)
    else:
        means = generator.uniform(2, 4.9, (PEOPLE, STANDARDS))
    return draw_truth(generator, means, generator.normal(0, SEVERITY, PEOPLE), len(SITUATIONS))


def _advised(generator, design, said, made):
    """Return the looks that "observe again" asks for on standards that are not settled."""
    open_standards, looks = said.sheet.unsettled(), []
    for lack in said.lacks:
        if lack.standard in open_standards:
            raters = generator.choice(design.others(lack.person), lack.more)
            scenes = generator.choice(design.situations, lack.more)
            looks += [
                PlannedLook(str(rater), lack.person, str(scene), (lack.standard,), 100 + made)
                for rater, scene in zip(raters, scenes, strict=True)
            ]
    return looks


def is_found(sheet):
    """Tell whether the first group that is shown is the planted one."""
    selection = select(sheet)
    return selection.step == "group" and {*selection.groups[0].people} == {*TEAM[:PLANTED]}


def measure_rounds(teams):
    """Return all outcomes by kind of team and looks at each person and standard."""
    return {
        (kind, looks): [plan_followed(kind, seed, looks) for seed in range(teams)]
        for kind in ("planted", "gradual")
        for looks in LOOKS_EACH
    }
