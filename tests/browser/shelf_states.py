"""The states of the page on which any scene is rehearsed."""

SHELF = "/roleplay_scripts/rehearsal"
MADE = {"Standard": "Makes it their own", "Difficulty": "gentle"}


class ShelfPage:
    """The shelf on a page."""

    def __init__(self, page):
        self.page = page
        self.place = page.get_by_role("region", name="Scenes to rehearse")
        self.next = self.place.locator(".next-scene")
        self.stage = self.place.locator(".rehearsal")
        self.result = self.place.locator(".rehearsal-result")
        self.own_words = self.place.get_by_label("First in your own words")
        self.choices = self.place.locator("button.choice")
        self.back = self.place.get_by_role("button", name="Back to all scenes")

    def make(self, **wishes):
        """Ask for a new scene; wait for it."""
        for label, words in (wishes or MADE).items():
            self.place.get_by_label(label).select_option(words)
        self.place.get_by_role("button", name="Make a new scene").click()
        self.stage.wait_for()

    def say(self, text):
        """Say something in one's own words; wait for the choices."""
        self.own_words.fill(text)
        self.place.locator("form.reply button.primary").click()
        self.choices.first.wait_for()

    def play(self, place=0):
        """Play to the end, always with the choice at one place."""
        turns = self.place.locator("ol.turns > li")
        while not self.result.count():
            self.choices.first.or_(self.own_words).first.wait_for()
            if self.own_words.count():
                self.say("I would listen first.")
            count = turns.count()
            self.choices.nth(place).click()
            turns.nth(count).wait_for()


def open_shelf(visitor, address=SHELF):
    """Open the page and wait for its shelf, or for the scene that is open on it."""
    visitor.go(address)
    shelf = ShelfPage(visitor.page)
    shelf.next.or_(shelf.stage).first.wait_for(timeout=60_000)  # a kernel starts first
    return shelf


def walk_shelf(visitor):
    """Walk through the shelf, a new scene and its end; yields each state."""
    shelf = open_shelf(visitor)
    shelf.make()
    shelf.say("I would like to see to this myself.")
    yield "shelf: a new scene, its first choices"
    shelf.play()
    yield "shelf: a new scene, its end"
    shelf.back.click()
    shelf.next.wait_for()
    yield "shelf: all scenes"
