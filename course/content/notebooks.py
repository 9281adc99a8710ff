"""Keep notebooks as they should be stored: no output but that of the self-check."""

import os
import tempfile
from pathlib import Path

import nbformat

SELF_CHECK = "self-check"


def store_self_check(path):
    """Run a notebook and store what its self-check prints; all other outputs are removed.

    Parameters
    ----------
    path : pathlib.Path

    Raises
    ------
    nbclient.exceptions.CellExecutionError
        A cell failed; the file is left as it was.
    """
    from nbclient import NotebookClient

    notebook = nbformat.read(path, as_version=4)
    with tempfile.TemporaryDirectory() as data:
        client = NotebookClient(notebook, timeout=120, kernel_name="python3")
        client.execute(env=os.environ | {"COURSE_DATA": data}, cwd=str(path.parent))
    for number, cell in enumerate((c for c in notebook.cells if c.cell_type == "code"), start=1):
        cell.metadata.pop("execution", None)
        if cell.id == SELF_CHECK:
            cell.execution_count = number
        else:
            cell.outputs, cell.execution_count = [], None
    notebook.metadata.pop("widgets", None)
    notebook.metadata.language_info = {"name": "python"}
    Path(path).write_text(nbformat.writes(notebook) + "\n", encoding="utf-8")
