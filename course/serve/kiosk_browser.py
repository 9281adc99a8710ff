"""The browser of a kiosk: Chromium on the whole screen, opened again whenever it ends."""

import asyncio
import shutil
import tempfile
import time
from contextlib import asynccontextmanager, suppress

from course.content.kinds import KINDS
from course.errors import CourseError

NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
OPTIONS = (
    "--kiosk",
    "--incognito",
    "--no-first-run",
    "--noerrdialogs",
    "--hide-crash-restore-bubble",
    "--disable-pinch",
    "--overscroll-history-navigation=0",
    "--deny-permission-prompts",
)
FIRST_PAUSE, LONGEST_PAUSE = 1, 30  # seconds before Chromium is opened again
LONG_ENOUGH = 60  # seconds; when it was open that long, it works
GRACE = 5  # seconds to end by itself


def standards_hint(data):
    """Return how customers get to see the standards of the house; empty when they can.

    Parameters
    ----------
    data : pathlib.Path
        The data folder.
    """
    kind = KINDS["catalogue"]
    folder = data / "content" / kind.place
    if any(folder.glob(f"*{kind.ending}")):
        return ""
    return (
        "The kiosk shows no standards yet; customers can write all the same.\n"
        "To publish yours, open “Our standards” on the course map as a manager,\n"
        f"or put them into {folder}/our_standards.yaml:\n"
        "docs/author_guide.md shows how, and they are there without a restart.\n"
    )


def find_chromium():
    """Return the path of a Chromium.

    Raises
    ------
    CourseError
        There is none on the PATH.
    """
    found = next(filter(None, map(shutil.which, NAMES)), None)
    if found is None:
        looked = ", ".join(NAMES)
        words = (
            "No Chromium was found (looked for {} on the PATH). Install one, or leave out --open."
        )
        raise CourseError(words.format(looked))
    return found


class KioskBrowser:
    """Keeps a Chromium open that remembers nothing.

    Parameters
    ----------
    path : str
        Of Chromium.
    pause : float
        Seconds before it is opened again; doubled while it ends at once.
    """

    def __init__(self, path, pause=FIRST_PAUSE):
        self.path, self.first_pause = path, pause

    @asynccontextmanager
    async def open(self, public_url):
        """Keep the browser open on the kiosk's start page within a ``with`` block."""
        task = asyncio.create_task(self._keep_open(public_url.rstrip("/") + "/kiosk"))
        try:
            yield
        finally:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task

    async def _keep_open(self, address):
        pause = self.first_pause
        while True:
            opened = time.monotonic()
            with tempfile.TemporaryDirectory(
                prefix="course-kiosk-", ignore_cleanup_errors=True
            ) as folder:
                await self._run(folder, address)
            is_well = time.monotonic() - opened > LONG_ENOUGH
            pause = self.first_pause if is_well else min(pause * 2, LONGEST_PAUSE)
            await asyncio.sleep(pause)

    async def _run(self, folder, address):
        """Run Chromium until it ends, or end it."""
        quiet = asyncio.subprocess.DEVNULL
        process = await asyncio.create_subprocess_exec(
            self.path,
            *OPTIONS,
            f"--user-data-dir={folder}",
            address,
            stdin=quiet,
            stdout=quiet,
            stderr=quiet,
        )
        try:
            await process.wait()
        finally:
            if process.returncode is None:
                await _end(process)


async def _end(process):
    process.terminate()
    try:
        await asyncio.wait_for(process.wait(), GRACE)
    except TimeoutError:
        process.kill()
        await process.wait()
