"""The ratings that a manager looks at, as a file without names."""

import asyncio
from datetime import datetime

from course.activities.course import Course
from course.activities.role_models import LEAST_ROLE
from course.activities.role_models_files import nameless_csv
from course.serve.handlers import PageHandler


class RatingsHandler(PageHandler):
    """The ratings as a CSV file; each time with other names in place of people's."""

    async def get(self):
        """Send the file."""
        if not self.require(LEAST_ROLE):
            return
        store = self.server.store
        course = Course(self.server.library, store, store.clock, self.person)
        text = await asyncio.to_thread(nameless_csv, course)
        day = datetime.fromtimestamp(store.clock()).date().isoformat()
        self.set_header("Content-Type", "text/csv; charset=utf-8")
        self.set_header("Content-Disposition", f'attachment; filename="ratings-{day}.csv"')
        self.finish(text)


ROLE_MODEL_FILES = (("/role-models/ratings.csv", RatingsHandler),)
