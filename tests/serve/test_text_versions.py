"""The press that makes PDFs, and the addresses of text versions."""

import asyncio
import threading
from concurrent.futures import ThreadPoolExecutor
from types import SimpleNamespace

from course.serve import text_versions
from course.serve.plain_pages import all_pages
from course.serve.text_versions import Press, text_address, text_pages
from tests.samples import LIBRARY


def document(version):
    """Return something to print."""
    return SimpleNamespace(version=version, body=lambda: f"body of {version}")


class Maker:
    """Makes what looks like a PDF, and notes how many were in the making at once."""

    def __init__(self):
        self.made, self.busy, self.most = [], 0, 0
        self.threads = set()

    def __call__(self, template, body):
        """Make one."""
        self.busy += 1
        self.most = max(self.most, self.busy)
        self.threads.add(threading.current_thread())
        self.made.append((template, body))
        self.busy -= 1
        return body.encode()


def run(coroutine):
    """Run a coroutine in a thread of its own: browser tests keep a loop running in this one."""
    with ThreadPoolExecutor(1, thread_name_prefix="server") as server:
        return server.submit(asyncio.run, coroutine).result()


def ask(maker, *versions, **options):
    """Ask a new press for documents, all at the same time; return what it gives."""

    async def answers():
        press = Press(maker)
        asked = (press.pdf("text_version", document(v)) for v in versions)
        return await asyncio.gather(*asked, **options)

    return run(answers())


def test_one_at_a_time_away_from_the_server():
    """PDFs are made one after the other, in a thread of their own."""
    maker = Maker()
    found = ask(maker, "a", "b", "c")
    assert found == [b"body of a", b"body of b", b"body of c"]
    assert maker.most == 1
    assert [thread for thread in maker.threads if thread.name.startswith("server")] == []


def test_the_same_document_is_made_once():
    """Whoever asks for the same content gets what is there; changed content is made anew."""
    maker = Maker()
    assert ask(maker, "a", "a", "a2", "a") == [
        b"body of a",
        b"body of a",
        b"body of a2",
        b"body of a",
    ]
    assert maker.made == [("text_version", "body of a"), ("text_version", "body of a2")]


def test_the_oldest_is_let_go(monkeypatch):
    """Only the last few are kept: the one asked for longest ago goes first."""
    monkeypatch.setattr(text_versions, "MOST_KEPT", 2)
    maker = Maker()
    ask(maker, "a", "b", "a", "c", "a", "b")
    assert [body[-1] for _template, body in maker.made] == ["a", "b", "c", "b"]


def test_a_fault_does_not_stop_the_press():
    """After a document that cannot be made, the next one is."""

    def make(_template, body):
        if "bad" in body:
            raise ValueError
        return body.encode()

    bad, good = ask(make, "bad", "good", return_exceptions=True)
    assert isinstance(bad, ValueError)
    assert good == b"body of good"


def test_every_module_has_a_text_version():
    """Each module's text version is listed with the role of the module; nothing else has one."""
    library = LIBRARY
    modules = {p.address: p for p in library.pages.values() if p.address.startswith("/modules/")}
    found = {page["address"]: page for page in text_pages(library)}
    assert set(found) == {f"{address}/text" for address in modules}
    assert all(found[f"{a}/text"]["role"] == page.role for a, page in modules.items())
    assert [page for page in all_pages(library) if page["address"] in found] == list(found.values())
    assert text_address(SimpleNamespace(address="/exercises/desk")) == ""
