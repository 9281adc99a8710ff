"""A score sheet on a page, in the words of the journeys."""

from course.content.library import Library

TEAM = Library().team("harbour_hotel")
STANDARDS = {standard.id: standard.name for standard in Library().catalogue("front_desk").standards}
OWN = "Your own team"


class Sheet:
    """A score sheet on a page."""

    def __init__(self, page, title):
        self.page = page
        self.place = page.get_by_role("region", name=f"Score sheet: {title}")
        self.result = self.place.locator(".sheet-result")

    def press(self, name, **options):
        """Press a button of the sheet."""
        self.place.get_by_role("button", name=name, **options).click()

    def field(self, standard):
        """Return the rating field of a standard, of the person in view."""
        return self.place.get_by_role("group", name=STANDARDS.get(standard, standard), exact=True)

    def practise(self, standard, level):
        """Choose a level, commit, and wait for what the course says."""
        field = self.field(standard)
        field.locator("label.anchor").nth(level - 1).click()
        field.get_by_role("button", name=f"Rate with {level}").click()
        field.locator(".course-says strong").wait_for()
        return field.locator(".course-says").inner_text()

    def rate(self, standard, level):
        """Choose a level and wait until it is saved."""
        field = self.field(standard)
        field.locator("label.anchor").nth(level - 1).click()
        field.get_by_role("status").filter(has_text="Saved").last.wait_for()

    def ask(self):
        """Ask for the result; return its statement."""
        self.press("Show the result")
        self.result.wait_for()
        return self.result.locator(".statement").inner_text()

    def add(self, name):
        """Add a colleague."""
        self.place.get_by_label("Name or initials").fill(name)
        self.place.locator("form.add button").first.click()
        self.place.locator(".names .name", has_text=name).wait_for()
