"""Accounts: names, PINs, sign-ins, and what a person may take away or have erased."""

import json
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import func, select

from course.errors import NotFoundError
from course.people.progress import Round
from course.store.accounts import LOCAL, UNUSED_SIGN_IN, AccountError, name_key
from course.store.answers import Attempt, Drawn, Session
from course.store.schema import customer_words, metadata, snapshots
from course.workplace.feedback import CustomerWord
from course.workplace.recognition import Nomination

pytestmark = pytest.mark.usefixtures("cheap_pins")
DAY = 24 * 3600
QUIZ = "quiz/tiny/first"


@pytest.fixture
def accounts(store):
    """Return the profiles of the store."""
    return store.accounts


@pytest.fixture
def zoe(accounts):
    """Return a learner with a PIN."""
    return accounts.add("Zoë Okafor", pin="1234")


def answer_once(store, person):
    """Let a person answer, leave a draft, do and write one thing each, and be nominated."""
    session = Session(None, 1, (Drawn("one", "h1", (0, 1)),))
    attempt = Attempt("one", (0,), 1.0, "h1")
    store.answers.append_attempt(person, QUIZ, session, {"h1": "{}"}, attempt, "key-of-a-page")
    store.answers.keep_draft(person, QUIZ, 1, "h2", (1,))
    store.events.append(person, "rehearsal/tiny", "begin", {}, "key-of-a-page")
    store.events.keep_text(person, "worksheet/tiny", "why", "Because.")
    store.voices.keep(Nomination(person.name, "", "", "Ran after us."), f"nominates {person.id}")


@pytest.mark.parametrize(
    "name",
    [
        "zoë okafor",
        "  ZOË   OKAFOR ",
        "Zoe\u0308 Okafor",
        "\uff3a\uff4f\u00eb Okafor",
        "Zoë\tOkafor",
    ],
    ids=["case", "spaces", "combining mark", "wide letters", "tab"],
)
def test_names_are_found_however_they_are_typed(accounts, zoe, name):
    """Case, spacing and the way a keyboard writes an accent do not matter."""
    assert accounts.find(name).person == zoe
    with pytest.raises(AccountError, match="already taken"):
        accounts.add(name)


def test_other_names_are_other_people(accounts, zoe):
    """A name without the accent is another name."""
    assert accounts.find("Zoe Okafor") is None
    assert accounts.add("Zoe Okafor").id != zoe.id


@given(st.text("aAzZßéÉñÑİıﬁ \u0301\u0308\u00a0", max_size=12))
def test_accents_may_be_composed_or_not(name):
    """One name typed on two systems (composed or decomposed accents) has one key."""
    composed, decomposed = (normalize(form, name) for form in ("NFC", "NFD"))
    assert name_key(composed) == name_key(decomposed) == name_key(name)


@pytest.mark.parametrize("name", ["", "   ", "x" * 61])
def test_names_that_cannot_be(accounts, name):
    """An empty name and one of more than 60 letters are refused with words."""
    with pytest.raises(AccountError, match="1 to 60 letters"):
        accounts.add(name)


def test_a_folded_name_fits_its_column(accounts):
    """The longest name, folded (ß becomes ss), is no longer than the database column."""
    accounts.add("ß" * 60)
    assert len(name_key("ß" * 60)) <= metadata.tables["people"].c.name_key.type.length


@pytest.mark.parametrize("role", ["visitor", "boss", ""])
def test_roles_that_cannot_be(accounts, role):
    """Nobody gets a role that does not exist, or that of a visitor."""
    with pytest.raises(AccountError, match="unknown role"):
        accounts.add("Ana", role, "1234")


@pytest.mark.parametrize("pin", ["123", "1" * 13, "12a4", "١٢٣٤", "12 34", "-123"])
def test_pins_that_cannot_be(accounts, pin):
    """A PIN has 4 to 12 digits, the ones on every keyboard."""
    with pytest.raises(AccountError, match="4 to 12 digits"):
        accounts.add("Ana", pin=pin)
    assert accounts.find("Ana") is None


@pytest.mark.parametrize("role", ["trainer", "manager"])
def test_rights_need_a_pin(accounts, role):
    """Trainers and managers have a PIN, and cannot remove it later."""
    with pytest.raises(AccountError, match="need a PIN"):
        accounts.add("Ana", role)
    person = accounts.add("Ana", role, "1234")
    with pytest.raises(AccountError, match="need a PIN"):
        accounts.set_pin(person, "")


