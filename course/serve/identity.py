"""Who is asking, and whose kernel it is."""

from dataclasses import dataclass, field

from jupyter_server.auth import Authorizer, User
from jupyter_server.auth.identity import IdentityProvider
from traitlets import Any

from course.people.roles import Person
from course.serve.owners import owner_of_person, owner_of_seat
from course.store.meetings import LASTS

SESSION_COOKIE = "course-session"
DEVICE_COOKIE = "course-device"
KIOSK_COOKIE = "course-kiosk"
SEAT_COOKIES = {kind: f"course-seat-{kind}" for kind in LASTS}  # a seat each
COOKIE_DAYS = 90
FOR_EVER = 3650  # days; a kiosk that nobody touched for months is still one


@dataclass
class Present(User):
    """Who is there, as jupyter_server wants to see it: signed in, seated in gatherings, or both.

    Attributes
    ----------
    seats : dict of str to course.store.meetings.Seat
        By kind of gathering (see `course.store.meetings.LASTS`).
    """

    person: Person | None = None
    seats: dict = field(default_factory=dict)

    def owns(self, owner_id):
        """Tell whether what has this owner is theirs; what belongs to nobody is not."""
        owners = [owner_of_seat(seat) for seat in self.seats.values()]
        if self.person:
            owners.append(owner_of_person(self.person))
        return owner_id in [owner.id for owner in owners]


class CookieIdentityProvider(IdentityProvider):
    """Knows people by the signed cookies of a session and of seats, and by nothing else."""

    accounts = Any()
    meetings = Any()

    def get_user(self, handler):
        """Return who is asking, or None for a visitor."""
        token = session_token(handler)
        person = self.accounts.signed_in(token) if token else None
        seats = self.seats_of(handler)
        if person is None and not seats:
            return None
        first = next(iter(seats.values()), None)
        owner = owner_of_person(person) if person else owner_of_seat(first)
        name = person.name if person else first.name
        return Present(username=owner.id, name=name, person=person, seats=seats)

    def seats_of(self, handler):
        """Return the seats that a browser has, by kind, without those another device took since."""
        found = {}
        for kind in SEAT_COOKIES:
            ident, claim = seat_claim(handler, kind)
            seat = self.meetings.seat(ident) if ident else None
            if seat and seat.claim == claim:
                found[kind] = seat
        return found

    def get_handlers(self):
        """Sign-in is a plain page of ours."""
        return []

    @property
    def auth_enabled(self):
        """Pages ask for a person."""
        return True


class OwnerAuthorizer(Authorizer):
    """A kernel obeys its owner, a person or a seat, and nobody else."""

    def is_authorized(self, handler, user, action, resource):
        """Tell whether somebody may do this; only kernels can be asked for at all."""
        if resource != "kernels" or action == "write":
            return False
        return user.owns(handler.kernel_manager.owner(handler.path_kwargs.get("kernel_id")))


def session_token(handler):
    """Return the sign-in token a browser brought, or None."""
    return _signed(handler, SESSION_COOKIE)


def is_kiosk(handler):
    """Tell whether the browser is a kiosk: anybody may use it, so it must remember nobody."""
    return _signed(handler, KIOSK_COOKIE, FOR_EVER) is not None


def known_people(handler):
    """Return ids of the people who have signed in on this device, newest first."""
    if is_kiosk(handler):
        return []
    value = _signed(handler, DEVICE_COOKIE)
    return value.split(",") if value else []


def seat_claim(handler, kind):
    """Return which seat a browser took, and as which device in turn: (None, 0) for none.

    A kiosk takes no part in gatherings.
    """
    value = None if is_kiosk(handler) else _signed(handler, SEAT_COOKIES[kind], LASTS[kind])
    ident, _dot, claim = (value or "").partition(".")
    return (ident, int(claim)) if ident and claim.isdecimal() else (None, 0)


def seat_value(seat):
    """Return what the cookie of a seat holds (see `seat_claim`)."""
    return f"{seat.id}.{seat.claim}"


def _signed(handler, name, days=COOKIE_DAYS):
    """Return the value of a cookie that we signed, in the present format, else None."""
    value = handler.get_signed_cookie(name, max_age_days=days, min_version=2)
    return value and value.decode(errors="replace")
