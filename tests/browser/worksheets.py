"""A worksheet on a page of its own, in the words of the journeys."""

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from course.content.library import Library

ADDRESS = "/modules/worksheet"
SLUG = "my_first_standard"
PROMPTS = Library().worksheet(SLUG).prompts
CRITERIA = Library().rubric("own_standard").criteria


def put_worksheet(server):
    """Put a notebook with the worksheet, words around it and a quiz into a server's content."""
    notebook = new_notebook(metadata={"course": {"role": "learner", "minutes": 30}})
    notebook.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3"}
    notebook.metadata["voila"] = {"template": "course"}
    quiz = 'quiz("03_role_models", "what-a-role-model-is")'
    notebook.cells = [
        new_markdown_cell("# Writing a standard\n\nWords before the worksheet.", id="title"),
        new_code_cell("from course.notebook import quiz, worksheet", id="setup"),
        new_markdown_cell("## Your own standard\n\nWords before the worksheet.", id="before"),
        new_code_cell(f'worksheet("{SLUG}")', id="worksheet"),
        new_markdown_cell("## After it\n\nWords after the worksheet.", id="after"),
        new_code_cell(quiz, id="quiz"),
    ]
    notebook.cells[1].metadata["tags"] = ["no-output"]
    nbformat.validate(notebook)
    server.put_module(notebook, "worksheet")


class Sheet:
    """The worksheet on a page."""

    def __init__(self, page):
        self.page = page
        self.place = page.locator(".worksheet")
        self.fields = self.place.locator("textarea")
        self.done = self.place.get_by_role("button", name="I am done")
        self.finish = self.place.get_by_role("button", name="Finish")
        self.change = self.place.get_by_role("button", name="Change something")

    def field(self, number):
        """Return the n-th field, counted from 0."""
        return self.fields.nth(number)

    def write(self, number, text):
        """Type into a field as keys do, after what is there."""
        self.field(number).press_sequentially(text)

    def wait_for_saved(self, number):
        """Wait until the page says that a text is saved."""
        prompt = self.place.locator(".prompt").nth(number)
        prompt.get_by_text("Saved", exact=True).wait_for(timeout=40_000)

    def write_all(self, text="Looks up when you come in."):
        """Fill every field, and wait until all is saved."""
        for number in range(len(PROMPTS)):
            self.field(number).fill(f"{number + 1}. {text}")
        for number in range(len(PROMPTS)):
            self.wait_for_saved(number)

    def rate_all(self, level=3):
        """Choose the same level for every criterion."""
        for number in range(len(CRITERIA)):
            group = self.place.locator("fieldset").nth(number)
            group.locator("label.option").nth(level - 1).click()

    def texts(self):
        """Return what stands in the fields."""
        return [self.field(number).input_value() for number in range(self.fields.count())]


def open_worksheet(visitor, page=None):
    """Open the page with the worksheet and wait for it."""
    page = page or visitor.page
    page.goto(visitor.url + ADDRESS)
    sheet = Sheet(page)
    sheet.place.wait_for()
    return sheet
