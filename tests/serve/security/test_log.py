"""What the server prints: no names, no words, no query strings, no tokens."""

from urllib.parse import quote

from tests.serve.security.client import MODULE, Client
from tests.serve.security.conftest import PIN
from tests.serve.security.test_sign_in import token_of

MARK = "MARKED"


def test_refusals_leave_no_trace_of_people(site, new, logged):
    """Whatever is refused, nothing that was sent is printed, nor who sent it."""
    client = new()
    secrets = [client.name, PIN, token_of(client).decode(), *client.cookies.values()]
    client.post("/profile?" + MARK, {"old": MARK, "pin": MARK})
    client.post("/profile?" + MARK, {"old": PIN}, xsrf=MARK)
    client.post("/profile?" + MARK, {"old": PIN}, {"Content-Type": MARK})
    client.post("/sign-in?next=" + MARK, {"name": client.name, "pin": MARK})
    client.get(f"/{quote('nobody')}?{MARK}", **{"X-Mark": MARK})
    client.get(f"/api/kernels/x?token={MARK}")
    client.ask("PUT", f"/profile?{MARK}", MARK.encode())
    client.ask("POST", "/profile", b"name=%ff" + MARK.encode(), {"Content-Type": MARK})
    client.post(f"/voila/api/shutdown/x?{MARK}")
    client.refusal("00000000-0000-4000-8000-000000000000", session=MARK)
    Client(site.url).get(f"/profile?{MARK}", Cookie=f"course-session={MARK}")
    Client(site.url).get("/", Host=MARK.lower() + ".example")
    assert [secret for secret in [*secrets, MARK, MARK.lower()] if secret in logged()] == []
    assert "Traceback" not in logged()


def test_activities_print_nothing_of_what_people_do(new, logged):
    """What is written, chosen and refused in activities stays out of what kernels print."""
    client = new()
    page = client.open_page(MODULE)
    worksheet = page.cell("worksheet")
    prompt = page.views[worksheet]["prompts"][0]["id"]
    assert page.act(worksheet, {"do": "text", "prompt": prompt, "text": MARK})["ok"]
    assert not page.act(worksheet, {"do": "text", "prompt": MARK, "text": MARK})["ok"]
    assert not page.act(worksheet, {"do": MARK})["ok"]
    assert not page.act(page.cell("quiz"), {"do": "answer", "item": MARK, "response": MARK})["ok"]
    assert [secret for secret in (MARK, client.name) if secret in logged()] == []
