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
    return load_yaml(path, name, path.name)


def load_yaml(source, name, file, before=0):
    """Return the mapping in a path or a text, of which `before` lines of the file come first."""
    try:
        document = YAML().load(source)
    except ReaderError as error:
        wrong, expected = f"broken text ({error.reason})", "UTF-8 without control characters"
        found = f"character {error.position}"
        fault = Problem(name, 1 + before, "file", file, wrong, expected, found)
        raise ContentError([fault]) from None
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        words = (error.problem or error.context or "not YAML").split("\n")[0].strip()
        line, wrong = mark.line + 1 + before, f"broken YAML ({words})"
        fault = Problem(name, line, "file", file, wrong, "YAML 1.2", "this line")
        raise ContentError([fault]) from None
    except RecursionError:
        wrong, expected = "too many brackets in brackets", "a few levels"
        fault = Problem(name, 1 + before, "file", file, wrong, expected, "hundreds")
        raise ContentError([fault]) from None
    if not isinstance(document, CommentedMap):
        found = "nothing" if document is None else "something else"
        line, expected = 1 + before, "a mapping of fields"
        raise ContentError([Problem(name, line, "file", file, "no fields", expected, found)])
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
