"""The tables of the trainers' desk as files for a spreadsheet."""

import asyncio
from datetime import datetime

from course.activities.overview import LEAST_ROLE, TABLES, as_csv
from course.serve.handlers import PageHandler


class TableHandler(PageHandler):
    """One table as a CSV file."""

    def initialize(self, table):
        """Take the name of the table (see `course.activities.overview.TABLES`)."""
        self.table = table

    async def get(self):
        """Send the file."""
        if not self.require(LEAST_ROLE):
            return
        columns, rows_of = TABLES[self.table]
        rows = await asyncio.to_thread(rows_of, self.server.library, self.server.store)
        day = datetime.fromtimestamp(self.server.store.clock()).date().isoformat()
        name = f"{self.table}-{day}.csv"
        self.set_header("Content-Type", "text/csv; charset=utf-8")
        self.set_header("Content-Disposition", f'attachment; filename="{name}"')
        self.finish(as_csv(columns, rows))


DESK_FILES = tuple((f"/desk/{table}.csv", TableHandler, {"table": table}) for table in TABLES)
