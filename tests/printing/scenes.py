"""Scenes for the tests of printing: a shipped one, and one with all that a card can hold."""

from pathlib import Path

from course.content.scenes import read_scene_card
from tests.samples import LIBRARY

SHIPPED = [LIBRARY.scene(slug) for slug in LIBRARY.files("scene")]
GOOD = read_scene_card(Path(__file__).parents[1] / "content" / "good.scene.md", "good.scene.md")
CATALOGUE = LIBRARY.catalogue("front_desk")
LONG_WORD = "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz"


def long_scene():
    """Return a scene that is as large as a card allows, in a language with long words."""
    standards = ("listens-first", "owns-the-problem", "does-what-we-said")
    watch = tuple(
        GOOD.watch[0].model_copy(
            update={
                "id": f"w{number}",
                "standard": standards[number % 3],
                "text": f"Nimmt die {LONG_WORD} {number} selbst in die Hand und sagt es",
            }
        )
        for number in range(1, 8)
    )
    cue = GOOD.cues[0]
    cues = tuple(
        cue.model_copy(update={"at": 30 * number, "watch": f"w{number % 7 + 1}"})
        for number in range(16)
    )
    briefs = GOOD.briefs | {"customer": f"Das {LONG_WORD} liegt vor Ihnen. " * 120}
    return GOOD.model_copy(
        update={
            "title": f"{LONG_WORD} am Empfang",
            "standard": standards[0],
            "also": standards[1:],
            "watch": watch,
            "cues": cues,
            "briefs": briefs,
        }
    )
