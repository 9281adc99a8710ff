"""A season of scenes as files: a card for each scene, and a certificate of what they cover."""

import csv
import io

from course.content.kinds import KINDS
from course.content.own_files import write_whole
from course.errors import CourseError
from course.roleplay.cards import card_text
from course.roleplay.generated import make_scene
from course.roleplay.season import certificate_rows, note_of, season
from course.translation import _

CERTIFICATE = "certificate.csv"
COLUMNS = ("factor", "value", "other_factor", "other_value", "number", "scene")


def write_season(library, slug, folder, salt=""):
    """Write the cards of a season and its certificate into a folder.

    Parameters
    ----------
    library : course.content.library.Library
    slug : str
        Of the catalogue of standards.
    folder : pathlib.Path
        Made when it is missing; it must be empty, so that nothing is written over.
    salt : str
        Another one gives another season.

    Returns
    -------
    tuple of int
        How many scenes there are, and how many pairs they hold.

    Raises
    ------
    course.errors.CourseError
    """
    if folder.is_dir() and any(folder.iterdir()):
        raise CourseError(_("{folder} is not empty.").format(folder=folder))
    catalogue, grammar = library.catalogue(slug), library.grammar()
    recipes = season(library.factors(), catalogue, salt)
    scenes = [make_scene(recipe, catalogue, grammar) for recipe in recipes]
    for recipe, scene in zip(recipes, scenes, strict=True):
        path = folder / f"{scene.id}{KINDS['scene'].ending}"
        write_whole(path, card_text(scene, note_of(recipe)))
    rows = certificate_rows(recipes, [scene.id for scene in scenes])
    text = io.StringIO()
    csv.writer(text).writerows([COLUMNS, *rows])
    write_whole(folder / CERTIFICATE, text.getvalue())
    return len(scenes), len(rows)
