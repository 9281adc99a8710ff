"""A course server in a process of its own, as `make run` starts it."""

import os
import re
import shutil
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.request
from contextlib import closing, contextmanager, suppress

import nbformat
import psutil

from course.content.library import Library

START_SECONDS = 60


class Server:
    """A running server.

    Attributes
    ----------
    data : pathlib.Path
    port : int
    url : str
        Without a slash at its end.
    """

    def __init__(self, data, host_name="127.0.0.1", options=()):
        self.data, self.host_name, self.options = data, host_name, options
        self.port = free_port()
        self.url = f"http://{host_name}:{self.port}"
        self.code = ""
        self.process = None

    def start(self):
        """Start and wait until it answers; `code` is the manager's code, if one was printed."""
        self.log = (self.data / "server.log").open("a+")
        start = self.log.tell()
        command = [sys.executable, "-m", "course.cli", "serve", "--no-open"]
        options = ["--port", str(self.port), "--public-url", self.url, "--data", str(self.data)]
        env = os.environ | {"A_SECRET_OF_THE_SERVER": "never for kernels"}
        self.process = subprocess.Popen(
            command + options + list(self.options),
            stdout=self.log,
            stderr=subprocess.STDOUT,
            env=env,
        )
        until = time.monotonic() + START_SECONDS
        while not self._answers():
            if time.monotonic() > until or self._has_ended(within=0.1):
                raise RuntimeError("the server did not start:\n" + self.said(start))
        self.code = next(iter(re.findall(r"code (\S{4}-\S{4})", self.said(start))), self.code)

    def _has_ended(self, within):
        with suppress(subprocess.TimeoutExpired):
            self.process.wait(within)
        return self.process.poll() is not None

    def _answers(self):
        address = f"http://127.0.0.1:{self.port}/healthz"
        try:
            with urllib.request.urlopen(address, timeout=1) as answer:
                return answer.status == 200
        except OSError:
            return False

    def said(self, start=0):
        """Return what the server printed."""
        self.log.flush()
        self.log.seek(start)
        return self.log.read()

    def stop(self):
        """Stop as Ctrl+C does."""
        if self.process is not None:
            self.process.terminate()
            self.process.wait(20)

    def put_module(self, notebook, name):
        """Put a notebook of the business's own in the place of a shipped module."""
        folder = self.data / "content" / "modules"
        folder.mkdir(parents=True, exist_ok=True)
        nbformat.write(notebook, folder / f"{name}.ipynb")

    def put_bank(self, text, name):
        """Put an item bank of the business's own beside the shipped ones."""
        folder = self.data / "content" / "exercises" / "item_banks"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")

    def put_standards(self):
        """Make the shipped standards those of the business, also while it runs."""
        shipped = Library().files("catalogue")["front_desk"]
        folder = self.data / "content" / "exercises" / "standards"
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copy(shipped, folder)

    @contextmanager
    def locked_database(self):
        """Hold the database as another process may do, for as long as the block lasts."""
        with closing(sqlite3.connect(self.data / "course.sqlite", isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            yield
            other.execute("ROLLBACK")

    def zygote(self):
        """Return the process that kernels are forked from; the newest one."""
        return psutil.Process(int(re.findall(r"zygote-started pid=(\d+)", self.said())[-1]))

    def kernels(self):
        """Return the kernels of open pages: process id to the id of their owner."""
        opened = re.findall(r"page-opened .*owner=(\S+) .*pid=(\d+)", self.said())
        running = {child.pid for child in psutil.Process(self.process.pid).children(recursive=True)}
        return {int(pid): owner for owner, pid in opened if int(pid) in running}


def free_port():
    """Return a port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def running(data, prepare=None, **options):
    """Run a server for a while; ``prepare(server)`` puts content in place before it starts."""
    server = Server(data, **options)
    if prepare:
        prepare(server)
    server.start()
    try:
        yield server
    finally:
        server.stop()
