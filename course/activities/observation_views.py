"""What a manager sees of a round of observation, as values for JSON; never who saw what."""

from course.rolemodels.advice import count_looks
from course.store.names import name_key
from course.translation import _


def people(room, planned):
    """Return how far everybody is, of those who are in the team or came by themselves."""
    design, now = room.design, room.course.clock()
    found = []
    for seat in room.seats.values():
        left = [look for look in planned if look.rater == seat.id]
        late = [look for look in left if look.day and room.day_at(look.day + 1) <= now]
        found.append(
            {
                "seat": seat.id,
                "name": seat.name,
                "is_in_team": seat.id in design.team,
                "is_observer": seat.id in design.observers,
                "is_here": seat.claim > 0,
                "made": len(room.observation.looks_by(seat.id)),
                "left": len(left),
                "late": len(late),
            }
        )
    return sorted(found, key=lambda person: name_key(person["name"]))


def grid(room):
    """Return for each person and standard how much is known, and what the plan still takes."""
    design, lacks, counted = room.design, room.open_plan(), room.counts()

    def cell(person, standard):
        lack = lacks[person, standard]
        return {
            "standard": standard,
            "more": lack.more if lack else 0,
            "scenes": lack.scenes if lack else 0,
            "raters": lack.raters if lack else 0,
            "looks": counted[person, standard],
        }

    lines = [
        {
            "seat": person,
            "name": room.name(person),
            "cells": [cell(person, standard) for standard in design.standards],
        }
        for person in design.team
    ]
    return sorted(lines, key=lambda line: name_key(line["name"]))


def advice(room):
    """Return how many looks the role-model sheet asked for, and how many of them are left."""
    given, design = room.observation.advice, room.design
    if given is None:
        return None
    left = given.left(room.looks)
    return {
        "looks": count_looks(given.looks, design.standards),
        "left": count_looks({p: left[p] for p in left if p in design.team}, design.standards),
        "at": given.at,
    }


def planned_look(room, look):
    """Return who is asked to look at whom, and when."""
    names = {standard.id: standard.name for standard in room.catalogue.standards}
    return {
        "rater": room.name(look.rater),
        "person": room.name(look.person),
        "situation": look.situation,
        "standards": [names[each] for each in look.standards],
        "at": room.day_at(look.day) if look.day else None,
    }


def moment(room, look):
    """Return a moment that was told; by whom only where it was signed."""
    return {
        "name": room.name(look.person),
        "situation": look.situation,
        "note": look.note,
        "at": look.at,
        "by": room.name(look.rater) if look.is_signed else "",
    }


def troubles(room):
    """Yield what keeps a round from ever having enough."""
    design = room.design
    if not design.team:
        yield _("There is nobody to look at yet. Put your team on the list.")
        return
    alone = [p for p in design.team if len(design.others(p)) < design.gate.raters]
    if alone:
        words = _("It takes {n} observers for each person. For {names} there are too few.")
        names = ", ".join(map(room.name, alone))
        yield words.format(n=design.gate.raters, names=names)
