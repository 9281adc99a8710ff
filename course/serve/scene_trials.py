"""Scenes tried out for the editor, one at a time, in a process that can be ended."""

import asyncio
import json
import logging
import sys

from course.translation import _

SECONDS = 20  # a scene of 200 lines takes one
COMMAND = (sys.executable, "-m", "course.printing.scene_trial")
log = logging.getLogger("course")


class SceneTrials:
    """Tries out texts of scene cards.

    Parameters
    ----------
    own : pathlib.Path
        The business's own tree of content.
    environment : dict
        All that the process gets to know.
    """

    def __init__(self, own, environment, seconds=SECONDS):
        self._own, self._environment, self._seconds = own, environment, seconds
        self._turn = asyncio.Lock()
        self._newest = {}  # by person: the last text that they asked about while they typed

    async def follow(self, person_id, slug, text):
        """Try out what somebody is typing; None when they have typed more before it was its turn.

        Returns
        -------
        dict or None
            See `try_out`.
        """
        mine = self._newest[person_id] = object()
        async with self._turn:
            if self._newest.get(person_id) is not mine:
                return None
            del self._newest[person_id]
            return await self._run(slug, text)

    async def try_out(self, slug, text):
        """Return what is wrong with a text, and its cards.

        Returns
        -------
        dict
            See `course.printing.scene_trial.try_out`.
        """
        async with self._turn:
            return await self._run(slug, text)

    async def _run(self, slug, text):
        given = json.dumps({"slug": slug, "text": text, "own": str(self._own)})
        process = await asyncio.create_subprocess_exec(
            *COMMAND,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,  # a traceback would hold words of the text
            env=self._environment,
        )
        try:
            talk = process.communicate(given.encode())
            out, _err = await asyncio.wait_for(talk, self._seconds)
        except TimeoutError:
            words = _(
                "This takes more than {n} seconds to try out. Does the story run in a circle?"
            )
            return _failed(words.format(n=self._seconds))
        finally:
            if process.returncode is None:
                process.kill()
                await process.wait()
        if process.returncode:
            log.error(
                "a scene could not be tried out; its process ended with %s", process.returncode
            )
            return _failed(_("This text could not be read. Is it a scene card?"))
        return json.loads(out)


def _failed(words):
    return {"problems": [[1, words]], "title": "", "pages": []}
