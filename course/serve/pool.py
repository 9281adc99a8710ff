"""A pool of things that take long to make and are used once."""

import asyncio
from collections import deque
from contextlib import suppress

AT_ONCE = 3  # more would only slow each other down
PAUSE = 1.0  # seconds before one that was taken is replaced: the page it was for comes first


class Pool:
    """Keeps some of them ready.

    Parameters
    ----------
    make : callable
        Makes one, as a coroutine.
    is_good : callable
        Tells whether one that has waited can still be used.
    size : int
        How many wait.
    """

    def __init__(self, make, is_good, size):
        self._make, self._is_good, self.size = make, is_good, size
        self._ready = deque()
        self._filling = set()  # tasks
        self._slots = asyncio.Semaphore(AT_ONCE)
        self.misses = 0

    def __len__(self):
        """Return how many are ready."""
        return len(self._ready)

    def take_now(self):
        """Return one that is ready, or None."""
        while self._ready:
            one = self._ready.popleft()
            if self._is_good(one):
                self.fill(PAUSE)
                return one
        return None

    async def take(self):
        """Return one, made for the purpose when none is ready."""
        ready = self.take_now()
        if ready is not None:
            return ready
        self.misses += 1
        self.fill(PAUSE)
        return await self._make_one()

    async def _make_one(self):
        async with self._slots:
            return await self._make()

    def fill(self, pause=0.0):
        """Have as many made as are missing, after a pause of so many seconds."""
        coming = sum(not task.done() for task in self._filling)
        for _missing in range(self.size - len(self._ready) - coming):
            task = asyncio.ensure_future(self._add(pause))
            self._filling.add(task)
            task.add_done_callback(self._filling.discard)

    async def _add(self, pause):
        await asyncio.sleep(pause)
        with suppress(Exception):  # who needs one will be told; the next filling tries again
            self._ready.append(await self._make_one())

    @property
    def is_filling(self):
        """Whether some are being made."""
        return bool(self._filling)

    def close(self):
        """Make no more; what is ready is left to who made it."""
        self.size = 0
        for task in self._filling:
            task.cancel()
        self._ready.clear()
