"""What a crowd saw and what it cost, as lines of text."""

import math
import os


def percentile(values, share):
    """Return the smallest value that at least this share of all do not exceed (nearest rank).

    >>> percentile([1, 2, 3, 4], 0.5), percentile([1, 2, 3, 4], 0.95)
    (2, 4)
    """
    return sorted(values)[math.ceil(share * len(values)) - 1]


def spread(values):
    """Return seconds as text, in milliseconds.

    >>> spread([0.01, 0.02])
    'p50 10, p95 20, p99 20, max 20 ms (2)'
    """
    if not values:
        return "none"
    p50, p95, p99 = (1e3 * percentile(values, share) for share in (0.5, 0.95, 0.99))
    most = 1e3 * max(values)
    return f"p50 {p50:.0f}, p95 {p95:.0f}, p99 {p99:.0f}, max {most:.0f} ms ({len(values)})"


def opened_report(log, came, asked):
    """Return how the pages came."""
    return [
        f"pages that came           {came} of {asked}",
        f"request to text           {spread(log.texts)}",
        f"request to open socket    {spread(log.pages)}",
    ]


def answers_report(log, stored, at):
    """Return how long replies took, and whether what was acknowledged is stored.

    Parameters
    ----------
    log : benchmarks.open_page.Log
    stored : collections.Counter
        See `benchmarks.house.House.stored`.
    at : float
        When all pages were open.
    """
    lines = []
    for name, times in (("answer", log.answers), ("draft", log.drafts)):
        coming = [seconds for begun, seconds in times if begun < at]
        steady = [seconds for begun, seconds in times if begun >= at]
        if coming:
            lines += [f"{name} to reply, coming".ljust(26) + spread(coming)]
        lines += [f"{name} to reply".ljust(26) + spread(steady)]
    return [
        *lines,
        f"answers sent              {log.sent}",
        f"acknowledged              {len(log.acknowledged)}",
        f"lost                      {len(lost_answers(log, stored))}",
        f"stored, no reply seen     {len(set(stored) - log.acknowledged)}",
        f"stored more than once     {sum(count > 1 for count in stored.values())}",
    ]


def lost_answers(log, stored):
    """Return the acknowledged answers that are not in the database exactly once."""
    return {answer for answer in log.acknowledged if stored[answer] != 1}


def usage_report(before, all_open, later, pages, seconds=0, own=0):
    """Return memory and CPU of the server and the processes below it.

    Parameters
    ----------
    before, all_open, later : benchmarks.house.Usage
        With no page, with all, and (or None) after some time of answering.
    pages : int
    seconds : float
        Between the last two.
    own : float
        CPU seconds that the learners themselves took in that time.
    """
    shown = later or all_open
    lines = [
        f"processes below server    {before.others} before, {shown.others} with {pages} pages",
        memory_line("server", before, shown, 0),
        memory_line("others", before, shown, 1),
    ]
    if pages:
        opening = (sum(all_open.cpu) - sum(before.cpu)) / pages
        kernel, proportional, server = (
            megabytes((getattr(shown, what)[which] - getattr(before, what)[which]) / pages)
            for what, which in (("private", 1), ("pss", 1), ("private", 0))
        )
        lines += [
            f"per page                  {kernel} private, {proportional} pss; "
            f"{server} in the server",
            f"CPU to open a page        {opening:.2f} s",
        ]
    if later:
        server, others = (
            100 * (after - until) / seconds
            for after, until in zip(later.cpu, all_open.cpu, strict=True)
        )
        lines += [
            f"CPU while answering       server {server:.0f} %, others {others:.0f} %, "
            f"learners {100 * own / seconds:.0f} % of one of {os.cpu_count()} cores"
        ]
    return lines


def memory_line(name, before, after, which):
    """Return the memory of the server (0) or the others (1) before and after."""
    return (
        f"{name.ljust(26)}private {megabytes(before.private[which])} before, "
        f"{megabytes(after.private[which])} with all (pss {megabytes(after.pss[which])})"
    )


def megabytes(count):
    """Return bytes as text.

    >>> megabytes(1_550_000)
    '1.6 MB'
    """
    return f"{count / 1e6:.1f} MB"


def left_report(before, after):
    """Return what is left when everybody has gone."""
    return (
        f"left when all have gone   {after.others} processes ({before.others} before), server "
        f"{megabytes(after.private[0])} private ({megabytes(before.private[0])} before), "
        f"{after.files} files ({before.files} before)"
    )