def test_pin_is_not_stored(accounts, zoe, store):
    """The database holds a hash, never the PIN itself."""
    with store.database.read() as connection:
        row = connection.execute(select(metadata.tables["people"])).one()
    assert row.pin_hash.startswith("$argon2id$")
    assert "1234" not in row.pin_hash.split("$")


def test_sign_in(accounts, zoe):
    """The right PIN gives a token that stands for the person; other tokens stand for nobody."""
    token = accounts.sign_in(zoe.id, "1234")
    assert accounts.signed_in(token) == zoe
    assert accounts.signed_in(token + "x") is None


def test_learners_need_no_pin(accounts):
    """A learner without a PIN signs in by name alone."""
    ana = accounts.add("Ana")
    assert accounts.signed_in(accounts.sign_in(ana.id, "")) == ana


@pytest.mark.parametrize("pin", ["", None, "4321", "12345", "1234 "])
def test_wrong_pin(accounts, zoe, pin):
    """Anything but the PIN is refused, kindly."""
    with pytest.raises(AccountError, match="does not fit"):
        accounts.sign_in(zoe.id, pin)


def test_unknown_person_cannot_sign_in(accounts):
    """An id that does not exist is refused like a name that does not."""
    with pytest.raises(AccountError, match="no profile"):
        accounts.sign_in("nobody", "")


def test_lock_out_grows(accounts, zoe, clock):
    """After five wrong PINs each further one costs 1, 2, 4 ... minutes, an hour at most."""
    waits = []
    for _number in range(14):
        with pytest.raises(AccountError, match="does not fit"):
            accounts.sign_in(zoe.id, "0000")
        waits.append(next(w for w in range(0, 3601, 60) if is_open(accounts, zoe, clock, w)))
        clock.now += waits[-1]
    assert waits == [0, 0, 0, 0, 60, 120, 240, 480, 960, 1920, 3600, 3600, 3600, 3600]


def is_open(accounts, person, clock, wait):
    """Tell whether a PIN may be tried after some seconds, without trying one."""
    with accounts.database.read() as connection:
        people = metadata.tables["people"]
        until = connection.scalar(select(people.c.locked_until).where(people.c.id == person.id))
    return until - (clock.now + wait) <= 0


def test_the_right_pin_waits_too(accounts, zoe, clock):
    """While a profile is locked even the right PIN is refused; afterwards it opens and resets."""
    for _try in range(5):
        with pytest.raises(AccountError, match="does not fit"):
            accounts.sign_in(zoe.id, "0000")
    clock.now += 59
    with pytest.raises(AccountError, match="wait 1 min"):
        accounts.sign_in(zoe.id, "1234")
    clock.now += 1
    accounts.sign_in(zoe.id, "1234")
    with pytest.raises(AccountError, match="does not fit"):
        accounts.sign_in(zoe.id, "0000")  # the first of a new count: no wait follows
    assert is_open(accounts, zoe, clock, 0)


def test_new_pin_ends_the_wait(accounts, zoe):
    """A manager who sets a new PIN unlocks the profile; the old PIN is gone."""
    for _try in range(5):
        with pytest.raises(AccountError, match="does not fit"):
            accounts.sign_in(zoe.id, "0000")
    accounts.set_pin(zoe, "9876")
    assert accounts.signed_in(accounts.sign_in(zoe.id, "9876")) == zoe
    with pytest.raises(AccountError, match="does not fit"):
        accounts.sign_in(zoe.id, "1234")


def test_new_pin_ends_sign_ins(accounts, zoe):
    """Whoever signed in with the old PIN, or without one, is out; nobody else is."""
    ana = accounts.add("Ana")
    tokens, other = [accounts.sign_in(zoe.id, "1234") for _i in "ab"], accounts.sign_in(ana.id, "")
    accounts.set_pin(zoe, "9876")
    assert [accounts.signed_in(token) for token in (*tokens, other)] == [None, None, ana]


