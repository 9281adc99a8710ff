"""Every page as every role, and what nobody may do."""

import itertools
import json
import re
import uuid
from datetime import UTC, datetime

import pytest
from playwright.sync_api import expect

from course.content.library import Library
from course.people.roles import ROLES
from course.serve.plain_pages import all_pages
from course.store.store import Store
from tests.browser.test_first_five_minutes import person
from tests.browser.visitor import MODULE

PAGES = all_pages(Library())
PIN = "13579"
numbers = itertools.count(1)


@pytest.fixture
def people(server, visit):
    """Give one signed-in browser per role; the visitor has none."""
    accounts = Store(server.data).accounts
    browsers = {"visitor": visit()}
    for role in ROLES[1:]:
        name = f"Some {role} {next(numbers)}"
        accounts.add(name, role, PIN)
        browsers[role] = visit()
        browsers[role].sign_in(name, PIN)
    return browsers


def test_every_page_as_every_role(people):
    """A page opens for its role and those above; visitors are asked to sign in, others told."""
    for role, browser in people.items():
        browser.expect_complaint("403")
        for page in PAGES:
            answer = browser.go(page["address"])
            heading = browser.page.get_by_role("heading", level=1).first.inner_text()
            allowed = ROLES.index(role) >= ROLES.index(page["role"])
            if allowed:
                assert answer.status == 200, (role, page)
                assert heading != "This page is for somebody else"
            elif role == "visitor":
                assert heading == "Sign in", page
                assert f"next={page['address']}" in browser.page.url
            else:
                assert answer.status == 403, (role, page)
                assert heading == "This page is for somebody else"


def test_signing_in_leads_to_the_page_asked_for(people, server):
    """A visitor who opens a module's link lands there after signing in."""
    learner = people["learner"].name
    visitor = people["visitor"]
    visitor.go(MODULE)
    visitor.page.get_by_label("Your name").fill(learner)
    visitor.page.get_by_role("button", name="Go on").click()
    visitor.page.get_by_label("Your PIN").fill(PIN)
    visitor.page.get_by_role("button", name="Go on").click()
    visitor.page.wait_for_url(server.url + MODULE)


def kernel_of(browser):
    """Return the kernel id of the open page."""
    browser.open_quiz()
    return browser.page.locator("course-kernel").get_attribute("kernel")


def test_a_kernel_obeys_its_owner_only(people, server):
    """Another person, and a visitor, can neither read nor drive nor end a kernel."""
    owner = people["learner"]
    kernel = kernel_of(owner)
    pid = next(p for p, who in server.kernels().items() if who == person(owner))
    for role in ("visitor", "trainer", "manager"):
        stranger = people[role]
        stranger.expect_complaint("WebSocket|403|404")
        stranger.go("/")
        socket = stranger.page.evaluate(OPEN_SOCKET, kernel)
        assert socket == "refused", role
        state = stranger.context.request.get(f"{server.url}/api/kernels/{kernel}", max_redirects=0)
        assert state.status in (302, 403) or state.json()["execution_state"] == "dead"
        xsrf = next(c["value"] for c in stranger.context.cookies() if c["name"] == "_xsrf")
        ended = stranger.context.request.post(
            f"{server.url}/voila/api/shutdown/{kernel}", form={"_xsrf": xsrf}
        )
        assert ended.status in (403, 404), role
        for method in ("delete", "post"):
            answer = getattr(stranger.context.request, method)(
                f"{server.url}/api/kernels/{kernel}", headers={"X-XSRFToken": xsrf}
            )
            assert answer.status in (403, 405), (role, method)
    assert pid in server.kernels()


OPEN_SOCKET = """kernel => new Promise(done => {
    const socket = new WebSocket(`ws://${location.host}/api/kernels/${kernel}/channels?session_id=x`);
    socket.onopen = () => done("open");
    socket.onerror = () => done("refused");
})"""

SEND = """([kernel, message]) => new Promise(done => {
    const socket = new WebSocket(`ws://${location.host}/api/kernels/${kernel}/channels?session_id=x`);
    const got = [];
    socket.onmessage = ({data}) => {
        const {header, parent_header, content} = JSON.parse(data);
        got.push([header.msg_type, parent_header.msg_id || "", JSON.stringify(content)]);
        const isIdle = header.msg_type === "status" && content.execution_state === "idle";
        if (isIdle && parent_header.msg_id === "end") done(got);
    };
    const send = (channel, msg_id, msg_type, content) => socket.send(JSON.stringify({
        channel, content, metadata: {}, parent_header: {}, buffers: [],
        header: {msg_id, msg_type, session: "x", username: "", version: "5.3", date: message.date},
    }));
    socket.onopen = () => {
        send(message.channel, "bad", message.type, message.content);
        send("shell", "end", "kernel_info_request", {});
    };
})"""


