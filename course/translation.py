"""The one door through which every text of the interface passes.

A team that speaks another language adds ``course/locale/<language>/LC_MESSAGES/course.mo`` and sets
``COURSE_LANGUAGE``; without it the English of the source is shown.
"""

import gettext
import os
from pathlib import Path

LOCALE = Path(__file__).parent / "locale"


def translations():
    """Return the gettext catalogue of the language in ``COURSE_LANGUAGE`` (English when unset)."""
    languages = [os.environ.get("COURSE_LANGUAGE", "en")]
    return gettext.translation("course", LOCALE, languages, fallback=True)


def _(text):
    """Translate one text."""
    return translations().gettext(text)
