"""The cards of a scene: what each player is handed, and what the trainer needs.

The order of the pages keeps a secret: printed on both sides, the trainer's page has the brief for
everyone on its back, and the customer's card its cues. What only the customer knows and what only
the employee knows are never on the same sheet.
"""

import json
from dataclasses import asdict, dataclass

from course.content.cards import BRIEFS
from course.printing.blocks import heading, listing, paragraph, table, words
from course.printing.documents import Printed
from course.printing.markdown import from_markdown
from course.roleplay.lint import clock
from course.translation import _

EVERYONE, CUSTOMER, EMPLOYEE = BRIEFS


@dataclass(frozen=True, slots=True)
class CardPage:
    """A page of the cards, for one reader.

    Attributes
    ----------
    name : str
        ``trainer``, ``everyone``, ``customer``, ``cues`` or ``employee``.
    title, note : str
        Whose page it is, and what to do with it.
    facts : str
        Whom they play, in a line; may be empty.
    blocks : tuple of dict
        See `course.printing.blocks`.
    is_new_sheet : bool
        Whether it must not be on the back of the page before it.
    """

    name: str
    title: str
    note: str
    facts: str
    blocks: tuple
    is_new_sheet: bool


@dataclass(frozen=True, slots=True)
class SceneCards(Printed):
    """All cards of a scene, ready to print; `pages` are `CardPage`."""

    slug: str
    title: str
    pages: tuple

    def body(self):
        """Return all of it as JSON text, with the words that the template adds."""
        words = {
            "course": _("Diploma in Customer Service"),
            "stop": stop_line(),
            "page": _("page {n} of {count}"),
        }
        return json.dumps(asdict(self) | {"words": words}, ensure_ascii=False)


def stop_line():
    """Return what every player must know before they begin."""
    return _("Anybody may say “Stop”, at any time and without a reason. Then everybody stops.")


def scene_cards(scene, catalogue):
    """Return the cards of a scene.

    Parameters
    ----------
    scene : course.roleplay.scenes.Scene
    catalogue : course.rolemodels.standards.Catalogue
        The scene's own.

    Returns
    -------
    SceneCards
        The same content gives the same cards.
    """
    pages = (
        _trainer(scene, catalogue),
        _everyone(scene, catalogue),
        _customer(scene),
        _cues(scene),
        _employee(scene),
    )
    return SceneCards(scene.id, scene.title, pages)


def standards_of(scene, catalogue):
    """Return the standards that a scene practises, the primary one first."""
    return tuple(catalogue.standard(each) for each in (scene.standard, *scene.also))


# --- the pages --------------------------------------------------------------------------------


def _trainer(scene, catalogue):
    names = {each.id: each.name for each in standards_of(scene, catalogue)}
    blocks = (
        _times(scene.minutes),
        _heading(_("Before you begin")),
        _list(_preparation(scene)),
        _heading(_("What observers look for")),
        listing((_watched(item, names) for item in scene.watch), start=1),
        _heading(_("Afterwards, in this order")),
        *_markdown(scene.debrief),
        _heading(_("When it gets too much")),
        _list(_when_too_much()),
    )
    note = _("Keep this page. It tells what to look for, so players do not see it before the play.")
    return CardPage("trainer", _("Trainer’s page"), note, _facts(scene, names), blocks, True)


def _everyone(scene, catalogue):
    practised = [f"{each.name} – {each.view}" for each in standards_of(scene, catalogue)]
    blocks = (
        *_markdown(scene.briefs[EVERYONE]),
        _heading(_("What we practise")),
        _list(practised),
    )
    note = _("Read this aloud, slowly. Everybody in the room may know it.")
    return CardPage(EVERYONE, _("For everyone"), note, "", blocks, False)


def _customer(scene):
    customer = scene.roles.customer
    who = [customer.name, customer.persona, _("at the start: {mood}").format(mood=customer.emotion)]
    note = _("Private. Only whoever plays the customer reads this card.")
    facts = _dotted(who)
    blocks = _markdown(scene.briefs[CUSTOMER])
    return CardPage(CUSTOMER, _("Customer’s card"), note, facts, blocks, True)


