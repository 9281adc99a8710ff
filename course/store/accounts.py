"""Profiles, PINs and sign-ins."""

import json
import secrets
from contextlib import suppress
from dataclasses import dataclass

from argon2 import PasswordHasher
from argon2.exceptions import VerificationError
from sqlalchemy import delete, func, insert, select, union_all, update

from course.errors import CourseError, NotFoundError, StoreError
from course.ids import digest, new_id
from course.people.roles import ROLES, Person, needs_pin
from course.store.names import name_key
from course.store.schema import (
    attempts,
    drafts,
    events,
    people,
    sessions,
    settings,
    sign_ins,
    texts,
)
from course.store.seats import forget_seats, noted_about, seats_of
from course.store.voices import forget_voices, nominations_of
from course.translation import _

MOST_NAME = 60
PIN_DIGITS = (4, 12)
FREE_FAILURES = 5  # wrong PINs before the first wait
FIRST_WAIT = 60  # seconds; doubles with every further wrong PIN
LONGEST_WAIT = 3600
DAY = 24 * 3600
UNUSED_SIGN_IN = 90 * DAY
CODE_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"  # none that look alike
LOCAL = Person("local", "You", "manager")  # notebooks without our server

hasher = PasswordHasher()


class AccountError(CourseError):
    """A profile or sign-in that cannot be; the text says why and what to do."""


@dataclass(frozen=True, slots=True)
class Profile:
    """A person as the sign-in page and the manager see them."""

    person: Person
    has_pin: bool


