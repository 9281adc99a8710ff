"""Scripted learners walk through the activities of a notebook, without a browser.

What they reach is printed as a table; nbval compares it with the table stored in the notebook, so a
key that changes, an item that goes missing or a grading rule that breaks is found.
"""

import json
import tempfile
from collections import Counter
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from course.activities import gathering_checks as gatherings
from course.activities.check_rows import row
from course.activities.desk import Desk
from course.activities.generator import Generator
from course.activities.quiz import Quiz
from course.activities.rehearsal import Rehearsal
from course.activities.role_models import RoleModels
from course.activities.role_models_sources import SAMPLE as SAMPLE_RATINGS
from course.activities.shelf import Shelf, open_made, scene_of
from course.activities.worksheet import WorksheetActivity
from course.errors import InvalidResponseError, NotAllowedError
from course.ids import new_id
from course.ink import story_of
from course.learning.items import MatchingItem, OrderingItem, keys
from course.learning.public_view import to_tokens
from course.people.roles import Person
from course.roleplay.marks import ENDINGS
from course.roleplay.paths import walk
from course.roleplay.scenes import scene_hash
from course.store.store import throw_away


def all_right(item, _number):
    """Answer like somebody who knows everything."""
    return keys(item)


def all_wrong(item, _number):
    """Answer as wrongly as the item allows."""
    if isinstance(item, OrderingItem):
        return tuple(reversed(keys(item)))
    if isinstance(item, MatchingItem):
        return (*keys(item)[1:], 0)  # each pair gets the match of the next
    return tuple(i for i, option in enumerate(item.options) if not option.key)[:1]


def mixed(item, number):
    """Answer whatever comes: the n-th option of the n-th item, every other order turned round.

    All pairs of a matching item get the same match.
    """
    if isinstance(item, OrderingItem):
        return all_right(item, number) if number % 2 else all_wrong(item, number)
    option = number % len(item.options)
    return (option,) * len(item.pairs) if isinstance(item, MatchingItem) else (option,)


LEARNERS = {"all right": all_right, "all wrong": all_wrong, "mixed": mixed}


def self_check(course, activities):
    """Let scripted people do every activity in a throw-away store.

    Parameters
    ----------
    course : course.activities.course.Course
    activities : sequence
        Each with ``kind`` and ``name``; its kind is one of `CHECKS`.

    Returns
    -------
    list of dict
        One row per activity and script: activity, learner, done, result, content.
    """
    with tempfile.TemporaryDirectory() as folder:
        store = throw_away(Path(folder), course.clock)

        def course_of(name):
            return replace(course, store=store, person=Person(f"scripted {name}", name, "learner"))

        rows = [row for each in activities for row in CHECKS[each.kind](each, course_of)]
        store.close()
    return rows


def check_quiz(quiz, course_of):
    """Yield a row for each scripted learner that takes a quiz."""
    for learner, answer in LEARNERS.items():
        view = _play(Quiz(course_of(learner), quiz.bank.bank, quiz.unit.id), answer)
        answered = sum(item["outcome"] is not None for item in view["items"])
        done = f"{answered} of {len(view['items'])}"
        yield row(quiz, learner, done, f"{view['score']:.0%}", "".join(quiz.versions))


def check_desk(desk, course_of):
    """Yield a row for a learner, who is refused, and for a trainer, who sees the learner."""
    learner = course_of("learner").store.accounts.add("Scripted learner")
    trainer = replace(course_of("trainer"), person=Person("scripted trainer", "", "trainer"))
    try:
        Desk(replace(trainer, person=learner))
    except NotAllowedError:
        yield row(desk, "learner", "refused", "-", "")
    view = Desk(trainer).view()
    answered = sum(item["answers"] for item in view["items"])
    done = f"{len(view['people'])} person"
    yield row(desk, "trainer", done, f"{answered} answers", "".join(sorted(view)))


