"""The server's side of the zygote: forked kernels look to Jupyter like any other process."""

import asyncio
import contextlib
import os
import select
import signal
import socket
import subprocess
import sys

from jupyter_client.provisioning import LocalProvisioner

from course.serve.zygote import MESSAGE_BYTES, READY

START_SECONDS = 60
FORK_SECONDS = 10


class Zygote:
    """A process to fork kernels from (see `course.serve.zygote`).

    Parameters
    ----------
    environment : dict of str to str
        All the environment that it and its kernels have.
    folder : pathlib.Path
        In which they work.
    when_ended : callable
        Called without arguments when it has ended by itself.
    """

    def __init__(self, environment, folder, when_ended):
        self.environment, self.folder, self._when_ended = environment, folder, when_ended
        self.process = self._connection = None
        self._is_free = asyncio.Lock()

    @property
    def is_alive(self):
        """Whether it is there to be asked."""
        return self._connection is not None and self.process.poll() is None

    async def start(self):
        """Start it and wait until it is ready.

        Raises
        ------
        OSError
            It cannot be had on this system, or ended at once.
        """
        if not hasattr(os, "pidfd_open"):
            raise OSError("This system has no process descriptors.")
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs:
            self.process = subprocess.Popen(  # noqa: S603 (our own module)
                [sys.executable, "-m", "course.serve.zygote", str(theirs.fileno())],
                env=self.environment,
                cwd=self.folder,
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
            )
        ours.settimeout(START_SECONDS)
        if await asyncio.to_thread(ours.recv, len(READY)) != READY:
            ours.close()
            raise OSError("The process to fork kernels from did not start.")
        ours.settimeout(FORK_SECONDS)
        self._connection = ours
        self._end = os.pidfd_open(self.process.pid)
        asyncio.get_running_loop().add_reader(self._end, self._ended)

    def _ended(self):
        self._close()
        self.process.wait()
        self._when_ended()

    def _close(self):
        if self._connection is not None:
            asyncio.get_running_loop().remove_reader(self._end)
            os.close(self._end)
            self._connection.close()
            self._connection = None

    async def fork(self, connection_file):
        """Return a `ForkedProcess`: a kernel that listens where the file says.

        Raises
        ------
        OSError
        """
        async with self._is_free:
            if not self.is_alive:
                raise OSError("There is no process to fork kernels from.")
            return await asyncio.to_thread(self._fork, os.fsencode(connection_file))

    def _fork(self, request):
        self._connection.send(request)
        answer, descriptors, _flags, _address = socket.recv_fds(self._connection, MESSAGE_BYTES, 1)
        if not descriptors:
            raise OSError("The kernel ended at once.")
        return ForkedProcess(int(answer), descriptors[0])

    def stop(self):
        """End it, and all kernels that came from it."""
        self._close()
        if self.process is not None:
            self.process.kill()
            self.process.wait()


class ForkedProcess:
    """A forked kernel, with what Jupyter uses of `subprocess.Popen`.

    Parameters
    ----------
    pid : int
    descriptor : int
        Readable when the process has ended; owned by this object.
    """

    stdin = stdout = stderr = None

    def __init__(self, pid, descriptor):
        self.pid, self._descriptor = pid, descriptor
        self.returncode = None  # how it ended only its parent, the zygote, could know

    def poll(self):
        """Return None while it runs, else 0."""
        return self._end_within(0)

    def wait(self, timeout=None):
        """Wait until it has ended, at most `timeout` seconds."""
        if self._end_within(timeout) is None:
            raise subprocess.TimeoutExpired("kernel", timeout)
        return self.returncode

    def _end_within(self, seconds):
        if self.returncode is None:
            end = select.poll()
            end.register(self._descriptor, select.POLLIN)
            if end.poll(None if seconds is None else seconds * 1000):
                os.close(self._descriptor)
                self.returncode = 0
        return self.returncode

    def send_signal(self, number):
        """Send a signal, to this very process and no later one with its number."""
        if self.poll() is None:
            with contextlib.suppress(ProcessLookupError):
                signal.pidfd_send_signal(self._descriptor, number)

    def kill(self):
        """End it at once."""
        self.send_signal(signal.SIGKILL)

    def terminate(self):
        """Ask it to end."""
        self.send_signal(signal.SIGTERM)


class ForkedProvisioner(LocalProvisioner):
    """Gives Jupyter kernels forked from the zygote; ordinary ones where there is none.

    Jupyter finds it by the name under which ``pyproject.toml`` announces it.
    """

    async def launch_kernel(self, cmd, **options):
        """Start a kernel; `cmd` is what would start an ordinary one."""
        zygote = self.parent.parent.zygote
        try:
            if zygote is None:
                raise OSError
            self.process = await zygote.fork(self.parent.connection_file)
        except OSError:
            return await super().launch_kernel(cmd, **options)
        self.pid, self.pgid, self.cwd = self.process.pid, None, str(zygote.folder)
        return self.connection_info
