"""Things that are ready before they are wanted."""

import asyncio

import pytest

from course.serve.pool import Pool


class Maker:
    """Makes numbers, 1 first; those in `bad` went bad while they waited."""

    def __init__(self):
        self.made, self.bad, self.fails = 0, set(), False

    async def make(self):
        """Make the next number."""
        if self.fails:
            raise OSError("nothing to make them of")
        await asyncio.sleep(0)
        self.made += 1
        return self.made

    def is_good(self, number):
        """Tell whether a number can still be used."""
        return number not in self.bad


@pytest.fixture
def maker():
    """Give a maker."""
    return Maker()


async def filled(maker, size):
    """Return a pool with all its places filled."""
    pool = Pool(maker.make, maker.is_good, size)
    pool.fill()
    await until(lambda: len(pool) == size)
    return pool


async def until(condition):
    """Let other tasks go on until something is the case."""
    for _turn in range(1000):
        if condition():
            return
        await asyncio.sleep(0)
    raise AssertionError("never the case")


def test_what_is_ready_is_given_at_once(maker):
    """Each one is given once, the oldest first; filling again makes no more than there is room."""

    async def play():
        pool = await filled(maker, 3)
        pool.fill()
        assert (maker.made, pool.take_now(), pool.take_now()) == (3, 1, 2)
        assert pool.misses == 0
        pool.close()

    asyncio.run(play())


def test_an_empty_pool_makes_one(maker):
    """Who finds nothing ready waits for one of their own, and that is counted."""

    async def play():
        pool = Pool(maker.make, maker.is_good, 2)
        assert pool.take_now() is None
        assert await pool.take() == 1
        assert pool.misses == 1
        pool.close()

    asyncio.run(play())


def test_what_went_bad_is_not_given(maker):
    """What died while it waited is passed over."""

    async def play():
        pool = await filled(maker, 3)
        maker.bad = {1, 2}
        assert pool.take_now() == 3
        assert pool.take_now() is None
        pool.close()

    asyncio.run(play())


def test_what_is_taken_is_replaced(maker, monkeypatch):
    """The pool fills itself after a pause."""
    monkeypatch.setattr("course.serve.pool.PAUSE", 0)

    async def play():
        pool = await filled(maker, 2)
        pool.take_now()
        await until(lambda: len(pool) == 2)
        assert maker.made == 3
        pool.close()

    asyncio.run(play())


def test_a_failure_is_not_the_end(maker):
    """When one cannot be made, who wants it is told; later filling succeeds."""

    async def play():
        pool = Pool(maker.make, maker.is_good, 1)
        maker.fails = True
        pool.fill()
        with pytest.raises(OSError, match="nothing to make them of"):
            await pool.take()
        await until(lambda: not pool.is_filling)
        maker.fails = False
        pool.fill()
        await until(lambda: len(pool) == 1)
        pool.close()

    asyncio.run(play())


def test_a_closed_pool_makes_no_more(maker):
    """What was being made is given up."""

    async def play():
        pool = Pool(maker.make, maker.is_good, 2)
        pool.fill()
        pool.close()
        await until(lambda: not pool.is_filling)
        assert (len(pool), maker.made) == (0, 0)

    asyncio.run(play())
