"""The role-model sheet: what was seen of a team, and who may be role models; a person decides."""

import logging
from functools import cached_property

from course.activities import role_models_sources as sources
from course.activities import role_models_views as views
from course.activities.messages import fit_text, is_key
from course.activities.observation_round import KIND, ObservationRound
from course.activities.overview import course_of_manager
from course.activities.role_models_advice import advice_view, ask_phones
from course.activities.role_models_intake import Intake
from course.activities.role_models_state import CHOICES, RoleModelsState
from course.activities.role_models_working import Working
from course.activities.scoresheet import is_plain
from course.errors import InvalidResponseError
from course.translation import _

log = logging.getLogger("course")
LEAST_ROLE = "manager"
LONGEST_NAME = 60
MOST_PIECES = 40
WORKING, WATCHING = 0.02, 1.0  # seconds between two looks: at the next step, and for others' news


def state_of(course):
    """Return what the manager decided so far."""
    state = RoleModelsState()
    for event in course.store.events.of(course.person, RoleModels.name):
        state.take(event)
    return state


class RoleModels:
    """A manager looks at what the ratings of a team say.

    What is worked out is only here: another kernel works it out again. What the manager decides,
    which ratings to look at, with which settings, and whom to choose, is stored.

    Parameters
    ----------
    course : course.activities.course.Course
    has_files : bool
        Whether the server that shows the page offers the ratings as a file.

    Raises
    ------
    course.errors.NotAllowedError
        The person is no manager.
    """

    kind = "role-models"
    name = "role_models"

    def __init__(self, course, has_files=False):
        self.course, self.has_files = course_of_manager(course), has_files
        self.intake = Intake(self.course)
        self._version, self._known = None, {}
        self._open()

    @property
    def pace(self):
        """Seconds between two looks for news."""
        return WORKING if self.work and self.work.is_busy else WATCHING

    def _open(self):
        """Begin to work out what the chosen ratings say."""
        self.now, self.round, source = state_of(self.course), None, None
        if self.now.source == sources.SAMPLE:
            source = sources.sample(self.course.content)
        elif self.now.source:
            self.round = self.rounds().get(self.now.source)
            source = self.round and sources.source_of(self.round)
        looks = self.round.observation.looks if self.round else ()
        self.looks, self.since = len(looks), max(looks, default=0)
        self.work = source and Working(source, self.now.settings_of(source.id))

    @property
    def source(self):
        """What is looked at; None as long as nothing is chosen."""
        return self.work and self.work.source

    def rounds(self):
        """Return the observation rounds that can be looked at, by id, the newest first."""
        stored = self.course.store.meetings.recent(kind=KIND)
        for each in stored:
            if each.id in self._known:
                self._known[each.id].catch_up()
            else:
                self._known[each.id] = ObservationRound(self.course, each)
        found = [self._known[each.id] for each in stored]
        return {each.id: each for each in found if sources.is_whole(each)}

    def news(self):
        """Take the next step, or look whether others did something; return a view or None."""
        if self.work and self.work.is_busy:
            try:
                self.work.step()
            except Exception:  # whatever it is, the page must not wait for ever
                log.exception("the ratings cannot be worked through")
            return self.view()
        return self.view() if self._has_news() else None

    def finish(self):
        """Take all steps that are left, for whoever can wait; return the view."""
        while self.work and self.work.is_busy:
            self.work.step()
        return self.view()

    def _has_news(self):
        version = self.course.store.database.version()
        if version is not None and version == self._version:
            return False
        self._version, before = version, self._shown()
        self.now = state_of(self.course)
        if (self.now.source, self.now.settings) != before[:2]:
            self._open()
        elif self.round:
            self.round.catch_up()
        return self._shown() != before

    def _shown(self):
        """Return what others may change of what is shown; not what they are just writing."""
        advice = self.round and self.round.observation.advice
        decision = self._decision()
        return self.now.source, self.now.settings, decision, self.newer(), advice

    def newer(self):
        """Return how many observations came in since the ratings were worked through."""
        return len(self.round.observation.looks) - self.looks if self.round else 0

    # --- What is shown ------------------------------------------------------------------------

    def view(self):
        """Return what the browser shows: a dict for JSON."""
        shown = {
            "kind": self.kind,
            "name": self.name,
            "has_files": self.has_files,
            "sources": self._sources(),
            "source": self.source and self.source.id,
            "catalogues": [
                {"id": each.catalogue, "title": each.title} for each in self.catalogues.values()
            ],
            "intake": self.intake.view(),
            "progress": None,
            "sheet": None,
            "answer": None,
        }
        if self.work:
            shown |= self._worked_out()
        return shown

    def _worked_out(self):
        work, source = self.work, self.work.source
        coming = work.progress if work.is_busy else None
        return {
            "progress": coming and {"share": coming.share, "words": coming.words},
            "sheet": work.drawn,
            "failed": work.has_failed,
            "answer": work.answer,
            "settings": work.settings,
            "choices": {name: list(each) for name, each in CHOICES.items()},
            "newer": self.newer(),
            "unseen": list(source.unseen),
            "decision": views.decision(source, self._decision()),
            "advice": self._advice(),
        }

    def _decision(self):
        return (self.round.observation if self.round else self.now).decision

    def _advice(self):
        is_known = self.round and self.work.analysis
        return advice_view(self.round, self.work.analysis, self.since) if is_known else None

    def _sources(self):
        made_up = {"id": sources.SAMPLE, "title": sources.sample_title(), "what": "sample"}
        return [
            *(
                {
                    "id": each.id,
                    "title": each.title,
                    "what": "file" if sources.is_file(each) else "round",
                    "at": each.stored.created_at,
                    "looks": len(each.observation.looks),
                }
                for each in self.rounds().values()
            ),
            made_up | {"at": None, "looks": None},
        ]

    @cached_property
    def catalogues(self):
        """All lists of standards, the business's own first."""
        return self.course.content.catalogues()

    # --- What is done -------------------------------------------------------------------------

    def act(self, message):
        """Do what a page asks.

        Parameters
        ----------
        message : dict
            ``{"do": "choose", "source": id}``, ``{"do": "again"}``, ``{"do": "settings",
            "settings": dict}``, ``{"do": "ask", "points": dict, "without": ids, "threshold":
            number}``, ``{"do": "sign", "people": ids, "by": text}``, ``{"do": "take back"}``,
            ``{"do": "advise"}`` to ask the phones of a round for the looks that would help most,
            ``{"do": "piece", "file": text, "number", "of", "data": base64, "catalogue": slug}``,
            ``{"do": "store", "stamp", "title"}``, ``{"do": "erase", "source": id}`` (what came from
            a file) or ``{"do": "look"}``; each with its ``"key"``.

        Returns
        -------
        dict
            The new view; what was decided is stored by then.

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
            case {"do": "choose", "source": str(ident), "key": key}:
                self._choose(ident, key)
            case {"do": "again"}:
                self._open()
            case {"do": "settings", "settings": dict(settings), "key": key}:
                self._settle(settings, key)
            case {"do": "ask", "points": dict(given), "without": list(without)}:
                self._here()
                self.work.ask(given, without, message.get("threshold"))
            case {"do": "sign", "people": list(people), "by": str(by), "key": key}:
                self._sign(people, by, key)
            case {"do": "take back", "key": key}:
                self._take_back(key)
            case {"do": "advise", "key": key}:
                self._advise(key)
            case {
                "do": "piece",
                "file": str(file),
                "number": int(number),
                "of": int(of),
                "data": str(data),
                "catalogue": str(slug),
            } if 0 <= number < of <= MOST_PIECES and slug in self.catalogues:
                self.intake.take(file, number, of, data, slug)
            case {"do": "store", "stamp": str(stamp), "title": str(title), "key": key}:
                self._choose(self.intake.store(stamp, fit_text(title, 200)), key)
            case {"do": "erase", "source": str(ident)}:
                self._erase(ident)
            case _:
                raise InvalidResponseError("this message is none that this sheet understands")
        return self.view()

    def _append(self, kind, body, key):
        if not is_key(key):
            raise InvalidResponseError("this message has no key")
        self.course.store.events.append(self.course.person, self.name, kind, body, key)

    def _here(self):
        if self.source is None:
            raise InvalidResponseError(_("Choose what to look at first."))
        return self.source

    def _choose(self, ident, key):
        if ident != sources.SAMPLE and ident not in self.rounds():
            raise InvalidResponseError(_("These observations are not there any more."))
        self._append("source", {"source": ident}, key)
        self._open()

    def _erase(self, ident):
        """Erase ratings from a file; what was observed with phones is not erased here."""
        observed = self.rounds().get(ident)
        if observed is None:
            return  # erased before
        if not sources.is_file(observed):
            raise InvalidResponseError("only ratings from a file can be erased here")
        self.course.store.meetings.erase(ident)
        if self.now.source == ident:
            self._open()

    def _settle(self, settings, key):
        if settings.keys() != CHOICES.keys() or any(
            isinstance(value, bool) or value not in CHOICES[name]
            for name, value in settings.items()
        ):
            raise InvalidResponseError("these are no settings of this sheet")
        self._append("settings", {"source": self._here().id, "settings": settings}, key)
        self._open()

    def _sign(self, people, by, key):
        source = self._here()
        by = " ".join(fit_text(by, LONGEST_NAME).split())
        if not by or not is_plain(by):
            raise InvalidResponseError(_("Please write your name under the choice."))
        if not people or not all(each in source.ratings.people for each in people):
            raise InvalidResponseError(_("Choose at least one person."))
        people = list(dict.fromkeys(people))
        self._decide("signed", {"people": people, "by": by}, key)

    def _take_back(self, key):
        self._here()
        if self._decision():
            self._decide("taken back", {}, key)

    def _decide(self, kind, body, key):
        """Store a decision with the round, for all managers; with oneself for the made-up team."""
        if self.round is None:
            self._append(kind, body, key)
            self.now = state_of(self.course)
        elif is_key(key):
            self.course.store.meetings.append(self.round.id, kind, body, key)
            self.round.catch_up()
        else:
            raise InvalidResponseError("this message has no key")

    def _advise(self, key):
        self._here()
        if not is_key(key) or self.round is None:
            raise InvalidResponseError("only the phones of a round can be asked, with a key")
        if self.work.analysis is None:
            raise InvalidResponseError(_("One moment: the ratings are still being worked through."))
        ask_phones(self.round, self.work.analysis, self.since, key)
