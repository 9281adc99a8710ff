"""Kernels: one per open page, each with an owner, none with more knowledge than it needs."""

import asyncio
import ctypes
import os
import shutil
import tempfile
import time
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import psutil
from jupyter_server.services.kernels.connection.channels import ZMQChannelsWebsocketConnection
from jupyter_server.services.kernels.kernelmanager import AsyncMappingKernelManager

from course.here import PUBLIC_URL_VARIABLE
from course.serve.forked import Zygote
from course.serve.journal import note
from course.serve.pool import Pool
from course.view import SERVED_VARIABLE

PASSED_ON = (
    "PATH",
    "HOME",
    "LANG",
    "LC_ALL",
    "TZ",
    "TMPDIR",
    "SYSTEMROOT",
    "VIRTUAL_ENV",
    "PYTHONPATH",
    "LD_LIBRARY_PATH",
    "OPENBLAS_CORETYPE",
    "OPENBLAS_L2_SIZE",
    "COURSE_DATABASE",
    "COURSE_LANGUAGE",
)
ALLOWED_MESSAGES = ["comm_msg", "kernel_info_request"]
SENT_MESSAGES = ("comm_msg", "status")
LEAST_PAGES, MOST_PAGES = 40, 400
PAGE_BYTES = 32 * 2**20  # memory of an open page, the server's share included
POOL_SIZE = 3
START_SECONDS = 60
UNSEEN_SECONDS = 900  # without a sign of life from its page a kernel ends
CHECK_SECONDS = 20
LEAVING_SECONDS = 1  # for messages that were on their way when the page was left
MOST_FAILURES = 3  # of the zygote in a row, then kernels are ordinary processes
SOCKETS = 65_536


@dataclass(frozen=True, eq=False)
class WarmKernel:
    """A kernel that runs and has shown nothing yet; `client` is connected to it."""

    id: str
    client: Any


