"""Kind advice on the wording of standards: what nobody could see, and what nobody could miss."""

import re

from course.translation import _

LONG_NAME = 40  # characters
LONG_BEHAVIOUR = 160
VAGUE = {  # words that say how somebody is to: what somebody could see or hear instead
    "friendly": _("looks up and greets first"),
    "nice": _("says the guest's name"),
    "polite": _("says please and thank you"),
    "professional": _("says what happens next, and by when"),
    "attitude": _("what one would see or hear"),
    "helpful": _("walks the customer there instead of pointing"),
    "respectful": _("lets the customer finish"),
    "caring": _("asks once more how it went"),
    "motivated": _("offers help before being asked"),
    "attentive": _("looks up within three seconds"),
    "proactive": _("rings before the customer has to ask"),
    "quickly": _("within two minutes"),
    "soon": _("by a time that was named"),
    "appropriate": _("what exactly is done"),
    "appropriately": _("what exactly is done"),
    "properly": _("what exactly is done"),
}
QUOTED = re.compile(r"[“\"„«][^“”\"„«»]*[”\"»“]")  # what is said aloud may be as vague as it likes
VAGUE_WORD = re.compile(rf"\b({'|'.join(VAGUE)})\b", re.IGNORECASE)
INNER_WORD = re.compile(r"^(feels?|thinks?|understands?|wants?|cares?)\b", re.I)
ABOUT_THEM = re.compile(r"\b(customers?|guests?|clients?|patients?|visitors?)\b", re.I)
EMPTY = {  # dimension of SERVQUAL: what it means that no standard is about it
    "tangibles": _("what customers see and touch: rooms, counters, clothes, papers"),
    "reliability": _("doing what was promised, right the first time"),
    "responsiveness": _("helping without a wait"),
    "assurance": _("knowing one's trade, so that people can trust"),
    "empathy": _("seeing the person, and what they worry about"),
}


def advice_on(field, text):
    """Return advice on a text of a draft, in words for whoever writes it; None when it is fine.

    Parameters
    ----------
    field : str
        One of `course.rolemodels.building.FIELDS`.
    text : str

    >>> advice_on("behaviour-1", "Looks up and greets first.")
    >>> advice_on("behaviour-1", "Has a friendly voice.")
    'Could two people agree whether they saw “friendly”? Perhaps: looks up and greets first.'
    """
    text = text.strip()
    if field == "name" and len(text) > LONG_NAME:
        return _("A name of two or three words is remembered more easily.")
    if not text or not field.startswith(("behaviour-", "anchor-")):
        return None
    if vague := VAGUE_WORD.search(QUOTED.sub("", text)):
        word = vague[0].lower()
        words = _("Could two people agree whether they saw “{word}”? Perhaps: {instead}.")
        return words.format(word=word, instead=VAGUE[word])
    if inner := INNER_WORD.search(text):
        words = _("Nobody sees what somebody “{word}”. What do they do or say then?")
        return words.format(word=inner[0].lower())
    if field.startswith("behaviour-") and len(text) > LONG_BEHAVIOUR:
        return _("This is long. Are these two behaviours?")
    return None


def advice_on_view(text):
    """Return advice on the customer's view, or None.

    >>> advice_on_view("Guests feel welcome.")
    'Say it as a customer would: “I was …”, “They …”.'
    """
    if ABOUT_THEM.search(text):
        return _("Say it as a customer would: “I was …”, “They …”.")
    return None
