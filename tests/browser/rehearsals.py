"""The rehearsal on the module's page, and what of its scene a page may know at each moment."""

import re

from course.content.library import Library
from course.ink import Story
from course.roleplay.paths import walk
from course.roleplay.scenes import scene_hash, spoken
from tests.browser.visitor import MODULE

SLUG = "the-table-by-the-window"
SCENE = Library().scene(SLUG)
STANDARDS = Library().catalogue(SCENE.catalogue).standards
CHOICES = re.findall(r"^\* \[(.*?)((?: # (?:see|miss): w\d)+)\]", SCENE.ink, re.MULTILINE)
GOOD = [text for text, marks in CHOICES if "miss" not in marks]
WEAK = [text for text, marks in CHOICES if "miss" in marks]
BEHAVIOURS = {behaviour for standard in STANDARDS for behaviour in standard.behaviours}


class Rehearsal:
    """A rehearsal on a page."""

    def __init__(self, page, scene=SCENE):
        self.page = page
        self.place = page.get_by_role("region", name=f"Rehearsal: {scene.title}")
        self.turns = self.place.locator("ol.turns > li")
        self.own_words = self.place.get_by_label("First in your own words")
        self.send = self.place.locator("form.reply button.primary")
        self.choices = self.place.locator("button.choice")
        self.result = self.place.locator(".rehearsal-result")
        self.back = self.place.get_by_role("button", name="Take back my last reply")
        self.again = self.place.get_by_role("button", name="Play the scene again")
        self.goal = self.place.get_by_label("One goal")

    def write(self, text):
        """Say something in one's own words; wait for the choices."""
        self.own_words.fill(text)
        self.send.click()
        self.choices.first.wait_for()

    def menu(self):
        """Return the words of the choices, from top to bottom."""
        return self.choices.all_inner_texts()

    def choose(self, text):
        """Take a choice; wait for what comes of it."""
        count = self.turns.count()
        self.choices.get_by_text(text, exact=True).click()
        self.turns.nth(count).wait_for()

    def one_of(self, replies):
        """Return the choice on the screen that is one of these replies."""
        shown = self.menu()
        return self.choices.nth(next(n for n, text in enumerate(shown) if text in replies))

    def reply(self, replies):
        """Go on with one of these replies; wait for what comes of it."""
        self.choose(self.one_of(replies).inner_text())

    def play(self, *turns):
        """Play a take from its start, with a reply out of each of these lists."""
        for replies in turns:
            self.choices.first.or_(self.own_words).first.wait_for()
            if self.own_words.count():
                self.write("Please tell me all of it.")
            self.reply(replies)

    def take_back(self):
        """Take back the last reply."""
        count = self.turns.count()
        self.back.click()
        self.turns.nth(count - 1).wait_for(state="detached")

    def said(self):
        """Return the whole conversation, as shown."""
        return self.turns.all_inner_texts()


def open_rehearsal(visitor, page=None):
    """Open the module and wait for its rehearsal."""
    page = page or visitor.page
    page.goto(visitor.url + MODULE)
    rehearsal = Rehearsal(page)
    rehearsal.place.wait_for(timeout=60_000)  # a kernel starts first
    return rehearsal


class Told:
    """The same scene played beside the page: what may have been told so far.

    All that was told stays told, also when a reply is taken back.
    """

    def __init__(self, scene=SCENE):
        self.scene = scene
        self.story = Story(scene.ink)
        self.secrets = everything(scene)
        self.told = set()
        self.choices = []
        self._play()

    def _play(self):
        """Play to where the page is."""
        turns = [self.story.start(), *map(self.story.choose, self.choices)]
        self.turn = turns[-1]
        self.told |= {spoken(self.scene, line.text)[1] for line in self.turn.lines}
        if self.turn.is_end:
            self.told |= watched(self.scene)

    def menu(self):
        """Return the words of the choices, which are told from now on."""
        texts = [choice.text for choice in self.turn.choices]
        self.told |= set(texts)
        return texts

    def choose(self, text):
        """Take a choice."""
        self.choices.append([choice.text for choice in self.turn.choices].index(text))
        self._play()

    def go_back(self, turn):
        """Go back to a turn, counted from 0."""
        del self.choices[turn:]
        self._play()

    def leaks(self, text, besides=()):
        """Return what is in a text and was not told yet, neither here nor `besides`."""
        told = self.told.union(besides)
        found = {secret for secret in self.secrets - told if secret in text}
        return sorted(one for one in found if not any(one in words for words in told))


def everything(scene):
    """Return what a page must not receive before its moment, and much that it never may."""
    paths = walk(Story(scene.ink)).paths
    turns = {turn for path in paths for turn in path.turns}
    lines = {spoken(scene, line.text)[1] for turn in turns for line in turn.lines}
    choices = {choice for turn in turns for choice in turn.choices}
    tags = {tag for choice in choices for tag in choice.tags}
    knots = {knot for knot in Story(scene.ink).knots if "_" in knot}
    assert len(lines) > 30, "the story is walked"
    assert tags, "choices are marked"
    return {
        *filter(None, lines),
        *(choice.text for choice in choices),
        *tags,
        *knots,
        *watched(scene),
        *sentences(scene.briefs["customer"]),
        *sentences(scene.debrief),
        *(cue.text for cue in scene.cues),
        scene_hash(scene),
    }


def watched(scene):
    """Return the words about what to look for, which are told at the end."""
    return {words for item in scene.watch for words in (item.text, item.say) if words}


def sentences(text):
    """Return the lines of a text that are long enough to be told apart."""
    lines = (re.sub(r"^\d+\. ", "", line.strip()) for line in text.splitlines())
    return {line for line in lines if len(line) > 20}
