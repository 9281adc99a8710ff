"""The story of a generated scene, for rehearsing it alone.

Every behaviour that is watched has a turn of its own, written for it: a moment, a good reply, a
weak and a wrong one, and what the customer says to each. The situation brings what is told between
the turns, what can be offered, and what comes of it. A behaviour without a turn gives no story:
words that fit nowhere would teach nothing.
"""

import re

from course.roleplay.grammar import Wording
from course.roleplay.marks import ENDINGS

SLOTS = (  # besides `turn`, which hangs on the behaviours
    *("begin", "talk", "moods", "ask", "stir", "lead", "offer", "agree", "settle_for", "refused"),
    *("thanks", "nearly", "coldly", "after_coldly", "too_late", "after_too_late", "leave"),
)
FIELDS = ("at", "good", "weak", "cool", "wrong", "cold")  # that the words of a turn must have
SHARED = ("customer", "employee", "boss", "person", "reach", "talk")  # the same in every turn
MARKS = ("see", "miss")
PLACES = ("hear", "ask", "act", "close", "part")  # of a turn, in the order of the talk
HARD = 3  # from this difficulty on the customer may leave in the middle
SPOILT = 3  # slips; a weak reply is one, a wrong one two
PATIENCE = 4  # slips after which a customer leaves, where they may
BEST = 1  # slips that the best ending forgives
SIGNS = re.compile(r"[\\\[\]{}|#~<>]|(?<=/)[/*]|^[*+=-]", re.MULTILINE)


def solo_story(wording, watched, level):
    """Return the story of a scene as Ink text.

    Parameters
    ----------
    wording : course.roleplay.grammar.Wording
        Of the scene.
    watched : sequence of (course.roleplay.scenes.WatchItem, str)
        What observers look for, and the behaviour of the catalogue behind it.
    level : int
        Difficulty.

    Returns
    -------
    str
        Empty when the grammar has no turn for a behaviour, or nothing to say in the situation.
    """
    turns = [_turn(wording, item, behaviour) for item, behaviour in watched]
    if None in turns or not all(wording.grammar.choices(slot, wording.facts) for slot in SLOTS):
        return ""
    return _Solo(wording, turns, level).text()


def plain(text):
    r"""Return a text in which nothing means anything to Ink.

    >>> plain("Room #8 {or 9}")
    'Room \\#8 \\{or 9\\}'
    """
    return SIGNS.sub(lambda sign: "\\" + sign[0], text)


def _turn(wording, item, behaviour):
    """Return the words of a turn by field, with the `WatchItem` it shows; None without any."""
    facts = {**wording.facts, "behaviour": behaviour}
    if not wording.grammar.choices("turn", facts):
        return None
    shared = {slot: wording.words(slot) for slot in SHARED if slot in wording.grammar.slots}
    turn = Wording(wording.grammar, facts, f"{wording.seed}:{behaviour}", shared)
    return {field: turn.text("turn", field) for field in turn.words("turn")} | {"item": item}