def check_scoresheet(sheet, course_of):
    """Yield a row for somebody who ranks as given, rates sensibly and asks for the result."""
    script = sheet.scripted_for(course_of("careful"))
    if script.is_own:
        for name in ("A", "B"):
            script.act({"do": "name", "what": "person", "name": name, "key": new_id()})
    standards = list(script.state().standards)
    script.act({"do": "order", "standards": standards, "key": new_id()})
    for person, standard, level in _sensible_ratings(script):
        rated = {"person": person, "standard": standard, "level": level}
        script.act({"do": "rate", **rated, "key": new_id()})
    view = script.act({"do": "result", "key": new_id()})
    cells = len(view["people"]) * len(standards)
    chosen = [group["people"] for group in view["result"]["groups"][:1]]
    names = [script.state().people[person] for group in chosen for person in group]
    result = f"{view['result']['step']}: {', '.join(names)}"
    rated = script.catalogue.model_dump_json(exclude={"points", "retired"})
    content = [rated, script.team and script.team.model_dump_json()]
    yield row(sheet, "careful", f"{cells - view['open']} of {cells}", result, str(content))


def _sensible_ratings(script):
    """Return (person, standard, level): the course's for practice; two halves of an own team."""
    state = script.state()
    if script.is_own:
        return [
            (person, standard, 4 if (s + p) % 2 else 3)
            for p, person in enumerate(state.people)
            for s, standard in enumerate(state.standards)
        ]
    return [
        (person.id, standard, rating.level)
        for person in script.team.people
        if person.practice
        for standard, rating in person.ratings.items()
    ]


def check_rehearsal(rehearsal, course_of):
    """Yield a row for every path of the scene, and one for somebody who always listens well."""
    scene = rehearsal.scene
    walked = walk(story_of(scene.ink))
    endings = Counter(path.ending[0] for path in walked.paths if path.ending)
    result = ", ".join(f"{kind} {endings[kind]}" for kind in ENDINGS)
    yield row(rehearsal, "every path", str(walked), result, scene_hash(scene))
    best = max(walked.paths, key=lambda path: (len(path.seen), -len(path.missed)))
    view = _rehearse(Rehearsal(course_of("best"), scene.id), [c.text for c in best.taken])
    seen = [item for item in view["result"]["watch"] if item["outcome"] == "seen"]
    done = f"{len(seen)} of {len(scene.watch)}"
    yield row(rehearsal, "best path", done, view["result"]["ending"], scene_hash(scene))


def check_shelf(shelf, course_of):
    """Yield a row for all scenes, and for a new scene of each standard that somebody plays."""
    scenes = sorted(scene["slug"] for scene in Shelf(course_of("curious")).view()["scenes"])
    yield row(shelf, "curious", f"{len(scenes)} scenes", "-", str(scenes))
    catalogue = shelf.course.content.catalogue("front_desk")
    for standard in catalogue.standards:
        player = course_of(standard.id)
        open_made(player, scene_of(player.content, catalogue, standard.id, 2, "1"), new_id())
        played = _play_scene(Shelf(player))
        seen = sum(item["outcome"] == "seen" for item in played["result"]["watch"])
        done = f"{seen} of {len(played['result']['watch'])}"
        content = json.dumps([played["brief"], played["turns"]])
        yield row(shelf, f"new, {standard.id}", done, played["result"]["ending"], content)


def _play_scene(shelf):
    """Play the scene that is open with whatever reply stands first; return its last view."""
    played = shelf.view()["rehearsal"]
    while played["menu"]:
        asks_for_words = played["menu"]["ask"] == "words"
        told = {"do": "words", "text": ""} if asks_for_words else {"do": "choose", "token": "a"}
        message = {**told, "after": played["after"], "key": new_id()}
        played = shelf.act(message)["rehearsal"]
    return played


def _rehearse(rehearsal, replies):
    """Play a scene by the words of the replies; return the last view."""
    view = rehearsal.view()
    for reply in replies:
        if view["menu"]["ask"] == "words":
            words = {"do": "words", "text": "", "after": view["after"], "key": new_id()}
            view = rehearsal.act(words)
        token = next(c["token"] for c in view["menu"]["choices"] if c["text"] == reply)
        choice = {"do": "choose", "token": token, "after": view["after"], "key": new_id()}
        view = rehearsal.act(choice)
    return view


