"""YAML 1.2 with line numbers."""

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.error import MarkedYAMLError
from ruamel.yaml.reader import ReaderError

from course.content.problems import Problem
from course.errors import ContentError


def read_yaml(path, name):
    """Return the mapping in a YAML file; it remembers lines (see `line_of`).

    Parameters
    ----------
    path : pathlib.Path
    name : str
        What to call the file in problems.

    Raises
    ------
    ContentError
        Not YAML, a key given twice, or not a mapping.
    """
    try:
        document = YAML().load(path)
    except ReaderError as error:
        wrong, expected = f"broken text ({error.reason})", "UTF-8 without control characters"
        found = f"character {error.position}"
        raise ContentError([Problem(name, 1, "file", path.name, wrong, expected, found)]) from None
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        wrong = (error.problem or error.context or "not YAML").split("\n")[0].strip()
        problem = Problem(
            name,
            mark.line + 1,
            "file",
            path.name,
            f"broken YAML ({wrong})",
            "YAML 1.2",
            "this line",
        )
        raise ContentError([problem]) from None
    if not isinstance(document, CommentedMap):
        found = "nothing" if document is None else "something else"
        raise ContentError(
            [Problem(name, 1, "file", path.name, "no fields", "a mapping of fields", found)]
        )
    return document


def line_of(document, place):
    """Return the line (from 1) of a place, given as keys and indices from the top.

    A place that does not exist gives the line of the nearest thing around it.
    """
    node, line = document, 1
    for step in place:
        if isinstance(node, CommentedMap) and step in node:
            own = node.lc.data or {}
            line = node.lc.key(step)[0] + 1 if step in own else line  # not own: merged with `<<`
        elif isinstance(node, CommentedSeq) and isinstance(step, int) and step < len(node):
            line = node.lc.item(step)[0] + 1
        else:
            break
        node = node[step]
    return line
