"""The architecture: who may import whom, how long things may be, and that nothing calls outside."""

import ast
import doctest
import importlib
import pkgutil
import re
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

import course
from course.content.pages import FOLDERS

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "course"
FILES = sorted(PACKAGE.rglob("*.py"))
LONGEST_FUNCTION, LONGEST_MODULE = 60, 400  # lines

LAYERS = {  # the part after "course.": layer; a lower one never imports a higher one
    "errors": 0,
    "ids": 0,
    "translation": 0,
    "learning": 1,
    "people": 1,
    "roleplay": 1,
    "rolemodels": 1,
    "workplace": 1,
    "content": 2,
    "ink": 2,
    "printing": 2,
    "store": 2,
    "activities": 3,
    "here": 4,
    "notebook": 4,
    "view": 4,
    "serve": 4,
    "server_options": 4,
    "cli": 5,
}
WEB = {"anywidget", "ipywidgets", "jupyter_server", "tornado", "traitlets", "voila"}
OUTSIDE = WEB | {"asyncio", "http", "requests", "socket", "urllib"}
FILES_AND_CLOCKS = {
    *("datetime", "io", "os", "pathlib", "secrets", "shutil", "tempfile", "time", "uuid"),
    *("alembic", "nbformat", "ruamel", "sqlalchemy", "sqlite3", "subprocess", "threading"),
}
ENGINES = {
    "altair",
    "nbclient",
    "numpy",
    "pandas",
    "python_calamine",
    "quickjs",
    "scipy",
    "typst",
}  # in functions, except in the server
# The statistics of role models, which are made of such engines: they may import them and each other
# at the top, and everybody else imports them as if they were engines.
NUMBERS = {
    f"course.rolemodels.{name}"
    for name in (
        *("agreement", "analysis", "chances", "comparisons", "evidence", "flags", "observe_next"),
        *("severity", "shrinkage", "simulate", "what_if"),
    )
}


def layer_of(name):
    """Return the layer of a module such as ``course.learning.items``; None for what has none."""
    return LAYERS.get(name.split(".")[1]) if name.startswith("course.") else None


