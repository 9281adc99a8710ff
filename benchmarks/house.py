"""A server for a crowd: a throw-away data folder with profiles, and what its processes take."""

import asyncio
import math
import time
from collections import Counter
from contextlib import contextmanager, suppress
from dataclasses import dataclass

import psutil
from sqlalchemy import select
from tornado.web import create_signed_value

from course.serve.app import cookie_secret
from course.serve.identity import SESSION_COOKIE
from course.store.schema import attempts
from course.store.store import throw_away
from tests.browser.server import running


@dataclass(frozen=True)
class Usage:
    """What the server and the processes below it (kernels and what starts them) take.

    Attributes
    ----------
    others : int
        Number of processes below the server.
    private, pss : tuple of int
        Bytes of the server and of the others: shared with nobody; proportional share.
    cpu : tuple of float
        Seconds of the server and of the others so far.
    files : int
        Open files and sockets of the server.
    """

    others: int
    private: tuple[int, int]
    pss: tuple[int, int]
    cpu: tuple[float, float]
    files: int

    def is_like(self, earlier):
        """Tell whether nothing to speak of has changed."""
        grown = abs(sum(self.private) - sum(earlier.private))
        return (self.others, self.files) == (earlier.others, earlier.files) and grown < SMALL


SMALL = 1_000_000  # bytes
LOOK_SECONDS, QUIET_SECONDS = 1, 30


class House:
    """A running server and the cookies of its learners.

    Parameters
    ----------
    server : tests.browser.server.Server
    cookies : tuple of str
        One for each learner, as a browser sends it.
    """

    def __init__(self, server, cookies):
        self.server, self.cookies, self.url = server, cookies, server.url
        self.process = psutil.Process(server.process.pid)

    def usage(self):
        """Return a `Usage` of this moment."""
        server, *others = [self.process, *self.process.children(recursive=True)]
        private, pss, cpu = usage_of(server)
        found = [each for each in map(usage_of, others) if each]
        sums = [sum(values) for values in zip(*found, strict=True)] or [0, 0, 0]
        return Usage(
            len(found),
            (private, sums[0]),
            (pss, sums[1]),
            (cpu, sums[2]),
            self.process.num_fds(),
        )

    async def quiet(self, most=math.inf):
        """Return the usage when nothing changes any more, or after some patience.

        Parameters
        ----------
        most : int, optional
            Processes below the server; more are still on their way out.
        """
        until, usage = time.monotonic() + QUIET_SECONDS, self.usage()
        while time.monotonic() < until:
            await asyncio.sleep(LOOK_SECONDS)
            earlier, usage = usage, self.usage()
            if usage.is_like(earlier) and usage.others <= most:
                break
        return usage

    def stored(self):
        """Return how often each answer is in the database, by its key and item."""
        store = throw_away(self.server.data, time.time)
        with store.database.read() as connection:
            rows = connection.execute(select(attempts.c.key, attempts.c.item_id)).all()
        store.close()
        return Counter(tuple(row) for row in rows)


def usage_of(process):
    """Return private bytes, proportional bytes and CPU seconds; None for one that has ended."""
    with suppress(psutil.Error):
        memory, cpu = process.memory_full_info(), process.cpu_times()
        return memory.uss, getattr(memory, "pss", 0), cpu.user + cpu.system  # pss: Linux only
    return None


@contextmanager
def open_house(data, learners):
    """Serve the course for a while to this many learners, each signed in.

    They come by the store, not by the sign-in page: so many from one address are too many for it.
    """
    secret = cookie_secret(data)
    store = throw_away(data, time.time)
    cookies = []
    for number in range(1, learners + 1):
        person = store.accounts.add(f"Learner {number}")
        token = store.accounts.sign_in(person.id, None)
        value = create_signed_value(secret, SESSION_COOKIE, token).decode()
        cookies.append(f"{SESSION_COOKIE}={value}")
    store.close()
    with running(data) as server:
        yield House(server, tuple(cookies))
