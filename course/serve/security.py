"""What keeps strangers and mistakes out: headers, host names, rate limits."""

import ipaddress
import re
import socket
import time
from collections import defaultdict, deque
from urllib.parse import urlsplit

CONTENT_SECURITY_POLICY = "; ".join(
    [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
    ]
)
HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


def allowed_hosts(bound, public_url):
    """Return a pattern for the host names this server answers to.

    Parameters
    ----------
    bound : str
        The address it listens on.
    public_url : str
        The address printed for people.

    Returns
    -------
    str
        A regular expression: loopback, the public host and, when bound to all addresses, the names
        of this machine.
    """
    names = {"localhost", "127.0.0.1", "::1", "[::1]", urlsplit(public_url).hostname or ""}
    if bound in ("", "0.0.0.0", "::"):  # noqa: S104 (compared, not bound)
        names |= {socket.gethostname(), lan_address()}
    else:
        names.add(bound)
    names = {name.lower() for name in names if name}  # as Tornado compares them
    names |= {f"[{name}]" for name in names if ":" in name and not name.startswith("[")}
    return "(?:" + "|".join(re.escape(name) for name in sorted(names)) + ")$"


def lan_address():
    """Return this machine's address in the local network, or loopback. Sends nothing."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))  # documentation address; a datagram socket only routes
            return probe.getsockname()[0]
        except OSError:
            return "127.0.0.1"


def is_loopback(address):
    """Tell whether an IP address is this machine itself."""
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return False


class RateLimit:
    """At most `most` events per key in `seconds`.

    >>> limit = RateLimit(2, 60, clock=lambda: 0)
    >>> limit.count("a"), limit.is_over("a"), limit.count("a"), limit.is_over("a")
    (None, False, None, True)
    """

    def __init__(self, most, seconds, clock=time.monotonic):
        self.most, self.seconds, self.clock = most, seconds, clock
        self._times = defaultdict(deque)

    def count(self, key):
        """Count one event."""
        self._times[key].append(self.clock())

    def is_over(self, key):
        """Tell whether there were too many events lately; a key without any is forgotten."""
        times = self._times.get(key)
        while times and times[0] <= self.clock() - self.seconds:
            times.popleft()
        if not times:
            self._times.pop(key, None)
            return False
        return len(times) >= self.most
