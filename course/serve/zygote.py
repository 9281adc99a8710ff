"""The process that kernels are forked from: what they need is imported once, and shared by all.

Run as ``python -m course.serve.zygote FD`` with one end of a socket pair. Each message on it is the
connection file of a kernel to be; the answer is the kernel's process id, together with a descriptor
that tells when it ends (pidfd_open(2)). When the other end closes, this process ends, and with it
all its kernels.

A process must not be forked once it has threads, an event loop, a database or a ZeroMQ context:
their locks and connections would be shared. So nothing of these is made here; it is checked.
"""

import ctypes
import gc
import importlib
import logging
import os
import pickle
import signal
import socket
import sys
import traceback
from typing import ClassVar

MESSAGE_BYTES = 16_384
READY = b"ready"
PR_SET_PDEATHSIG = 1  # prctl(2)
PRELOADED = (
    "ipykernel.kernelapp",
    "course.notebook",
    # what an initialising kernel would import by itself, each time anew
    "IPython.core.completerlib",
    "IPython.core.debugger",
    "IPython.core.debugger_backport",
    "IPython.core.logger",
    "IPython.core.oinspect",
    "IPython.utils.wildcard",
    "ipykernel.debugger",
    "pdb",
    "psutil",
    "sqlite3",
    "tornado.gen",
    "tornado.locks",
    "tornado.platform.asyncio",
    "tornado.queues",
    # what activities import where they use it
    "pandas",
    "sqlalchemy.dialects.sqlite.pysqlite",
)


def main():
    """Get ready, say so, and fork kernels until the other end closes."""
    connection = socket.socket(fileno=int(sys.argv[1]))
    preload()
    if len(os.listdir("/proc/self/task")) > 1:
        sys.exit("A zygote must not have threads.")
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the server
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # ended kernels leave no zombies
    gc.collect()
    gc.freeze()
    connection.send(READY)
    serve(connection)


def preload():
    """Import what kernels need, and read the content that pages show."""
    sys.modules["debugpy"] = None  # nobody debugs a page: 0.9 s and 30 MB for nothing
    for name in PRELOADED:
        importlib.import_module(name)
    sys.modules["ipykernel.ipkernel"].sys = WithoutModules()
    from course.notebook import read_ahead

    read_ahead(aside)


def aside(work):
    """Return what a function returns, run in a process of its own: its threads end with it.

    Returns None when it failed; the error is printed.
    """
    reading, writing = os.pipe()
    parent = os.getpid()
    pid = os.fork()
    if pid == 0:
        try:
            os.close(reading)
            end_with(parent)
            with os.fdopen(writing, "wb") as answer:
                pickle.dump(work(), answer)
        except BaseException:
            traceback.print_exc()
        finally:
            os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as answer:
        found = answer.read()
    os.waitpid(pid, 0)
    return pickle.loads(found) if found else None  # noqa: S301 (written above)


def serve(connection):
    """Fork a kernel for each message."""
    parent = os.getpid()
    while request := connection.recv(MESSAGE_BYTES):
        look_at_content()
        pid = os.fork()
        if pid == 0:
            connection.close()
            run_kernel(os.fsdecode(request), parent)
        try:
            ended = os.pidfd_open(pid)
        except ProcessLookupError:  # ended already
            connection.send(b"0")
        else:
            socket.send_fds(connection, [str(pid).encode()], [ended])
            os.close(ended)


def look_at_content():
    """Read what was edited since, so that not every kernel has to."""
    from course.notebook import read_again

    try:
        read_again()
    except Exception:  # each kernel may try by itself
        traceback.print_exc()


def run_kernel(connection_file, parent):
    """Become a kernel; does not return.

    Parameters
    ----------
    connection_file : str
        Path of the file that says where it listens.
    parent : int
        Process id of the zygote; the kernel ends with it.
    """
    status = 1
    try:
        os.setsid()
        end_with(parent)
        for number in (signal.SIGINT, signal.SIGCHLD):
            signal.signal(number, signal.SIG_DFL)
        start_kernel(connection_file)
        status = 0
    finally:
        os._exit(status)


def end_with(parent):
    """Let this process end as soon as its parent does."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:  # gone in the meantime
        os._exit(1)


def start_kernel(connection_file):
    """Run ipykernel in this process until it is told to stop."""
    import ipywidgets
    import numpy as np
    from ipykernel.kernelapp import IPKernelApp
    from traitlets.config import Config

    class PageKernel(IPKernelApp):
        """A kernel that needs neither a command line nor somebody's configuration of IPython.

        What is not read is not copied either: a page of memory is shared until it is touched.
        """

        def parse_command_line(self, _argv=None):
            pass

        def load_config_file(self, **_given):
            pass

        def init_heartbeat(self):
            pass  # that it is alive tells its process descriptor

        def init_gui_pylab(self):
            pass

        def init_extensions(self):
            pass

        def init_code(self):
            pass

    np.random.seed()  # else all kernels would draw the same
    app = PageKernel.instance(
        connection_file=connection_file,
        capture_fd_output=False,
        log_level=logging.CRITICAL,
        config=Config({"HistoryManager": {"enabled": False}}),
    )
    app.initialize()
    ipywidgets.register_comm_target()  # importing it did so in vain: there was no kernel yet
    app.start()


class WithoutModules:
    """Stands in for `sys` where ipykernel lists all modules for a debugger we do not have."""

    modules: ClassVar = {}

    def __getattr__(self, name):
        return getattr(sys, name)


if __name__ == "__main__":
    main()
