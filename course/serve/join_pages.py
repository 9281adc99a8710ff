"""The doors to a gathering that people join: with a code and a name, without a profile.

A QR code opens ``/join/CODE``. Whoever says who they are gets a seat, kept in a signed cookie, and
goes on to the page of the seat, which alone has a kernel.
"""

from itertools import count

from course.activities.course import Course
from course.activities.gatherings import open_gathering
from course.errors import CourseError, StoreError
from course.ids import digest, new_id
from course.serve.handlers import PageHandler
from course.serve.identity import SEAT_COOKIES, seat_claim, seat_value
from course.serve.owners import owner_of_seat
from course.store.meetings import LASTS, SeatTakenError
from course.store.names import name_key
from course.translation import _

SEAT_PAGES = {
    "role-play": "roleplay_scripts/scene_sheet",
    "standards": "exercises/suggest",
    "observation": "exercises/observe",
}
LONGEST_CODE = 20  # as typed, with spaces
BACK = {
    "role-play": _("Back to the meeting, as {name}"),
    "standards": _("Back to your suggestions, as {name}"),
    "observation": _("Back to your looks, as {name}"),
}
NO_GATHERING = _("Nothing is open with this code. Please check the six letters once more.")
IS_OVER = _("This is over. Ask your trainer for the code of the next one.")
TOO_MANY = _("There were many wrong codes from here. Please wait a minute, then try again.")


class DoorHandler(PageHandler):
    """What the pages for joining have in common."""

    async def prepare(self):
        """Let no kiosk in: it remembers nobody, and belongs to nobody in the room."""
        await super().prepare()
        if self.kiosk and not self._finished:
            self.set_status(403 if self.request.method == "POST" else 200)
            self.show("join_not_here.html")

    def find_room(self, code):
        """Return the gathering with a code, or None after showing what is wrong with it.

        Only wrong codes count against an address: a whole team may share one.

        Returns
        -------
        course.activities.gatherings.Gathering or None
        """
        server, address = self.server, self.request.remote_ip
        if server.code_limit.is_over(address):
            return self.ask_for_code(code, TOO_MANY, 429)
        stored = server.store.meetings.by_code(code)
        if stored is None:
            server.code_limit.count(address)
            return self.ask_for_code(code, NO_GATHERING, 404)
        room = open_gathering(
            Course(server.library, server.store, server.store.clock, None), stored
        )
        return self.ask_for_code(code, IS_OVER, 410) if room.is_over else room

    def ask_for_code(self, code="", error="", status=200):
        """Ask for a code; what was typed stays."""
        self.set_status(status)
        ways = [(SEAT_PAGES[kind], BACK[kind], seat) for kind, seat in self.seats.items()]
        self.show("join.html", code=code[:LONGEST_CODE], error=error, ways=ways)


class JoinHandler(DoorHandler):
    """Ask for the code of a gathering."""

    async def get(self):
        """Go on with the code that was typed, or ask for one."""
        code = self.get_query_argument("code", "")
        if not code.strip():
            self.ask_for_code()
        elif room := self.find_room(code):
            self.go(f"join/{room.stored.code}")


