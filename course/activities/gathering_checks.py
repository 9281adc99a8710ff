"""Scripted people walk through what a team does together, each on a stage of their own."""

from contextlib import contextmanager
from dataclasses import replace

from course.activities.check_rows import row
from course.activities.meeting import TrainerMeeting
from course.activities.meeting_files import SAMPLE, dump_meeting, load_meeting
from course.activities.meeting_report import last_report
from course.activities.meeting_script import SCENE, ScriptClock, play_through
from course.activities.my_moments import MyMoments
from course.activities.observation import ObservationRounds
from course.activities.observation_script import TEAM, ScriptedRound
from course.activities.standards_builder import StandardsBuilder
from course.activities.standards_script import build_through
from course.content.library import Library
from course.errors import NotAllowedError
from course.ids import new_id
from course.store.store import throw_away


def check_meeting(meeting, course_of):
    """Yield a row for a learner, who is refused, and for a trainer who leads a whole meeting."""
    try:
        TrainerMeeting(course_of("learner"))
    except NotAllowedError:
        yield row(meeting, "learner", "refused", "-", "")
    with stage(course_of) as course:
        script = play_through(course, SCENE)
        done = f"{script.room.meeting.phase}, {len(script.phones)} people"
        scores = script.room.meeting.play.scores
        text = dump_meeting(course, script.room.id)
        yield row(meeting, "trainer", done, f"{len(scores)} scores", text)


def check_scene_sheet(sheet, course_of):
    """Yield a row for each phone in a scripted meeting: part, and what it shows at the end."""
    with stage(course_of) as course:
        for name, phone in play_through(course, SCENE).phones.items():
            view = phone.view()
            done = f"{view['me']['part']}, {view['phase']}"
            result = f"{sum(each['disagreement'] > 0 for each in view['results'])} to talk about"
            yield row(sheet, name, done, result, "".join(sorted(view)))


def check_standards(builder, course_of):
    """Yield a row for a trainer, who is refused, and for a manager who builds all standards."""
    trainer = course_of("trainer")
    try:
        StandardsBuilder(replace(trainer, person=replace(trainer.person, role="trainer")))
    except NotAllowedError:
        yield row(builder, "trainer", "refused", "-", "")
    with stage(course_of, role="manager") as course:
        script = build_through(course)
        view = script.builder.view()
        result = f"version {view['versions'][0]['number']}, {len(script.phones)} phones"
        text = course.content.catalogue(script.builder.building.plan["slug"]).model_dump_json()
        yield row(builder, "manager", f"{len(view['standards'])} standards", result, text)


def check_standards_suggest(page, course_of):
    """Yield a row for each phone of the scripted work: what it gave, and what it shows then."""
    with stage(course_of, role="manager") as course:
        for name, phone in build_through(course).phones.items():
            view = phone.view()
            done = f"{len(view['mine'])} suggested, {len(view['order'])} in order"
            yield row(page, name, done, view["stage"], str(view["order"]))


def check_meeting_report(report, course_of):
    """Yield a row for each thing that was scored in the sample meeting."""
    with stage(course_of) as course:
        load_meeting(course, course.content.meeting_text(SAMPLE), course.clock())
        for found in last_report(course).rows():
            learner = f"{found.pop('about')}, play {found.pop('play')}"
            said = ", ".join(f"{count} {value}" for value, count in found.items())
            yield row(report, learner, said, "-", said)


def check_observation(rounds, course_of):
    """Yield a row for a learner, who is refused, and for a manager whose team observes."""
    try:
        ObservationRounds(course_of("learner"))
    except NotAllowedError:
        yield row(rounds, "learner", "refused", "-", "")
    with stage(course_of, "manager") as course:
        script = ScriptedRound(course)
        planned = len(script.manager.view()["plan"])
        script.see_all()
        view = script.manager.view()
        enough = sum(cell["more"] == 0 for line in view["grid"] for cell in line["cells"])
        done = f"{view['looks']} of {planned} looks"
        content = script.room.catalogue.model_dump_json() + str(sorted(view))
        yield row(rounds, "manager", done, f"{enough} times enough", content)


def check_observe(observe, course_of):
    """Yield a row for each phone whose owner makes all looks of the plan."""
    with stage(course_of, "manager") as course:
        script = ScriptedRound(course)
        script.see_all()
        for name, phone in script.phones.items():
            view = phone.view()
            done, result = f"{view['made']} looks", f"{view['left']} left"
            yield row(observe, name, done, result, "".join(sorted(view)))


def check_my_moments(moments, course_of):
    """Yield a row for somebody in a round with too little evidence, and with enough."""
    with stage(course_of, "manager") as course:
        person = course.store.accounts.add(TEAM[0])
        script, mine = ScriptedRound(course), MyMoments(replace(course, person=person))
        for learner, see in (
            ("too little", lambda: script.see(TEAM[1])),
            ("enough", script.see_all),
        ):
            see()
            [view] = mine.view()["rounds"]
            told = [each["level"] for each in view["standards"] if each["level"]]
            yield row(moments, learner, f"{view['looks']} looks", f"{len(told)} told", str(told))


@contextmanager
def stage(course_of, role="trainer"):
    """Give the course of somebody with a clock, a store and content files of their own."""
    clock, trainer = ScriptClock(), course_of(role)
    folder = trainer.store.data / new_id()
    folder.mkdir()
    store, person = throw_away(folder, clock), replace(trainer.person, role=role)
    content = Library(folder / "content", trainer.content.roots[-1])
    yield replace(trainer, content=content, store=store, clock=clock, person=person)
    store.close()
