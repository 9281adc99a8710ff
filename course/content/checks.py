"""Check single content files, of any kind and wherever they lie."""

from course.content.advice import advice
from course.content.kinds import check_content, kind_of
from course.content.pages import read_page
from course.errors import ContentError


def check_files(files, library):
    """Return problems of single files, and advice on the sound ones.

    Parameters
    ----------
    files : iterable of pathlib.Path
    library : course.content.library.Library
        What else there is.

    Returns
    -------
    tuple of list of str
    """
    problems, found = [], []
    for file in files:
        try:
            if file.suffix == ".ipynb":
                read_page(file, file.parent)
                continue
            check_content(file, library)
            found += advice(file, kind_of(file).field)
        except ContentError as error:
            problems += error.problems
        except OSError as error:
            problems.append(f"{file}: {error.strerror}")
    return problems, found
