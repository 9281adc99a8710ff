"""What the generator's page shows: a scene as all its players will see it, and a season plan."""

from course.roleplay.covering import coverage
from course.roleplay.factors import pairs_of
from course.roleplay.lint import clock
from course.roleplay.season import milestones

ON_TOP = ("difficulty", "standard")  # told in words of their own


def labels(values):
    """Return what people choose from: value and words of each."""
    return [{"value": value, "words": words_of(value)} for value in values]


def words_of(value):
    """Return a name from a file as words.

    >>> words_of("call-centre")
    'Call centre'
    """
    return value.replace("-", " ").replace("_", " ").capitalize()


def scene_view(scene, catalogue, row):
    """Return a scene with all that its players, observers and trainer get."""
    standards = [catalogue.standard(each) for each in (scene.standard, *scene.also)]
    names = {each.id: each.name for each in standards}
    texts = {item.id: item.text for item in scene.watch}
    return {
        "slug": scene.id,
        "has_story": bool(scene.ink),
        "title": scene.title,
        "standards": [{"name": each.name, "view": each.view} for each in standards],
        "difficulty": scene.difficulty,
        "minutes": scene.minutes.model_dump(),
        "names": {"customer": scene.roles.customer.name, "employee": scene.roles.employee.name},
        "mood": scene.roles.customer.emotion,
        "observers": scene.roles.observer.model_dump(),
        "row": [
            {"factor": words_of(factor), "value": words_of(value)}
            for factor, value in row.items()
            if factor not in ON_TOP
        ],
        "briefs": {reader: brief.split("\n") for reader, brief in scene.briefs.items()},
        "cues": [
            {
                "at": clock(cue.at),
                "kind": cue.kind,
                "text": cue.text,
                "watch": texts.get(cue.watch),
                "seen": cue.seen,
            }
            for cue in scene.cues
        ],
        "watch": [
            {"standard": names[item.standard], "text": item.text, "say": item.say}
            for item in scene.watch
        ],
        "debrief": [line.partition(". ")[2] or line for line in scene.debrief.split("\n")],
    }


def news(ledger, row, people):
    """Return how much of a scene is new to people: (pairs not met yet, all pairs), added up."""
    return {"new": ledger.new_pairs(row, people), "all": len(pairs_of(row)) * len(people)}


def plan_view(catalogue, recipes, scenes):
    """Return a season plan: its scenes in order, and how much the first ones hold."""
    counts = coverage([recipe.row for recipe in recipes])
    return {
        "catalogue": catalogue.catalogue,
        "pairs": counts[-1],
        "milestones": [{"scenes": n, "share": share} for n, share in milestones(recipes)],
        "scenes": [
            {
                "number": number,
                "title": scene.title,
                "standard": catalogue.standard(scene.standard).name,
                "difficulty": scene.difficulty,
                "channel": words_of(recipe.row["channel"]),
                "business": words_of(recipe.row["business"]),
            }
            for number, (recipe, scene) in enumerate(zip(recipes, scenes, strict=True), start=1)
        ],
    }
