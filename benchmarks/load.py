"""How many people one server carries: learners over real HTTP and websockets, without browsers.

Run by ``make load``, or by hand::

    python -m benchmarks.load                                # 100 learners for ten minutes
    python -m benchmarks.load --learners 20 --seconds 60
    python -m benchmarks.load --open 300                     # so many pages at once
    python -m benchmarks.load --visits 1000 --seconds 1200   # pages that come and go

The server is one of its own, in a folder that is gone afterwards. The learners share the machine
with it; how much of it they take is in the report. It ends with 1 when an answer was lost or
something went wrong.
"""

import argparse
import asyncio
import os
import re
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path

from benchmarks.house import open_house
from benchmarks.learner import Learner
from benchmarks.load_report import (
    answers_report,
    left_report,
    lost_answers,
    megabytes,
    opened_report,
    usage_report,
)
from benchmarks.open_page import FullError, Log, NoPageError, Page

COMPLAINT = re.compile(r"5\d\d |.*(error|traceback)", re.IGNORECASE)  # in the server's log


async def learn_together(house, given):
    """Let all learners come one after another, answer for a while, and leave; return a report."""
    log, stop, arrived = Log(), asyncio.Event(), asyncio.Queue()
    before = await house.quiet()
    async with asyncio.TaskGroup() as group:
        for number in range(given.learners):
            group.create_task(attend(house, number, given, log, arrived, stop))
        came = sum([await arrived.get() for _learner in range(given.learners)])
        all_open, at, own = house.usage(), time.perf_counter(), time.process_time()
        await asyncio.sleep(given.seconds)
        later, seconds = house.usage(), time.perf_counter() - at
        own = time.process_time() - own
        stop.set()
    return [
        *opened_report(log, came, given.learners),
        *answers_report(log, house.stored(), at),
        *usage_report(before, all_open, later, came, seconds, own),
        left_report(before, await house.quiet(before.others)),
    ], log


async def attend(house, number, given, log, arrived, stop):
    """Come when it is one's turn, answer until `stop`, and leave."""
    await asyncio.sleep(number * given.arrive)
    page = await arrive(house, number, log)
    arrived.put_nowait(page is not None)
    if page:
        await Learner(page, given.every).learn(stop)
        await page.leave()


async def arrive(house, number, log):
    """Return the open page of a learner, or None when it did not come."""
    page = Page(house.url, house.cookies[number], log)
    try:
        await page.open()
    except NoPageError as error:
        log.errors[str(error)] += 1
        return None
    return page


async def open_at_once(house, _given):
    """Open many pages at the same moment, leave them all; return a report."""
    log, before = Log(), await house.quiet()
    numbers = range(len(house.cookies))
    pages = await asyncio.gather(*(arrive(house, number, log) for number in numbers))
    came, full = [page for page in pages if page], log.errors.pop(str(FullError()), 0)
    all_open = house.usage()
    await asyncio.gather(*(page.leave() for page in came))
    return [
        *opened_report(log, len(came), len(pages)),
        f"the kind page (503)       {full}",
        *usage_report(before, all_open, None, len(came)),
        left_report(before, await house.quiet(before.others)),
    ], log


async def come_and_go(house, given):
    """Let visitors come evenly, answer once, and leave; return a report."""
    log, before, early = Log(), await house.quiet(), None
    visits = []
    async with asyncio.TaskGroup() as group:
        for number in range(given.visits):
            visits.append(group.create_task(visit(house, number, given, log)))
            await asyncio.sleep(given.seconds / given.visits)
            if number == given.visits // 10:
                early = house.usage()
    return [
        *opened_report(log, sum(task.result() for task in visits), given.visits),
        *answers_report(log, house.stored(), 0),
        f"after a tenth of them     server {megabytes(early.private[0])} private, "
        f"{early.files} files",
        left_report(before, await house.quiet(before.others)),
    ], log


async def visit(house, number, given, log):
    """Open a page, answer one item, leave; return whether it came."""
    page = await arrive(house, number, log)
    if page is None:
        return False
    await Learner(page, given.every).answer_one()
    await page.leave()
    return True


def parse(arguments):
    """Return what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--learners", type=int, default=100, help="at the same time (100)")
    parser.add_argument("--seconds", type=float, default=600, help="with all pages open (600)")
    parser.add_argument("--every", type=float, default=5, help="seconds for each answer (5)")
    parser.add_argument("--arrive", type=float, default=0.3, help="seconds between learners (0.3)")
    parser.add_argument("--open", type=int, help="open so many pages at once instead")
    parser.add_argument("--visits", type=int, help="so many visits that come and go instead")
    return parser.parse_args(arguments)


def run(arguments):
    """Run a crowd; return the report as lines, and how many answers were lost.

    Parameters
    ----------
    arguments : list of str
        As on the command line.
    """
    given = parse(arguments)
    people = given.open or given.visits or given.learners
    mode = open_at_once if given.open else come_and_go if given.visits else learn_together
    with (
        tempfile.TemporaryDirectory() as data,
        open_house(Path(data), people) as house,
    ):
        report, log = asyncio.run(mode(house, given))
        lost = lost_answers(log, house.stored())
        report += [f"errors                    {sum(log.errors.values())}"]
        report += [f"  {count} x {what}" for what, count in log.errors.most_common()]
        said = [line for line in house.server.said().splitlines() if COMPLAINT.match(line)]
    report += [f"  the server said: {line}" for line in said[:20]]
    return report, len(lost) + sum(log.errors.values())


def main():
    """Run, print, and tell by the exit status whether all went well."""
    os.environ.pop("COURSE_DATABASE", None)  # never anybody's real one
    report, faults = run(sys.argv[1:])
    print(*report, sep="\n")
    sys.exit(faults > 0)


if __name__ == "__main__":
    with suppress(KeyboardInterrupt):
        main()