class OwnedKernelManager(AsyncMappingKernelManager):
    """Hands out kernels to pages and remembers whose they are.

    Kernels wait ready-made in a pool, belonging to nobody. Each is used for one page, learns then
    who is there, and ends with the page.

    Attributes
    ----------
    zygote : course.serve.forked.Zygote or None
        What kernels are forked from; without it they are ordinary processes.
    most : int
        How many pages may be open.
    """

    zygote = None

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self._owners = {}  # kernel id to owner id, oldest first
        self._seen = {}  # kernel id to when its page last gave a sign of life
        self._wires = {}  # kernel id to what hangs up on its page
        self._coming = Counter()  # owner id to pages that wait for their kernel
        self._ending = set()  # tasks
        self._can_start, self._zygote_ended = asyncio.Event(), asyncio.Event()
        self.pool = Pool(self._start_warm, self._is_running, POOL_SIZE)
        self.most = most_pages()

    # --- The life of the server ---

    def prepare(self, data, public_url="", *, forks=True):
        """Set the surroundings of all kernels.

        Parameters
        ----------
        data : pathlib.Path
            The data folder.
        public_url : str
            The address people use.
        forks : bool
            Whether to fork kernels where the system can.
        """
        allow_many_files()
        self.context.max_sockets = SOCKETS
        self.connection_dir = tempfile.mkdtemp(prefix="course-")  # short: see unix(7)
        self._data, self._forks = data, forks
        self._environment = kernel_environment(data, public_url)

    async def keep_ready(self):
        """Keep zygote and pool ready, and end kernels nobody uses, until cancelled."""
        failures = 0
        while True:
            if self._forks and not (self.zygote and self.zygote.is_alive):
                failures = 0 if await self._start_zygote() else failures + 1
                self._forks = failures < MOST_FAILURES
            self._can_start.set()
            self.pool.fill()
            self._end_unseen()
            give_back_memory()
            with suppress(TimeoutError):
                await asyncio.wait_for(self._zygote_ended.wait(), CHECK_SECONDS)

    async def _start_zygote(self):
        self._can_start.clear()  # who comes now waits: that is quicker than an ordinary start
        self._zygote_ended.clear()
        self.zygote = Zygote(self._environment, self._data, self._zygote_ended.set)
        try:
            await self.zygote.start()
        except OSError as error:
            note("zygote-failed", reason=str(error))
            self.zygote.stop()
            self.zygote = None
            return False
        note("zygote-started", pid=self.zygote.process.pid)
        return True

    def _end_unseen(self):
        limit = time.monotonic() - UNSEEN_SECONDS
        for kernel_id in [kernel for kernel, seen in self._seen.items() if seen < limit]:
            note("kernel-unused", kernel=kernel_id, owner=self.owner(kernel_id))
            self.end_soon(kernel_id, 0)

    async def close(self):
        """End everything."""
        self.pool.close()
        if self.zygote:
            self.zygote.stop()
        await asyncio.gather(*map(self.end, self.list_kernel_ids()))
        shutil.rmtree(self.connection_dir, ignore_errors=True)

    # --- Ready-made kernels ---

    async def _start_warm(self):
        """Start a kernel that belongs to nobody yet, and wait until it is ready."""
        await self._can_start.wait()
        kernel_id = str(uuid4())
        await self.start_kernel(
            kernel_name="python3",
            kernel_id=kernel_id,
            cwd=str(self._data),
            env=self._environment,
        )
        client = self.get_kernel(kernel_id).client(context=self.context)
        client.start_channels(stdin=False, hb=False, control=False)
        try:
            await client.wait_for_ready(timeout=START_SECONDS)
        except BaseException:
            client.stop_channels()
            await self.end(kernel_id)
            raise
        return WarmKernel(kernel_id, client)

    def _is_running(self, warm):
        return warm.id in self and self.get_kernel(warm.id).provisioner.process.poll() is None

    def start_watching_activity(self, kernel_id):
        """Watch nothing: whether a kernel is used its page tells (see `is_seen`)."""

    # --- Whose kernels they are ---

    def owner(self, kernel_id):
        """Return the id of the `Owner` of a kernel, or None."""
        return self._owners.get(kernel_id)

    @property
    def open_pages(self):
        """How many pages have a kernel or wait for one."""
        return len(self._owners) + self._coming.total()

    def has_room_for(self, owner):
        """Tell whether one more page may open."""
        return self.open_pages < self.most or self._is_at_limit(owner)

    def _is_at_limit(self, owner):
        mine = len(self.kernels_of(owner.id)) + self._coming[owner.id]
        return mine >= owner.most_pages

    def kernels_of(self, owner_id):
        """Return the ids of somebody's kernels, the oldest first."""
        return [kernel for kernel, owner in self._owners.items() if owner == owner_id]

    def give_now(self, owner, address):
        """Give a page a kernel if one is ready; see `give`.

        Returns
        -------
        WarmKernel or None
        """
        warm = self.pool.take_now()
        if warm:
            self._hand_over(warm, owner, address)
        return warm

    def give(self, owner, address):
        """Give a page a kernel, as soon as there is one; the page counts from now on.

        When somebody has too many pages open, the oldest makes room.

        Parameters
        ----------
        owner : course.serve.owners.Owner
        address : str
            Of the page.

        Returns
        -------
        asyncio.Task
            Gives a `WarmKernel`.
        """
        self._coming[owner.id] += 1
        return asyncio.ensure_future(self._give(owner, address))

    async def _give(self, owner, address):
        try:
            warm = await self.pool.take()
        finally:
            self._coming[owner.id] -= 1
        self._hand_over(warm, owner, address)
        return warm

    def _hand_over(self, warm, owner, address):
        mine = self.kernels_of(owner.id)
        if len(mine) >= owner.most_pages:
            self.end_soon(mine[0], 0)
        self._owners[warm.id] = owner.id
        self.is_seen(warm.id)
        identity = {owner.variable: owner.value, "VOILA_REQUEST_URL": address}
        code = f"import os; os.environ.update({identity!r})"
        warm.client.execute(code, silent=True, store_history=False, allow_stdin=False)
        pid = self.get_kernel(warm.id).provisioner.pid
        note("page-opened", page=address, owner=owner.id, kernel=warm.id, pid=pid)

    def is_seen(self, kernel_id):
        """Note that the page of a kernel is still there."""
        if kernel_id in self._owners:
            self._seen[kernel_id] = time.monotonic()

    def is_wired(self, kernel_id, hang_up):
        """Note what closes the wire to the page of a kernel, so that the page hears of its end."""
        self._wires[kernel_id] = hang_up

    def end_soon(self, kernel_id, seconds=LEAVING_SECONDS):
        """Take a kernel from its owner now, and end it a little later."""
        self._forget(kernel_id)

        async def end():
            await asyncio.sleep(seconds)
            await self.end(kernel_id)

        task = asyncio.ensure_future(end())
        self._ending.add(task)
        task.add_done_callback(self._ending.discard)

    async def end(self, kernel_id):
        """End a kernel; one that is gone already is fine."""
        self._forget(kernel_id)
        hang_up = self._wires.pop(kernel_id, None)
        if kernel_id in self:
            await self.shutdown_kernel(kernel_id, now=True)
        if hang_up:
            hang_up()

    async def end_all_of(self, owner_id):
        """End all kernels of a person or seat, as when somebody signs out everywhere."""
        await asyncio.gather(*map(self.end, self.kernels_of(owner_id)))

    def _handle_kernel_died(self, kernel_id):
        note("kernel-died", kernel=kernel_id, owner=self.owner(kernel_id))
        self.remove_kernel(kernel_id)

    def remove_kernel(self, kernel_id):
        """Forget a kernel that has ended."""
        self._forget(kernel_id)
        self._wires.pop(kernel_id, None)
        return super().remove_kernel(kernel_id)

    def _forget(self, kernel_id):
        self._owners.pop(kernel_id, None)
        self._seen.pop(kernel_id, None)


