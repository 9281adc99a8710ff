"""Stories for tests: a tree of choices that is walked like a story, without Ink."""

from course.ink import Choice, Line, Turn


class TreeStory:
    """A story from a tree: a dict of choice text to tree, or a text for an ending.

    It counts what it was asked for, so that a test can see the work.
    """

    def __init__(self, tree):
        self.tree, self.steps = tree, []
        self.asked = 0

    def start(self):
        """Begin anew."""
        self.steps = []
        return self._turn()

    def choose(self, index):
        """Take a choice."""
        self.steps = [*self.steps, index]
        return self._turn()

    def save(self):
        """Return the choices so far."""
        return ",".join(map(str, self.steps))

    def load(self, text):
        """Go back to the choices in a text."""
        self.steps = [int(step) for step in text.split(",") if step]

    def visited(self):
        """Return the name of the place."""
        return ("place " + self.save(),)

    def _turn(self):
        self.asked += 1
        node = self.tree
        for step in self.steps:
            node = list(node.values())[step]
        if isinstance(node, str):
            return Turn((Line(node, ("end: met",)),), (), is_end=True)
        choices = tuple(map(choice_of, node))
        return Turn((Line("Well?"),), choices, is_end=False)


def choice_of(text):
    """Return a choice; tags may follow the words: ``"Yes. # see: w1"``."""
    words, *tags = (part.strip() for part in text.split("#"))
    return Choice(words, tuple(tags))
