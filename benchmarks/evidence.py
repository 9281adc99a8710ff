"""What the methods behind role models are worth: made-up teams of which the truth is known.

Run by hand::

    python -m benchmarks.evidence                # 200 teams of each kind, some minutes
    python -m benchmarks.evidence --teams 20
    python -m benchmarks.evidence --write        # writes docs/evidence.md

The same teams come with every run. It ends with 1 when a goal is missed.
"""

import argparse
import os
import sys
import time
from dataclasses import dataclass
from pathlib import Path

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as in kernels

import numpy as np

from benchmarks.evidence_report import report
from benchmarks.evidence_rounds import measure_rounds
from benchmarks.evidence_said import SEVERITY, question, what_is_said
from course.rolemodels.analysis import analyse
from course.rolemodels.evidence import half_widths
from course.rolemodels.ratings import Ratings
from course.rolemodels.selection import select
from course.rolemodels.simulate import Truth, draw_truth, observe, planted_means

PEOPLE, STANDARDS, RATERS, SCENES, PLANTED = 12, 8, 6, 8, 3
TOGETHER = 0.2  # looks at which two watch
LOOKS = (3, 6, 9, 12, 18, 24)  # at each person
FIRST, MOST = 4, 40  # looks at each person when advice is followed: at first, and at most
TARGET = Path(__file__).parents[1] / "docs" / "evidence.md"


@dataclass(frozen=True)
class Team:
    """A made-up team, watched more often than anybody will look.

    Attributes
    ----------
    ratings : course.rolemodels.ratings.Ratings
        `MOST` looks at each person.
    """

    truth: Truth
    ratings: Ratings

    def seen(self, looks):
        """Return the ratings of the first looks, one number for all or one for each person."""
        wanted = dict(zip(self.ratings.people, np.broadcast_to(looks, PEOPLE), strict=True))
        rows = self.ratings.rows
        return Ratings(tuple(r for r in rows if int(r.at.split()[1]) < wanted[r.person]))


def planted_team(seed):
    """Return a team with three people who together, and only they, cover all standards."""
    generator = np.random.default_rng(seed)
    return _team(generator, planted_means(generator, PEOPLE, STANDARDS, PLANTED))


def gradual_team(seed):
    """Return a team whose levels lie anywhere from 2 to 4.9, many close to the threshold."""
    generator = np.random.default_rng(seed)
    return _team(generator, generator.uniform(2, 4.9, (PEOPLE, STANDARDS)))


def _team(generator, means):
    severity = generator.normal(0, SEVERITY, RATERS)
    truth = draw_truth(generator, means, severity, SCENES)
    return Team(truth, observe(generator, truth, MOST, together=TOGETHER))


def outcome(team, looks):
    """Return what the analysis of some looks is worth, as a dict of numbers (shares from 0 to 1).

    The names are explained in the report.
    """
    ratings = team.seen(looks)
    found, columns = what_is_said(ratings), ratings.columns()
    sheet, selection = found.sheet, select(found.sheet)
    true = team.truth.means >= sheet.threshold
    met = np.array([[sheet.meets(p, s) for s in sheet.standards] for p in sheet.people])
    named = {(lack.person, lack.standard) for lack in found.lacks}
    missed = [(sheet.people[i], sheet.standards[j]) for i, j in np.argwhere(true & ~met)]
    planted = {sheet.people[i] for i in np.flatnonzero(true.any(axis=1))}
    cells = columns.person * STANDARDS + columns.standard
    raw = np.bincount(cells, columns.value, true.size) / np.bincount(cells, minlength=true.size)
    low, high = _intervals(found)
    inside = (low <= team.truth.means) & (team.truth.means <= high)
    first = selection.groups[0].people if selection.groups else ()
    chosen = np.isin(sheet.people, first if selection.step != "gap" else ())[:, None] & met
    return {
        "looks": float(np.mean(looks)),
        "settled": not sheet.unsettled(),
        "found": selection.step == "group" and set(first) == planted,
        "said": met.sum(),
        "false": (met & ~true).sum(),
        "said of role models": chosen.sum(),
        "false of role models": (chosen & ~true).sum(),
        "missed": len(missed),
        "named": sum(pair in named for pair in missed),
        "true": true.sum(),
        "raw": _correlation(raw, team.truth.means),
        "fair": _correlation(found.evidence.mean, team.truth.means),
        "raw people": _correlation(raw.reshape(true.shape).mean(axis=1), _mean(team)),
        "fair people": _correlation(found.facets.fair_scores, _mean(team)),
        "inside": inside.mean(),
    }


def _intervals(found):
    """Return the ends of the 90 % intervals of all means."""
    mean, half = np.array([each.mean for each in found.pooled]).T, half_widths(found.pooled)
    return mean - half, mean + half


def _mean(team):
    return team.truth.means.mean(axis=1)


def _correlation(one, other):
    return float(np.corrcoef(np.ravel(one), np.ravel(other))[0, 1])


def followed(team):
    """Return the outcome when one looks where the advice says, until all standards are settled."""
    looks = np.full(PEOPLE, FIRST)
    while True:
        ratings = team.seen(looks)
        found = what_is_said(ratings)
        open_standards = found.sheet.unsettled()
        if not open_standards or looks.max() >= MOST:
            return outcome(team, looks)
        for lack in found.lacks:
            if lack.standard in open_standards:
                place = ratings.people.index(lack.person)
                looks[place] = min(MOST, max(looks[place], _looked(ratings, lack) + lack.more))


def _looked(ratings, lack):
    """Return at how many times a person was seen."""
    return len({row.at for row in ratings.rows if row.person == lack.person})


def large_seconds():
    """Return the processor time of 60 people, 20 standards and 10,000 ratings, and their number.

    Not the time on the clock, since other work on the machine would make that longer.
    """
    generator = np.random.default_rng(1)
    truth = draw_truth(
        generator, generator.uniform(2, 4.9, (60, 20)), generator.normal(0, 0.6, 10), 12
    )
    ratings = observe(generator, truth, 7, together=0.2)
    started = time.process_time()
    for _step in analyse(ratings, question(ratings.standards)):
        pass
    return time.process_time() - started, len(ratings.rows)


def measure(teams):
    """Return all outcomes by kind of team and number of looks; "advice" is `followed`."""
    found = {}
    for kind, make in (("planted", planted_team), ("gradual", gradual_team)):
        for seed in range(teams):
            team = make(seed)
            for looks in LOOKS:
                found.setdefault((kind, looks), []).append(outcome(team, looks))
            found.setdefault((kind, "advice"), []).append(followed(team))
            print(f"\r{kind}: {seed + 1} of {teams}", end="", file=sys.stderr, flush=True)
        print(file=sys.stderr)
    return found


def main():
    """Measure, print or write the report; return 1 when a goal is missed."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--teams", type=int, default=200)
    parser.add_argument("--write", action="store_true", help="write docs/evidence.md")
    given = parser.parse_args()
    found, rounds = measure(given.teams), measure_rounds(max(1, given.teams // 4))
    text, reached = report(found, rounds, given.teams, *large_seconds())
    print(text)
    if given.write:
        TARGET.write_text(text, encoding="utf-8")
    return 0 if reached else 1


if __name__ == "__main__":
    sys.exit(main())