FORBIDDEN = [
    ("shell", "execute_request", {"code": "1", "silent": False, "store_history": False}),
    ("shell", "inspect_request", {"code": "quiz", "cursor_pos": 4, "detail_level": 1}),
    ("shell", "complete_request", {"code": "qu", "cursor_pos": 2}),
    ("shell", "history_request", {"hist_access_type": "tail", "n": 10, "raw": True}),
    ("shell", "comm_open", {"comm_id": "x", "target_name": "jupyter.widget", "data": {}}),
    ("shell", "comm_info_request", {}),
    ("control", "shutdown_request", {"restart": False}),
    ("control", "interrupt_request", {}),
    ("control", "debug_request", {"type": "request", "command": "initialize", "seq": 1}),
]


def test_a_browser_may_only_send_messages_to_activities(learner):
    """Whatever else a page sends over its own websocket is dropped unanswered."""
    kernel = kernel_of(learner)
    for channel, kind, content in FORBIDDEN:
        message = {"channel": channel, "type": kind, "content": content}
        message["date"] = datetime.now(UTC).isoformat()
        replies = learner.page.evaluate(SEND, [kernel, message])
        assert [reply for reply in replies if reply[1] == "bad"] == [], kind
        assert any(reply[1] == "end" for reply in replies), "the socket itself works"


def test_traits_cannot_be_written(learner):
    """A widget update from the browser changes nothing; the next view is the stored truth."""
    quiz = learner.open_quiz()
    cell = json.loads(learner.page.locator("course-cell").first.get_attribute("activity"))
    kernel = learner.page.locator("course-kernel").get_attribute("kernel")
    state = {"view": {"kind": "quiz", "title": "hacked", "items": []}}
    message = {
        "channel": "shell",
        "type": "comm_msg",
        "content": {"comm_id": cell["comm"], "data": {"method": "update", "state": state}},
        "date": datetime.now(UTC).isoformat(),
    }
    learner.page.evaluate(SEND, [kernel, message])
    quiz.item(0).answer(0)
    assert quiz.place.locator("form.item").count() == len(cell["view"]["items"])
    assert "hacked" not in quiz.place.inner_text()


def test_a_forged_identity_changes_nothing(people, server):
    """Headers that claim to be somebody else are ignored; the kernel is the signed-in person's."""
    learner, manager = people["learner"], people["manager"]
    victim = person(manager)
    learner.context.set_extra_http_headers(
        {
            "X-Course-Person": victim,
            "Course-Person": victim,
            "X-Forwarded-User": victim,
            "Remote-User": victim,
        }
    )
    learner.open_quiz()
    owners = set(server.kernels().values())
    assert person(learner) in owners
    assert victim not in owners


def test_forged_and_copied_cookies(people, server, visit):
    """A changed cookie is no sign-in; a copied one ends with "sign out on all devices"."""
    learner = people["learner"]
    [cookie] = [c for c in learner.context.cookies() if c["name"] == "course-session"]
    assert cookie["httpOnly"]
    assert cookie["sameSite"] == "Lax"
    forged = visit()
    value = cookie["value"][:-3] + ("abc" if not cookie["value"].endswith("abc") else "cba")
    forged.context.add_cookies([cookie | {"value": value}])
    forged.go("/profile")
    assert "/sign-in" in forged.page.url
    thief = visit()
    thief.context.add_cookies([cookie])
    thief.go("/profile")
    expect(thief.page.get_by_role("heading", level=1)).to_have_text(learner.name)
    learner.go("/profile")
    learner.page.get_by_role("button", name="Sign out on all devices").click()
    learner.page.get_by_role("heading", name="Welcome").wait_for()
    thief.go("/profile")
    assert "/sign-in" in thief.page.url


def test_kernels_know_no_secret(learner, server):
    """A kernel's environment holds what it needs and nothing else of the server's."""
    import psutil

    learner.open_quiz()
    pid = next(pid for pid, owner in server.kernels().items() if owner == person(learner))
    environment = psutil.Process(pid).environ()
    assert "A_SECRET_OF_THE_SERVER" not in environment
    assert environment["COURSE_DATA"] == str(server.data)
    assert not any(re.search("TOKEN|SECRET|COOKIE|PASSWORD", name) for name in environment)


