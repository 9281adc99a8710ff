"""Events: kept in order, once each, and for good; texts: the newest version."""

import threading

import pytest
from sqlalchemy import delete, update

from course.errors import StoreError, TooMuchError
from course.people.progress import Trace
from course.store.schema import events
from course.store.store import Store
from tests.samples import ANA, BEN

SCENE = "rehearsal/tiny"


def append(store, key, person=ANA, **options):
    """Append an event whose body names its key."""
    return store.events.append(person, SCENE, "choose", {"key": key}, key, **options)


def keys(store, person=ANA):
    """Return (number, key) of all events."""
    return [(event.number, event.body["key"]) for event in store.events.of(person, SCENE)]


def test_nobody_fills_the_disk(store, clock, monkeypatch):
    """More within a day than people do is refused in words; the next day goes on."""
    monkeypatch.setattr("course.store.rows.MOST_A_DAY", 3)
    for key in "abc":
        assert append(store, key)
    with pytest.raises(TooMuchError, match="go on tomorrow"):
        append(store, "d")
    assert append(store, "a")  # a message sent twice is stored already
    assert append(store, "d", person=BEN)
    assert [number for number, _key in keys(store)] == [1, 2, 3]
    clock.now += 24 * 3600
    assert append(store, "d")


def test_events_are_numbered_in_order(store):
    """Each person's events in an activity count from 1, with the time of the clock."""
    append(store, "a")
    append(store, "b")
    append(store, "c", person=BEN)
    assert keys(store) == [(1, "a"), (2, "b")]
    assert keys(store, BEN) == [(1, "c")]
    assert [event.at for event in store.events.of(ANA, SCENE)] == [1000.0, 1000.0]


def test_a_message_sent_twice_is_stored_once(store):
    """The same key again stores nothing, and counts as stored."""
    assert append(store, "a")
    assert append(store, "a", after=0)
    assert keys(store) == [(1, "a")]


def test_a_page_that_was_overtaken_stores_nothing(store):
    """An event for a state that another page has left is not stored."""
    append(store, "a", after=0)
    assert not append(store, "b", after=0)
    assert append(store, "c", after=1)
    assert keys(store) == [(1, "a"), (2, "c")]


def test_two_pages_at_once(store, data):
    """Of many pages that act on the same state, exactly one is stored."""
    stores = [Store(data) for _page in range(6)]
    done = []

    def act(number):
        done.append(append(stores[number], f"page {number}", after=0))

    threads = [threading.Thread(target=act, args=[number]) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(done) == [False] * 5 + [True]
    assert len(store.events.of(ANA, SCENE)) == 1
    for each in stores:
        each.close()


@pytest.mark.parametrize("change", [update(events).values(kind="other"), delete(events)])
def test_events_cannot_be_changed(store, change):
    """Neither a changed nor a deleted event gets past the database."""
    append(store, "a")
    with pytest.raises(StoreError, match="append-only"), store.database.write() as connection:
        connection.execute(change)
    assert keys(store) == [(1, "a")]


def test_content_is_kept_with_the_event(store):
    """What the event refers to can be read as it was, also after it was sent twice."""
    append(store, "a", snapshots={"h1": "words"})
    append(store, "b", snapshots={"h1": "words"})
    assert store.answers.snapshot("h1") == "words"


def test_texts_keep_the_newest_version(store):
    """A text replaces the one before; an empty one removes it; others stay."""
    for field, text in [("why", "one"), ("how", "two"), ("why", "three"), ("how", "")]:
        store.events.keep_text(ANA, "worksheet/tiny", field, text)
    assert store.events.texts(ANA, "worksheet/tiny") == {"why": "three"}
    assert store.events.texts(BEN, "worksheet/tiny") == {}


def test_traces(store):
    """Traces count events by kind and by ending, and tell of a text; nobody has another's."""
    append(store, "a")
    append(store, "b")
    store.events.append(ANA, SCENE, "choose", {"choice": 1, "ending": None}, "c")
    store.events.append(ANA, SCENE, "choose", {"choice": 2, "ending": "met"}, "c2")
    store.events.append(ANA, SCENE, "end", {"ending": "missed"}, "c3")
    store.events.keep_text(ANA, "worksheet/w", "why", "Because.")
    store.events.keep_text(ANA, SCENE, "note", "Mine.")
    append(store, "d", person=BEN)
    anas = {
        SCENE: Trace({"choose": 4, "end": 1}, endings=2, has_text=True),
        "worksheet/w": Trace(has_text=True),
    }
    assert store.events.traces(ANA) == anas
    assert store.events.traces_of_all() == {"ana": anas, "ben": {SCENE: Trace({"choose": 1})}}


def test_no_traces(store):
    """Who did nothing left nothing, also when a text was taken back."""
    store.events.keep_text(ANA, "worksheet/w", "why", "Because.")
    store.events.keep_text(ANA, "worksheet/w", "why", "")
    assert store.events.traces(ANA) == {}
