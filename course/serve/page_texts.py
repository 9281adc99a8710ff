"""What is the same on a notebook page for everybody: rendered once, kept until it changes."""

import copy
from dataclasses import dataclass
from functools import cached_property

import jinja2
import nbformat
from voila.notebook_renderer import NotebookRenderer

from course.translation import _

HEAD, BAR, FOOT, KERNEL = "@course-head@", "@course-bar@", "@course-foot@", "@course-kernel@"


@dataclass(frozen=True)
class PageText:
    """A page without what its cells show.

    Attributes
    ----------
    start : str
        From the beginning to the bar.
    text : str
        From the bar to the foot.
    end : str
        From the outputs of the cells to the end.
    code : tuple of nbformat.NotebookNode
        The cells that run.
    """

    start: str
    text: str
    end: str
    code: tuple

    def start_with(self, head):
        """Return from the beginning to the bar, with elements for this browser in its head."""
        return self.start.replace(HEAD, head, 1)

    def notebook(self):
        """Return a notebook of the cells that run, for one page."""
        return nbformat.v4.new_notebook(cells=copy.deepcopy(list(self.code)))


class TextRenderer(NotebookRenderer):
    """Renders a notebook without a kernel."""

    async def load_notebook(self, path):
        """Read the notebook of a page."""
        return nbformat.read(path, as_version=4)

    async def _jinja_kernel_start(self, _notebook, **_given):
        return KERNEL

    async def _jinja_cell_generator(self, _notebook, _kernel_id):
        return
        yield


class PageTexts:
    """The texts of all pages.

    Parameters
    ----------
    server : course.serve.app.CourseServer
    """

    def __init__(self, server):
        self._server = server
        self._known = {}  # path to time of change and PageText

    async def get(self, page):
        """Return the text of a page.

        Parameters
        ----------
        page : course.content.pages.Page

        Returns
        -------
        PageText
        """
        changed = page.path.stat().st_mtime_ns
        known, text = self._known.get(page.path, (None, None))
        if known != changed:
            text = await self._render(page)
            self._known[page.path] = changed, text
        return text

    async def _render(self, page):
        server = self._server
        renderer = TextRenderer(
            request_handler=None,
            voila_configuration=server.voila_configuration,
            traitlet_config=server.config,
            notebook_path=str(page.path),
            template_paths=server.template_paths,
            config_manager=server.config_manager,
            contents_manager=server.contents_manager,
            base_url=server.base_url,
            kernel_spec_manager=server.kernel_spec_manager,
            page_config={},
        )
        await renderer.initialize()
        renderer.resources["course"] = {
            "title": page.title,
            "contents": _("On this page"),
            "head": HEAD,
            "bar": BAR,
            "foot": FOOT,
        }
        html = await renderer.generate_content_str()
        start, _bar, rest = html.partition(BAR)
        text, _foot, rest = rest.partition(FOOT)
        _element, _kernel, end = rest.partition(self.kernel_element(KERNEL))
        code = (cell for cell in renderer.notebook.cells if cell.cell_type == "code")
        return PageText(start, text, end, tuple(code))

    def kernel_element(self, kernel_id):
        """Return the element that tells the page its kernel, as the template writes it."""
        base = self._server.base_url
        return f'<course-kernel kernel="{kernel_id}" base="{base}"></course-kernel>'

    def outputs(self, cell):
        """Return the elements that show a cell's outputs."""
        return self._outputs.render(cell=cell)

    @cached_property
    def _outputs(self):
        """The part of the template that shows a cell; it escapes by itself."""
        loader = jinja2.FileSystemLoader(self._server.template_paths)
        return jinja2.Environment(loader=loader).get_template("outputs.html.j2")  # noqa: S701
