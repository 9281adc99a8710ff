"""Keep scenes that were generated as cards of the business's own."""

from course.content.kinds import KINDS
from course.content.own_files import write_whole
from course.errors import CourseError
from course.roleplay.cards import card_text
from course.translation import _


class CardExistsError(CourseError):
    """There is a card of this name with other words."""


def is_saved(library, scene, note=""):
    """Tell whether there is a card of a scene, with the very same words."""
    path = library.files("scene").get(scene.id)
    return path is not None and path.read_text(encoding="utf-8") == card_text(scene, note)


def save_card(library, scene, note="", *, replace=False):
    """Write the card of a scene into the business's own tree; all of it, or nothing.

    Parameters
    ----------
    library : course.content.library.Library
    scene : course.roleplay.scenes.Scene
    note : str
        A line for people who open the file.
    replace : bool
        Whether a card of the same name may be written over.

    Returns
    -------
    bool
        False when the very same card was there already.

    Raises
    ------
    CardExistsError
        There is another card of this name, and `replace` is not set.
    course.errors.CourseError
        There is no tree to write into, or it cannot be written.
    """
    kind, text = KINDS["scene"], card_text(scene, note)
    if library.own is None:
        raise CourseError(_("There is no folder for content of your own."))
    path = library.own / kind.place / f"{scene.id}{kind.ending}"
    if is_saved(library, scene, note):
        return False
    if scene.id in library.files("scene") and not replace:
        words = _("There is a card named “{name}” already, and it has other words.")
        raise CardExistsError(words.format(name=scene.id))
    try:
        write_whole(path, text)
    except OSError as error:
        words = _("The card could not be saved: {reason}.")
        raise CourseError(words.format(reason=error.strerror)) from None
    library.forget("scene", scene.id)
    return True