def test_a_known_device_skips_the_wait_of_others(accounts, zoe):
    """There the right PIN opens while the wait goes on elsewhere; a wrong one never does."""
    for _try in range(5):
        with pytest.raises(AccountError, match="does not fit"):
            accounts.sign_in(zoe.id, "0000")
    assert accounts.signed_in(accounts.sign_in(zoe.id, "1234", may_skip_wait=True)) == zoe
    with pytest.raises(AccountError, match="does not fit"):
        accounts.sign_in(zoe.id, "0000", may_skip_wait=True)
    with pytest.raises(AccountError, match="Please wait"):
        accounts.sign_in(zoe.id, "1234")


@pytest.mark.parametrize("twin", ["Zo\u200bë Okafor", "\u202aZoë Okafor", "ZOË\u2060 OKAFOR"])
def test_names_that_look_the_same_are_the_same(accounts, zoe, twin):
    """Signs that nobody sees make no second profile, and nothing else is no name."""
    assert accounts.find(twin).person == zoe
    with pytest.raises(AccountError, match="already taken"):
        accounts.add(twin)
    with pytest.raises(AccountError, match="Please give a name"):
        accounts.add("\u200b\u2060")


def test_sign_out_here(accounts, zoe):
    """Signing out ends one sign-in and leaves those on other devices."""
    here, there = (accounts.sign_in(zoe.id, "1234") for _device in range(2))
    accounts.sign_out(here)
    assert (accounts.signed_in(here), accounts.signed_in(there)) == (None, zoe)


def test_sign_out_everywhere(accounts, zoe):
    """Signing out everywhere ends all of a person's sign-ins and nobody else's."""
    ana = accounts.add("Ana")
    tokens = [accounts.sign_in(zoe.id, "1234") for _device in range(3)]
    other = accounts.sign_in(ana.id, "")
    accounts.sign_out(tokens[0], everywhere=True)
    assert [accounts.signed_in(token) for token in tokens] == [None] * 3
    assert accounts.signed_in(other) == ana


def test_signing_out_a_stranger_changes_nothing(accounts, zoe):
    """A token that stands for nobody ends no sign-in."""
    token = accounts.sign_in(zoe.id, "1234")
    accounts.sign_out("made up", everywhere=True)
    assert accounts.signed_in(token) == zoe


@pytest.mark.parametrize(("over", "is_in"), [(0, True), (1, False)])
def test_sign_in_expires(accounts, zoe, clock, over, is_in):
    """A sign-in that nobody uses ends after 90 days, to the second."""
    token = accounts.sign_in(zoe.id, "1234")
    clock.now += 90 * DAY + over
    assert accounts.signed_in(token) == (zoe if is_in else None)


def test_a_sign_in_in_use_lasts(accounts, zoe, clock):
    """A sign-in used on day 60 still stands on day 100: only unused ones end."""
    token = accounts.sign_in(zoe.id, "1234")
    clock.now += 60 * DAY
    assert accounts.signed_in(token) == zoe
    clock.now += 40 * DAY
    assert accounts.signed_in(token) == zoe


def test_expired_sign_ins_are_cleared(accounts, zoe, clock, store):
    """The next sign-in sweeps out the expired ones."""
    accounts.sign_in(zoe.id, "1234")
    clock.now += UNUSED_SIGN_IN + 1
    accounts.sign_in(zoe.id, "1234")
    with store.database.read() as connection:
        table = metadata.tables["sign_ins"]
        assert connection.scalar(select(func.count()).select_from(table)) == 1


def test_manager_code_works_once(accounts):
    """The code sets up the first manager, however it is typed, and nobody after that."""
    code = accounts.manager_code()
    assert accounts.is_manager_code(f" {code[:4].lower()}-{code[4:]} ")
    accounts.add("Mia", "manager", "1234")
    assert not accounts.is_manager_code(code)


def test_a_new_manager_code_ends_the_old_one(accounts):
    """Only the newest code fits; no code at all fits nothing."""
    assert not accounts.is_manager_code("")
    old, new = accounts.manager_code(), accounts.manager_code()
    assert (accounts.is_manager_code(old), accounts.is_manager_code(new)) == (False, True)
    assert len(new) == 8
    assert not set(new) & set("IO01")


def test_profiles_are_listed_by_name(accounts, store):
    """Everybody is listed by name, with PIN or without; the local profile of notebooks is not."""
    accounts.add("ben")
    accounts.add("Ana", pin="1234")
    answer_once(store, LOCAL)
    found = [(profile.person.name, profile.has_pin) for profile in accounts.profiles()]
    assert found == [("Ana", True), ("ben", False)]
    assert not accounts.has_manager()