class Accounts:
    """Keeps profiles; `clock` gives seconds since the epoch."""

    def __init__(self, database, clock):
        self.database, self.clock = database, clock

    def add(self, name, role="learner", pin=None):
        """Add a profile.

        Returns
        -------
        Person

        Raises
        ------
        AccountError
            The name is taken, empty or too long, or the PIN missing or unfit.
        """
        name = " ".join(name.split())
        if not name_key(name) or len(name) > MOST_NAME:
            raise AccountError(_("Please give a name of 1 to {n} letters.").format(n=MOST_NAME))
        if role not in ROLES[1:]:
            raise AccountError(f"unknown role {role!r}; expected one of {', '.join(ROLES[1:])}")
        pin_hash = self._pin_hash(pin, role)
        person = Person(new_id(), name, role)
        with self.database.write() as connection:
            taken = select(people.c.id).where(people.c.name_key == name_key(name))
            if connection.scalar(taken) is not None:
                words = _("The name {name} is already taken. Is it you? Then sign in with it.")
                raise AccountError(words.format(name=name))
            connection.execute(
                insert(people).values(
                    id=person.id,
                    name=name,
                    name_key=name_key(name),
                    role=role,
                    pin_hash=pin_hash,
                    failures=0,
                    locked_until=0,
                    created_at=self.clock(),
                )
            )
        return person

    def find(self, name):
        """Return the profile with this name, or None."""
        return self._profile(people.c.name_key == name_key(name))

    def get(self, person_id):
        """Return the profile with this id, or None."""
        return self._profile(people.c.id == person_id)

    def _profile(self, where):
        with self.database.read() as connection:
            row = connection.execute(select(people).where(where)).first()
        return row and _profile(row)

    def profiles(self):
        """Return all profiles, by name."""
        with self.database.read() as connection:
            rows = connection.execute(select(people).order_by(people.c.name_key))
            return [_profile(row) for row in rows if row.id != LOCAL.id]

    def last_seen(self):
        """Return when each person last signed in or did something: seconds by the person's id."""
        answered = select(sessions.c.person_id, attempts.c.created_at).join_from(sessions, attempts)
        query = union_all(
            answered,
            select(sign_ins.c.person_id, sign_ins.c.seen_at),
            select(events.c.person_id, events.c.created_at),
            select(texts.c.person_id, texts.c.updated_at),
            select(drafts.c.person_id, drafts.c.updated_at),
        ).subquery()
        person_id, at = query.c
        with self.database.read() as connection:
            newest = select(person_id, func.max(at)).group_by(person_id)
            return dict(connection.execute(newest).all())

    def has_manager(self):
        """Tell whether anybody has set up the course."""
        return any(profile.person.role == "manager" for profile in self.profiles())

    def set_pin(self, person, pin):
        """Set a PIN, or remove it with an empty one.

        Wrong tries are forgotten, and all sign-ins end: whoever had the old PIN is out.
        """
        pin_hash = self._pin_hash(pin, person.role)
        with self.database.write() as connection:
            connection.execute(
                update(people)
                .where(people.c.id == person.id)
                .values(pin_hash=pin_hash, failures=0, locked_until=0)
            )
            connection.execute(delete(sign_ins).where(sign_ins.c.person_id == person.id))

    def _pin_hash(self, pin, role):
        if not pin:
            if needs_pin(role):
                raise AccountError(_("Trainers and managers need a PIN."))
            return None
        least, most = PIN_DIGITS
        if not (pin.isascii() and pin.isdigit() and least <= len(pin) <= most):
            words = _("A PIN has {least} to {most} digits.")
            raise AccountError(words.format(least=least, most=most))
        return hasher.hash(pin)

    def sign_in(self, person_id, pin, *, may_skip_wait=False):
        """Check the PIN and return a new sign-in token.

        After five wrong PINs each further one costs a longer wait.

        Parameters
        ----------
        person_id, pin : str
        may_skip_wait : bool
            For a device on which the person has signed in before; else a stranger who types wrong
            PINs on purpose could keep them out. The caller limits how often.

        Raises
        ------
        AccountError
            With kind words for the person.
        """
        with self.database.read() as connection:
            row = connection.execute(select(people).where(people.c.id == person_id)).first()
        if row is None:
            raise AccountError(_("There is no profile with this name yet."))
        wait = row.locked_until - self.clock()
        if wait > 0 and not may_skip_wait:
            words = _("Too many tries. Please wait {minutes} min, or ask a manager for a new PIN.")
            raise AccountError(words.format(minutes=int(wait // 60) + 1))
        if row.pin_hash is not None and not _fits(row.pin_hash, pin):
            self._count_failure(row)
            raise AccountError(_("That PIN does not fit. Please try again."))
        token = secrets.token_urlsafe(32)
        now = self.clock()
        with self.database.write() as connection:
            if wait <= 0:  # else the stranger who caused the wait would get new tries
                connection.execute(
                    update(people)
                    .where(people.c.id == person_id)
                    .values(failures=0, locked_until=0)
                )
            connection.execute(delete(sign_ins).where(sign_ins.c.seen_at < now - UNUSED_SIGN_IN))
            connection.execute(
                insert(sign_ins).values(
                    token_hash=digest(token), person_id=person_id, created_at=now, seen_at=now
                )
            )
        return token

    def _count_failure(self, row):
        failures = row.failures + 1
        over = failures - FREE_FAILURES
        wait = min(FIRST_WAIT * 2**over, LONGEST_WAIT) if over >= 0 else 0
        with self.database.write() as connection:
            connection.execute(
                update(people)
                .where(people.c.id == row.id)
                .values(failures=people.c.failures + 1, locked_until=self.clock() + wait)
            )

    def signed_in(self, token):
        """Return the person of a sign-in token, or None; a sign-in in use does not end."""
        now, mine = self.clock(), sign_ins.c.token_hash == digest(token)
        with self.database.read() as connection:
            row = connection.execute(
                select(people, sign_ins.c.seen_at)
                .join_from(sign_ins, people)
                .where(mine, sign_ins.c.seen_at >= now - UNUSED_SIGN_IN)
            ).first()
        if row is None:
            return None
        if row.seen_at < now - DAY:
            with suppress(StoreError), self.database.write() as connection:  # another time, then
                connection.execute(update(sign_ins).where(mine).values(seen_at=now))
        return _profile(row).person

    def sign_out(self, token, *, everywhere=False):
        """End a sign-in, or all of the same person."""
        person = self.signed_in(token)
        if person is None:
            return
        mine = sign_ins.c.token_hash == digest(token)
        with self.database.write() as connection:
            where = sign_ins.c.person_id == person.id if everywhere else mine
            connection.execute(delete(sign_ins).where(where))

    def manager_code(self):
        """Make and return a new code that lets somebody set up as manager; the old one ends."""
        code = "".join(secrets.choice(CODE_LETTERS) for _i in range(8))
        with self.database.write() as connection:
            connection.execute(delete(settings).where(settings.c.name == "manager_code"))
            connection.execute(insert(settings).values(name="manager_code", value=digest(code)))
        return code

    def is_manager_code(self, code):
        """Tell whether this is the code of `manager_code`, and nobody is manager yet."""
        with self.database.read() as connection:
            stored = connection.scalar(
                select(settings.c.value).where(settings.c.name == "manager_code")
            )
        given = digest("".join(code.upper().split()).replace("-", ""))
        fits = stored is not None and secrets.compare_digest(stored, given)
        return fits and not self.has_manager()

    def export(self, name):
        """Return all that is stored about a person, as a JSON text for the person to keep.

        Raises
        ------
        NotFoundError
        """
        person = self._named(name).person

        def mine(table):
            return table.c.person_id == person.id

        with self.database.read() as connection:
            about = connection.execute(select(people).where(people.c.id == person.id)).first()
            taken = select(sessions).where(mine(sessions))
            answers = select(attempts).join(sessions).where(mine(sessions))
            times = select(sign_ins.c.created_at, sign_ins.c.seen_at)
            tables = {
                "sign_ins": _rows(connection, times.where(mine(sign_ins))),
                "sessions": _rows(connection, taken),
                "attempts": _rows(connection, answers),
                **{
                    table.name: _rows(connection, select(table).where(mine(table)))
                    for table in (drafts, events, texts)
                },
                "nominations": nominations_of(connection, person.name, person.id),
                "seats": seats_of(connection, person.name, person.id),
                "noted_about": noted_about(connection, person.name, person.id),
            }
        profile = {
            "id": about.id,
            "name": about.name,
            "role": about.role,
            "has_pin": about.pin_hash is not None,
            "created_at": about.created_at,
        }
        return json.dumps({"profile": profile, **tables}, ensure_ascii=False, indent=1)

    def forget(self, name):
        """Remove a person and all that is stored about them.

        Nominations that give this name, what was done under it in gatherings and what was noted
        there about it go as well, also when nobody has a profile with it.

        Raises
        ------
        NotFoundError
            There is neither a profile nor anything else with this name.
        """
        profile = self.find(name)
        person_id = profile and profile.person.id
        with self.database.write() as connection:
            others = forget_voices(connection, name, person_id)
            others += forget_seats(connection, name, person_id)
            connection.execute(delete(people).where(people.c.id == person_id))
        if not profile and not others:
            raise NotFoundError(f"There is no profile named {name!r}.")

    def _named(self, name):
        profile = self.find(name)
        if profile is None:
            raise NotFoundError(f"There is no profile named {name!r}.")
        return profile


def _rows(connection, query):
    return [dict(row) for row in connection.execute(query).mappings()]


def _profile(row):
    return Profile(Person(row.id, row.name, row.role), row.pin_hash is not None)


def _fits(pin_hash, pin):
    try:
        return hasher.verify(pin_hash, pin or "")
    except VerificationError:
        return False
