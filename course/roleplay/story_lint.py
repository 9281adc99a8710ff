"""What is wrong with the story of a scene: its tags, its choices, and where its paths lead."""

from collections import defaultdict

from course.roleplay.ink_text import bare_choices, knot_at, odd_logic, tags
from course.roleplay.lint import Fault, watch_ids
from course.roleplay.marks import ENDINGS, KINDS, MOODS, OWN_WORDS, read_marks, read_tag

MOST_CHOICES, LEAST_ENDINGS = 4, 3
LONGER, LONGER_BY = 1.5, 40  # half as long again, and by so many letters: that gives a key away
AN_ENDING = "'# end: met', '# end: partly' or '# end: missed'"


def lint_text(scene, knots):
    """Return the faults of a story that its text shows.

    Parameters
    ----------
    scene : course.roleplay.scenes.Scene
    knots : dict of str to int
        The line at which each knot begins.

    Returns
    -------
    list of course.roleplay.lint.Fault
    """
    faults = [fault for tag in tags(scene.ink) for fault in _tag_faults(scene, tag, knots)]
    for line, text in bare_choices(scene.ink):
        faults.append(_choice(text, line, "words outside brackets", "'* [words]'", repr(text)))
    for line, wrong, expected, found in odd_logic(scene.ink):
        faults.append(_story(scene, line, wrong, expected, repr(found)))
    endings = _endings(scene, knots)
    if len(endings) < LEAST_ENDINGS:
        expected, found = f"at least {LEAST_ENDINGS}", len(endings)
        faults.append(_story(scene, 1, "too few endings", expected, found))
    return faults


def lint_paths(scene, walk, knots):
    """Return the faults of a story that walking it shows.

    Parameters
    ----------
    scene : course.roleplay.scenes.Scene
    walk : course.roleplay.paths.Walk
    knots : dict of str to int

    Returns
    -------
    list of course.roleplay.lint.Fault
    """
    menus = {menu: None for path in walk.paths for menu in path.menus}  # in the order met
    faults = [
        *_open_ends(scene, walk),
        *_places(scene, walk),
    ]
    if not any(path.fault for path in walk.paths):  # else nobody knows what lies behind
        faults += [*_unseen(scene, walk), *_never_reached(scene, walk, knots)]
    for menu in menus:
        faults += [*_too_many(menu, knots), *_tell_tale(menu), *_unexplained(menu)]
    if walk.is_complete:
        faults += _without_effect(walk)
    return list(dict.fromkeys(faults))


def broken(scene, line, words):
    """Return the fault of a story that does not compile."""
    lines = scene.ink.split("\n")
    found = lines[line - 1].strip() if 1 <= line <= len(lines) else ""
    expected = "Ink that compiles"
    return _story(scene, line, f"broken Ink ({words})", expected, repr(found) if found else words)


# --- the text ---------------------------------------------------------------------------------


def _tag_faults(scene, tag, knots):
    kind, value = read_tag(tag.text)
    if kind == "unknown":
        yield _unknown_tag(tag)
    elif kind in ("see", "miss"):
        if scene.watch_item(value) is None:
            yield _tag(tag, "unknown watch item", watch_ids(scene), repr(value))
        if not tag.is_choice:
            expected = f"'[words # {tag.text}]'"
            yield _tag(tag, "outside the brackets of a choice", expected, f"'# {tag.text}'")
    elif tag.is_choice:
        expected, found = f"'words # {tag.text}' on a line", f"'[words # {tag.text}]'"
        yield _tag(tag, "inside the brackets of a choice", expected, found)
    elif kind == "end" and knot_at(knots, tag.line) is None:
        yield _tag(tag, "outside a knot", "a knot for each ending", "none")


def _unknown_tag(tag):
    kind, _colon, value = (part.strip() for part in tag.text.partition(":"))
    if words := {"mood": MOODS, "end": ENDINGS}.get(kind):
        return _tag(tag, f"unknown {kind}", "one of " + ", ".join(words), repr(value))
    known = ", ".join(f"{kind}: ..." for kind in KINDS)
    return _tag(tag, "unknown tag", f"one of {known}, {OWN_WORDS}", repr(tag.text))


def _endings(scene, knots):
    """Return the line of each ending, by its knot and kind."""
    found = {}
    for tag in tags(scene.ink):
        kind, value = read_tag(tag.text)
        if kind == "end" and not tag.is_choice:
            found.setdefault((knot_at(knots, tag.line), value), tag.line)
    return found


# --- the paths --------------------------------------------------------------------------------


def _open_ends(scene, walk):
    """Yield paths that break off or end without an ending."""
    for path in walk.paths:
        last = path.taken[-1] if path.taken else None
        after = f"after {_short(last.text)!r}" if last else "at the start"
        line = last.line if last else 1
        if path.fault:
            at, words = path.fault
            yield _story(scene, at or line, f"a path breaks off ({words})", "an ending", after)
        elif path.ending is None:
            yield _story(scene, line, "a path without an ending", AN_ENDING, after)


