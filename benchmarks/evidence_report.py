"""The report on made-up teams, as Markdown."""

import os
import platform

from scipy import __version__ as scipy_version

ADVICE = "advice"
GOALS = {"found": 0.90, "false": 0.05, "seconds": 3.0}

TEXT = """\
# How far the numbers can be trusted

Written by `python -m benchmarks.evidence --write`.
The methods that choose role models were tried on {teams} made-up teams of each of two kinds, of which the truth is known.
Made-up teams are kinder than real ones: their observers have a severity, but no favourites, no halo and no bad day.

## The teams

Each team has 12 people, 8 standards, 6 observers and 8 scenes.
The observers differ in severity (deviation 0.6 logits, so that between the strictest and the most lenient there is about one level), and the scenes in difficulty.
A look is one person in one scene, rated on all standards; at every fifth look a second observer watches too.

- In a **clear team** three people, and only they together, cover all standards: each is between 4.3 and 4.8 on their share of the standards, and everything else lies between 2 and 3.6.
- In a **gradual team** every level lies anywhere between 2 and 4.9, so that many are close to the 4 that meets a standard.

## Goals

{goals}

## Clear teams

{planted}

## Gradual teams

{gradual}

What the columns say:

- *looks*: at each person, on average. In the last row one looks four times at everybody, then where "observe again" says, until every standard is settled, and at most 40 times at anybody.
- *settled*: teams in which every standard has somebody who surely meets it, or nobody who may.
- *found when settled*: of these teams, those whose first group is the planted one; *found*: the same of all teams.
- *false*: of all statements "this person meets this standard", those that are not true.
- *of models*: the same of what is said of the role models that are shown first.
- *power*: of all that is truly met, what is said to be met.
- *named*: of what is truly met but not said, what "observe again" names.
- *raw* and *fair*: how mean ratings and fair means of each person and standard correlate with the truth; in brackets for whole people.
- *inside*: true levels inside their interval of 90 %.

## When the plan of a round is followed

Here a team of 8 people looks at each other on 6 standards in 6 situations, as the plan of a round of observation says: two standards at each look, {rounds_teams} teams of each kind.
Afterwards they look where "observe again" says, at one standard each time, until every standard is settled.

{rounds}

- *plan*: looks at each person and standard, as chosen when a round begins; *looks by each*: how many that are for each observer.
- *standards*: of the six, those that are settled when the plan is done; *again*: of the 48 pairs of a person and a standard, those for which the sheet says "observe again".
- *settled*, *found* and *false* are as above.
- *more by each*: looks that each observer makes after that; *settled then* and *found then*: what the sheet says in the end.

## What follows for you

{lessons}

## How long it takes

{ratings} ratings of 60 people on 20 standards take {seconds:.1f} s of one processor.

Measured with Python {python}, SciPy {scipy}, {processor}, one thread.
"""

HEAD = """\
| looks | settled | found when settled | found | false | of models | power | named | raw | fair | inside |
|---|---|---|---|---|---|---|---|---|---|---|"""

ROUNDS_HEAD = """\
| team | plan | looks by each | standards | again | settled | found | false | more by each | settled then | found then |
|---|---|---|---|---|---|---|---|---|---|---|"""

LESSONS = """\
- A few looks are enough to see who is *not* a role model, but not to be sure who is: wait for "settled".
- Plan six looks at each person and standard, then look where it says "observe again" before you end the round.
  In clear teams two standards of three are settled by the plan, and about two more looks by each observer settle the rest.
  A plan of three takes less work even so, but in one clear team of five it ends with another group than the right one.
- Look where the advice says.
  It takes fewer looks than looking at everybody equally often.
- Say little after three looks.
  "Meets the standard" takes a chance of 80 %, so where many people are close to the threshold, one statement in sixteen is false after three looks at each; from six looks on it is less than one in twenty, and in clear teams always.
  Advice that stops as soon as every standard is settled has the same price: about one in twenty where many are close.
- Where people are close to the threshold, "too close to call" may stay for long.
  Then talk about what they do; more counting will not help.
- A person who is said to meet a standard does so nearly always; a person who is not said to may."""


def total(outcomes, key):
    """Return the sum of one number over teams."""
    return float(sum(each[key] for each in outcomes))


def mean(outcomes, key):
    """Return the mean of one number over teams."""
    return total(outcomes, key) / len(outcomes)


def false_share(outcomes, of_whom=""):
    """Return how much of what is said is false: of anybody, or ``" of role models"``."""
    return total(outcomes, f"false{of_whom}") / max(1, total(outcomes, f"said{of_whom}"))


def share(part, whole):
    """Return a share as text.

    >>> share(1, 3), share(0, 0)
    ('33 %', '-')
    """
    return f"{100 * part / whole:.0f} %" if whole else "-"


