"""The four servers of the comparison, each with the same page.

Ours runs in this environment as `make run` starts it; the others run in one of their own (see
``requirements.lock``), on loopback, with their own settings as they come and usage statistics off.
"""

import itertools
import json
import os
import socket
import subprocess
import time
from contextlib import contextmanager, suppress
from pathlib import Path

import nbformat
import psutil
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from benchmarks.peers.questions import DOES_NOT_FIT, FITS, QUESTIONS, TEXT
from tests.browser.server import START_SECONDS, Server, free_port
from tests.browser.visitor import Visitor

PEERS = Path(__file__).parent / "peers"
OURS, VOILA, PANEL, STREAMLIT = "course serve", "stock Voila", "Panel", "Streamlit"


class Site:
    """A running server and the address of its page.

    Parameters
    ----------
    name, url : str
    process : psutil.Process
        The server.
    """

    def __init__(self, name, url, process):
        self.name, self.url, self.process = name, url, process

    def cookies(self):
        """Return what a browser brings: nothing, since it knows nobody."""
        return []

    def private_memory(self):
        """Return bytes that the server and its processes share with nobody."""
        total = 0
        for process in [self.process, *self.process.children(recursive=True)]:
            with suppress(psutil.Error):  # ended between two looks
                total += process.memory_full_info().uss
        return total


class Ours(Site):
    """Our server; each visit is one of a new learner, who has answered nothing."""

    def __init__(self, server, browser):
        super().__init__(OURS, f"{server.url}/modules/bench", psutil.Process(server.process.pid))
        self.home, self.browser, self.numbers = server.url, browser, itertools.count(1)

    def cookies(self):
        """Return those of a new learner."""
        visitor = Visitor(self.browser.new_context(), self.home)
        visitor.join(f"Learner {next(self.numbers)}")
        cookies = visitor.context.cookies()
        visitor.context.close()
        return cookies


@contextmanager
def our_site(folder, browser):
    """Serve our page for a while."""
    server = Server(folder)
    server.put_bank(json.dumps(bank(), indent=1), "bench")  # JSON is YAML
    server.put_module(module(), "bench")
    try:
        server.start()
        yield Ours(server, browser)
    finally:
        server.stop()


def bank():
    """Return the questions as an item bank of ours."""
    return {
        "bank": "bench",
        "title": "Ten questions",
        "objectives": {"answer": "Answer ten questions."},
        "misconceptions": {"none": "One is as good as another."},
        "units": [{"id": "ten", "title": "Ten questions", "items": [*map(item, QUESTIONS)]}],
    }


def item(question):
    """Return a question as an item of our bank."""
    number = QUESTIONS.index(question) + 1
    return {
        "id": f"question-{number}",
        "objective": "answer",
        "type": "single",
        "difficulty": 1,
        "stem": question.stem,
        "options": [
            {"text": words, "feedback": FITS, "key": True}
            if words == question.right
            else {"text": words, "feedback": DOES_NOT_FIT, "misconception": "none"}
            for words in question.options
        ],
    }


def module():
    """Return our notebook."""
    setup = new_code_cell("from course.notebook import quiz", metadata={"tags": ["no-output"]})
    return new_notebook(
        cells=[new_markdown_cell(TEXT), setup, new_code_cell('quiz("bench", "ten")')],
        metadata={"course": {"role": "learner"}, "voila": {"template": "course"}},
    )


def ordinary_notebook():
    """Return the notebook for stock Voila: a cell for each question."""
    setup = "from questions import QUESTIONS\nfrom voila_app import ask"
    cells = [f"ask(QUESTIONS[{index}])" for index in range(len(QUESTIONS))]
    return new_notebook(cells=[new_markdown_cell(TEXT), *map(new_code_cell, [setup, *cells])])


def voila_command(folder, port):
    """Return how stock Voila starts; it loads no extension of another package here (Panel's)."""
    nbformat.write(ordinary_notebook(), folder / "bench.ipynb")
    deny = '--VoilaConfiguration.extension_denylist=["@pyviz/jupyterlab_pyviz"]'
    return ["voila", folder / "bench.ipynb", "--no-browser", f"--port={port}", deny]


def panel_command(_folder, port):
    """Return how Panel starts."""
    address = ("--address=127.0.0.1", f"--allow-websocket-origin=127.0.0.1:{port}")
    return ["panel", "serve", PEERS / "panel_app.py", f"--port={port}", *address]


def streamlit_command(_folder, port):
    """Return how Streamlit starts."""
    address = ("--server.address=127.0.0.1", f"--server.port={port}")
    quiet = ("--server.headless=true", "--browser.gatherUsageStats=false")
    return ["streamlit", "run", PEERS / "streamlit_app.py", *address, *quiet]


COMMANDS = {  # how a peer starts, and the path of its page
    VOILA: (voila_command, "/"),
    PANEL: (panel_command, "/panel_app"),
    STREAMLIT: (streamlit_command, "/"),
}


@contextmanager
def peer_site(name, folder, environment):
    """Serve the page of a peer for a while.

    Parameters
    ----------
    name : str
        Of `COMMANDS`.
    folder : pathlib.Path
        A throw-away folder; nothing of whoever runs this is read.
    environment : pathlib.Path
        The virtual environment with the peers.
    """
    command, path = COMMANDS[name]
    port = free_port()
    program, *arguments = map(str, command(folder, port))
    own = ("HOME", "JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "IPYTHONDIR")
    env = os.environ | {name: str(folder) for name in own} | {"PYTHONPATH": str(PEERS)}
    with (folder / "log.txt").open("w") as log:
        process = subprocess.Popen(
            [environment / "bin" / program, *arguments],
            env=env,
            cwd=folder,
            stdout=log,
            stderr=subprocess.STDOUT,
        )
    try:
        until_open(port, process, folder / "log.txt")
        yield Site(name, f"http://127.0.0.1:{port}{path}", psutil.Process(process.pid))
    finally:
        process.terminate()
        process.wait(20)


def until_open(port, process, log):
    """Return once somebody listens on the port."""
    until = time.monotonic() + START_SECONDS
    while True:
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        with suppress(subprocess.TimeoutExpired):
            process.wait(0.1)
        if process.returncode is not None or time.monotonic() > until:
            raise RuntimeError("the server did not start:\n" + log.read_text())
