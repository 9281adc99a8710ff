"""Whose kernels they are, how many there may be, and what goes from a kernel to a page."""

import asyncio
import ctypes
import platform
from dataclasses import replace
from types import SimpleNamespace

import psutil
import pytest
from jupyter_server.services.kernels.connection.channels import ZMQChannelsWebsocketConnection

from course.people.roles import Person
from course.serve import kernels as module
from course.serve.kernels import OwnedKernelManager, PageConnection, WarmKernel, give_back_memory
from course.serve.owners import owner_of_person, owner_of_seat
from course.store.meetings import Seat

ANN, BEN = (owner_of_person(Person(letter * 16, name, "learner")) for letter, name in ("aA", "bB"))


class Client:
    """A kernel's client that keeps what it is told to run."""

    def __init__(self):
        self.code = []

    def execute(self, code, **_options):
        """Keep the code."""
        self.code.append(code)


class Pool:
    """Makes kernels that are only names."""

    def __init__(self, ready=0):
        self.ready, self.made = ready, 0

    def take_now(self):
        """Return one of those that are ready."""
        if self.ready == 0:
            return None
        self.ready -= 1
        return self._next()

    async def take(self):
        """Make one."""
        await asyncio.sleep(0)
        return self._next()

    def _next(self):
        self.made += 1
        return WarmKernel(f"kernel-{self.made}", Client())


@pytest.fixture
def manager(monkeypatch):
    """Give a manager whose kernels are only names; `ended` are those that were ended."""
    manager = OwnedKernelManager()
    manager.pool, manager.most, manager.ended = Pool(), 4, []
    process = SimpleNamespace(provisioner=SimpleNamespace(pid=1))
    monkeypatch.setattr(manager, "get_kernel", lambda _id: process)

    async def end(kernel_id):
        manager._forget(kernel_id)
        manager.ended.append(kernel_id)

    monkeypatch.setattr(manager, "end", end)
    return manager


async def turns(number=10):
    """Let other tasks go on."""
    for _turn in range(number):
        await asyncio.sleep(0)


def test_a_kernel_learns_who_is_there(manager):
    """The person and the page come with the hand-over, a kernel without one is nobody's."""
    manager.pool.ready = 1
    warm = manager.give_now(ANN, "/modules/it's")
    assert manager.owner(warm.id) == ANN.id
    assert manager.owner("another") is None
    environment = {}
    given = {"os": SimpleNamespace(environ=environment)}
    exec(warm.client.code[0].removeprefix("import os; "), given)
    assert environment == {"COURSE_PERSON": ANN.id, "VOILA_REQUEST_URL": "/modules/it's"}
    assert manager.give_now(ANN, "/") is None  # none is ready any more


def test_pages_that_come_together_count(manager):
    """Those that wait for their kernel take a place already; who leaves gives it back."""

    async def play():
        coming = []
        for person in (ANN, ANN, BEN, BEN, BEN):
            if manager.has_room_for(person):
                coming.append(manager.give(person, "/"))
        assert (len(coming), manager.open_pages) == (4, 4)
        first = (await asyncio.gather(*coming))[0]
        assert manager.open_pages == 4
        assert not manager.has_room_for(BEN)
        await manager.end(first.id)
        assert manager.has_room_for(BEN)

    asyncio.run(play())


def test_a_kernel_that_cannot_start_takes_no_place(manager):
    """The page is told, and the place is free again."""

    async def fail():
        raise RuntimeError("no kernel")

    async def play():
        manager.pool.take = fail
        with pytest.raises(RuntimeError, match="no kernel"):
            await manager.give(ANN, "/")
        assert manager.open_pages == 0

    asyncio.run(play())


def test_the_oldest_page_makes_room(manager):
    """Nobody has more than so many pages; the next one ends the oldest, not another person's."""
    ann = replace(ANN, most_pages=2)

    async def play():
        for person in (BEN, ann, ann):
            await manager.give(person, "/")
        assert manager.ended == []
        await manager.give(ann, "/")
        await turns()
        assert manager.ended == ["kernel-2"]
        assert manager.owner("kernel-1") == BEN.id

    asyncio.run(play())


def test_many_pages_of_one_person_at_once(manager):
    """Pages opened together while no kernel is ready all come; of too many the first ones end."""
    ann = replace(ANN, most_pages=2)

    async def play():
        coming = [manager.give(ann, "/") for _page in range(4)]
        await asyncio.gather(*coming)
        await turns()
        assert manager.ended == ["kernel-1", "kernel-2"]
        assert manager.open_pages == 2

    asyncio.run(play())