class WhoHandler(DoorHandler):
    """Ask somebody who comes for their name, and give them a seat."""

    async def get(self, code):
        """Ask who it is."""
        if room := self.find_room(code):
            self._ask(room)

    async def post(self, code):
        """Give a seat."""
        room = self.find_room(code)
        if room is None:
            return
        name, screen = (self.get_body_argument(field, "") for field in ("name", "screen"))
        try:
            seat = self._seat_screen(room, screen) if screen else self._seat_person(room, name)
        except SeatTakenError:
            self._ask_whether_it_is(room, name)
        except StoreError:
            raise  # see `write_error`
        except CourseError as error:
            self._ask(room, name, str(error), 400)
        else:
            await self._take(seat, room.stored.kind)

    def _seat_person(self, room, name):
        if name_key(name) in screen_keys(room):
            raise CourseError(_("A screen has this name. Please give another one."))
        again = self.get_body_argument("again", "") == "yes"
        return self._sit(room, name, again=again)

    def _seat_screen(self, room, name):
        try:
            return self._sit(room, name, screen=True)
        except SeatTakenError:  # another screen was quicker
            return self._sit(room, next_screen(room), screen=True)

    def _sit(self, room, name, **how):
        """Give a seat; the same form with the same name gives it once."""
        key = digest(f"{self.get_body_argument('key', '') or new_id()} {name_key(name)}")
        return self.server.store.meetings.sit(room.id, name, key, **how)

    async def _take(self, seat, kind):
        """Give the browser the seat; pages of the seat elsewhere, and of a seat it had, end."""
        left = self.seats.get(kind, seat)
        for ident in {seat.id: seat, left.id: left}.values():
            await self.kernel_manager.end_all_of(owner_of_seat(ident).id)
        options = self.server.short_cookie_options | {"expires_days": LASTS[kind]}
        self.set_signed_cookie(SEAT_COOKIES[kind], seat_value(seat), **options)
        self.go(SEAT_PAGES[kind])

    def _ask(self, room, name="", error="", status=200):
        self.set_status(status)
        me = self.person.name if self.person else ""
        everybody = [profile.person.name for profile in self.accounts.profiles()]
        free, seated = names_to_choose(everybody, room, me)
        seat = self.seats.get(room.stored.kind)
        is_here = seat is not None and seat.meeting_id == room.id
        self._show(
            "join_who.html",
            room,
            name,
            me=me,
            free=free,
            seated=seated,
            screen=next_screen(room),
            seat=seat if is_here else None,
            error=error,
        )

    def _ask_whether_it_is(self, room, name):
        """Ask whether somebody who is here already comes with another device."""
        room.catch_up()
        here = (seat.name for seat in room.seats.values() if name_key(seat.name) == name_key(name))
        self.set_status(409)
        self._show("join_again.html", room, next(here, name))

    def _show(self, template, room, name, **values):
        stored = room.stored
        self.show(
            template,
            title=room.title,
            code=stored.code,
            kind=stored.kind,
            page=SEAT_PAGES[stored.kind],
            name=name.strip(),
            key=new_id(),
            **values,
        )


class MovedHandler(DoorHandler):
    """Where a page of a seat ends up when another one took its place."""

    async def get(self):
        """Say where the gathering goes on, and how to come back here."""
        kind = self.get_query_argument("kind", "")
        ident, _claim = seat_claim(self, kind) if kind in SEAT_PAGES else (None, 0)
        seat = self.server.store.meetings.seat(ident) if ident else None
        if seat is None:
            return self.go("join")
        code = self.server.store.meetings.get(seat.meeting_id).code
        is_mine = kind in self.seats
        page = SEAT_PAGES[kind]
        return self.show("join_moved.html", seat=seat, is_mine=is_mine, code=code, page=page)


def screen_keys(room):
    """Return the names of the big screens in a gathering, as they are compared."""
    return {name_key(room.name(seat)) for seat in room.screens}


def next_screen(room):
    """Return the first name that no screen and nobody else has."""
    taken = {name_key(seat.name) for seat in room.seats.values()}
    names = (_("Screen {n}").format(n=number) for number in count(1))
    return next(name for name in names if name_key(name) not in taken)


def names_to_choose(everybody, room, me=""):
    """Return the names that somebody can tap, without those that are screens.

    Parameters
    ----------
    everybody : list of str
        Names of all profiles.
    room : course.activities.gatherings.Gathering
    me : str
        Name of who is signed in; it comes first.

    Returns
    -------
    tuple of (list of str, list of str)
        Those who are not here yet, and those who are.
    """
    people = [seat for seat in room.seats.values() if seat.id not in room.screens]
    here = {name_key(seat.name): seat.name for seat in people if seat.claim}
    listed = {name_key(seat.name): seat.name for seat in people if not seat.claim}
    listed |= {name_key(name): name for name in everybody}
    gone = here.keys() | screen_keys(room)
    free = [name for key, name in listed.items() if key not in gone]
    free.sort(key=lambda name: (name != me, name_key(name)))
    return free, sorted(here.values(), key=name_key)


JOIN_PAGES = (
    # path, handler, title, least role
    ("/join", JoinHandler, _("Join with a code"), "visitor"),
    ("/join/moved", MovedHandler, _("It goes on elsewhere"), "visitor"),
)
WHO_PATTERN = r"/join/([\w%.~+-]+)"
