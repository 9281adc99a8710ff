"""The worksheet: a person writes something for their own workplace, rates it, and prints it."""

from course.activities.messages import fit_text, is_key
from course.errors import InvalidResponseError
from course.learning.rubrics import (
    LEVELS,
    newest_levels,
    rubric_hash,
    rubric_json,
    to_look_at_again,
)
from course.learning.worksheets import missing, stage, worksheet_hash, worksheet_json
from course.translation import _

LONGEST = 4000  # characters of one text


def worksheet_name(slug):
    """Return the name under which a worksheet is stored.

    >>> worksheet_name("my_first_standard")
    'worksheet/my_first_standard'
    """
    return f"worksheet/{slug}"


class WorksheetActivity:
    """A person fills in a worksheet.

    Texts are kept as they are typed, the newest only. Four kinds of event say how far the person
    is: "done" (all is written), "rate" (one criterion), "finish" (all is rated) and "reopen".
    Nothing ever locks: a text may also be changed after "done", for example in another tab.

    Parameters
    ----------
    course : course.activities.course.Course
    slug : str

    Raises
    ------
    NotFoundError
        No such worksheet, or not the rubric it names.
    """

    kind = "worksheet"

    def __init__(self, course, slug):
        self.course, self.slug = course, slug
        self.worksheet = course.content.worksheet(slug)
        rubric = self.worksheet.rubric
        self.rubric = course.content.rubric(rubric) if rubric else None
        self.name = worksheet_name(slug)

    @property
    def versions(self):
        """Hashes of the worksheet and its rubric as they are now."""
        rubrics = [self.rubric] if self.rubric else []
        return (worksheet_hash(self.worksheet), *map(rubric_hash, rubrics))

    def view(self):
        """Return what the browser may see: a dict for JSON."""
        texts = self._texts()
        events = self._events()
        return {
            "kind": self.kind,
            "slug": self.slug,
            "title": self.worksheet.title,
            "intro": self.worksheet.intro,
            "minutes": self.worksheet.minutes,
            "person": self.course.person.name,
            "longest": LONGEST,
            "stage": self._stage(events),
            "prompts": [
                {**prompt.model_dump(), "text": texts.get(prompt.id, "")}
                for prompt in self.worksheet.prompts
            ],
            "rubric": self.rubric and self._rubric_view(self._levels(events)),
        }

    def act(self, message):
        """Do what a page asks.

        Parameters
        ----------
        message : dict
            ``{"do": "text", "prompt": id, "text": text}``, ``{"do": "done", "key": key}``,
            ``{"do": "rate", "criterion": id, "level": 1 to 5, "rubric": hash, "key": key}``,
            ``{"do": "finish", "key": key}``, ``{"do": "reopen", "key": key}``, or
            ``{"do": "look"}``.

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
            case {"do": "text", "prompt": str(prompt), "text": str(text)}:
                self._write(prompt, text)
            case {"do": "done" | "finish" | "reopen" as step, "key": str(key)} if is_key(key):
                self._step(step, key)
            case {"do": "rate", "key": str(key), **rating} if is_key(key):
                self._rate(rating, key)
            case {"do": "look"}:
                pass
            case _:
                raise InvalidResponseError(_("This message is none that a worksheet understands."))
        return self.view()

    def _texts(self):
        return self.course.store.events.texts(self.course.person, self.name)

    def _events(self):
        return self.course.store.events.of(self.course.person, self.name)

    def _stage(self, events):
        return stage([event.kind for event in events], self.rubric is not None)

    def _levels(self, events):
        """Return the newest level of each criterion; those of another rubric do not count."""
        ratings = [event.body for event in events if event.kind == "rate"]
        return newest_levels(ratings, rubric_hash(self.rubric))

    def _rubric_view(self, levels):
        return {
            "title": self.rubric.title,
            "hash": rubric_hash(self.rubric),
            "criteria": [
                {**criterion.model_dump(), "level": levels.get(criterion.id)}
                for criterion in self.rubric.criteria
            ],
            "again": [criterion.name for criterion in to_look_at_again(self.rubric, levels)],
        }

    def _write(self, prompt, text):
        if self.worksheet.prompt(prompt) is None:
            raise InvalidResponseError(_("This worksheet has no such question any more."))
        text = fit_text(text, LONGEST)
        self.course.store.events.keep_text(self.course.person, self.name, prompt, text)

    def _step(self, step, key):
        """Go on to the next stage; does nothing when the person is past it already."""
        events = self._events()
        now = self._stage(events)
        if (step, now) not in {
            ("done", "writing"),
            ("finish", "rating"),
            ("reopen", "rating"),
            ("reopen", "finished"),
        }:
            return  # done already, from another tab or by a message sent twice
        snapshots = {worksheet_hash(self.worksheet): worksheet_json(self.worksheet)}
        if step == "done":
            self._check_written()
        if step == "finish":
            self._check_rated(events)
        body = {"worksheet": worksheet_hash(self.worksheet)}
        self._append(step, body, key, snapshots, after=len(events))

    def _check_written(self):
        empty = missing(self.worksheet, self._texts())
        if empty:
            words = _("Something is still to be written: {prompts}")
            prompts = " · ".join(prompt.ask for prompt in empty)
            raise InvalidResponseError(words.format(prompts=prompts))

    def _check_rated(self, events):
        levels = self._levels(events)
        names = [each.name for each in self.rubric.criteria if each.id not in levels]
        if names:
            words = _("Something is still to be rated: {names}")
            raise InvalidResponseError(words.format(names=" · ".join(names)))

    def _rate(self, rating, key):
        """Store the level that a person chose for one criterion."""
        version = self.rubric and rubric_hash(self.rubric)
        if version is None or rating.get("rubric") != version:
            raise InvalidResponseError(_("The scale has new words. Please look at it once more."))
        criterion, level = rating.get("criterion"), rating.get("level")
        if criterion not in [each.id for each in self.rubric.criteria]:
            raise InvalidResponseError(_("There is no such line to rate."))
        if type(level) is not int or level not in LEVELS:
            raise InvalidResponseError(_("A level is a whole number from 1 to 5."))
        if self._levels(self._events()).get(criterion) == level:
            return
        body = {"criterion": criterion, "level": level, "rubric": version}
        self._append("rate", body, key, {version: rubric_json(self.rubric)})

    def _append(self, kind, body, key, snapshots, after=None):
        self.course.store.events.append(
            self.course.person, self.name, kind, body, key, after=after, snapshots=snapshots
        )
