"""A scripted meeting: a trainer and a team go through all steps, without browsers.

It proves in notebooks that meetings work, and it recorded the sample meeting.
"""

from dataclasses import dataclass, replace

from course.activities.meeting import TrainerMeeting
from course.activities.scene_sheet import SceneSheet
from course.ids import new_id
from course.people.roles import Person
from course.roleplay.scores import NO_CHANCE, NOT_SEEN, SEEN

SCENE = "the-table-by-the-window"
TEAM = ("Priya", "João", "Marcus", "Edda", "Lena")


@dataclass
class ScriptClock:
    """A clock that the script moves on."""

    now: float = 1_796_115_600.0  # a Tuesday morning

    def __call__(self):
        """Return the time in seconds since the epoch."""
        return self.now

    def after(self, seconds):
        """Let time pass."""
        self.now += seconds


class ScriptedMeeting:
    """A meeting whose trainer and phones do what the script says.

    Parameters
    ----------
    course : course.activities.course.Course
        Its clock, and that of its store, is a `ScriptClock`; its person a trainer.
    scene : str
        Slug of the scene.
    team : sequence of str
        Names of the people; at least three.
    """

    def __init__(self, course, scene, team=TEAM):
        self.course, self.clock = course, course.clock
        self.trainer, self.phones, self.screens = TrainerMeeting(course), {}, {}
        self.lead("plan", scene=scene, timer="soft")
        for name in team:
            self.clock.after(4)
            self.join(name)

    @property
    def room(self):
        """The room as the trainer's page knows it."""
        return self.trainer.room

    def join(self, name, **body):
        """Let somebody join with a phone, or a big screen; return their sheet."""
        seat = self.course.store.meetings.sit(self.room.id, name, new_id(), **body)
        person = Person(f"seat-{seat.id}", name, "visitor")
        sheet = SceneSheet(replace(self.course, person=person), seat)
        (self.screens if body.get("screen") else self.phones)[name] = sheet
        return sheet

    def lead(self, do, **message):
        """Let the trainer do something; return the trainer's view."""
        return self.trainer.act({"do": do, "key": new_id(), **message})

    def go(self, to):
        """Let the trainer go on to a phase."""
        return self.lead("go", to=to, **{"from": self.trainer.view()["phase"]})

    def tap(self, name, do, **message):
        """Let somebody do something on a phone; return its view."""
        return self.phones[name].act({"do": do, "key": new_id(), **message})

    def playing(self, part):
        """Return the names of those who play a part."""
        parts = {name: phone.view()["me"]["part"] for name, phone in self.phones.items()}
        return [name for name, has in parts.items() if has == part]

    def prepare(self):
        """Deal the parts, hand out the briefs, compare one's eye with the course's; begin."""
        self.lead("deal")
        self.clock.after(20)
        self.go("brief")
        for name in self.phones:
            self.clock.after(12)
            self.tap(name, "ready", ready=True)
        if self.trainer.view()["has_vignettes"]:
            self.go("calibrate")
            for number in range(len(self.room.vignettes)):
                for level, name in zip((2, 4, 3, 4, 5, 2), self.phones, strict=False):
                    self.clock.after(3)
                    self.tap(name, "guess", vignette=number, level=level)
        self.clock.after(10)
        self.go("play")

    def play(self):
        """Play the scene: each observer taps on what they see; the last one sees less."""
        watch = [item.id for item in self.room.form.watch]
        observers = self.playing("observer")
        self.lead("clock", what="start")
        for number, item in enumerate(watch):
            self.clock.after(25)
            for name in observers:
                is_strict = name == observers[-1] and number % 2 == 0
                self.tap(name, "tap", watch=item, outcome=NOT_SEEN if is_strict else SEEN)
        self.clock.after(20)
        self.go("score")

    def score(self):
        """Let everybody score who is asked to; the strict observer gives less."""
        form = self.trainer.room.form
        observers = self.playing("observer")
        for name in [*self.playing("customer"), *observers]:
            self.clock.after(9)
            marks = self.phones[name].view()["marks"]
            is_strict = name == observers[-1]
            level = 2 if is_strict else 4
            watch = {item.id: marks.get(item.id, NO_CHANCE) for item in form.watch}
            is_observer = name in observers
            said = [item.say or item.text for item in form.watch if watch[item.id] == SEEN]
            self.tap(
                name,
                "score",
                watch=watch if is_observer else {},
                levels={standard.id: level for standard in form.standards},
                grade="borderline" if is_strict else "good",
                moment=said[observers.index(name) % len(said)]
                if name in observers and said
                else "",
            )
        self.go("debrief")

    def talk(self):
        """Debrief, set goals, fix the next meeting, and end."""
        for step in range(1, len(self.trainer.view()["debrief"]["steps"])):
            self.clock.after(70)
            self.lead("step", step=step)
        self.clock.after(60)
        questions = self.trainer.view()["self"]["questions"]
        self.lead("self", rating={question["id"]: "yes" for question in questions})
        self.go("follow-up")
        for name in self.phones:
            self.clock.after(8)
            self.tap(name, "goal", when="a guest comes in angry", then="I put the pen down first")
        self.lead("next", at=self.clock.now + 7 * 24 * 3600)
        return self.go("ended")


def play_through(course, scene, team=TEAM):
    """Play a whole meeting; return the `ScriptedMeeting`."""
    meeting = ScriptedMeeting(course, scene, team)
    meeting.prepare()
    meeting.play()
    meeting.score()
    meeting.talk()
    return meeting