class PageConnection(ZMQChannelsWebsocketConnection):
    """The wire from a kernel to its page.

    A kernel also tells the code of its cells, what they print and the tracebacks of errors. In
    these may be keys, and paths of this machine; the page needs none of it.
    """

    async def prepare(self):
        """Take the kernel as it is: it was ready before the page knew of it."""
        await self._register_session()
        self.session.key = self.kernel_manager.session.key

    def create_stream(self):
        """Connect to what carries messages of activities."""
        for channel in ("iopub", "shell"):
            connect = getattr(self.kernel_manager, f"connect_{channel}")
            self.channels[channel] = stream = connect(identity=self.session.bsession)
            stream.channel = channel

    def nudge(self):
        """Wait for nothing, see `prepare`."""
        ready = asyncio.get_running_loop().create_future()
        ready.set_result(None)
        return ready

    def handle_incoming_message(self, incoming_msg):
        """Pass on what a page says, and note that it is still there."""
        self.multi_kernel_manager.is_seen(self.kernel_id)
        super().handle_incoming_message(incoming_msg)

    def handle_outgoing_message(self, stream, outgoing_msg):
        """Pass on what activities say and whether the kernel runs, nothing else."""
        _to, (_signature, header, *_rest) = self.session.feed_identities(outgoing_msg)
        if self.session.unpack(header)["msg_type"] in SENT_MESSAGES:
            super().handle_outgoing_message(stream, outgoing_msg)


def kernel_environment(data, public_url=""):
    """Return all a kernel learns from its environment: no secret but where the database is."""
    env = {name: os.environ[name] for name in PASSED_ON if name in os.environ}
    return env | {
        SERVED_VARIABLE: "1",
        "COURSE_DATA": str(data),
        PUBLIC_URL_VARIABLE: public_url,
        "OPENBLAS_NUM_THREADS": "1",
        "PYDEVD_DISABLE_FILE_VALIDATION": "1",
    }


def most_pages():
    """Return for how many open pages half of this machine's memory is enough."""
    memory = psutil.virtual_memory().total // 2
    return max(LEAST_PAGES, min(MOST_PAGES, memory // PAGE_BYTES))


def give_back_memory():
    """Give memory that pages needed back to the system, which glibc keeps; takes milliseconds."""
    with suppress(AttributeError, OSError, TypeError):  # another C library, Windows
        ctypes.CDLL(None).malloc_trim(0)


def allow_many_files():
    """Let this process open as many files and sockets as the system allows it."""
    try:
        import resource
    except ImportError:  # Windows has no such limit
        return
    _soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