class _Solo:
    """A story while it is written."""

    def __init__(self, wording, turns, level):
        self.wording, self.is_hard = wording, level >= HARD
        self.moods = wording.words("moods")
        self.stirs = wording.several("stir", len(turns) + 1)
        self.turns = sorted(turns, key=lambda turn: PLACES.index(turn["at"]))
        self.lines = ["VAR slips = 0", "VAR got = 0", "VAR core = 0", ""]

    def text(self):
        """Return the whole story."""
        before, after = self._halves()
        self._open()
        for number, turn in enumerate(before, start=1):
            self._menu(number, turn)
        self._offer(len(before) + 1)
        for number, turn in enumerate(after, start=len(before) + 2):
            self._menu(number, turn)
        self._settle(len(before) + len(after) + 2)
        self._endings()
        return "\n".join(self.lines)

    def _halves(self):
        """Return the turns before and after the offer; somebody always asks why it matters."""
        heard, asked, acted = (
            [turn for turn in self.turns if turn["at"] == place] for place in PLACES[:3]
        )
        if not asked:
            words = {field: self.wording.text("ask", field) for field in self.wording.words("ask")}
            asked = [words | {"at": "ask", "item": None}]
        asked[0] = asked[0] | {"begins": True}  # the customer tells what it is about
        asked[-1] = asked[-1] | {"tells": True}  # and why, to whoever asks
        return heard + asked + acted, [turn for turn in self.turns if turn["at"] in PLACES[3:]]

    def _open(self):
        line = plain(self.wording.text("situation", "line"))
        self.lines += [
            plain(self.wording.text("begin")),
            f"{self._name()}: {line} # mood: {self.moods['first']}",
            "-> turn_1",
            "",
        ]

    def _menu(self, number, turn):
        """Add a turn: what happens first, three replies, and what is said to each."""
        first = [self._says(self.wording.text("talk", "more"))] if "begins" in turn else []
        first += [plain(turn["moment"])] if "moment" in turn else []
        first += [self._says(turn["asks"])] if "asks" in turn else []
        self.lines += [f"=== turn_{number} ===", *first]
        if number == 1:
            self.lines.append("# own words")
        see, miss = (f" # {mark}: {turn['item'].id}" if turn["item"] else "" for mark in MARKS)
        self._reply(turn["good"], see, self._after_good(turn))
        weak, wrong = (
            [f"~ slips = slips + {slips}"] if turn["item"] else [] for slips in (1, 2)
        )  # what is not watched does not count
        self._reply(turn["weak"], miss, [*weak, self._says(turn["cool"], "cool")])
        stir = plain(self.stirs[number % len(self.stirs)])
        self._reply(turn["wrong"], miss, [*wrong, self._says(turn["cold"], "cold"), stir])
        self._go_on(number + 1)

    def _after_good(self, turn):
        lines = ["~ core = 1"] if turn["item"] and turn["item"].critical else []
        lines += [self._says(turn["warm"], "better")] if "warm" in turn else []
        if "tells" in turn:
            lines.append(self._says(self.wording.text("talk", "tell"), "better"))
        return lines

    def _offer(self, number):
        """Add the turn in which something is offered."""
        words = {field: self.wording.text("offer", field) for field in self.wording.words("offer")}
        agree, settle, refused = (
            self.wording.text(slot) for slot in ("agree", "settle_for", "refused")
        )
        lead = plain(self.wording.text("lead"))
        self.lines += [f"=== turn_{number} ===", f"{lead} # own words"]
        done = [plain(words["done"])]
        self._reply(words["can"], "", ["~ got = 2", self._says(agree, "best"), *done])
        self._reply(words["small"], "", ["~ got = 1", self._says(settle, "better")])
        self._reply(words["no"], "", [self._says(refused, "cold"), "-> in_vain"])
        self._go_on(number + 1)

    def _reply(self, words, tags, lines):
        self.lines += [f"* [{plain(words)}{tags}]", *(f"  {line}" for line in lines)]

    def _go_on(self, number):
        leaving = [f"{{ slips >= {PATIENCE}: -> walked_out }}"] if self.is_hard else []
        self.lines += ["-", *leaving, f"-> turn_{number}", ""]

    def _settle(self, number):
        self.lines += [
            f"=== turn_{number} ===",
            f"{{ slips >= {SPOILT}: -> too_late }}",
            "{ got == 1: -> halfway }",
            f"{{ slips > {BEST}: -> coldly }}",
            "{ core == 0: -> nearly }",
            "-> met",
            "",
        ]

    def _endings(self):
        met, partly, missed = (plain(self.wording.text("talk", end)) for end in ENDINGS)
        self._end("met", "met", self._says(self.wording.text("thanks"), "best"), met)
        self._end("nearly", "partly", self._says(self.wording.text("nearly"), "better"), met)
        self._end("halfway", "partly", partly)
        for knot, ending, mood in (("coldly", "partly", "cool"), ("too_late", "missed", "cold")):
            said = self._says(self.wording.text(knot), mood)
            self._end(knot, ending, said, plain(self.wording.text(f"after_{knot}")))
        self._end("in_vain", "missed", missed)
        if self.is_hard:
            self._end("walked_out", "missed", plain(self.wording.text("leave")), missed)

    def _end(self, knot, ending, first, *more):
        self.lines += [f"=== {knot} ===", f"{first} # end: {ending}", *more, "-> END", ""]

    def _says(self, words, mood=None):
        """Return a line of the customer's."""
        tag = f" # mood: {self.moods[mood]}" if mood else ""
        return f"{self._name()}: “{plain(words)}”{tag}"

    def _name(self):
        return plain(self.wording.text("customer", "name"))
