"""Two tabs of one person on the same activity: nothing counts twice, and both show what counts."""

from tests.browser.acts import RehearsalWorker, SheetWorker
from tests.browser.rehearsals import open_rehearsal
from tests.browser.test_scoresheet import EDDA, TEAM, Sheet


def in_another_tab(learner):
    """Open the module in another tab; return its rehearsal."""
    return open_rehearsal(learner, learner.context.new_page())


def look_again(page):
    """Tell a page that it came into view again."""
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")


def test_a_choice_in_a_tab_left_behind(learner, server):
    """It is not stored; the tab shows what the other one chose, and goes on from there."""
    stored = RehearsalWorker(server, learner, None).stored
    first = open_rehearsal(learner)
    first.write("From the first tab.")
    second = in_another_tab(learner)
    mine, other, *_ = first.menu()
    first.choose(mine)
    second.choose(other)
    assert second.said() == first.said()
    assert (mine in second.said()[0], other in second.said()[0]) == (True, False)
    assert stored() == [("words", 0, "From the first tab."), ("choose", 0)]
    second.take_back()
    first.own_words.fill("Too late.")
    first.send.click()
    first.turns.nth(1).wait_for(state="detached")
    assert first.said() == second.said()
    assert stored()[2:] == [("rewind", 0)]


def test_the_same_rating_in_two_tabs(learner, server):
    """Both levels are stored, the last one counts; each tab says what the course chose."""
    first = Sheet(open_rehearsal(learner).page, TEAM.title)
    first.press("This is the order")
    first.place.get_by_role("heading", name="Edda").wait_for()
    second = Sheet(in_another_tab(learner).page, TEAM.title)
    assert "You chose 4, the course 5." in first.practise("listens-first", 4)
    assert "You chose 2, the course 5." in second.practise("listens-first", 2)
    look_again(first.page)
    first.field("listens-first").get_by_text("You chose 2, the course 5.").wait_for()
    ratings = [event for event in events(server, learner, TEAM.team) if event[0] == "rating"]
    assert ratings == [("rating", "listens-first", 4), ("rating", "listens-first", 2)]
    assert first.place.inner_text().count(EDDA.ratings["listens-first"].why) == 1


def test_names_in_two_tabs(learner, server):
    """A name is there once; somebody taken off in one tab cannot be renamed in the other."""
    first = Sheet(open_rehearsal(learner).page, "Your own team")
    second = Sheet(in_another_tab(learner).page, "Your own team")
    first.add("Ida")
    second.place.get_by_label("Name or initials").fill("ida")
    second.press("Add", exact=True)
    second.place.get_by_text("This name is on the sheet already.").wait_for()
    second.add("Bo")
    assert people(second) == ["Ida", "Bo"]
    first.press("Remove Ida")
    first.press("Remove Ida with all ratings")
    first.place.locator(".names .name", has_text="Bo").wait_for()
    assert people(first) == ["Bo"]
    second.press("Change the name Ida")
    second.place.get_by_label("New name for Ida").fill("Ina")
    second.press("Save", exact=True)
    second.place.get_by_text("Another page has taken this off the sheet meanwhile.").wait_for()
    second.place.get_by_label("New name for Ida").wait_for(state="detached")
    assert people(second) == ["Bo"]
    names = events(server, learner, "own")
    assert names == [("person", "Ida"), ("person", "Bo"), ("person removed",)]


def people(sheet):
    """Return the names of the people on a sheet."""
    return sheet.place.locator(".names").first.locator(".name").all_inner_texts()


def events(server, learner, team):
    """Return the stored events of a score sheet."""
    worker = SheetWorker(server, learner, None)
    return worker.events(f"scoresheet/{team}", "standard", "level", "name")
