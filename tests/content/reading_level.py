"""How hard a text is to read, for tests of prose."""

from course.learning.reading_level import reading_grade, syllables

__all__ = ["reading_grade", "syllables"]
