"""How the server listens: its own address, and TLS with a certificate."""

import shutil
import ssl
import subprocess

import pytest

from course.errors import CourseError
from course.serve.start import own_url, tls_options

needs_openssl = pytest.mark.skipif(not shutil.which("openssl"), reason="makes a certificate")


@pytest.mark.parametrize(
    ("host", "scheme", "url"),
    [
        ("127.0.0.1", "http", "http://127.0.0.1:8866/"),
        ("::1", "https", "https://[::1]:8866/"),
        ("192.168.7.20", "http", "http://192.168.7.20:8866/"),
    ],
)
def test_own_url(host, scheme, url):
    """The address of a server is where it listens, in the form of a URL."""
    assert own_url(host, 8866, scheme) == url


def test_without_a_certificate_there_is_no_tls():
    """Neither certificate nor key means plain http; one alone is an error."""
    assert tls_options(None, None) == {}
    for tls in (("cert.pem", None), (None, "key.pem")):
        with pytest.raises(CourseError, match="belong together"):
            tls_options(*tls)


@needs_openssl
def test_a_certificate_is_loaded(tmp_path):
    """With certificate and key there is a context for a server; the wrong key is told."""
    cert, key = tmp_path / "cert.pem", tmp_path / "key.pem"
    words = f"req -x509 -newkey rsa:2048 -nodes -days 1 -subj /CN=x -keyout {key} -out {cert}"
    subprocess.run(["openssl", *words.split()], check=True, capture_output=True)
    context = tls_options(cert, key)["ssl_options"]
    assert isinstance(context, ssl.SSLContext)
    assert context.verify_mode == ssl.CERT_NONE  # visitors need no certificate
    with pytest.raises(CourseError, match="no certificate with its key"):
        tls_options(cert, cert)