def test_a_seat_has_one_page(manager):
    """A new page of a seat ends the one before, not the person's own; it knows of no person."""
    seat = owner_of_seat(Seat("5ea7", "meeting", "Ann", ANN.id, 1))

    async def play():
        await manager.give(ANN, "/")
        await manager.give(seat, "/")
        warm = await manager.give(seat, "/")
        await turns()
        assert manager.ended == ["kernel-2"]
        assert manager.kernels_of(seat.id) == ["kernel-3"]
        assert manager.kernels_of(ANN.id) == ["kernel-1"]
        assert "'COURSE_SEAT': '5ea7'" in warm.client.code[0]
        assert "COURSE_PERSON" not in warm.client.code[0]

    asyncio.run(play())


def test_a_page_without_a_sign_of_life_is_given_up(manager, monkeypatch):
    """After so many seconds without one the kernel ends; a beat in between keeps it."""
    now = [0.0]
    monkeypatch.setattr(module.time, "monotonic", lambda: now[0])

    async def play():
        for person in (ANN, BEN):
            await manager.give(person, "/")
        now[0] = module.UNSEEN_SECONDS - 1
        manager.is_seen("kernel-2")
        manager._end_unseen()
        assert manager.open_pages == 2
        now[0] += 2
        manager._end_unseen()
        await turns()
        assert manager.ended == ["kernel-1"]
        assert manager.owner("kernel-2") == BEN.id
        manager.is_seen("kernel-1")  # too late
        assert manager.owner("kernel-1") is None

    asyncio.run(play())


def test_who_leaves_may_still_be_heard(manager):
    """A kernel that is left belongs to nobody at once, and ends a little later."""

    async def play():
        await manager.give(ANN, "/")
        manager.end_soon("kernel-1", 0.01)
        assert manager.owner("kernel-1") is None
        await turns()
        assert manager.ended == []
        await asyncio.gather(*manager._ending)
        assert manager.ended == ["kernel-1"]

    asyncio.run(play())


def test_a_page_hears_that_its_kernel_ended():
    """The newest wire of a kernel is closed with it, once; another page's stays."""
    manager, closed = OwnedKernelManager(), []
    manager.is_wired("one", lambda: closed.append("an old wire"))
    manager.is_wired("one", lambda: closed.append("one"))
    manager.is_wired("two", lambda: closed.append("two"))
    for _time in range(2):
        asyncio.run(manager.end("one"))
    assert closed == ["one"]


@pytest.mark.parametrize(("gigabytes", "pages"), [(1, 40), (8, 128), (64, 400)])
def test_how_many_pages_fit(monkeypatch, gigabytes, pages):
    """Half of the memory is for pages, within sensible limits."""
    memory = SimpleNamespace(total=gigabytes * 2**30)
    monkeypatch.setattr(module.psutil, "virtual_memory", lambda: memory)
    assert module.most_pages() == pages


@pytest.mark.parametrize(
    ("kind", "passes"),
    [
        ("comm_msg", True),
        ("status", True),
        ("execute_input", False),
        ("execute_result", False),
        ("display_data", False),
        ("stream", False),
        ("error", False),
        ("comm_open", False),
    ],
)
def test_a_page_gets_no_code_and_no_output(monkeypatch, kind, passes):
    """Only what activities say and the kernel's state go out, each message as it was."""
    sent = []
    monkeypatch.setattr(
        ZMQChannelsWebsocketConnection,
        "handle_outgoing_message",
        lambda _self, stream, message: sent.append((stream, message)),
    )
    connection = PageConnection()
    message = connection.session.serialize(connection.session.msg(kind, {"text": "the key"}))
    connection.handle_outgoing_message("iopub", [b"iopub.kernel", *message])
    assert sent == ([("iopub", [b"iopub.kernel", *message])] if passes else [])


MEGABYTE = 2**20


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="other C libraries give it back")
def test_memory_goes_back_to_the_system():
    """Freed memory below some that is still used is given back; glibc alone would keep it."""

    def private():
        return psutil.Process().memory_full_info().uss

    blocks = [bytes(3000) for _block in range(40_000)]
    used = private()
    del blocks[:-1]
    give_back_memory()
    assert private() < used - 60 * MEGABYTE


def test_another_c_library_is_fine(monkeypatch):
    """Where memory cannot be given back this way, nothing happens."""
    monkeypatch.setattr(ctypes, "CDLL", lambda _name: object())
    give_back_memory()


def test_memory_is_given_back_now_and_then(manager, monkeypatch):
    """The round that ends unused kernels does it too."""
    manager._forks, manager.pool.fill = False, lambda: None

    async def play():
        given = asyncio.Event()
        monkeypatch.setattr(module, "give_back_memory", given.set)
        keeping = asyncio.ensure_future(manager.keep_ready())
        await asyncio.wait_for(given.wait(), 5)
        keeping.cancel()

    asyncio.run(play())
