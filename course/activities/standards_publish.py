"""Publishing standards: a numbered version as a snapshot, and the file that all pages read."""

from collections import Counter

from course.activities.standards_events import check_count
from course.content.own_files import save_own, stamp_of, text_of
from course.content.standards import catalogue_text
from course.errors import CourseError, InvalidResponseError
from course.ids import digest, new_id
from course.rolemodels.drafts import changes, drafts_of, make_catalogue
from course.rolemodels.opinions import opinions
from course.rolemodels.standards import Catalogue
from course.rolemodels.weighing import points_of, weigh
from course.translation import _

KIND = "standards"
SLUG = "our_standards"


def current(content, slug=SLUG):
    """Return the catalogue of the business as its file is now, or None.

    Parameters
    ----------
    content : course.content.library.Library
    slug : str

    Raises
    ------
    course.errors.ContentError
        The file cannot be read.
    """
    path = content.files("catalogue").get(slug)
    if path is None or content.own is None or not path.is_relative_to(content.own):
        return None
    content.forget("catalogue", slug)  # another page may have published
    return content.catalogue(slug)


def versions(course, slug=SLUG):
    """Return all versions that were published, the newest first.

    Returns
    -------
    list of dict
        Each with ``number``, ``at``, ``catalogue`` (`Catalogue`) and ``changes`` to the one before
        (`course.rolemodels.drafts.Changes`).
    """
    store = course.store
    rounds = store.meetings.recent(kind=KIND)
    events = [event for each in rounds for event in store.meetings.events(each.id)]
    published = [e for e in events if e.kind == "publish" and e.body["slug"] == slug]
    found, before = [], None
    for event in sorted(published, key=lambda event: event.body["number"]):
        text = store.answers.snapshot(event.body["hash"])
        catalogue = Catalogue.model_validate_json(text)
        made = {"number": event.body["number"], "at": event.at, "catalogue": catalogue}
        found.insert(0, made | {"changes": changes(before, catalogue)})
        before = catalogue
    return found


def draft_catalogue(course, building):
    """Return the catalogue that would be published now.

    Raises
    ------
    InvalidResponseError
        Something is still missing.
    """
    drafts = drafts_of(building)
    check_count(len(drafts))
    unfinished = [draft.fields["name"] for draft in drafts if draft.missing]
    if unfinished:
        words = _("Something is still to be written: {names}.")
        raise InvalidResponseError(words.format(names=", ".join(unfinished)))
    if same := _same_name(building.merged().names.values()):
        words = _("There are two standards “{name}”. Give one of them another name.")
        raise InvalidResponseError(words.format(name=same))
    points = points_of(building, weigh(building, opinions(building)))
    if points is None:
        raise InvalidResponseError(_("Nobody has put the standards in order yet."))
    plan = building.plan
    before = current(course.content, plan["slug"])
    return make_catalogue(plan["slug"], plan["title"], drafts, points, before)


def _same_name(names):
    """Return a name that is there twice, or None: undoing may bring back one that was given."""
    counts = Counter(name.casefold() for name in names)
    return next((name for name in names if counts[name.casefold()] > 1), None)


def is_published(course, catalogue, earlier):
    """Tell whether the newest of the versions, and the file, say just that."""
    is_newest = bool(earlier) and earlier[0]["catalogue"] == catalogue
    return is_newest and current(course.content, catalogue.catalogue) == catalogue


def publish(course, building, round_id, key):
    """Publish the standards: first the file, then the event that says so.

    Were it the other way round, a kernel that dies in between would leave a version that nobody can
    read. Whoever publishes once more writes the same file again. A file that was changed by hand
    since the last version is kept as a version of its own before it is written over.

    Raises
    ------
    InvalidResponseError
        Something is still missing.
    course.errors.CourseError
        The file could not be written.
    """
    if building.plan.get("sample"):
        words = _("These are made-up standards for practice. They are not published.")
        raise InvalidResponseError(words)
    slug, content = building.plan["slug"], course.content
    if content.own is None:
        raise CourseError(_("There is no folder for content of your own."))
    seen = stamp_of(text_of(content, "catalogue", slug))
    catalogue = draft_catalogue(course, building)
    earlier = versions(course, slug)
    if is_published(course, catalogue, earlier):
        return  # a page that did not hear of it sends it again
    number = earlier[0]["number"] + 1 if earlier else 1
    by_hand = current(content, slug)
    if by_hand and by_hand != catalogue and not (earlier and earlier[0]["catalogue"] == by_hand):
        _append_version(course, round_id, number, by_hand, new_id())
        number += 1
    note = _("Version {number}, published with the standards builder.").format(number=number)
    try:
        save_own(content, "catalogue", slug, catalogue_text(catalogue, note), seen)
    except OSError as error:
        words = _("The standards could not be saved: {reason}.")
        raise CourseError(words.format(reason=error.strerror)) from None
    content.forget("catalogue", slug)
    _append_version(course, round_id, number, catalogue, key)


def _append_version(course, round_id, number, catalogue, key):
    body = catalogue.model_dump_json()
    made = {"number": number, "hash": digest(body), "slug": catalogue.catalogue}
    snapshots = {made["hash"]: body}
    course.store.meetings.append(round_id, "publish", made, key, snapshots=snapshots)