def imported(tree, name):
    """Yield (line, module) for everything that a module imports; relative names made absolute."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            package = name.split(".")[: -node.level] if node.level else []
            module = ".".join([*package, *filter(None, [node.module])])
            is_package = module in ("course", "")
            for alias in node.names:
                yield node.lineno, f"course.{alias.name}" if is_package else module


def layer_faults(name, source):
    """Return what a module imports or calls although its layer may not."""
    tree, layer = ast.parse(source), layer_of(name)
    faults = []
    for line, module in imported(tree, name):
        root, other = module.split(".")[0], layer_of(module)
        forbidden = {1: OUTSIDE | FILES_AND_CLOCKS, 2: WEB, 3: OUTSIDE}.get(layer, set())
        if (other is not None and other > layer) or root in forbidden:
            faults.append(f"{name}:{line}: imports {module}")
    if layer == 1:
        faults += [f"{name}:{line}: {what}" for line, what in impure(tree)]
    top = (node for node in tree.body if isinstance(node, ast.Import | ast.ImportFrom))
    for line, module in imported(ast.Module(list(top), []), name):
        is_engine = module.split(".")[0] in ENGINES or module in NUMBERS
        if is_engine and not (name.startswith("course.serve.") or name in NUMBERS):
            faults.append(f"{name}:{line}: imports {module} at the top")
    return faults


def impure(tree):
    """Yield (line, what) for opened files, print and the global random state."""
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Name(id="open" | "print" | "input" as called)):
                yield node.lineno, f"calls {called}"
            case ast.Attribute(value=ast.Name(id="random"), attr=attr) if attr != "Random":
                yield node.lineno, f"uses random.{attr}"
            case ast.ImportFrom(module="random"):
                yield node.lineno, "imports from random"


def module_name(path):
    """Return the dotted name of a file of the package."""
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def lengths(source):
    """Return the length in lines of each function, by name."""
    return {
        node.name: node.end_lineno - node.lineno + 1
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }


def test_every_module_has_a_layer():
    """A new folder or module needs a place in the house before it is used."""
    tops = {path.relative_to(PACKAGE).parts[0].removesuffix(".py") for path in FILES}
    assert tops - {"__init__"} == set(LAYERS)


def test_no_module_imports_upwards():
    """No module imports a layer above its own, nor what its layer must not know."""
    found = [
        fault
        for path in FILES
        if module_name(path) != "course"
        for fault in layer_faults(module_name(path), path.read_text("utf-8"))
    ]
    assert found == []


@pytest.mark.parametrize(
    ("name", "source", "fault"),
    [
        ("course.learning.x", "from course.store.store import Store", "imports course.store.store"),
        ("course.learning.x", "def f():\n import time", "imports time"),
        ("course.learning.x", "from pathlib import Path", "imports pathlib"),
        ("course.learning.x", "import random\nrandom.shuffle([])", "uses random.shuffle"),
        ("course.learning.x", "from random import choice", "imports from random"),
        ("course.people.x", "open('x')", "calls open"),
        ("course.people.x", "import ipywidgets", "imports ipywidgets"),
        ("course.people.x", "from course import content", "imports course.content"),
        ("course.people.x", "from .. import view", "imports course.view"),
        ("course.people.x", "from ..store import schema", "imports course.store"),
        ("course.store.x", "import course.activities.quiz", "imports course.activities.quiz"),
        ("course.content.x", "import tornado.web", "imports tornado.web"),
        ("course.activities.x", "from course.view import ActivityView", "imports course.view"),
        ("course.activities.x", "from urllib.request import urlopen", "imports urllib.request"),
        ("course.serve.x", "import course.cli", "imports course.cli"),
        ("course.ids", "import course.people.roles", "imports course.people.roles"),
        ("course.view", "import pandas", "imports pandas at the top"),
        (
            "course.rolemodels.why",
            "from course.rolemodels.severity import fit",
            "imports course.rolemodels.severity at the top",
        ),
    ],
)
def test_a_planted_import_is_found(name, source, fault):
    """Each kind of forbidden import or call is reported, wherever it hides."""
    assert [each.split(": ")[1] for each in layer_faults(name, source)] == [fault]


@pytest.mark.parametrize(
    ("name", "source"),
    [
        ("course.learning.x", "import random\nrandom.Random(1).shuffle([])"),
        ("course.activities.x", "from course.store.store import Store"),
        ("course.notebook", "def f():\n import pandas"),
        ("course.rolemodels.flags", "import numpy\nimport course.rolemodels.severity"),
    ],
)
def test_what_is_allowed_is_not_reported(name, source):
    """Seeded chance, imports downwards and engines inside functions are fine."""
    assert layer_faults(name, source) == []


def test_notebooks_import_only_their_face():
    """No notebook imports anything but course.notebook."""
    paths = [p for folder in FOLDERS for p in (ROOT / folder).rglob("*.ipynb")]
    cells = [c for p in paths for c in nbformat.read(p, 4).cells if c.cell_type == "code"]
    found = {module for c in cells for _line, module in imported(ast.parse(c.source), "notebook")}
    assert found == {"course.notebook"}


def test_functions_are_short():
    """No function is longer than 60 lines, docstring included; migrations are history."""
    long = {
        f"{module_name(path)}.{name}": length
        for path in FILES
        if "versions" not in path.parts
        for name, length in lengths(path.read_text("utf-8")).items()
        if length > LONGEST_FUNCTION
    }
    assert long == {}


def test_a_long_function_is_found():
    """The measure counts from `def` to the last line."""
    assert lengths("class A:\n  async def f():\n" + "    x()\n" * 60) == {"f": 61}


def test_modules_are_short():
    """No module is longer than 400 lines."""
    counted = {module_name(path): len(path.read_text("utf-8").splitlines()) for path in FILES}
    assert {name: n for name, n in counted.items() if n > LONGEST_MODULE} == {}


def test_package_imports_nothing():
    """`import course` is free: the package itself has a docstring and its version, no import."""
    tree = ast.parse((PACKAGE / "__init__.py").read_text("utf-8"))
    assert list(imported(tree, "course")) == []
    assert re.fullmatch(r"\d+\.\d+\.\d+", course.__version__)


def test_notebooks_face_starts_no_thread():
    """A kernel that imports course.notebook still has one thread, and neither pandas nor Voila."""
    script = (
        "import sys, threading, course.notebook;"
        "print(threading.active_count(), {'pandas', 'voila', 'alembic'} & set(sys.modules))"
    )
    found = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert found.stdout == "1 set()\n"


# --- No address outside this machine ----------------------------------------------------------

ADDRESS = re.compile(r"\b(?:https?|wss?)://([^\s\"'`<>)/:]*)")
LOCAL = {"localhost", "127.0.0.1", "www.w3.org", ""}  # the last: "http://" alone, or a variable
SHOWN = ("https://e", "https://evil.example")  # in an example of what is refused
REGISTRIES = re.compile(r"jsdelivr|unpkg|cdnjs|googleapis|gstatic|npmjs\.org|pypi\.org|esm\.sh")


def outside_addresses(text):
    """Return addresses in a text that are not of this machine; XML names of w3.org may stay."""
    found = [match for match in ADDRESS.finditer(text) if match[1] not in LOCAL]
    return [m[0] for m in found if m[0] not in SHOWN and not m[1].startswith(("{", "$"))]


def sources():
    """Return all source and built files that end up in a browser, and the server's own."""
    folders = (ROOT / "frontend", PACKAGE / "serve")
    kinds = {".py", ".html", ".j2", ".css", ".js", ".mjs", ".ts", ".tsx", ".json", ".svg"}
    return [path for folder in folders for path in folder.rglob("*") if path.suffix in kinds]