def _places(scene, walk):
    """Yield endings that do not end, and asking for own words where no menu follows."""
    for path in walk.paths:
        for turn in path.turns:
            for number, line in enumerate(turn.lines, start=1):
                marks = read_marks(line.tags)
                if marks.end and not turn.is_end:
                    at = turn.choices[0].line
                    wrong, expected = "choices after an ending", "'-> END'"
                    yield Fault("ending", marks.end, ("ink", at), wrong, expected, "a menu")
                if marks.own_words and (turn.is_end or number < len(turn.lines)):
                    at = _line_of_words(scene, line)
                    wrong, expected = "not on the last line before a menu", "a menu below"
                    found = repr(_short(line.text))
                    yield Fault("tag", OWN_WORDS, ("ink", at), wrong, expected, found)


def _line_of_words(scene, line):
    """Return the line of the tag that asks for own words: the one beside these words, or any."""
    asking = [tag.line for tag in tags(scene.ink) if tag.text == OWN_WORDS]
    lines = scene.ink.split("\n")
    beside = [at for at in asking if line.text and line.text in lines[at - 1]]
    return (beside or asking or [1])[0]


def _unseen(scene, walk):
    seen = {ident for path in walk.paths for ident in path.seen}
    for i, item in enumerate(scene.watch):
        if item.id not in seen:
            expected, found = f"'# see: {item.id}' on a path", f"none in {walk}"
            yield Fault("watch item", item.id, ("watch", i), "never shown", expected, found)


def _never_reached(scene, walk, knots):
    """Yield endings and other knots that no path leads to."""
    reached = {
        (knot, path.ending and path.ending[0]) for path in walk.paths for knot in path.visited
    }
    endings = _endings(scene, knots)
    for (knot, kind), line in endings.items():
        if knot and (knot, kind) not in reached:
            place, found = ("ink", line), f"none in {walk}"
            yield Fault("ending", knot, place, "never reached", "1 path", found)
    for knot in knots.keys() - {knot for knot, _kind in reached} - {knot for knot, _ in endings}:
        place, found = ("ink", knots[knot]), f"none in {walk}"
        yield Fault("knot", knot, place, "never reached", "1 path", found)


# --- the menus --------------------------------------------------------------------------------


def _too_many(menu, knots):
    if len(menu.choices) > MOST_CHOICES:
        ident = knot_at(knots, menu.line) or "first"
        wrong, expected = "too many choices", f"at most {MOST_CHOICES}"
        found = str(len(menu.choices))
        yield Fault("menu", ident, ("ink", menu.line), wrong, expected, found)


def _tell_tale(menu):
    """Yield the choice that is right and by far the longest."""
    longest, *others = sorted(menu.choices, key=lambda choice: -len(choice.text))
    if not others or not _is_right(longest) or all(_is_right(each) for each in others):
        return
    length, next_length = len(longest.text), len(others[0].text)
    if length >= LONGER * next_length and length - next_length >= LONGER_BY:
        wrong, expected = "right, and by far the longest", f"about {next_length} letters"
        yield _choice(longest.text, longest.line, wrong, expected, length)


def _unexplained(menu):
    """Yield choices that show less than another and do not say what they miss."""
    shown = [(choice, read_marks(choice.tags)) for choice in menu.choices]
    for choice, marks in shown:
        lacking = {
            ident for _other, more in shown if set(marks.see) < set(more.see) for ident in more.see
        }
        lacking -= set(marks.see)
        if lacking and not marks.miss:
            wanted = " or ".join(f"'# miss: {ident}'" for ident in sorted(lacking))
            wrong = "shows less than another choice and does not say why"
            yield _choice(choice.text, choice.line, wrong, wanted, "no miss")


def _without_effect(walk):
    """Return choices that earn the same marks as another and change nothing that comes after."""
    outcomes = defaultdict(set)
    for path in walk.paths:
        for turn, menu in enumerate(path.menus):
            before, after = path.choices[:turn], _what_follows(path, turn)
            outcomes[menu, path.choices[turn]].add((before, after))
    faults = []
    for (menu, index), found in outcomes.items():
        choice = menu.choices[index]
        for other in range(index):
            twin = menu.choices[other]
            same_marks = read_marks(twin.tags) == read_marks(choice.tags)
            if same_marks and outcomes[menu, other] == found:
                wrong = "earns the same as another and changes nothing"
                expected, found_words = "other marks, mood or ending", f"like {_short(twin.text)!r}"
                faults.append(_choice(choice.text, choice.line, wrong, expected, found_words))
                break
    return faults


def _what_follows(path, turn):
    """Return what tells apart two ways on after a choice: all but the words of the first reply."""
    replies = path.turns[turn + 1 :]
    moods = tuple(read_marks(line.tags).mood for line in replies[0].lines) if replies else ()
    later = tuple(tuple(reply.lines) for reply in replies[1:])
    return tuple(filter(None, moods)), later, path.taken[turn + 1 :], path.ending, path.fault


def _is_right(choice):
    marks = read_marks(choice.tags)
    return bool(marks.see) and not marks.miss


# --- words ------------------------------------------------------------------------------------


def _short(text, most=40):
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def _choice(text, line, wrong, expected, found):
    return Fault("choice", _short(text), ("ink", line), wrong, expected, str(found))


def _tag(tag, wrong, expected, found):
    return Fault("tag", tag.text, ("ink", tag.line), wrong, expected, found)


def _story(scene, line, wrong, expected, found):
    return Fault("scene", scene.id, ("ink", line), wrong, expected, str(found))