def check_worksheet(worksheet, course_of):
    """Yield a row for somebody who writes to every prompt, and for somebody who writes nothing."""
    for learner, text in {"all written": "Looks up.", "nothing written": ""}.items():
        view = _write(WorksheetActivity(course_of(learner), worksheet.slug), text)
        written = sum(prompt["text"] != "" for prompt in view["prompts"])
        done = f"{written} of {len(view['prompts'])}"
        yield row(worksheet, learner, done, view["stage"], "".join(worksheet.versions))


def _write(activity, text):
    """Write the same text to every prompt, and go as far as that leads; return the last view."""
    view = activity.view()
    for prompt in view["prompts"]:
        activity.act({"do": "text", "prompt": prompt["id"], "text": text})
    with suppress(InvalidResponseError):  # something is still to be written
        view = activity.act({"do": "done", "key": new_id()})
    if view["stage"] == "rating":
        rubric = view["rubric"]
        for criterion in rubric["criteria"]:
            rating = {"criterion": criterion["id"], "level": 3, "rubric": rubric["hash"]}
            activity.act({"do": "rate", **rating, "key": new_id()})
        view = activity.act({"do": "finish", "key": new_id()})
    return view


def check_generator(generator, course_of):
    """Yield a row for a learner, who is refused, for a scene of each standard, and for a season."""
    try:
        Generator(course_of("learner"))
    except NotAllowedError:
        yield row(generator, "learner", "refused", "-", "")
    trainer = course_of("trainer")
    script = Generator(replace(trainer, person=Person("scripted trainer", "", "trainer")))
    for standard in script.view()["standards"]:
        ask = {"standard": standard["id"], "difficulty": 3, "people": 4, "who": [], "seed": "1"}
        made = script.act({"do": "make", "ask": ask})["made"]
        done = f"{len(made['watch'])} to watch, {len(made['cues'])} cues"
        content = json.dumps([made[part] for part in ("briefs", "cues", "watch", "debrief")])
        yield row(generator, standard["id"], done, made["title"], content)
    catalogue = standard["id"].partition("/")[0]
    plan = script.act({"do": "plan", "catalogue": catalogue})["plan"]
    content = json.dumps(plan["scenes"])
    yield row(
        generator, "a season", f"{len(plan['scenes'])} scenes", f"{plan['pairs']} pairs", content
    )


def check_role_models(sheet, course_of):
    """Yield a row for a trainer, who is refused, and for a manager with the made-up team."""
    trainer = course_of("trainer")
    try:
        RoleModels(replace(trainer, person=replace(trainer.person, role="trainer")))
    except NotAllowedError:
        yield row(sheet, "trainer", "refused", "-", "")
    script = RoleModels(replace(trainer, person=replace(trainer.person, role="manager")))
    script.act({"do": "choose", "source": SAMPLE_RATINGS, "key": new_id()})
    shown = script.finish()["sheet"]
    states = Counter(cell["state"] for cells in shown["cells"].values() for cell in cells.values())
    done = ", ".join(f"{count} {state}" for state, count in sorted(states.items()))
    groups = "; ".join(" + ".join(group["people"]) for group in shown["groups"])
    content = script.source.catalogue.model_dump_json() + str(script.source.ratings.rows)
    yield row(sheet, "manager", done, f"{shown['step']}: {groups}", content)


CHECKS = {
    "role-models": check_role_models,
    "generator": check_generator,
    "meeting": gatherings.check_meeting,
    "scene_sheet": gatherings.check_scene_sheet,
    "meeting_report": gatherings.check_meeting_report,
    "standards": gatherings.check_standards,
    "standards-suggest": gatherings.check_standards_suggest,
    "observation": gatherings.check_observation,
    "observe": gatherings.check_observe,
    "my_moments": gatherings.check_my_moments,
    "quiz": check_quiz,
    "scoresheet": check_scoresheet,
    "rehearsal": check_rehearsal,
    "shelf": check_shelf,
    "desk": check_desk,
    "worksheet": check_worksheet,
}


def _play(quiz, answer):
    """Answer every item of a quiz; return the last view."""
    view = quiz.view()
    for number, shown in enumerate(view["items"]):
        item, order = quiz.drawn_item(shown["id"])
        view = quiz.act(
            {
                "do": "answer",
                "item": item.id,
                "response": to_tokens(answer(item, number), order),
                "session": view["number"],
                "key": new_id(),
            }
        )
    return view
