"""Finding the role models: from the first suggestion to a choice that the manager signs."""

from contextlib import closing

from playwright.sync_api import expect

from course.activities.course import Course
from course.activities.observation_round import KIND
from course.activities.observe import Observe
from course.content.library import Library
from course.ids import new_id
from course.people.roles import Person
from course.store.store import Store
from tests.browser.kiosks import TABLET, Kiosk
from tests.browser.live_meetings import PHONE
from tests.browser.observation_states import ROUND, begin_round
from tests.browser.observation_states import join as join_round
from tests.browser.standards_work import (
    SUGGESTIONS,
    choose_at_the_kiosk,
    describe_and_publish,
    join,
    merge_and_order,
    open_manager,
    press,
    suggest,
)
from tests.browser.test_observation import SAVED, Thumb

TITLE = "What our guests can count on"
ABLE = {"Priya": {"Listens first", "Keeps promises"}, "João": {"Knows the trade"}}
TEAM = ("Ines", "João", "Marcus", "Priya", "Sofia")
DAYS = 4


def test_finding_the_role_models(own_server, visit, chromium):
    """Staff and customers help to build standards, the team observes, the smallest group is found.

    Everything is done on screens but most of the looks of two weeks, which phones without browsers
    make.
    """
    own_server.start()
    laptop = open_manager(visit, own_server)
    build_standards(laptop.page, own_server, visit, chromium)
    laptop.go(ROUND)
    page = laptop.page
    page.get_by_label("Which standards?").select_option(label=TITLE)
    begin_round(page, TEAM)
    code = page.locator(".door .code").inner_text().replace(" ", "")
    phone = visit(own_server.url, **PHONE)
    Thumb(join_round(phone, code, "Ines")).make_planned_look(level=3)
    phone.page.get_by_text(SAVED).wait_for()
    phone.expect_complaint("403")  # what makes the other looks takes over her seat
    page.get_by_text("1 look so far.").wait_for()
    looks = watch_for_two_weeks(own_server)
    page.get_by_text(f"{looks + 1} looks so far.").wait_for()
    page.get_by_text("End this round").click()
    press(page, "End the round now")
    page.get_by_text("Rounds so far").wait_for()
    choose_role_models(laptop)


def build_standards(page, server, visit, chromium):
    """All suggest, the manager merges, all put in order; what is published is at the kiosk."""
    page.get_by_label("What are your standards called?").fill(TITLE)
    press(page, "Begin")
    code = page.locator(".door .code").inner_text().replace(" ", "")
    phones = [join(visit, server, code, name) for name in ("Priya", "João")]
    first, second, third = SUGGESTIONS
    suggest(page, first)
    suggest(phones[0], second)
    suggest(phones[1], third)
    page.get_by_text("3 suggestions so far").wait_for()
    expect(phones[0].get_by_text(third)).to_be_visible()
    expect(page.get_by_text("2 colleagues are in.")).to_be_visible()
    choose_at_the_kiosk(chromium, server, first)
    merge_and_order(page, phones)
    describe_and_publish(page)
    kiosk = Kiosk(chromium.new_context(**TABLET), server.url)
    kiosk.go("/kiosk/standards")
    names = kiosk.page.locator(".standards h3").all_inner_texts()
    assert sorted(names) == sorted(SUGGESTIONS.values())
    kiosk.context.close()


def watch_for_two_weeks(server):
    """Let everybody look at everybody else on some days; return how many looks that were."""
    with closing(Store(server.data)) as store:
        [stored] = store.meetings.recent(kind=KIND)
        library = Library(server.data / "content")
        seats = {each.name: each for each in store.meetings.seats(stored.id).values()}
        count = 0
        for name in TEAM:
            person = Person(f"seat-{seats[name].id}", name, "visitor")
            phone = Observe(Course(library, store, store.clock, person), seats[name])
            view = phone.view()
            for day in range(DAYS):
                situation = view["situations"][day]
                for other in (each for each in TEAM if each != name):
                    phone.act(seen(view, seats[other].id, other, situation, day))
                    count += 1
    return count


def seen(view, seat, name, situation, day):
    """Return the message of a look at somebody on all standards, a little different each day."""
    able, slip = ABLE.get(name, ()), int(day == 1)
    levels = {each["id"]: 5 if each["name"] in able else 3 for each in view["standards"]}
    return {
        "do": "seen",
        "key": new_id(),
        "person": seat,
        "situation": situation,
        "levels": {each: level - slip for each, level in levels.items()},
        "seen": {},
        "note": "",
        "moment": False,
        "signed": False,
    }


def choose_role_models(laptop):
    """Look at what was seen, ask what if, and sign the choice; it is there after a reload."""
    laptop.go("/")
    page = laptop.page
    page.get_by_role("link", name="See who your role models are").click()
    page.locator(".role-models li", has_text=TITLE).get_by_role("button").click()
    expect(page.locator(".statement")).to_have_text(
        "Priya and João together meet all three standards."
    )
    page.get_by_text("Try other weights").click()
    page.get_by_label("João", exact=True).check()
    press(page, "What would change?")
    expect(page.locator(".answer")).to_contain_text("nobody would meet “Knows the trade”")
    page.get_by_label("Your name, as a signature").fill("Mika")
    press(page, "Sign this choice")
    page.reload()
    expect(page.locator(".signed")).to_contain_text("Chosen as role models: Priya and João.")
