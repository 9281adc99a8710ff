"""A learner who goes through the quizzes of a page, round after round."""

import asyncio
import random
import secrets
import time

from benchmarks.open_page import LostError, NoPageError

BEAT_SECONDS = 60
RETRY_SECONDS = 2


class Learner:
    """Goes through the quizzes of a page, round after round.

    Parameters
    ----------
    page : Page
    every : float
        Seconds for an item: half of it until the draft is stored, then the answer.
    """

    def __init__(self, page, every):
        self.page, self.every, self.log = page, every, page.log
        self.chance = random.Random(page.cookie)  # a learner's choices do not depend on the others'
        self.cell = None

    async def learn(self, stop):
        """Answer one item after the other until `stop` (an `asyncio.Event`) is set."""
        beaten = time.monotonic()
        while not stop.is_set():
            await self.answer_one()
            if time.monotonic() > beaten + BEAT_SECONDS:
                beaten = time.monotonic()
                await self.page.beat()

    async def answer_one(self):
        """Choose, think, and check one answer."""
        view = await self._open_round()
        item = next((item for item in view["items"] if not item["outcome"]), None)
        if item is None:
            return  # the round could not begin; the log has it
        response = self._choose(item)
        act = {"item": item["id"], "response": response, "session": view["number"]}
        await asyncio.sleep(self.every / 2)
        await self._act(act | {"do": "draft"}, self.log.drafts)
        await asyncio.sleep(self.every / 2)
        self.log.sent += 1
        key, reply = await self._act(act | {"do": "answer"}, self.log.answers)
        if reply["ok"]:
            self.log.acknowledged.add((key, item["id"]))

    async def _open_round(self):
        """Return the view of a quiz with something to answer: this one, the next, or once more."""
        cells = list(self.page.views)
        if self.cell is None or self.page.views[self.cell]["score"] is not None:
            self.cell = cells[(cells.index(self.cell) + 1) % len(cells)] if self.cell else cells[0]
        view = self.page.views[self.cell]
        if view["score"] is not None:
            await self._act({"do": "again", "session": view["number"]}, [])
        return self.page.views[self.cell]

    async def _act(self, act, times):
        """Send until there is a reply, if need be to another kernel; a key is done only once."""
        key, begun = secrets.token_hex(16), time.perf_counter()
        while True:
            try:
                reply, ended = await self.page.act(self.cell, key, act)
                break
            except LostError:
                self.log.errors["kernel lost, page continued"] += 1
                await self._continue()
        times.append((begun, ended - begun))
        if not reply["ok"]:
            self.log.errors[f"{act['do']}: {reply['error']}"] += 1
        return key, reply

    async def _continue(self):
        """Open the page again behind the one that is seen, as often as needed."""
        self.page.close()
        while True:
            try:
                return await self.page.open()
            except NoPageError as error:
                self.log.errors[str(error)] += 1
                await asyncio.sleep(RETRY_SECONDS)

    def _choose(self, item):
        """Return an answer of the kind that the item wants, as tokens."""
        tokens = [option["token"] for option in item["options"]]
        if item["type"] == "ordering":
            return self.chance.sample(tokens, len(tokens))
        if item["type"] == "matching":
            return self.chance.choices(tokens, k=len(item["prompts"]))
        return [self.chance.choice(tokens)]
