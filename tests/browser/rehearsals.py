"""A rehearsal on a page, in the words of the journeys."""

import re

from course.content.library import Library

SCENE = Library().scene("the-table-by-the-window")
CHOICES = re.findall(r"^\* \[(.*?)((?: # (?:see|miss): w\d)+)\]", SCENE.ink, re.MULTILINE)
GOOD = [text for text, marks in CHOICES if "miss" not in marks]
WEAK = [text for text, marks in CHOICES if "miss" in marks]


class Rehearsal:
    """A rehearsal on a page."""

    def __init__(self, page):
        self.page = page
        self.place = page.get_by_role("region", name=f"Rehearsal: {SCENE.title}")
        self.turns = self.place.locator("ol.turns > li")
        self.choices = self.place.locator("button.choice")
        self.own_words = self.place.get_by_label("First in your own words")
        self.compare = self.place.locator("form.reply button")
        self.result = self.place.locator(".rehearsal-result")

    def say(self, words):
        """Write a reply of one's own, and look at the others."""
        self.own_words.fill(words)
        self.compare.click()
        self.choices.first.wait_for()

    def one_of(self, replies):
        """Return the choice on the screen that is one of these replies."""
        shown = self.choices.all_inner_texts()
        return self.choices.nth(next(n for n, text in enumerate(shown) if text in replies))

    def choose(self, replies):
        """Go on with one of these replies; wait until it was answered."""
        turns = self.turns.count()
        self.one_of(replies).click()
        self.turns.nth(turns).wait_for()

    def play(self, *turns):
        """Play a take from its start, with a reply out of each of these lists."""
        self.say("Please tell me all of it.")
        for replies in turns:
            self.choose(replies)