def test_nothing_is_loaded_from_elsewhere():
    """No page, style, script or handler names an address outside, nor a package server."""
    texts = {str(path.relative_to(ROOT)): path.read_text("utf-8") for path in sources()}
    assert len(texts) > 20
    found = {name: outside_addresses(text) for name, text in texts.items()}
    assert {name: addresses for name, addresses in found.items() if addresses} == {}
    assert [name for name, text in texts.items() if REGISTRIES.search(text)] == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('<script src="https://cdn.example/x.js">', ["https://cdn.example"]),
        ("url(http://fonts.example)", ["http://fonts.example"]),
        ('xmlns="http://www.w3.org/2000/svg"', []),
        ("http://localhost:8866/ f'http://{host}/' `ws://${host}`", []),
    ],
)
def test_a_planted_address_is_found(text, found):
    """An address elsewhere is reported; XML names, this machine and variables are not."""
    assert outside_addresses(text) == found


# --- Words ------------------------------------------------------------------------------------

FIELD_TERMS = (
    *("anchor", "attempt", "brief", "criterion", "cue", "debrief", "distractor", "feedback"),
    *("item", "key", "level", "misconception", "objective", "observer", "option", "rating"),
    *("response", "role model", "rubric", "scene", "score", "standard", "stem", "watch item"),
)
ENTRY = re.compile(r"^- \*\*(.+?)\*\*(?: \(`(.+?)`\))?: (.+)$")


def glossary():
    """Return the entries of the glossary: (term, class name or None, sentence)."""
    lines = (ROOT / "docs" / "glossary.md").read_text("utf-8").splitlines()
    return [ENTRY.match(line).groups() for line in lines if line.startswith("- ")]


def public_classes():
    """Return the names of public classes of the domain: all but the web server's and errors."""
    return {
        node.name
        for path in FILES
        if "serve" not in path.parts and "migrations" not in path.parts
        for node in ast.parse(path.read_text("utf-8")).body
        if isinstance(node, ast.ClassDef)
        and not node.name.startswith("_")
        and not node.name.endswith("Error")
    }


def test_public_classes_are_in_the_glossary():
    """Every public class name is explained in docs/glossary.md, and no name that is gone."""
    named = {name for _term, names, _text in glossary() if names for name in names.split("`, `")}
    assert named == public_classes()


def test_glossary_has_the_terms_of_the_field():
    """The standard terms of assessment and role-play are explained."""
    assert {*FIELD_TERMS} <= {term for term, _name, _text in glossary()}


def test_glossary_is_in_order():
    """Terms stand in alphabetical order, each once, each with one sentence on one line."""
    terms = [term.casefold() for term, _name, _text in glossary()]
    assert terms == sorted(set(terms))
    assert [text for *_, text in glossary() if not text.endswith(".") or ". " in text] == []


# --- Examples ---------------------------------------------------------------------------------

MODULES = [
    info.name
    for info in pkgutil.walk_packages(course.__path__, "course.")
    if ".migrations" not in info.name
]


@pytest.mark.parametrize("name", MODULES)
def test_examples_in_docstrings(name):
    """Each example in the docstrings of a module gives what it says."""
    assert doctest.testmod(importlib.import_module(name)).failed == 0


def test_there_are_examples():
    """The package has at least eight docstrings with examples, so the test above runs some."""
    finder = doctest.DocTestFinder(exclude_empty=True)
    found = [t for n in MODULES for t in finder.find(importlib.import_module(n)) if t.examples]
    assert len(found) >= 8
