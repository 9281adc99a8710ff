"""What each field of a content file means, in an author's words; editors show it."""

from course.translation import _

ABOUT = {  # by model
    "ItemBank": _("All questions of one module, with its objectives and misconceptions."),
    "Unit": _("A part of a module that ends with a quiz."),
    "SingleItem": _("A question with exactly one right answer."),
    "MultipleItem": _("A question with two or more right answers."),
    "OrderingItem": _("Steps to put in order. Write them in the right order."),
    "MatchingItem": _("Pairs to put together. Write each pair in one entry."),
    "HotspotItem": _("A talk in which the learner taps the line that made a difference."),
    "Option": _("One answer to choose."),
    "Pair": _("A line and the match that belongs to it."),
    "Match": _("A match that belongs to no line."),
    "DialogueLine": _("What somebody says. Give it feedback, and it can be tapped."),
    "Step": _("One step; its place in your list is its right place."),
}

_TITLE = _("What people read at the top.")
_MISCONCEPTION = _("The wrong belief that makes this tempting; one of the names at the top.")
_ANCHORS = _("What one sees at level 1, 3 and 5, each in one or two sentences.")
_RIGHT = _("true for a right answer; leave it out for the others.")

# By field; where a field means something else in one model or kind of file, by (model or kind,
# field).
WORDS = {
    # all kinds
    "id": _("A short name of your own. It never changes later, as answers are stored under it."),
    "title": _TITLE,
    "minutes": _("About how many minutes it takes."),
    # item banks
    "bank": _("The name of the module; the same as the name of this file without its ending."),
    "objectives": _("What people can do after the module: a short name, then the sentence."),
    "misconceptions": _("Wrong beliefs behind tempting answers: a short name, then the belief."),
    "units": _("The parts of the module, in the order of the notebook."),
    "items": _("The questions of this unit."),
    "objective": _("What the question asks for; one of the names at the top."),
    "type": _("The type of the question."),
    "difficulty": _("1 easy, 2 medium, 3 hard."),
    "stem": _("The question, with the moment at work that it is about."),
    "source": _("Where the idea comes from; learners do not see it."),
    "rule": _("How a partly right answer counts."),
    "options": _("The answers to choose from. Learners see them in another order."),
    "steps": _("The steps in their right order. Learners see them in another order."),
    "pairs": _("What belongs together. Learners see the matches in another order."),
    "extra": _("Wrong matches that fit no line, so that the last pair is no gift."),
    "match": _("What the text belongs with."),
    "lines": _("The talk, line by line. A line with feedback can be tapped."),
    "who": _("The name of the person who speaks."),
    "text": _("The words that people read."),
    "key": _RIGHT,
    "feedback": _("What people read after they chose it: why it fits, or why it tempts."),
    "misconception": _MISCONCEPTION,
    # standards and rubrics
    "catalogue": _("The name of the list of standards; in the list itself, its file name."),
    "standards": _("The standards of the house, the most important ones first."),
    "name": _("A short name that people see."),
    "view": _("The standard from the customer’s side: what they can count on."),
    "dimension": _("The side of service it belongs to."),
    "critical": _("true when missing this one spoils the rest."),
    "behaviours": _("Three to five things that anyone can see being done."),
    "anchors": _ANCHORS,
    "rubric": _("The name of the rubric; in the rubric itself, its file name."),
    "criteria": _("What the rubric looks at."),
    # worksheets
    "worksheet": _("The name of this worksheet; the same as the name of this file."),
    "intro": _("What the worksheet is for, in a few sentences."),
    "prompts": _("The questions to answer in writing."),
    "ask": _("The question."),
    "hint": _("A nudge for those who are stuck."),
    "optional": _("true when the worksheet can be finished without it."),
    "example": _("A good answer from another trade, so that nobody copies it."),
    ("worksheet", "lines"): _("How many lines of room there are, 1 to 8."),
    # teams
    "team": _("The name of this team; the same as the name of this file."),
    "story": _("What people need to know about the place."),
    "people": _("The people of the team. All of them are made up."),
    "about": _("Who it is, in a sentence."),
    "practice": _("true for the people whom learners rate themselves."),
    "ratings": _("For each standard: the level that was seen, and the note behind it."),
    "level": _("1 to 5."),
    "note": _("What was seen and heard, in one or two sentences."),
    "why": _("Why this level fits; learners read it after they rated."),
    # scene cards
    "scene": _("The name of this scene; the same as the name of this file."),
    "module": _("The module that it belongs to."),
    "standard": _("The one standard that is practised."),
    "also": _("At most two other standards that play a part."),
    "channel": _("Where they meet: counter, phone, e-mail or chat."),
    "incident": _("What went wrong: a group from 1 to 4, and a type."),
    "group": _("1 the service, 2 a need, 3 something nobody asked for, 4 the customer."),
    "factors": _("What else the generator made the scene from; leave it out in your own."),
    "justice": _("What must be put right: the outcome, the way, or how people are treated."),
    "roles": _("Who plays: the customer, the employee and the observers."),
    "customer": _("The customer: a name, what kind of person, and how they feel."),
    "employee": _("The name of the person who serves."),
    "observer": _("How many watch, at least and at most."),
    "persona": _("What kind of customer it is."),
    "emotion": _("How the customer feels at the start."),
    "min": _("At least."),
    "max": _("At most."),
    "watch": _("What observers look for, at most seven things."),
    "say": _("An example of good words; shown after a take only."),
    "brief": _("Minutes for the brief."),
    "play": _("Minutes for the play."),
    "debrief": _("Minutes for the debrief."),
    ("scene", "difficulty"): _("1 easy to 5 very hard."),
}
