"""Tables for notebooks, as data frames; each checks that the person may see it."""

from course.activities.overview import TABLES, course_of_trainer
from course.activities.role_models_files import (
    RATING_COLUMNS,
    STANDING_COLUMNS,
    rating_rows,
    standing_rows,
)

ATTEMPT_COLUMNS = ("name", "activity", "item_id", "response", "credit", "created_at")


def first_attempts(course):
    """Return the answers of everybody's first tries, with `ATTEMPT_COLUMNS`; times are UTC.

    Raises
    ------
    course.errors.NotAllowedError
        The person is no trainer.
    """
    import pandas as pd

    attempts = course_of_trainer(course).store.answers.first_attempts()
    frame = pd.DataFrame(attempts, columns=list(ATTEMPT_COLUMNS))
    return frame.assign(created_at=pd.to_datetime(frame["created_at"], unit="s", utc=True))


def overview_frame(course, table):
    """Return a table of the desk, one of `course.activities.overview.TABLES`.

    Raises
    ------
    course.errors.NotAllowedError
        The person is no trainer.
    """
    import pandas as pd

    course = course_of_trainer(course)
    columns, rows_of = TABLES[table]
    return pd.DataFrame(rows_of(course.content, course.store), columns=list(columns))


def ratings_frame(course):
    """Return the ratings that are chosen on the role-model sheet, with `RATING_COLUMNS`.

    The level is a number, or "no chance".

    Raises
    ------
    course.errors.NotAllowedError
        The person is no manager.
    """
    import pandas as pd

    return pd.DataFrame(rating_rows(course), columns=list(RATING_COLUMNS))


def standings_frame(course):
    """Return where everybody stands by these ratings, with `STANDING_COLUMNS`.

    Value and place lie between `least` and `most`, `low` and `high` with a chance of 90 %.

    Raises
    ------
    course.errors.NotAllowedError
        The person is no manager.
    """
    import pandas as pd

    return pd.DataFrame(standing_rows(course), columns=list(STANDING_COLUMNS))
