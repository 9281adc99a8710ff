"""Notebooks as pages: the text at once, then a kernel, then what the cells show."""

import asyncio

import nbformat
import tornado.web
from jupyter_core.utils import ensure_async
from jupyter_server.base.handlers import APIHandler
from markupsafe import Markup
from voila.execute import VoilaExecutor
from voila.notebook_renderer import NotebookRenderer

from course.serve.handlers import PageHandler
from course.serve.text_versions import text_address
from course.translation import _


class PageRenderer(NotebookRenderer):
    """Renders an allowed notebook; its kernel starts while the text is on its way."""

    kernel = None  # an asyncio.Task that gives the kernel's id

    async def load_notebook(self, path):
        """Read the notebook of a page."""
        return await asyncio.to_thread(nbformat.read, path, as_version=4)

    async def _jinja_kernel_start(self, nb, **_given):
        kernel_id = await self.kernel
        self.executor = VoilaExecutor(
            nb,
            km=self.request_handler.kernel_manager.get_kernel(kernel_id),
            config=self.traitlet_config,
        )
        self.executor.kc = await self.executor.async_start_new_kernel_client()
        self.kernel_started = True
        return kernel_id


class NotebookPageHandler(PageHandler):
    """A notebook of the allow list."""

    def initialize(self, voila_configuration, template_paths, config):
        """Take what Voila's renderer needs."""
        self.voila_configuration = voila_configuration
        self.template_paths = template_paths
        self.traitlet_config = config

    async def get(self):
        """Send the page in pieces."""
        page = self.server.library.pages.get(self.request.path[len(self.base_url) - 1 :])
        if page is None:
            return self.send_error(404)
        if not self.require(page.role):
            return None
        if self.request.headers.get("Sec-Purpose", "").startswith("prefetch"):
            return self.send_error(503)  # nobody is looking: no kernel
        if not self.kernel_manager.has_room_for(self.person):
            return self.send_error(503)
        self.xsrf_token  # noqa: B018 (sets the cookie that the page needs to say good-bye)
        await self._send(await self._renderer(page))
        return None

    async def _renderer(self, page):
        renderer = PageRenderer(
            request_handler=self,
            voila_configuration=self.voila_configuration,
            traitlet_config=self.traitlet_config,
            notebook_path=str(page.path),
            template_paths=self.template_paths,
            config_manager=self.config_manager,
            contents_manager=self.contents_manager,
            base_url=self.base_url,
            kernel_spec_manager=self.kernel_spec_manager,
            page_config={},
        )
        await renderer.initialize()
        foot = self.page("foot.html", text=text_address(page)[1:])
        renderer.resources["course"] = {
            "title": page.title,
            "head": Markup(self.page("kiosk_head.html")),  # noqa: S704
            "contents": _("On this page"),
            "bar": Markup(self.page("bar.html")),  # noqa: S704
            "foot": Markup(foot),  # noqa: S704
        }
        starting = self.kernel_manager.start_for(self.person, self.server.store.data, page.address)
        renderer.kernel = asyncio.ensure_future(starting)
        return renderer

    async def _send(self, renderer):
        """Write the page as it comes; when that breaks off, nobody knows the kernel: end it."""
        self.set_header("Content-Type", "text/html; charset=utf-8")
        try:
            async for html, _resources in renderer.generate_content_generator():
                self.write(html)
                await self.flush()
        except Exception as error:
            await self.kernel_manager.end(await renderer.kernel)
            has_left = isinstance(error, tornado.iostream.StreamClosedError)
            if not has_left:
                raise


class KernelStateHandler(APIHandler):
    """Tells a page whether its kernel still runs; to others every kernel is dead."""

    @tornado.web.authenticated
    async def get(self, kernel_id):
        """Answer in the form of Jupyter's kernel model, as far as a page needs it."""
        is_mine = self.kernel_manager.owner(kernel_id) == self.current_user.username
        state = "dead"
        if is_mine and await self.kernel_manager.get_kernel(kernel_id).is_alive():
            state = self.kernel_manager.kernel_model(kernel_id)["execution_state"]
        self.finish({"id": kernel_id, "execution_state": state})


class GoodbyeHandler(APIHandler):
    """Ends a page's kernel when the page is left."""

    @tornado.web.authenticated
    async def post(self, kernel_id):
        """End a kernel of one's own."""
        if self.kernel_manager.owner(kernel_id) != self.current_user.username:
            raise tornado.web.HTTPError(404, _("There is no such page."))
        await ensure_async(self.kernel_manager.end(kernel_id))
        self.set_status(204)
        self.finish()