def _cues(scene):
    note = _("Private. This goes with the customer’s card; keep it in view while you play.")
    blocks = (
        (paragraph(words(_use_of_cues())), _cue_table(scene))
        if scene.cues
        else (paragraph(words(_without_cues())),)
    )
    return CardPage("cues", _("Customer’s cues"), note, "", blocks, False)


def _employee(scene):
    note = _("Private. Only whoever plays the employee reads this card.")
    name = scene.roles.employee.name
    facts = "" if name == _("You") else name  # as stories call whoever rehearses
    blocks = _markdown(scene.briefs[EMPLOYEE])
    return CardPage(EMPLOYEE, _("Employee’s card"), note, facts, blocks, True)


# --- their parts ------------------------------------------------------------------------------


def _facts(scene, names):
    observers = scene.roles.observer
    several = _("{least} to {most} observers").format(least=observers.min, most=observers.max)
    watching = _("observers: {n}").format(n=observers.max)
    return _dotted(
        [
            ", ".join(names.values()),
            _("difficulty {n} of 5").format(n=scene.difficulty),
            watching if observers.min == observers.max else several,
        ]
    )


def _times(minutes):
    rows = [
        (_("Brief"), minutes.brief, _("Read aloud; each player reads their card.")),
        (_("Play"), minutes.play, _("Start the clock when the customer comes in.")),
        (_("Debrief"), minutes.debrief, _("First the players, then the observers.")),
    ]
    head = [_("Part"), _("Minutes"), _("What happens")]
    return table(map(_cell, head), [[_cell(a), _cell(str(n)), _cell(b)] for a, n, b in rows])


def _preparation(scene):
    end = _("Begin when both players are ready; end the play after {n} minutes at the latest.")
    return [
        _("Give each observer a score sheet and a pen."),
        _("Give the customer’s card and cues to one player, the employee’s card to another."),
        _("Read the page for everyone aloud, and say that anybody may say “Stop”."),
        end.format(n=scene.minutes.play),
    ]


def _when_too_much():
    return [
        stop_line(),
        _("Put the cards down, say each other’s real names, and breathe out."),
        _("Whoever said “Stop” decides: go on, begin again more gently, or leave it."),
        _("Nobody asks why, and nobody writes down who it was."),
    ]


def _watched(item, names):
    about = [names[item.standard], *([_("must be seen")] if item.critical else [])]
    say = [words(f"\n{item.say}", emphasis=True)] if item.say else []
    return [paragraph(words(item.text, strong=True), words(f" – {', '.join(about)}"), *say)]


def _use_of_cues():
    return _(
        "The times count from the moment you come in. They are help, not orders: near the time is"
        " near enough, and if a cue does not fit any more, leave it out."
    )


def _without_cues():
    return _(
        "This scene has no cues. Play it as your card says: become calmer when you get what you"
        " need, and louder when you do not."
    )


def _cue_table(scene):
    kinds = {"raise": _("harder"), "ease": _("easier")}
    head = [_("After"), _("Makes it"), _("What you do or say"), _("Only if the other player")]
    rows = [
        [
            *map(_cell, (clock(cue.at), kinds[cue.kind], cue.text)),
            _condition(scene, cue),
        ]
        for cue in scene.cues
    ]
    return table(map(_cell, head), rows)


def _condition(scene, cue):
    """Return in words what a cue depends on."""
    item = scene.watch_item(cue.watch) if cue.watch else None
    if item is None:
        return _cell(_("whatever they did"))
    done = _("has done this:") if cue.seen else _("has not done this yet:")
    return [words(done, strong=True), words(f"\n{item.text}")]


def _dotted(parts):
    return " · ".join(part for part in parts if part)


def _cell(text):
    return [words(text)]


def _list(texts):
    return listing([paragraph(words(text))] for text in texts)


def _heading(text):
    return heading(3, [words(text)])


def _markdown(source):
    """Return the blocks of a section; its headings come below that of the page."""
    return tuple(_lowered(block) for block in from_markdown(source))


def _lowered(block):
    """Return a block whose headings, and those of the blocks in it, are not above level 3."""
    if block["is"] == "heading":
        return block | {"level": 3}
    if "blocks" in block:
        return block | {"blocks": [_lowered(each) for each in block["blocks"]]}
    if "entries" in block:
        return block | {"entries": [[_lowered(e) for e in entry] for entry in block["entries"]]}
    return block