def test_a_person_named_local(accounts, store):
    """Somebody may be called Local without locking notebooks outside the server."""
    accounts.add("Local")
    answer_once(store, LOCAL)
    assert store.answers.rounds(LOCAL) == {QUIZ: [Round((1.0,), 1)]}


def test_export_holds_profile_answers_and_drafts(accounts, zoe, store):
    """A person gets all they did and wrote, and nobody else's."""
    answer_once(store, zoe)
    answer_once(store, accounts.add("Ana"))
    found = json.loads(accounts.export("zoë okafor"))
    profile = {"name": "Zoë Okafor", "role": "learner", "has_pin": True, "created_at": 1000.0}
    assert profile.items() <= found["profile"].items()
    assert [row["activity"] for row in found["sessions"]] == [QUIZ]
    assert [(row["item_id"], row["credit"]) for row in found["attempts"]] == [("one", 1.0)]
    assert [row["kind"] for row in found["events"]] == ["begin"]
    assert [row["text"] for row in found["texts"]] == ["Because."]
    drafts = [(row["number"], row["item_hash"], row["response"]) for row in found["drafts"]]
    assert drafts == [(1, "h2", [1])]
    assert "argon2" not in accounts.export("Zoë Okafor")


def test_export_names_every_table_about_a_person(accounts, zoe):
    """Each table that points at people is in the export; a new one cannot be forgotten."""
    about = {name for name, table in metadata.tables.items() if "person_id" in table.c}
    assert about <= set(json.loads(accounts.export(zoe.name)))


def rows(store):
    """Return how many rows each table has."""
    with store.database.read() as connection:
        return {
            name: connection.scalar(select(func.count()).select_from(table))
            for name, table in metadata.tables.items()
        }


def test_forget_removes_everything(accounts, zoe, store):
    """Forgetting a person erases all about them; what stays names nobody."""
    answer_once(store, zoe)
    meeting = store.meetings.begin(zoe, {"slug": "tiny"})
    store.meetings.sit(meeting.id, "zoë okafor", "a-long-key")
    accounts.sign_in(zoe.id, "1234")
    store.voices.keep(CustomerWord("", "", 5), "key-of-a-form")
    every = dict.fromkeys(metadata.tables, 1) | {"meeting_events": 2}
    assert rows(store) | {"settings": 1} == every
    accounts.forget("Zoë Okafor")
    stay = {snapshots.name: 1, customer_words.name: 1, "meetings": 1, "meeting_events": 1}
    assert rows(store) == dict.fromkeys(metadata.tables, 0) | stay


def test_forget_leaves_others_alone(accounts, zoe, store):
    """What others answered is untouched."""
    ana = accounts.add("Ana")
    answer_once(store, ana)
    accounts.forget(zoe.name)
    assert store.answers.rounds(ana) == {QUIZ: [Round((1.0,), 1)]}


@pytest.mark.parametrize("act", ["export", "forget"])
def test_unknown_names_are_told(accounts, act):
    """A name that nobody has is an error that names it."""
    with pytest.raises(NotFoundError, match="no profile named 'Nobody'"):
        getattr(accounts, act)("Nobody")


@pytest.mark.parametrize("what", ["sign-in", "answer", "draft", "event", "text"])
def test_last_seen(accounts, zoe, store, clock, what):
    """Signing in and whatever a person does count as being here; who did nothing is not listed."""
    accounts.add("Never here")
    accounts.sign_in(zoe.id, "1234")
    clock.now = 5000.0
    match what:
        case "sign-in":
            accounts.sign_in(zoe.id, "1234")
        case "answer":
            session = Session(None, 1, (Drawn("one", "h1", (0, 1)),))
            attempt = Attempt("one", (0,), 1.0, "h1")
            store.answers.append_attempt(zoe, QUIZ, session, {"h1": "{}"}, attempt, "a-long-key")
        case "draft":
            store.answers.keep_draft(zoe, QUIZ, 1, "h2", (1,))
        case "event":
            store.events.append(zoe, "rehearsal/tiny", "choose", {}, "a-long-key")
        case "text":
            store.events.keep_text(zoe, "worksheet/tiny", "why", "Because.")
    assert accounts.last_seen() == {zoe.id: 5000.0}
