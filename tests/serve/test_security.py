"""What keeps strangers out: host names, rate limits, and where a sign-in may lead."""

import re

import pytest

from course.serve import security
from course.serve.plain_pages import safe_path
from course.serve.security import CONTENT_SECURITY_POLICY, RateLimit, allowed_hosts, is_loopback
from tests.samples import Clock


def is_allowed(host, bound="127.0.0.1", public_url="http://course.example:8866/"):
    """Tell whether the server answers to a host name, as Tornado matches it."""
    return re.match(allowed_hosts(bound, public_url), host) is not None


@pytest.mark.parametrize(
    ("host", "allowed"),
    [
        ("localhost", True),
        ("127.0.0.1", True),
        ("[::1]", True),
        ("course.example", True),
        ("evil.example", False),
        ("courseXexample", False),
        ("course.example.evil.example", False),
        ("evil.course.example", False),
        ("localhost.evil.example", False),
        ("127.0.0.1.nip.io", False),
        ("192.168.7.20", False),
        ("", False),
    ],
)
def test_allowed_hosts(host, allowed):
    """Loopback and the public name are ours; look-alikes and other addresses are not."""
    assert is_allowed(host) is allowed


@pytest.mark.parametrize("bound", ["0.0.0.0", "::", ""])
def test_open_to_the_network(monkeypatch, bound):
    """Bound to all addresses, the machine's own name and address are ours too, still no others."""
    monkeypatch.setattr(security, "lan_address", lambda: "192.168.7.20")
    monkeypatch.setattr(security.socket, "gethostname", lambda: "reception")
    hosts = ("192.168.7.20", "reception", "192.168.7.21", "evil.example")
    assert [is_allowed(host, bound) for host in hosts] == [True, True, False, False]


def test_bound_to_one_address():
    """Bound to one address, that one is ours."""
    assert is_allowed("192.168.7.20", "192.168.7.20")


def test_machine_with_capitals_in_its_name(monkeypatch):
    """Browsers send host names in small letters, so a machine named RECEPTION is found too."""
    monkeypatch.setattr(security, "lan_address", lambda: "192.168.7.20")
    monkeypatch.setattr(security.socket, "gethostname", lambda: "RECEPTION")
    assert is_allowed("reception", "0.0.0.0")


def test_an_address_of_the_sixth_version():
    """A public address such as [fd00::7] is found as browsers send it."""
    assert is_allowed("[fd00::7]", public_url="http://[fd00::7]:8866/")


@pytest.mark.parametrize(
    ("address", "loopback"),
    [
        ("127.0.0.1", True),
        ("127.8.8.8", True),
        ("::1", True),
        ("192.168.7.20", False),
        ("localhost", False),
        ("", False),
    ],
)
def test_is_loopback(address, loopback):
    """Only addresses of this machine are; names are not addresses."""
    assert is_loopback(address) is loopback


def test_rate_limit_slides():
    """Two events within a minute are enough; each one counts for just sixty seconds."""
    clock = Clock(0)
    limit = RateLimit(2, 60, clock)
    seen = [limit.is_over("a")]
    for clock.now in (0, 30):
        limit.count("a")
        seen.append(limit.is_over("a"))
    for clock.now in (59, 60, 89):
        seen.append(limit.is_over("a"))
    assert seen == [False, False, True, True, False, False]


def test_rate_limit_counts_each_key_alone():
    """One device that tries too often does not stop the others; asking counts nothing."""
    limit = RateLimit(1, 60, Clock(0))
    limit.count("a")
    assert [limit.is_over(key) for key in "aabb"] == [True, True, False, False]


def test_rate_limit_forgets_old_keys():
    """A key without events in the last minute takes no memory once it was asked for."""
    clock = Clock(0)
    limit = RateLimit(1, 60, clock)
    limit.count("a")
    clock.now = 60
    assert not limit.is_over("a")
    assert len(limit._times) == 0


@pytest.mark.parametrize(
    ("path", "base", "expected"),
    [
        ("/modules/x", "/", "/modules/x"),
        ("/modules/x?y=//z", "/", "/modules/x?y=//z"),
        ("", "/", "/"),
        ("//evil.example", "/", "/"),
        ("/\\evil.example", "/", "/"),
        ("https://evil.example/", "/", "/"),
        ("javascript:alert(1)", "/", "/"),
        ("modules/x", "/", "/"),
        ("/course/people", "/course/", "/course/people"),
        ("/other/people", "/course/", "/course/"),
    ],
)
def test_safe_path(path, base, expected):
    """After signing in people land on a page of ours, whatever the address said."""
    assert safe_path(path, base) == expected


@pytest.mark.parametrize("path", ["/\t/evil.example", "/\t\\evil.example", "/\n/evil.example"])
def test_safe_path_without_tabs(path):
    """Browsers drop tabs and line ends from addresses, which would make two slashes of these."""
    assert safe_path(path, "/") == "/"


def test_pages_load_nothing_from_elsewhere():
    """The policy names no source but this server and data images, and allows no framing."""
    sources = {s for part in CONTENT_SECURITY_POLICY.split("; ") for s in part.split()[1:]}
    assert sources == {"'self'", "'none'", "data:"}
    assert "default-src 'none'" in CONTENT_SECURITY_POLICY
    assert "frame-ancestors 'none'" in CONTENT_SECURITY_POLICY
