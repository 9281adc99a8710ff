"""The score sheet: put standards in order, rate people on them, and see who the role models are."""

from unicodedata import category

from course.activities.messages import fit_text, is_key
from course.activities.scoresheet_state import PEOPLE, STANDARDS, SheetState
from course.activities.scoresheet_view import draw
from course.errors import InvalidResponseError
from course.ids import digest
from course.learning.rubrics import LEVELS
from course.translation import _

OWN = "own"
LONGEST_NAME = {"person": 40, "standard": 80}
LONGEST_NOTE = 1000


def activity_name(team):
    """Return the name under which a score sheet is stored.

    >>> activity_name("harbour_hotel")
    'scoresheet/harbour_hotel'
    """
    return f"scoresheet/{team}"


class ScoreSheet:
    """A person fills in a score sheet: that of a made-up team, or one for their own.

    Parameters
    ----------
    course : course.activities.course.Course
    team : str, optional
        Slug of a made-up team; None for an empty sheet of the person's own.
    catalogue : str
        Where the standards of an own sheet begin.

    Raises
    ------
    NotFoundError
        No such team or catalogue.
    """

    kind = "scoresheet"

    def __init__(self, course, team=None, catalogue="front_desk"):
        self.course = course
        self.team = course.content.team(team) if team else None
        self.catalogue = course.content.catalogue(self.team.catalogue if team else catalogue)
        self.name = activity_name(team or OWN)

    @property
    def is_own(self):
        """Whether the sheet is for the person's own team."""
        return self.team is None

    def state(self):
        """Return the sheet as it is now."""
        people = {} if self.is_own else {person.id: person.name for person in self.team.people}
        state = SheetState(people, {each.id: each.name for each in self.catalogue.standards})
        if not self.is_own:
            state.levels = {
                (person.id, standard): rating.level
                for person in self.team.people
                if not person.practice
                for standard, rating in person.ratings.items()
            }
        for event in self.course.store.events.of(self.course.person, self.name):
            state.take(event)
        return state

    def view(self):
        """Return what the browser may see: a dict for JSON.

        The course's rating of a person for practice, and the reason for it, are only in it when the
        learner's own is stored. Who the role models are is worked out once somebody asked for it.
        """
        texts = self.course.store.events.texts(self.course.person, self.name)
        return draw(self, self.state(), texts)

    def act(self, message):
        """Do what a page asks.

        Parameters
        ----------
        message : dict
            ``{"do": "order", "standards": ids}``,
            ``{"do": "rate", "person": id, "standard": id, "level": 1..5}``, ``{"do": "result"}`` or
            ``{"do": "look"}``. On a sheet of one's own also
            ``{"do": "name", "what": "person" or "standard", "name": text}``, with ``"id"`` to give
            another name, ``{"do": "remove", "what", "id"}`` and
            ``{"do": "text", "person", "standard", "text"}``. Each with its ``"key"``.

        Returns
        -------
        dict
            The new view; what was asked is stored by then.

        Raises
        ------
        InvalidResponseError
            Nothing was done.
        course.errors.StoreError
            Nothing was stored.
        """
        match message:
            case {"do": "look"}:
                pass
            case {"do": "order", "standards": list(ids), "key": str(key)}:
                self._order(ids, key)
            case {"do": "rate", "person": person, "standard": standard, "key": str(key)}:
                self._rate(person, standard, message.get("level"), key)
            case {"do": "result", "key": str(key)}:
                self._ask_for_result(key)
            case {"do": "name", "what": "person" | "standard" as what, "key": str(key)}:
                self._name(what, message.get("id"), message.get("name"), key)
            case {"do": "remove", "what": "person" | "standard" as what, "key": str(key)}:
                self._remove(what, message.get("id"), key)
            case {"do": "text", "person": person, "standard": standard, "text": str(text)}:
                self._keep_note(person, standard, text)
            case _:
                raise InvalidResponseError("this message is none that a score sheet understands")
        return self.view()

    def _append(self, kind, body, key, **options):
        if not is_key(key):
            raise InvalidResponseError("this message has no key")
        store = self.course.store.events
        store.append(self.course.person, self.name, kind, body, key, **options)

    def _order(self, ids, key):
        state = self.state()
        if not all(isinstance(ident, str) for ident in ids) or len(set(ids)) != len(ids):
            raise InvalidResponseError("an order names each standard once")
        if set(ids) != set(state.standards):
            raise InvalidResponseError(_("Another page has changed the standards meanwhile."))
        self._append("order", {"standards": ids}, key)

    def _rate(self, person, standard, level, key):
        self._find(self.state(), person, standard)
        if type(level) is not int or level not in LEVELS:
            raise InvalidResponseError("a rating is a level from 1 to 5")
        body, options = {"person": person, "standard": standard, "level": level}, {}
        words = self.catalogue.standard(standard)
        if words:
            text = words.model_dump_json()
            body["words"] = digest(text)
            options["snapshots"] = {body["words"]: text}
        self._append("rating", body, key, **options)

    def _ask_for_result(self, key):
        state = self.state()
        if len(state.people) < PEOPLE[0]:
            raise InvalidResponseError(_("It takes at least two people to choose from."))
        if not state.is_ordered:
            raise InvalidResponseError(_("Put the standards in order first."))
        if not any(state.by_person().values()):
            raise InvalidResponseError(_("Rate somebody first."))
        if not state.wants_result:
            self._append("result", {}, key)

    def _name(self, what, ident, name, key):
        self._only_own()
        state = self.state()
        name = self._fit_name(what, name)
        named = state.people if what == "person" else state.standards
        if ident is None:
            ident = self._new_id(what, name, key)
            most = {"person": PEOPLE, "standard": STANDARDS}[what][1]
            if ident not in named and len(named) >= most:
                raise InvalidResponseError(_("There is no room for more."))
        elif isinstance(ident, str) and ident in state.gone:
            raise InvalidResponseError(_("Another page has taken this off the sheet meanwhile."))
        elif not isinstance(ident, str) or ident not in named or self.catalogue.standard(ident):
            raise InvalidResponseError("there is no such name to change on this sheet")
        if any(other.casefold() == name.casefold() for i, other in named.items() if i != ident):
            raise InvalidResponseError(_("This name is on the sheet already."))
        self._append(what, {what: ident, "name": name}, key)

    def _new_id(self, what, name, key):
        """Return an id that a message sent twice gives twice; the catalogue's names keep theirs."""
        if what == "standard":
            for standard in self.catalogue.standards:
                if standard.name.casefold() == name.casefold():
                    return standard.id
        return f"{what}-{digest(key)[:12]}"

    @staticmethod
    def _fit_name(what, name):
        name = " ".join(name.split()) if isinstance(name, str) else ""
        if not name or not is_plain(name):
            raise InvalidResponseError(_("Please write a name."))
        if len(name) > LONGEST_NAME[what]:
            words = _("Please write at most {most} letters.")
            raise InvalidResponseError(words.format(most=LONGEST_NAME[what]))
        return name

    def _remove(self, what, ident, key):
        self._only_own()
        state = self.state()
        named = state.people if what == "person" else state.standards
        if not isinstance(ident, str) or (ident not in named and ident not in state.gone):
            raise InvalidResponseError("there is nothing with this id on the sheet")
        if ident not in state.gone:
            if what == "standard" and len(named) <= STANDARDS[0]:
                raise InvalidResponseError(_("A sheet has at least three standards."))
            self._append(f"{what} removed", {what: ident}, key)
        self._forget_notes(ident)  # also when a kernel ended just before this

    def _keep_note(self, person, standard, text):
        self._only_own()
        self._find(self.state(), person, standard)
        text, field = fit_text(text, LONGEST_NOTE), note_field(person, standard)
        self.course.store.events.keep_text(self.course.person, self.name, field, text)

    def _forget_notes(self, ident):
        events = self.course.store.events
        for written in events.texts(self.course.person, self.name):
            if ident in written.split("/"):
                events.keep_text(self.course.person, self.name, written, "")

    def _only_own(self):
        if not self.is_own:
            raise InvalidResponseError("the names of this sheet are given")

    @staticmethod
    def _find(state, person, standard):
        """Check that a rating is about somebody and something on the sheet."""
        if not isinstance(person, str) or not isinstance(standard, str):
            raise InvalidResponseError("a rating is about a person and a standard")
        if person not in state.people or standard not in state.standards:
            raise InvalidResponseError(_("Another page has taken this off the sheet meanwhile."))

    def scripted_for(self, course):
        """Return the same sheet for somebody else; for scripts."""
        return ScoreSheet(course, self.team and self.team.team, self.catalogue.catalogue)


def is_plain(name):
    """Tell whether a name has no control characters and no halves of a character."""
    return not any(category(sign) in ("Cc", "Cs") for sign in name)


def note_field(person, standard):
    """Return the field under which the note to a rating is stored."""
    return f"{person}/{standard}"
