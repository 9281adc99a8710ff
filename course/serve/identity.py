"""Who is asking, and whose kernel it is."""

from dataclasses import dataclass

from jupyter_server.auth import Authorizer, User
from jupyter_server.auth.identity import IdentityProvider
from traitlets import Any

from course.people.roles import Person

SESSION_COOKIE = "course-session"
DEVICE_COOKIE = "course-device"
KIOSK_COOKIE = "course-kiosk"
COOKIE_DAYS = 90
FOR_EVER = 3650  # days; a kiosk that nobody touched for months is still one


@dataclass
class SignedIn(User):
    """A signed-in person, as jupyter_server wants to see it."""

    person: Person | None = None


class CookieIdentityProvider(IdentityProvider):
    """Knows people by the signed session cookie, and by nothing else."""

    accounts = Any()

    def get_user(self, handler):
        """Return who is asking, or None for a visitor."""
        token = session_token(handler)
        person = self.accounts.signed_in(token) if token else None
        return person and SignedIn(username=person.id, name=person.name, person=person)

    def get_handlers(self):
        """Sign-in is a plain page of ours."""
        return []

    @property
    def auth_enabled(self):
        """Pages ask for a person."""
        return True


class OwnerAuthorizer(Authorizer):
    """A kernel obeys the person it was started for, and nobody else."""

    def is_authorized(self, handler, user, action, resource):
        """Tell whether this person may do this; only kernels can be asked for at all."""
        if resource != "kernels" or action == "write":
            return False
        kernel_id = handler.path_kwargs.get("kernel_id")
        return handler.kernel_manager.owner(kernel_id) == user.username


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


def _signed(handler, name, days=COOKIE_DAYS):
    """Return the value of a cookie that we signed, in the present format, else None."""
    value = handler.get_signed_cookie(name, max_age_days=days, min_version=2)
    return value and value.decode(errors="replace")
