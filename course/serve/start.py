"""Start the server: from what an owner chose to a running application."""

import os
import ssl

from course.content.library import Library
from course.errors import ContentError, CourseError
from course.serve.app import CourseServer
from course.serve.security import lan_address
from course.store.backups import in_use
from course.store.store import data_folder

EVERYWHERE = ("0.0.0.0", "::", "")  # noqa: S104 (compared, not bound)


def serve_course(*, host, port, public_url, data, tls=(None, None), behind_proxy=False, **options):
    """Serve until stopped.

    Parameters
    ----------
    host : str
        The address to listen on.
    port : int
    public_url : str
        The address people use; made from host and port when empty.
    data : pathlib.Path or None
        The data folder (see `course.store.store.data_folder`).
    tls : tuple of pathlib.Path or None
        Certificate and key.
    behind_proxy : bool
        Whether a proxy tells who is asking.
    **options
        As for `course.serve.app.CourseServer`.

    Raises
    ------
    course.serve.app.PortTakenError
    ContentError
        The content has problems; all of them.
    CourseError
    """
    secure = tls_options(*tls)
    folder = data_folder(data)
    problems = Library(folder / "content").problems(quick=True)
    if problems:
        raise ContentError([*problems, "The course cannot start with these problems."])
    public_url = public_url or own_url(host, port, "https" if secure else "http")
    server = CourseServer(
        data=folder,
        public_url=public_url.rstrip("/") + "/",
        ip=host,
        port=port,
        listen_options=secure | {"xheaders": behind_proxy},
        **options,
    )
    os.umask(0o077)  # what people do is for nobody else on this machine
    with in_use(folder):
        server.initialize()
        server.start()


def own_url(host, port, scheme="http"):
    """Return the address of this machine for those who may reach it.

    >>> own_url("127.0.0.1", 8866)
    'http://127.0.0.1:8866/'
    """
    name = lan_address() if host in EVERYWHERE else f"[{host}]" if ":" in host else host
    return f"{scheme}://{name}:{port}/"


def tls_options(cert, key):
    """Return Tornado's options for https; none without a certificate.

    Raises
    ------
    CourseError
        One of the two is missing, or they do not belong together.
    """
    if cert is None and key is None:
        return {}
    if cert is None or key is None:
        raise CourseError("--cert and --key belong together; give both.")
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    try:
        context.load_cert_chain(cert, key)
    except OSError as error:  # an SSLError is one
        words = f"{cert} and {key} are no certificate with its key: {error.strerror}"
        raise CourseError(words) from None
    return {"ssl_options": context}
