"""The states of the role-model sheet, as a manager sees them."""

ROLE_MODELS = "/exercises/role_models"
PLACE = "role-models"
FAULTY = "observer,person,standard,scene,when,level\n" + "Ana,Ben,Listens frst,x,4.5.26,9\n" * 9


def walk_role_models(visitor):
    """Look at the made-up team as whoever is signed in, a manager; yields (name, place)."""
    page = visitor.page
    visitor.go(ROLE_MODELS)
    page.locator(".role-models .sources").wait_for()
    page.locator(".take-in summary").click()
    page.get_by_label("Or paste the table here").fill(FAULTY)
    page.get_by_role("button", name="Look through them").click()
    page.locator(".outcome.faults").wait_for()
    yield "role models, ratings to mend", None
    page.get_by_role("button", name="Look at these").click()
    page.locator(".statement").wait_for()
    page.get_by_role("button", name="Dilan, Makes it their own").click()
    page.get_by_text("I choose other people").click()
    page.get_by_role("button", name="More about this").click()
    page.get_by_text("How far they agree").click()
    page.get_by_text("Try other weights").click()
    page.get_by_role("button", name="What would change?").click()
    page.locator(".answer .sentence").wait_for()
    yield "role models, the sheet", PLACE
    page.get_by_text("Change what it takes").click()
    page.get_by_label("How likely that must be").select_option("0.9")
    page.get_by_label("A standard is met from level").last.select_option("4.5")
    page.get_by_role("button", name="Work it out with these").click()
    page.locator(".gaps").wait_for()
    page.get_by_label("Your name, as a signature").fill("Mika Manager")
    page.get_by_label("Chiara", exact=True).first.check()
    page.get_by_role("button", name="Sign this choice").click()
    page.locator(".signed").wait_for()
    yield "role models, a gap and a choice", PLACE


def ask_the_phones(page):
    """Look at the newest round, on the page of the sheet, and ask its phones for more looks."""
    page.locator(".role-models .sources").wait_for(state="attached")
    if (other := page.get_by_text("Look at other ratings")).is_visible():
        other.click()
    page.locator(".sources li").first.get_by_role("button").click()
    page.get_by_role("button", name="Ask the phones for these looks").click()
    page.locator(".advice").get_by_text("Asked on").wait_for()
