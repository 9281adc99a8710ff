"""Customers' words and nominations: stored once, never changed, erased with the person named."""

import json

import pytest
from sqlalchemy import update

from course.errors import NotFoundError, StoreError
from course.store.schema import customer_words, nominations
from course.store.voices import Voice
from course.workplace.feedback import CustomerWord
from course.workplace.recognition import Nomination

WORD = CustomerWord("desk/smile", "Smiles", 4, "Warm soup.")


def nominate(store, who, key, giver=""):
    """Store a nomination."""
    store.voices.keep(Nomination(who, "desk/smile", "Smiles", "Ran after us.", giver), key)


def named(store):
    """Return (who, giver) of all nominations."""
    return [(voice.said.who, voice.said.giver) for voice in store.voices.nominations()]


def test_words_are_kept_in_order(store, clock):
    """Words come back as they were said, with the time and the place."""
    store.voices.keep(WORD, "a")
    clock.now += 60
    store.voices.keep(CustomerWord("", "", 1), "b", source="qr")
    assert store.voices.words() == (
        Voice(WORD, 1000.0, "kiosk"),
        Voice(CustomerWord("", "", 1), 1060.0, "qr"),
    )


def test_a_form_sent_twice_is_stored_once(store):
    """The same key again stores nothing, for words and for nominations."""
    for _time in range(2):
        store.voices.keep(WORD, "a")
        nominate(store, "Ana", "a")
    assert (len(store.voices.words()), len(store.voices.nominations())) == (1, 1)


@pytest.mark.parametrize(
    "change",
    [
        update(customer_words).values(text="other"),
        update(nominations).values(story="other"),
        update(nominations).values(giver="Somebody"),
        update(nominations).values(giver="", who="Bo"),
    ],
)
def test_what_was_said_cannot_be_changed(store, change):
    """The database refuses changed words; only the name of the giver may be taken out."""
    store.voices.keep(WORD, "a")
    nominate(store, "Ana", "b", giver="Cleo")
    with pytest.raises(StoreError, match="append-only"), store.database.write() as connection:
        connection.execute(change)
    assert store.voices.words()[0].said == WORD
    assert named(store) == [("Ana", "Cleo")]


def test_a_nomination_finds_the_profile_with_its_name(store):
    """Case and spaces do not matter; a first name alone is not taken for a person."""
    zoe = store.accounts.add("Zoë Okafor")
    for number, who in enumerate(["ZOË  OKAFOR", "Zoë", "Bo"]):
        nominate(store, who, f"key {number}")
    assert [voice.person_id for voice in store.voices.nominations()] == [zoe.id, None, None]


def test_forgetting_a_person_erases_their_nominations(store):
    """Linked, or given before they had a profile; as a giver their name goes, the rest stays."""
    nominate(store, "zoë okafor", "before")
    store.accounts.add("Zoë Okafor")
    nominate(store, "Zoë Okafor", "after")
    nominate(store, "Bo", "by", giver="Zoë Okafor")
    nominate(store, "Bo", "other", giver="Ana")
    store.accounts.forget("Zoë Okafor")
    assert named(store) == [("Bo", ""), ("Bo", "Ana")]


def test_somebody_without_a_profile_can_be_forgotten(store):
    """A name that stands in nominations only is erased; one that stands nowhere is told."""
    nominate(store, "Bo", "a")
    store.accounts.forget("bo")
    assert named(store) == []
    with pytest.raises(NotFoundError, match="no profile named 'bo'"):
        store.accounts.forget("bo")


def test_export_tells_what_was_said_but_not_by_whom(store):
    """A person gets the stories about them; who told them is not theirs to have."""
    store.accounts.add("Zoë Okafor")
    nominate(store, "Zoë Okafor", "a", giver="Cleo")
    nominate(store, "Bo", "b")
    exported = store.accounts.export("Zoë Okafor")
    assert [row["story"] for row in json.loads(exported)["nominations"]] == ["Ran after us."]
    assert "Cleo" not in exported