def row(looks, outcomes, is_planted):
    """Return a row of the table; a group is only planted in clear teams."""
    settled = [each for each in outcomes if each["settled"]]
    found = (
        share(total(settled, "found"), len(settled)),
        share(total(outcomes, "found"), len(outcomes)),
    )
    named, missed = total(outcomes, "named"), total(outcomes, "missed")
    cells = (
        looks if looks != ADVICE else f"advice: {mean(outcomes, 'looks'):.1f}",
        share(len(settled), len(outcomes)),
        *(found if is_planted else ("", "")),
        f"{100 * false_share(outcomes):.1f} %",
        f"{100 * false_share(outcomes, ' of role models'):.1f} %",
        share(total(outcomes, "true") - missed, total(outcomes, "true")),
        share(named, missed),
        f"{mean(outcomes, 'raw'):.3f} ({mean(outcomes, 'raw people'):.3f})",
        f"{mean(outcomes, 'fair'):.3f} ({mean(outcomes, 'fair people'):.3f})",
        share(mean(outcomes, "inside"), 1),
    )
    return f"| {' | '.join(map(str, cells))} |"


def table(found, kind):
    """Return the table of one kind of team."""
    rows = [row(looks, found[k, looks], kind == "planted") for k, looks in found if k == kind]
    return "\n".join([HEAD, *rows])


def rounds_row(kind, looks, outcomes):
    """Return a row of the table on plans that are followed."""
    is_planted = kind == "planted"

    def teams(key):
        return share(total(outcomes, key), len(outcomes))

    cells = (
        "clear" if is_planted else "gradual",
        looks,
        f"{mean(outcomes, 'looks'):.0f}",
        f"{mean(outcomes, 'settled standards'):.1f}",
        f"{mean(outcomes, 'again'):.0f}",
        teams("settled"),
        teams("found") if is_planted else "",
        f"{100 * false_share(outcomes):.1f} %",
        f"{mean(outcomes, 'more'):.1f}",
        teams("settled then"),
        teams("found then") if is_planted else "",
    )
    return f"| {' | '.join(map(str, cells))} |"


def goals(found, seconds):
    """Return (what, what was measured, whether it is reached) for each goal."""
    settled = [o for (k, _l), each in found.items() if k == "planted" for o in each if o["settled"]]
    everything = [o for each in found.values() for o in each]
    worst = {
        kind: max(false_share(each) for (k, _looks), each in found.items() if k == kind)
        for kind in ("planted", "gradual")
    }
    missed, named = total(everything, "missed"), total(everything, "named")
    better = sum(each["fair"] > each["raw"] for each in everything)
    hit = total(settled, "found") / max(1, len(settled))
    ahead = all(mean(each, "fair") > mean(each, "raw") for each in found.values())
    return [
        (
            "The planted group is found in 90 % or more of the clear teams that are settled",
            f"{share(total(settled, 'found'), len(settled))} of {len(settled)}",
            hit >= GOALS["found"],
        ),
        (
            '"Observe again" names what is met but was not said to be, in 90 % or more',
            f"{share(named, missed)} of {missed:.0f}",
            named >= 0.9 * missed,
        ),
        (
            "Fair means correlate with the truth more than raw means, in every row",
            f"{'in every' if ahead else 'not in every'} row; {share(better, len(everything))} of teams",
            ahead,
        ),
        *(
            (
                f'At most 5 % of "meets the standard" are false in {words}, in every row',
                f"{100 * worst[kind]:.1f} % in the worst row",
                worst[kind] <= GOALS["false"],
            )
            for kind, words in (("planted", "clear teams"), ("gradual", "gradual teams"))
        ),
        (
            "10,000 ratings take at most 3 s of one processor",
            f"{seconds:.1f} s",
            seconds <= GOALS["seconds"],
        ),
    ]


def report(found, rounds, teams, seconds, ratings):
    """Return the report as text, and whether all goals are reached.

    Parameters
    ----------
    found : dict of (str, int or str) to list of dict
        As `benchmarks.evidence.measure` gives it.
    rounds : dict of (str, int) to list of dict
        As `benchmarks.evidence_rounds.measure_rounds` gives it.
    teams : int
        How many of each kind.
    seconds : float
        Processor time of the large analysis.
    ratings : int
        How many ratings it had.
    """
    aims = goals(found, seconds)
    lines = [f"| {what} | {seen} | {'yes' if ok else '**no**'} |" for what, seen, ok in aims]
    text = TEXT.format(
        teams=teams,
        goals="\n".join(["| goal | measured | reached |", "|---|---|---|", *lines]),
        planted=table(found, "planted"),
        gradual=table(found, "gradual"),
        rounds_teams=len(next(iter(rounds.values()))),
        rounds="\n".join([ROUNDS_HEAD, *(rounds_row(*of, rounds[of]) for of in rounds)]),
        lessons=LESSONS,
        ratings=f"{ratings:,}",
        seconds=seconds,
        python=platform.python_version(),
        scipy=scipy_version,
        processor=f"{os.cpu_count()} processors",
    )
    return text, all(ok for *_rest, ok in aims)
