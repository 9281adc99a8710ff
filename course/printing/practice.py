"""Scenes, score sheets and worksheets on paper: what to do and room to write, never a key."""

from course.learning.rubrics import ANCHORED
from course.printing.blocks import heading, hint, listing, paragraph, table, words, writing_lines
from course.printing.markdown import from_markdown
from course.translation import _

EMPTY = 6  # people on an own score sheet


def printed_scene(library, slug):
    """Return the briefs of a scene that a learner may read, and the questions for afterwards.

    The customer's brief and the story stay out: whoever rehearses should not know them.
    """
    scene = library.scene(slug)
    catalogue = library.catalogue(scene.catalogue)
    practised = [catalogue.standard(each) for each in (scene.standard, *scene.also)]
    return [
        heading(3, [words(_("Rehearsal: {title}").format(title=scene.title))]),
        hint(_("You play it on a screen. This is what you know when it begins.")),
        *from_markdown(scene.briefs["everyone"]),
        *from_markdown(scene.briefs["employee"]),
        paragraph(words(_("You practise:"), strong=True)),
        listing([paragraph(words(f"{each.name} – {each.view}"))] for each in practised),
        paragraph(words(_("Afterwards:"), strong=True)),
        *from_markdown(scene.debrief),
    ]


def printed_worksheet(library, slug):
    """Return the prompts of a worksheet with lines to write on."""
    sheet = library.worksheet(slug)
    blocks = [heading(3, [words(sheet.title)]), *from_markdown(sheet.intro)]
    for number, prompt in enumerate(sheet.prompts, start=1):
        blocks.append(paragraph(words(f"{number}. {prompt.ask}", strong=True)))
        if prompt.hint:
            blocks.append(hint(prompt.hint))
        blocks.append(writing_lines(max(2, prompt.lines)))
    return blocks


def printed_sheet(library, team=None, catalogue="front_desk"):
    """Return a score sheet: the standards with their anchors, then people to rate.

    On the sheet of a made-up team the levels stand there, but for the person whom the learner
    rates: there only what was seen.
    """
    made_up = library.team(team) if team else None
    standards = library.catalogue(made_up.catalogue if made_up else catalogue).standards
    title = made_up.title if made_up else _("Score sheet for your own team")
    blocks = [heading(3, [words(title)])]
    if made_up:
        blocks += from_markdown(made_up.story)
        blocks.append(_anchors(standards))
        people = [(person.name, _levels(person, standards)) for person in made_up.people]
    else:
        blocks.append(
            hint(_("Write a level from 1 to 5; leave it empty where you saw too little."))
        )
        people = [("", [""] * len(standards))] * EMPTY
    blocks.append(_grid(standards, people))
    for person in (p for p in (made_up.people if made_up else ()) if p.practice):
        say = _("Rate {name} from what was seen:").format(name=person.name)
        blocks.append(paragraph(words(say, strong=True)))
        noted = [f"{each.name}: {person.ratings[each.id].note}" for each in standards]
        blocks.append(listing([paragraph(words(note))] for note in noted))
    return blocks


def _anchors(standards):
    rows = [[each.name, *(each.anchors[level] for level in ANCHORED)] for each in standards]
    return table(*_cells([_("Standard"), *ANCHORED], rows))


def _levels(person, standards):
    return ["" if person.practice else str(person.ratings[each.id].level) for each in standards]


def _grid(standards, people):
    """Return a table with people across and standards down, and room for a level in each cell."""
    names = [name for name, _row in people]
    rows = [
        [each.name, *(levels[n] for _name, levels in people)] for n, each in enumerate(standards)
    ]
    return table(*_cells([_("Standard"), *names], rows))


def _cells(head, rows):
    return [[words(text)] for text in head], [[[words(text)] for text in row] for row in rows]
