"""Kernels forked from one process that has everything imported."""

import asyncio
import os
import subprocess
import sys
import threading
from ast import literal_eval
from contextlib import asynccontextmanager

import psutil
import pytest
from jupyter_client import AsyncKernelClient
from jupyter_client.connect import write_connection_file

from course.serve import zygote as module
from course.serve.forked import Zygote
from course.serve.kernels import kernel_environment

pytestmark = pytest.mark.skipif(not hasattr(os, "pidfd_open"), reason="forks on Linux only")


@asynccontextmanager
async def zygote(folder, environment=None):
    """Run a zygote for a while; `died` is set when it ends by itself."""
    died = asyncio.Event()
    one = Zygote(environment or kernel_environment(folder), folder, died.set)
    await one.start()
    one.died = died
    try:
        yield one
    finally:
        one.stop()


@asynccontextmanager
async def client_of(one, folder):
    """Fork a kernel and give its process and a client that is ready."""
    path, _ports = write_connection_file(
        str(folder / "kernel.json"), transport="ipc", ip=str(folder / "k"), key=b"secret"
    )
    process = await one.fork(path)
    client = AsyncKernelClient(connection_file=path)
    client.load_connection_file()
    client.start_channels(stdin=False, hb=False)
    try:
        await client.wait_for_ready(timeout=20)
        yield process, client
    finally:
        client.stop_channels()


async def value_of(client, expression):
    """Return what an expression is in the kernel, as text."""
    reply = await client.execute("", user_expressions={"it": expression}, reply=True, timeout=20)
    return reply["content"]["user_expressions"]["it"]["data"]["text/plain"]


def test_an_edit_reaches_the_next_kernel(tmp_path):
    """A kernel forked after an edit has it in memory already."""
    place = tmp_path / "content" / "exercises" / "standards"
    place.mkdir(parents=True)
    known = "__import__('course.notebook').notebook._ahead"
    files = f"[stamp for stamp, _library in {known}.values()]"  # as they were when read

    async def play():
        async with zygote(tmp_path) as one:
            (place / "ours.yaml").write_text("catalogue: none")
            async with client_of(one, tmp_path) as (_process, client):
                assert "ours.yaml" in await value_of(client, files)

    asyncio.run(play())


def test_a_forked_kernel_works(tmp_path):
    """It runs code, with all imported before, in a session of its own; it ends when killed."""

    async def play():
        async with zygote(tmp_path) as one, client_of(one, tmp_path) as (process, client):
            assert await value_of(client, "6 * 7") == "42"
            assert await value_of(client, "__import__('os').getpid()") == str(process.pid)
            assert (
                await value_of(client, "'course.notebook' in __import__('sys').modules") == "True"
            )
            assert os.getsid(process.pid) == process.pid
            assert process.poll() is None
            with pytest.raises(subprocess.TimeoutExpired):
                process.wait(0.01)
            process.kill()
            process.wait(5)
            assert process.poll() == 0
            process.kill()  # again: nothing happens
            assert not psutil.pid_exists(process.pid)  # no zombie is left

    asyncio.run(play())


def test_a_kernel_imports_nothing_by_itself(tmp_path):
    """What starting imports is there already, so that all kernels share it."""

    async def loaded():
        async with zygote(tmp_path) as one, client_of(one, tmp_path) as (_process, client):
            return await value_of(client, "' '.join(__import__('sys').modules)")

    late = set(literal_eval(asyncio.run(loaded())).split()) - preloaded_modules(tmp_path)
    assert late <= {"faulthandler", "runpy"}  # runpy runs the zygote itself


def preloaded_modules(folder):
    """Return the names of the modules that a zygote has."""
    code = "import sys; from course.serve import zygote; zygote.preload(); print(*sys.modules)"
    said = subprocess.run(
        [sys.executable, "-c", code],
        env=kernel_environment(folder),
        cwd=folder,
        capture_output=True,
        text=True,
        check=True,
    )
    return set(said.stdout.split())


def test_kernels_know_no_secret(tmp_path, monkeypatch):
    """Of the server's surroundings a kernel has what was passed on, and nothing else."""
    monkeypatch.setenv("A_SECRET_OF_THE_SERVER", "never for kernels")

    async def play():
        async with zygote(tmp_path) as one, client_of(one, tmp_path) as (process, client):
            seen = await value_of(client, "sorted(__import__('os').environ)")
            assert "A_SECRET_OF_THE_SERVER" not in seen
            assert "COURSE_DATA" in seen
            assert "A_SECRET" not in str(psutil.Process(process.pid).environ())

    asyncio.run(play())


def test_kernels_end_with_their_zygote(tmp_path):
    """When the zygote is killed, its owner is told, its kernels end, and no more are forked."""

    async def play():
        async with zygote(tmp_path) as one, client_of(one, tmp_path) as (process, _client):
            one.process.kill()
            await asyncio.wait_for(one.died.wait(), 5)
            process.wait(5)
            assert not one.is_alive
            with pytest.raises(OSError, match="no process to fork"):
                await one.fork("kernel.json")

    asyncio.run(play())


def test_a_kernel_that_fails_leaves_the_zygote_alone(tmp_path):
    """A connection file that is not there ends the kernel, not its zygote."""

    async def play():
        async with zygote(tmp_path) as one:
            bad = tmp_path / "bad.json"
            bad.write_text("no JSON")
            process = await one.fork(str(bad))
            process.wait(10)
            async with client_of(one, tmp_path) as (_process, client):
                assert await value_of(client, "1 + 1") == "2"

    asyncio.run(play())


def test_a_zygote_that_cannot_start_says_so(tmp_path):
    """Without what it imports it ends at once, which is an error and not a long wait."""

    async def play():
        environment = kernel_environment(tmp_path) | {"PYTHONPATH": "", "PYTHONHOME": "/nowhere"}
        async with zygote(tmp_path, environment):
            pass

    with pytest.raises(OSError, match="did not start"):
        asyncio.run(play())


def test_a_zygote_refuses_to_have_threads(monkeypatch):
    """A thread at the time of a fork would leave its locks behind."""
    monkeypatch.setattr(module, "preload", lambda: None)
    monkeypatch.setattr(module.os, "listdir", lambda _place: ["1", "2"])
    monkeypatch.setattr(module.socket, "socket", lambda fileno: None)
    monkeypatch.setattr(sys, "argv", ["zygote", "0"])
    with pytest.raises(SystemExit, match="must not have threads"):
        module.main()


def test_work_aside_leaves_no_thread(capfd):
    """What a child returns arrives; what it started is gone with it, and its error is printed."""
    parent, before = os.getpid(), threading.active_count()

    def work():
        threading.Thread(target=threading.Event().wait, daemon=True).start()
        return [os.getpid() != parent, threading.active_count()]

    assert module.aside(work) == [True, 2]
    assert threading.active_count() == before
    assert module.aside(lambda: 1 / 0) is None
    assert "ZeroDivisionError" in capfd.readouterr().err


def test_a_zygote_that_is_killed_at_once_leaves_nothing(tmp_path):
    """However far it had come, neither it nor what it had begun aside is left."""

    async def play(seconds):
        one = Zygote(kernel_environment(tmp_path), tmp_path, lambda: None)
        starting = asyncio.ensure_future(one.start())
        await asyncio.sleep(seconds)
        below = psutil.Process(one.process.pid).children(recursive=True)
        one.stop()
        starting.cancel()
        _gone, left = psutil.wait_procs(below, timeout=5)
        assert left == []
        return len(below)

    found = [asyncio.run(play(seconds)) for seconds in (0.9, 1.2)]
    assert all(number <= 1 for number in found)
