"""Notebooks as pages: the text at once, and what the cells show as soon as they have run."""

from contextlib import suppress

import tornado.web
from jupyter_server.base.handlers import APIHandler
from nbclient.exceptions import CellExecutionError, DeadKernelError
from tornado.iostream import StreamClosedError
from voila.execute import VoilaExecutor

from course.serve.handlers import Guarded, PageHandler
from course.serve.journal import note
from course.serve.owners import owner_of_person, owner_of_seat
from course.serve.text_versions import text_address
from course.translation import _

FORMER_KERNEL = "Course-Kernel"  # a header: what a page had when it asks for a fresh one


class NotebookPageHandler(PageHandler):
    """A notebook of the allow list."""

    def initialize(self, texts):
        """Take the texts of the pages (`course.serve.page_texts.PageTexts`)."""
        self.texts = texts

    async def get(self):
        """Send the page in pieces."""
        page = self.server.library.pages.get(self.request.path[len(self.base_url) - 1 :])
        if page is None:
            return self.send_error(404)
        owner, bar = self._seated(page) if page.seat else self._signed_in(page)
        if owner is None:
            return None
        if self.request.headers.get("Sec-Purpose", "").startswith("prefetch"):
            return self.send_error(503)  # nobody is looking: no kernel
        text = await self.texts.get(page)
        if not self.kernel_manager.has_room_for(owner):
            note("full", owner=owner.id, pages=self.kernel_manager.open_pages)
            return self.send_error(503)
        self.xsrf_token  # noqa: B018 (sets the cookie that the page needs to say good-bye)
        self.set_header("Content-Type", "text/html; charset=utf-8")
        with suppress(StreamClosedError):
            await self._send(page, text, owner, bar)
        return None

    def _signed_in(self, page):
        """Return whose the page is, and its bar; (None, "") after saying that it is not theirs."""
        if not self.require(page.role):
            return None, ""
        return owner_of_person(self.person), self.page("bar.html")

    def _seated(self, page):
        """Return the same for the page of a seat; of two that are open the newer one counts."""
        seat = self.seats.get(page.seat)
        if seat is None or self._is_open_elsewhere(seat):
            self.go(f"join/moved?kind={page.seat}")
            return None, ""
        code = self.server.store.meetings.get(seat.meeting_id).code
        return owner_of_seat(seat), self.page("seat_bar.html", seat=seat, code=code, kind=page.seat)

    def _is_open_elsewhere(self, seat):
        """Tell whether a page asks that lost its kernel to another one; they would take turns."""
        former = self.request.headers.get(FORMER_KERNEL)
        mine = self.kernel_manager.kernels_of(owner_of_seat(seat).id)
        return bool(former) and any(kernel != former for kernel in mine)

    async def _send(self, page, text, owner, bar):
        """Send the text, the kernel's address as soon as it is known, and the outputs."""
        kernel = self.kernel_manager.give_now(owner, page.address)
        coming = None if kernel else self.kernel_manager.give(owner, page.address)
        try:
            self.write(text.start_with(self.page("kiosk_head.html") if self.kiosk else ""))
            if kernel:
                self.write(self.texts.kernel_element(kernel.id))
            self.write(bar + text.text)
            self.write(self.page("foot.html", text=text_address(page)[1:]))
            await self.flush()
            if coming:
                kernel = await coming
                self.write(self.texts.kernel_element(kernel.id))
            await self._run(text.notebook(), kernel)
        except BaseException:  # the page broke off, nobody knows its kernel
            kernel = kernel or await coming
            await self.kernel_manager.end(kernel.id)
            raise
        self.finish(text.end)

    async def _run(self, notebook, kernel):
        """Run the cells one after the other, and send what each shows."""
        manager = self.kernel_manager.get_kernel(kernel.id)
        executor = VoilaExecutor(notebook, km=manager, config=self.server.config)
        executor.kc = kernel.client
        try:
            for index, cell in enumerate(notebook.cells):
                with suppress(CellExecutionError):  # the cell's output says so
                    await executor.execute_cell(cell, None, index, store_history=False)
                if outputs := self.texts.outputs(cell):
                    self.write(outputs)
                    await self.flush()
        except (TimeoutError, DeadKernelError) as error:
            note("page-broken", kernel=kernel.id, reason=type(error).__name__)
        finally:
            kernel.client.stop_channels()


class KernelStateHandler(Guarded, APIHandler):
    """Tells a page whether its kernel still runs; to others every kernel is dead."""

    @tornado.web.authenticated
    async def get(self, kernel_id):
        """Answer in the form of Jupyter's kernel model, as far as a page needs it."""
        is_mine = self.current_user.owns(self.kernel_manager.owner(kernel_id))
        state = "dead"
        if is_mine and await self.kernel_manager.get_kernel(kernel_id).is_alive():
            state = "idle"
            self.kernel_manager.is_seen(kernel_id)
        self.finish({"id": kernel_id, "execution_state": state})


class GoodbyeHandler(Guarded, APIHandler):
    """Ends a page's kernel when the page is left."""

    @tornado.web.authenticated
    async def post(self, kernel_id):
        """End a kernel of one's own."""
        owner = self.kernel_manager.owner(kernel_id)
        if not self.current_user.owns(owner):
            raise tornado.web.HTTPError(404, _("There is no such page."))
        note("page-left", kernel=kernel_id, owner=owner)
        self.kernel_manager.end_soon(kernel_id)
        self.set_status(204)
        self.finish()