def test_scripts_in_names_are_text(visit, own_server):
    """A name that is a script is shown as written, on every page that shows names."""
    own_server.start()
    name = "<script>document.title='hacked'</script>"
    manager = visit(url=own_server.url)
    manager.become_manager("<img src=x onerror=alert(1)>", own_server.code)
    learner = visit(url=own_server.url)
    learner.join(name)
    learner.open_quiz()
    expect(learner.page.locator(".bar .name")).to_have_text(name)
    learner.go("/profile")
    expect(learner.page.get_by_role("heading", level=1)).to_have_text(name)
    learner.page.get_by_role("button", name="Sign out", exact=True).click()
    expect(learner.page.get_by_role("button", name=name)).to_be_visible()
    manager.go("/people")
    expect(manager.page.get_by_text(name, exact=True).first).to_be_visible()
    assert "hacked" not in manager.page.title()


NOT_OURS = [
    "/voila/render/modules/03_role_models.ipynb",
    "/voila/tree/",
    "/voila/files/course.sqlite",
    "/voila/api/contents/",
    "/voila/static/voila.js",
    "/api/contents/",
    "/api/kernels",
    "/api/terminals",
    "/modules/03_role_models.ipynb",
    "/modules/../course.sqlite",
    "/modules/%2e%2e/course.sqlite",
    "/voila/templates/course/static/../index.html.j2",
    "/voila/templates/course/static/%2e%2e/index.html.j2",
    "/voila/templates/course/static/%2e%2e/%2e%2e/app.py",
]


def test_nothing_but_our_addresses_is_served(people, server):
    """Voila's and Jupyter's own routes, files and ways out of the folders are closed, to all."""
    for role, path in itertools.product(("visitor", "manager"), NOT_OURS):
        answer = people[role].context.request.get(server.url + path)
        assert answer.status in (403, 404), (role, path, answer.status)
        assert "Traceback" not in answer.text()


def test_foreign_hosts_origins_and_forms_are_refused(people, server):
    """Another Host header, another Origin, and a form without our token get nothing."""
    learner = people["learner"]
    request = learner.context.request
    assert request.get(server.url, headers={"Host": "evil.example"}).status == 421
    form = {"pin": "", "old": PIN}
    assert request.post(f"{server.url}/profile", form=form).status == 403
    xsrf = next(c["value"] for c in learner.context.cookies() if c["name"] == "_xsrf")
    foreign = request.post(
        f"{server.url}/profile",
        form=form | {"_xsrf": xsrf},
        headers={"Origin": "http://evil.example"},
    )
    assert foreign.status in (403, 404)
    assert Store(server.data).accounts.find(learner.name).has_pin


def test_headers_of_every_page(people, server):
    """Every page carries the strict policy; none may be framed or kept by a shared browser."""
    for page in PAGES:
        headers = people["manager"].context.request.get(server.url + page["address"]).headers
        policy = headers["content-security-policy"]
        assert "unsafe" not in policy
        assert "default-src 'none'" in policy
        assert "frame-ancestors 'none'" in policy
        assert headers["cache-control"].startswith("no-")
        assert headers["x-content-type-options"] == "nosniff"


def test_wrong_pins_end_in_a_wait(visit, own_server):
    """After five wrong PINs even the right one must wait; the words stay kind."""
    own_server.start()
    learner = visit(url=own_server.url)
    learner.expect_complaint("401")
    learner.join("Forgetful", PIN)
    learner.page.get_by_role("button", name="Sign out", exact=True).click()
    learner.page.get_by_role("button", name="Forgetful").click()
    for _attempt in range(5):
        learner.page.get_by_label("Your PIN").fill("0000")
        learner.page.get_by_role("button", name="Go on").click()
        learner.page.get_by_role("alert").wait_for()
    learner.page.get_by_label("Your PIN").fill(PIN)
    learner.page.get_by_role("button", name="Go on").click()
    expect(learner.page.get_by_role("alert")).to_contain_text("Please wait")


def test_sign_in_is_rate_limited(visit, own_server):
    """The thirty-first try within a minute from one address is put off."""
    own_server.start()
    visitor = visit(url=own_server.url)
    visitor.go("/sign-in")
    xsrf = next(c["value"] for c in visitor.context.cookies() if c["name"] == "_xsrf")
    statuses = [
        visitor.context.request.post(
            f"{own_server.url}/sign-in", form={"name": f"Nobody {uuid.uuid4()}", "_xsrf": xsrf}
        ).status
        for _attempt in range(31)
    ]
    assert statuses == [401] * 30 + [429]
