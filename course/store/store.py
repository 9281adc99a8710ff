"""Everything that is kept, behind one name."""

import os
import time
from pathlib import Path

from course.store.accounts import Accounts
from course.store.answers import Answers
from course.store.database import Database
from course.store.events import Events
from course.store.meetings import Meetings
from course.store.voices import Voices


def data_folder(path=None):
    """Return the folder that holds everything of a business, made when missing.

    Parameters
    ----------
    path : str or pathlib.Path, optional
        Else ``COURSE_DATA``, else one folder in the user's data directory.
    """
    from platformdirs import user_data_path

    chosen = path or os.environ.get("COURSE_DATA") or user_data_path("customer-service-diploma")
    folder = Path(chosen).expanduser().absolute()
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder


class Store:
    """The database of a business.

    Parameters
    ----------
    data : pathlib.Path
        The data folder.
    clock : callable, optional
        Gives seconds since the epoch.
    url : str, optional
        The database; else ``COURSE_DATABASE``, else an SQLite file in the data folder.
    """

    def __init__(self, data, clock=time.time, url=None):
        self.data = Path(data)
        self.clock = clock
        url = url or os.environ.get("COURSE_DATABASE") or f"sqlite:///{self.file}"
        self.database = Database(url)
        self.answers = Answers(self.database, clock)
        self.events = Events(self.database, clock)
        self.meetings = Meetings(self.database, clock)
        self.voices = Voices(self.database, clock)
        self.accounts = Accounts(self.database, clock)

    @property
    def file(self):
        """The SQLite file."""
        return self.data / "course.sqlite"

    def close(self):
        """Close the database."""
        self.database.close()


def throw_away(folder, clock):
    """Return a store in a folder that is soon deleted, whatever ``COURSE_DATABASE`` says."""
    return Store(folder, clock, url=f"sqlite:///{Path(folder) / 'course.sqlite'}")
