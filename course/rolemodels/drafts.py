"""Drafts of standards: what was written so far, what is missing, and the catalogue they become."""

from dataclasses import dataclass

from course.rolemodels.building import ANCHORS, BEHAVIOURS, MOST_BEHAVIOURS
from course.rolemodels.standards import DIMENSIONS, Catalogue, Standard

LEAST_BEHAVIOURS = 3
QUOTES = "“„«‹»\"'‘‚"  # with which a quotation may begin


@dataclass(frozen=True, slots=True)
class Draft:
    """A standard that is being written.

    Attributes
    ----------
    id : str
    fields : dict of str to (str or bool)
        By name, as in `course.rolemodels.building.FIELDS`.
    """

    id: str
    fields: dict

    @property
    def behaviours(self):
        """The behaviours that were written, each once, as a tuple."""
        new = (each for each in BEHAVIOURS if each not in self.repeated)
        return tuple(text for each in new if (text := _line(self.fields[each])))

    @property
    def repeated(self):
        """Names of the fields with a behaviour that stands in one before them, as a tuple."""
        lines = [_line(self.fields[each]).casefold() for each in BEHAVIOURS]
        places = enumerate(zip(BEHAVIOURS, lines, strict=True))
        return tuple(each for place, (each, line) in places if line and line in lines[:place])

    @property
    def missing(self):
        """Names of the fields that must still be written, or otherwise, as a tuple."""
        needed = ("name", "view", "dimension", *BEHAVIOURS[:LEAST_BEHAVIOURS], *ANCHORS)
        blank = [each for each in needed if not self.fields[each].strip()]
        open_fields = [each for each in needed if each in (*blank, *self.repeated)]
        if len(self.behaviours) >= LEAST_BEHAVIOURS:
            open_fields = [each for each in open_fields if each not in BEHAVIOURS]
        return tuple(open_fields)

    def standard(self):
        """Return the standard; nothing may be missing."""
        texts = {name: _line(text) for name, text in self.fields.items() if name != "critical"}
        return Standard(
            id=self.id,
            name=texts["name"],
            view=quoted(texts["view"]),
            dimension=texts["dimension"],
            critical=self.fields["critical"],
            behaviours=self.behaviours,
            anchors={each[-1]: texts[each] for each in ANCHORS},
        )


def _line(text):
    return " ".join(text.split())


def quoted(text):
    """Return what a customer says in quotation marks.

    >>> quoted("They let me finish."), quoted("“They let me finish.”")
    ('“They let me finish.”', '“They let me finish.”')
    """
    return text if text[:1] in QUOTES else f"“{text}”"


def drafts_of(building):
    """Return the drafts of all standards of a round, in the order in which they were made.

    What nobody has written yet is what was published before, and behaviours are the suggestions
    that were merged.

    Returns
    -------
    list of Draft
    """
    merged = building.merged()
    before = {each["id"]: each for each in building.plan.get("standards", ())}
    drafts = []
    for standard, name in merged.names.items():
        known = before.get(standard)
        members = [building.suggestions[each].text for each in merged.members(standard)]
        fields = _first_fields(known, members)
        typed = {what: value for (each, what), value in building.words.items() if each == standard}
        drafts.append(Draft(standard, {"name": name} | fields | typed))
    return drafts


def _first_fields(known, members):
    """Return what stands in a draft before anybody writes."""
    if known:
        behaviours, anchors = known["behaviours"], known["anchors"]
        fields = {each: known[each] for each in ("view", "dimension", "critical")}
    else:
        behaviours, anchors = members, {}
        fields = {"view": "", "dimension": "", "critical": False}
    filled = [*behaviours[:MOST_BEHAVIOURS], *[""] * MOST_BEHAVIOURS]
    fields |= dict(zip(BEHAVIOURS, filled, strict=False))
    return fields | {each: anchors.get(each[-1], "") for each in ANCHORS}


def empty_dimensions(drafts):
    """Return the SERVQUAL dimensions that no draft belongs to, as a list."""
    used = {draft.fields["dimension"] for draft in drafts}
    return [each for each in DIMENSIONS if each not in used]


def make_catalogue(slug, title, drafts, points, before=None):
    """Return the catalogue that drafts become.

    Parameters
    ----------
    drafts : sequence of Draft
        Complete.
    points : dict of str to int
        By standard, with sum 100.
    before : Catalogue, optional
        The version before. Its standards that are no more are kept as retired ones, so that scenes
        and ratings still find them.

    Returns
    -------
    Catalogue
    """
    heavy_first = sorted(drafts, key=lambda draft: -points[draft.id])
    now = {draft.id for draft in drafts}
    old = (*before.retired, *before.standards) if before else ()
    return Catalogue(
        catalogue=slug,
        title=title,
        standards=tuple(draft.standard() for draft in heavy_first),
        points={draft.id: points[draft.id] for draft in heavy_first},
        retired=tuple(each for each in old if each.id not in now),
    )


@dataclass(frozen=True, slots=True)
class Changes:
    """What is different in a version.

    Attributes
    ----------
    added, retired, reworded : tuple of str
        Names of standards.
    renamed : tuple of (str, str)
        Names before and now.
    points : tuple of (str, int, int)
        Name, and points before and now.
    """

    added: tuple = ()
    retired: tuple = ()
    renamed: tuple = ()
    reworded: tuple = ()
    points: tuple = ()


def changes(before, now):
    """Return what is different between two versions of a catalogue.

    Parameters
    ----------
    before : Catalogue or None
    now : Catalogue

    Returns
    -------
    Changes
    """
    if before is None:
        return Changes()
    old = {each.id: each for each in before.standards}
    new = {each.id: each for each in now.standards}
    both = [each for each in new if each in old]
    pairs = [(old[each], new[each]) for each in both]
    was, is_now = before.points or {}, now.points or {}
    return Changes(
        added=tuple(new[each].name for each in new if each not in old),
        retired=tuple(old[each].name for each in old if each not in new),
        renamed=tuple((a.name, b.name) for a, b in pairs if a.name != b.name),
        reworded=tuple(b.name for a, b in pairs if a != b.model_copy(update={"name": a.name})),
        points=tuple(
            (new[each].name, was[each], is_now[each])
            for each in both
            if each in was and each in is_now and was[each] != is_now[each]
        ),
    )
