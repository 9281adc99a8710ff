"""Scenes for trainers in a browser: from the map to paper, and by nobody who may not."""

import io
import re

import pypdf

from tests.browser.states import SCENE
from tests.browser.test_rights import people
from tests.printing.scenes import SHIPPED
from tests.samples import LIBRARY

__all__ = ["people"]  # a fixture
TABLE = LIBRARY.scene("the-table-by-the-window")
SECRET = TABLE.briefs["customer"].splitlines()[3]
PAGES = (f"{SCENE}/card", f"{SCENE}/card.pdf", f"{SCENE}/sheet", f"{SCENE}/sheet.pdf", "/scenes")


def pages_of(pdf):
    """Return the texts of the pages of a PDF."""
    return [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages]


def test_no_word_of_a_card_reaches_who_may_not(people, server):
    """Learners are told that it is for somebody else, visitors sign in; trainers get it all."""
    for role, browser in people.items():
        for path in PAGES:
            answer = browser.context.request.get(server.url + path, max_redirects=0)
            wanted = {"visitor": 302, "learner": 403}.get(role, 200)
            assert answer.status == wanted, (role, path)
            if wanted != 200:
                assert SECRET not in answer.text()
                assert not answer.body().startswith(b"%PDF-")
    assert SECRET in people["trainer"].context.request.get(server.url + PAGES[0]).text()
    assert SECRET not in people["trainer"].context.request.get(server.url + PAGES[2]).text()


def test_from_the_map_to_paper(people, server):
    """A trainer finds the scenes on the map, and from a scene both papers, as page and as PDF."""
    trainer = people["trainer"]
    page = trainer.page
    trainer.go("/")
    page.get_by_role("link", name="Scenes to play together").click()
    page.get_by_role("link", name=re.compile("Print the cards.*The table")).click()
    page.get_by_role("heading", level=2, name="Customer’s card").wait_for()
    card = page.get_by_role("link", name="PDF to print").get_attribute("href")
    page.get_by_role("link", name="Score sheet").click()
    page.get_by_role("heading", name="What you saw and heard").wait_for()
    sheet = page.get_by_role("link", name="PDF to print").get_attribute("href")
    counts = {card: (5, "scene-cards"), sheet: (1, "observer-sheet")}
    for address, (count, name) in counts.items():
        answer = trainer.context.request.get(server.url + address)
        assert answer.headers["content-type"] == "application/pdf"
        assert f"the-table-by-the-window-{name}.pdf" in answer.headers["content-disposition"]
        assert len(pages_of(answer.body())) == count
    assert trainer.context.request.get(server.url + "/scenes/no-such-scene/card").status == 404
    assert trainer.context.request.get(server.url + "/scenes/no-such-scene/card.pdf").status == 404


def test_printed_from_the_browser(people):
    """The browser, too, puts each card on a page of its own and the score sheet on one."""
    trainer = people["trainer"]
    trainer.go(f"{SCENE}/card")
    cards = pages_of(trainer.page.pdf(prefer_css_page_size=True))
    titles = ["Trainer’s page", "For everyone", "Customer’s card", "Customer’s cues"]
    assert [title in card for title, card in zip(titles, cards, strict=False)] == [True] * 4
    assert "Employee’s card" in cards[4]
    assert len(cards) == 5
    assert "PDF to print" not in "".join(cards)
    trainer.go(f"{SCENE}/sheet")
    [sheet] = pages_of(trainer.page.pdf(prefer_css_page_size=True))
    assert "One moment that met the standard" in sheet


def test_a_scene_with_problems(own_server, visit):
    """A broken file does not hide the others: it is listed, and says what there is to mend."""
    own_server.start()
    folder = own_server.data / "content" / "roleplay_scripts"
    folder.mkdir(parents=True)
    (folder / "broken-one.scene.md").write_text("---\nscene: broken-one\n---\n", encoding="utf-8")
    visitor = visit(url=own_server.url)
    visitor.expect_complaint("409|404")
    visitor.become_manager("Manager", own_server.code)
    visitor.go("/scenes")
    printable = visitor.page.get_by_role("link", name="Print the cards")
    assert printable.count() == len(SHIPPED)
    visitor.page.get_by_role("link", name=re.compile("See what to mend.*broken-one")).click()
    visitor.page.get_by_role("heading", name="things to mend").wait_for()
    line = visitor.page.get_by_text("no section 'Debrief'").inner_text()
    assert line.startswith("roleplay_scripts/broken-one.scene.md:1:")
    (folder / "broken-one.scene.md").unlink()
    assert visitor.go("/scenes/broken-one/card").status == 404
