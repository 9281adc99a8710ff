"""Whose kernel it is: strangers, people who signed out or were removed, and what a kernel knows."""

import itertools
import re
from pathlib import Path

import psutil
import pytest

from course.ids import new_id
from tests.serve.security.client import Client, act_frame
from tests.serve.security.conftest import PIN

UNKNOWN = "00000000-0000-4000-8000-000000000000"


@pytest.fixture(params=["a visitor", "another learner", "a trainer", "a manager"])
def stranger(request, site, new):
    """Give the browser of somebody whose kernel it is not."""
    if request.param == "a visitor":
        return Client(site.url)
    return new(request.param.split()[-1])


@pytest.mark.parametrize("whose", ["another's", "unknown"])
def test_strangers_learn_and_change_nothing(site, open_page, stranger, whose):
    """Another's kernel looks like one that does not exist; it is neither used nor ended."""
    kernels, kernel = site.kernels(), UNKNOWN if whose == "unknown" else open_page.kernel
    state = stranger.get(f"/api/kernels/{kernel}")
    assert state.status == 403 or '"dead"' in state.text
    assert stranger.refusal(kernel) == 403
    assert stranger.post(f"/voila/api/shutdown/{kernel}").status in (403, 404)
    for path, method in itertools.product(("", "/channels", "/restart", "/interrupt"), METHODS):
        answer = stranger.ask(method, f"/api/kernels/{kernel}{path}", b"{}")
        assert answer.status in (403, 404, 405), (path, method)
    assert site.kernels() == kernels
    assert open_page.settle()


METHODS = ("POST", "PUT", "PATCH", "DELETE")


@pytest.mark.parametrize(
    "kernel", ["x", "..", "%2e%2e", "*", "a-b-c-d-e", "%00", "1;2", "", "' OR 1"]
)
def test_odd_ids_are_no_kernels(learner, kernel):
    """An id that cannot be one is not found, wherever it is asked for."""
    kernel = kernel.replace(" ", "%20")
    state = learner.get(f"/api/kernels/{kernel}")
    assert state.status == 404 or '"dead"' in state.text
    assert learner.refusal(kernel) in (403, 404)
    assert learner.post(f"/voila/api/shutdown/{kernel}").status == 404


def sign_out_here(_accounts, _manager, client):
    """Sign out in the same browser, from another page."""
    client.post("/sign-out")


def sign_out_everywhere(_accounts, _manager, client):
    """Sign out on all devices, from another device."""
    other = Client(client.url)
    other.sign_in(client.name, PIN)
    other.post("/sign-out", {"everywhere": "yes"})


def have_the_pin_reset(_accounts, manager, client):
    """Let a manager give the person a new PIN."""
    manager.post("/people", {"do": "reset", "name": client.name, "pin": "97531"})


def be_forgotten(accounts, _manager, client):
    """Remove the person by ``course people forget``, while the server runs."""
    accounts.forget(client.name)


ENDS = (sign_out_here, sign_out_everywhere, have_the_pin_reset, be_forgotten)


@pytest.mark.parametrize("end", ENDS, ids=lambda end: end.__name__)
def test_a_page_ends_with_the_sign_in(accounts, manager, new, end):
    """A page that is still open when the sign-in ends stores nothing and tells nothing more."""
    client = new()
    page = client.open_page()
    cell = page.cell("worksheet")
    prompt = page.views[cell]["prompts"][0]["id"]
    cookies = dict(client.cookies)
    assert page.act(cell, {"do": "text", "prompt": prompt, "text": "before"})["ok"]
    end(accounts, manager, client)
    act = {"do": "text", "prompt": prompt, "text": "after"}
    late = act_frame(page.comms[cell], act, new_id() + new_id())
    assert not any("after" in message for message in page.last_words(late))
    client.cookies = cookies
    assert not client.is_in, "the old cookie is worth nothing"
    assert client.refusal(page.kernel) == 403
    if end is be_forgotten:
        assert accounts.get(client.id) is None, "and they do not come back by a late answer"
    else:
        assert "after" not in accounts.export(client.name)


def test_kernels_know_no_secret(site, open_page, learner):
    """The environment of a kernel holds what it needs, and nothing of the server's."""
    pid = next(pid for pid, person in site.kernels().items() if person == learner.id)
    known = psutil.Process(pid).environ()
    assert "A_SECRET_OF_THE_SERVER" in psutil.Process(site.process.pid).environ()
    assert "A_SECRET_OF_THE_SERVER" not in known
    assert [name for name in known if re.search("TOKEN|SECRET|COOKIE|PASSW|KEY|PIN", name)] == []
    secrets = [*learner.cookies.values(), (site.data / "cookie_secret").read_bytes().hex()]
    assert [secret for secret in secrets if secret in "\n".join(known.values())] == []


@pytest.mark.parametrize("name", ["cookie_secret", "course.sqlite"])
def test_files_are_for_the_server_alone(site, open_page, name):
    """Other people of the machine can read neither the data nor the secret."""
    assert (site.data / name).stat().st_mode & 0o077 == 0


def test_keys_of_kernels_are_for_the_server_alone(site, open_page):
    """The folder with what it takes to talk to a kernel can be opened by nobody else."""
    pids = [pid for pid, person in site.kernels().items() if person == open_page.client.id]
    sockets = [each.laddr for pid in pids for each in psutil.Process(pid).net_connections("unix")]
    folders = {Path(name).parent for name in sockets if "/course-" in name}
    assert folders
    assert [folder for folder in folders if folder.stat().st_mode & 0o077] == []
