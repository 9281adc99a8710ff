"""The ordinary ways work too: plain Voila, JupyterLab and nbval, without our server and offline.

Each program gets settings folders of its own, so that nothing of whoever runs the tests counts: our
Voila template, for one, must be found where the course was installed.
"""

import contextlib
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import threading
from contextlib import closing
from pathlib import Path

import psutil
import pytest

from course.activities.quiz import activity_name
from course.store.accounts import LOCAL
from tests.browser.server import free_port
from tests.browser.visitor import UNIT, Item, Quiz

ROOT = Path(__file__).parents[2]
NOTEBOOK = "modules/03_role_models.ipynb"
ANSWERED = (LOCAL.id, activity_name("03_role_models", UNIT))
QUIETLY = [  # what JupyterLab would ask other hosts for by itself
    "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
    "--LabApp.extension_manager=readonly",
]
STARTING = 60_000  # milliseconds JupyterLab may take on a busy machine
OUR_FONT = """document.fonts.ready.then((fonts) => [...fonts].some(
  (font) => font.family.includes("Atkinson") && font.status == "loaded"))"""
PERSONAL_ROWS = """SELECT (SELECT count(*) FROM people), (SELECT count(*) FROM sessions),
                   (SELECT count(*) FROM attempts), (SELECT count(*) FROM drafts)"""


@pytest.fixture
def environment(tmp_path):
    """Give variables under which programs see no settings but the installed ones."""
    folders = ["JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "IPYTHONDIR"]
    own = {name: str(tmp_path / name) for name in folders}
    return os.environ | own | {"COURSE_DATA": str(tmp_path)}


@pytest.fixture
def start(environment):
    """Give a function that starts a Jupyter program, waits until it listens, says its address."""
    started = []

    def run(*arguments, cwd=ROOT):
        port = free_port()
        command = [sys.executable, "-m", *arguments, "--no-browser", f"--port={port}"]
        process = subprocess.Popen(
            command, cwd=cwd, env=environment, stderr=subprocess.PIPE, text=True
        )
        started.append(process)
        said = []
        for line in process.stderr:
            said.append(line)
            if f":{port}/" in line:
                threading.Thread(target=process.stderr.read).start()  # lest the pipe fills up
                return f"http://127.0.0.1:{port}"
        raise RuntimeError("the program did not start:\n" + "".join(said))

    yield run
    for process in started:
        process.terminate()
        process.wait(20)


def query(folder, statement):
    """Return rows straight from the database."""
    with closing(sqlite3.connect(folder / "course.sqlite")) as database:
        return database.execute(statement).fetchall()


def answered(folder):
    """Return person and activity of every stored attempt."""
    return query(
        folder, "SELECT person_id, activity FROM attempts JOIN sessions ON sessions.id = session_id"
    )


def accent():
    """Return the colour of our main buttons as browsers write it."""
    tokens = (ROOT / "frontend" / "tokens.css").read_text("utf-8")
    return "rgb({}, {}, {})".format(*bytes.fromhex(re.search(r"--accent: #(\w{6})", tokens)[1]))


def first_single(place):
    """Return the first item of an activity that has one answer."""
    forms = place.locator("form.item")
    return Item(forms.filter(has=place.page.locator(".options input[type=radio]")).first)


def background(button):
    """Return the colour a button has on the page."""
    return button.evaluate("button => getComputedStyle(button).backgroundColor")


def test_plain_voila(start, visit, tmp_path):
    """`voila NOTEBOOK` has our look, stores answers for one local profile, and resumes."""
    visitor = visit(url=start("voila", NOTEBOOK))
    page = visitor.page
    visitor.go("/")
    page.locator(f"html.course-page section#{UNIT}").wait_for()
    item = first_single(Quiz(page, UNIT).place)
    item.form.wait_for()
    assert background(item.check) == accent()
    assert page.evaluate(OUR_FONT)
    said = item.answer(0)
    assert said.startswith(("Right.", "Not quite."))
    assert answered(tmp_path) == [ANSWERED]
    page.reload()
    item.result.wait_for()
    assert item.result.inner_text() == said
    assert answered(tmp_path) == [ANSWERED]


def test_plain_voila_survives_its_kernel(start, visit, tmp_path):
    """When the kernel is killed, which stock Voila starts anew, the page goes on by itself."""
    visitor = visit(url=start("voila", NOTEBOOK))
    visitor.expect_complaint("WebSocket|404")
    visitor.go("/")
    quiz = Quiz(visitor.page, UNIT)
    quiz.items.first.wait_for()
    kill_kernels_of(tmp_path)
    singles = quiz.of_type("single")
    singles[0].choose(0)
    singles[0].check.click()
    singles[0].result.wait_for(timeout=STARTING)
    assert answered(tmp_path) == [ANSWERED]


def kill_kernels_of(folder):
    """Kill the kernels that work on a data folder."""
    for child in psutil.Process().children(recursive=True):
        with contextlib.suppress(psutil.Error):
            is_kernel = "ipykernel" in " ".join(child.cmdline())
            if is_kernel and child.environ().get("COURSE_DATA") == str(folder):
                child.kill()


def test_jupyterlab(start, visit, tmp_path):
    """In JupyterLab all cells run, the quiz is an anywidget with our look, and answers are kept."""
    shutil.copytree(ROOT / "modules", tmp_path / "modules")
    root = ["--allow-root"] if getattr(os, "geteuid", lambda: 1)() == 0 else []
    options = ["--IdentityProvider.token=", *QUIETLY, *root]
    visitor = visit(url=start("jupyterlab", *options, cwd=tmp_path / "modules"))
    page = visitor.page
    visitor.go(f"/lab/tree/{Path(NOTEBOOK).name}")
    page.get_by_text("Python 3 (ipykernel) | Idle").wait_for(timeout=STARTING)
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
    place = page.locator(".jp-OutputArea-output .course-activity").first
    place.wait_for(timeout=STARTING)
    item = first_single(place)
    assert background(item.check) == accent()
    assert item.answer(0).startswith(("Right.", "Not quite."))
    assert answered(tmp_path) == [ANSWERED]


def test_nbval_leaves_nothing_behind(environment, tmp_path):
    """`pytest --nbval` passes, and no person, session, attempt or draft is in the database."""
    command = [sys.executable, "-m", "pytest", "--nbval", "modules/00_start_here.ipynb"]
    done = subprocess.run(
        [*command, "-p", "no:cacheprovider"],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert query(tmp_path, PERSONAL_ROWS) == [(0, 0, 0, 0)]
