"""Answers: kept once, kept for good, and kept when two write at the same time."""

import multiprocessing
import threading
from dataclasses import replace

import pytest
from sqlalchemy import delete, func, insert, select, text
from sqlalchemy.exc import DatabaseError

from course.errors import StoreError, TooMuchError
from course.people.progress import Round
from course.store.answers import Attempt, Drawn, Session
from course.store.schema import attempts, people, sessions, snapshots
from course.store.store import Store
from tests.samples import ANA, BEN

QUIZ = "quiz/tiny/first"
BODIES = {"h1": "{}", "h2": "{}"}
SESSION = Session(None, 1, (Drawn("one", "h1", (1, 0)), Drawn("two", "h2", (0, 1))))
RIGHT = Attempt("one", (0,), 1.0, "h1")
WRONG = Attempt("one", (1,), 0.0, "h1")
KEY = "0123456789abcdef"


def answer(store, attempt=RIGHT, person=ANA, session=SESSION, key=KEY):
    """Append an attempt to the quiz."""
    return store.answers.append_attempt(person, QUIZ, session, BODIES, attempt, key)


def count(store, table):
    """Return how many rows a table has."""
    with store.database.read() as connection:
        return connection.scalar(select(func.count()).select_from(table))


def test_nothing_is_stored_before_the_first_answer(store):
    """Looking at a quiz leaves no trace: no session, no attempts, no person."""
    assert store.answers.last_session(ANA, QUIZ) is None
    assert store.answers.attempts(SESSION) == {}
    assert [count(store, table) for table in (people, sessions, snapshots)] == [0, 0, 0]


def test_first_answer_keeps_session_and_words(store):
    """With the first answer, what was drawn and the words of all its items are kept."""
    assert answer(store) == RIGHT
    kept = store.answers.last_session(ANA, QUIZ)
    assert (kept.number, kept.drawn) == (1, SESSION.drawn)
    assert store.answers.attempts(kept) == {"one": RIGHT}
    assert [store.answers.snapshot(words) for words in ("h1", "h2", "h3")] == ["{}", "{}", None]


def test_same_item_again_keeps_the_first(store):
    """An item answered twice, from two tabs or by a message sent twice, keeps its first answer."""
    answer(store)
    assert answer(store, WRONG, key="another-key") == RIGHT
    assert answer(store) == RIGHT
    assert count(store, attempts) == 1


def test_two_sessions_have_attempts_of_their_own(store):
    """The second time round, the same item is answered anew; the first answer stays."""
    answer(store)
    second = Session(None, 2, SESSION.drawn)
    store.answers.begin_session(ANA, QUIZ, second, BODIES)
    assert store.answers.attempts(store.answers.last_session(ANA, QUIZ)) == {}
    answer(store, WRONG, session=second)
    assert store.answers.rounds(ANA) == {QUIZ: [Round((1.0,), 2), Round((0.0,), 2)]}


def test_nobody_begins_endless_sessions(store, monkeypatch):
    """More rounds of a quiz within a day than people take are refused, and nothing is stored."""
    monkeypatch.setattr("course.store.rows.MOST_A_DAY", 3)
    for number in (1, 2, 3):
        store.answers.begin_session(ANA, QUIZ, replace(SESSION, number=number), BODIES)
    with pytest.raises(TooMuchError, match="go on tomorrow"):
        store.answers.begin_session(ANA, QUIZ, replace(SESSION, number=4), BODIES)
    assert store.answers.last_session(ANA, QUIZ).number == 3


def test_two_people_do_not_see_each_other(store):
    """Each person has sessions, rounds and drafts of their own."""
    answer(store)
    store.answers.keep_draft(ANA, QUIZ, 1, "h2", (1,))
    assert store.answers.last_session(BEN, QUIZ) is None
    assert store.answers.rounds(BEN) == {}
    assert store.answers.drafts(BEN, QUIZ, 1) == {}


def test_a_session_that_was_drawn_otherwise_is_refused(store):
    """The same number with other items or another order is an error, and nothing is written."""
    answer(store)
    other = Session(None, 1, SESSION.drawn[::-1])
    with pytest.raises(StoreError, match="please reload"):
        answer(store, Attempt("two", (0,), 1.0, "h2"), session=other)
    assert count(store, attempts) == 1


def test_a_round_without_answers(store):
    """A second round that was begun is there, with nothing answered of what was drawn."""
    answer(store)
    store.answers.begin_session(ANA, QUIZ, Session(None, 2, SESSION.drawn), BODIES)
    assert store.answers.rounds(ANA) == {QUIZ: [Round((1.0,), 2), Round((), 2)]}


def test_rounds_of_all(store):
    """Everybody's rounds come at once, by person, and each as that person's own."""
    answer(store)
    answer(store, WRONG, person=BEN)
    both = {"ana": {QUIZ: [Round((1.0,), 2)]}, "ben": {QUIZ: [Round((0.0,), 2)]}}
    assert store.answers.rounds_of_all() == both
    assert store.answers.rounds(BEN) == both["ben"]


def test_first_attempts_leave_later_sessions_out(store, clock):
    """Trainers get the first try of everybody, with name and time; second rounds are not in it."""
    answer(store)
    answer(store, WRONG, session=Session(None, 2, SESSION.drawn))
    clock.now += 60
    answer(store, WRONG, person=BEN)
    found = [
        (row["name"], row["credit"], row["created_at"]) for row in store.answers.first_attempts()
    ]
    assert found == [("Ana", 1.0, 1000.0), ("Ben", 0.0, 1060.0)]


@pytest.mark.parametrize("column", ["credit", "response", "created_at"])
def test_attempts_are_append_only(store, column):
    """The database itself refuses to change an attempt."""
    answer(store)
    with (
        pytest.raises(StoreError, match="append-only"),
        store.database.write() as connection,
    ):
        connection.execute(text(f"UPDATE attempts SET {column} = 0"))
    assert store.answers.attempts(store.answers.last_session(ANA, QUIZ)) == {"one": RIGHT}


@pytest.mark.parametrize("where", ["", " WHERE item_id = 'one'"])
def test_attempts_stay(store, where):
    """The database itself refuses to delete attempts, all or one."""
    answer(store)
    with (
        pytest.raises(StoreError, match="append-only"),
        store.database.write() as connection,
    ):
        connection.execute(text(f"DELETE FROM attempts{where}"))
    assert store.answers.attempts(store.answers.last_session(ANA, QUIZ)) == {"one": RIGHT}


def test_attempts_go_with_their_person(store):
    """Only a person who is forgotten takes attempts along, and takes those of nobody else."""
    answer(store)
    answer(store, person=BEN)
    with store.database.write() as connection:
        connection.execute(delete(people).where(people.c.id == ANA.id))
    assert (count(store, sessions), count(store, attempts)) == (1, 1)
    assert store.answers.attempts(store.answers.last_session(BEN, QUIZ)) == {"one": RIGHT}


def test_database_refuses_a_second_first_try(store):
    """Session, item and try are unique: even code that forgets to look cannot write two."""
    answer(store)
    row = {"session_id": 1, "item_id": "one", "try": 1, "response": [], "credit": 0.0}
    with (
        pytest.raises(StoreError, match="UNIQUE"),
        store.database.write() as connection,
    ):
        connection.execute(insert(attempts).values(**row, item_hash="h1", key=KEY, created_at=0))


def test_an_attempt_needs_the_words_it_was_given_for(store):
    """Foreign keys are on: an attempt without a stored item version is refused."""
    with pytest.raises(StoreError, match="FOREIGN KEY"):
        answer(store, Attempt("one", (0,), 1.0, "not stored"))
    assert count(store, sessions) == 0


def test_draft_is_kept_changed_and_removed(store):
    """A draft lasts until it is changed, emptied, or the item is answered."""
    drafts = store.answers
    drafts.keep_draft(ANA, QUIZ, 1, "h1", (1,))
    drafts.keep_draft(ANA, QUIZ, 1, "h2", (0, 1))
    drafts.keep_draft(ANA, QUIZ, 1, "h1", (0,))
    assert drafts.drafts(ANA, QUIZ, 1) == {"h1": (0,), "h2": (0, 1)}
    drafts.keep_draft(ANA, QUIZ, 1, "h2", ())
    assert drafts.drafts(ANA, QUIZ, 1) == {"h1": (0,)}
    answer(store)
    assert drafts.drafts(ANA, QUIZ, 1) == {}


def test_drafts_belong_to_a_session_and_a_version(store):
    """The same item has a draft of its own in each round, and in each version of its words."""
    drafts = store.answers
    for number, words, response in ((1, "h1", (0,)), (2, "h1", (1,)), (2, "h9", (0, 1))):
        drafts.keep_draft(ANA, QUIZ, number, words, response)
    assert drafts.drafts(ANA, QUIZ, 1) == {"h1": (0,)}
    answer(store)
    found = [drafts.drafts(ANA, QUIZ, number) for number in (1, 2, 3)]
    assert found == [{}, {"h1": (1,), "h9": (0, 1)}, {}]


def test_a_failed_block_leaves_nothing(store):
    """What a transaction wrote before an error is gone, and the next one works."""
    good, bad = {"hash": "h9", "body": "{}"}, {"hash": "h8", "body": None}
    with (
        pytest.raises(StoreError, match="NOT NULL"),
        store.database.write() as connection,
    ):
        connection.execute(insert(snapshots), [good, bad])
    assert count(store, snapshots) == 0
    assert answer(store) == RIGHT


def test_database_is_set_up_to_lose_nothing(store):
    """Write-ahead log, full synchronisation (2) and foreign keys are on."""
    with store.database.read() as connection:
        found = [
            connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys")
        ]
    assert found == ["wal", 2, 1]


def test_two_threads_write_at_once(data):
    """Two stores on one file, 40 answers each at the same time: all are kept, none is refused."""
    errors, start = [], threading.Barrier(2)

    def work(person):
        store = Store(data)
        start.wait()
        try:
            for number in range(1, 41):
                answer(store, person=person, session=Session(None, number, SESSION.drawn))
        except Exception as error:
            errors.append(error)
        store.close()

    threads = [threading.Thread(target=work, args=(person,)) for person in (ANA, BEN)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    store = Store(data)
    assert errors == []
    assert [store.answers.rounds(person)[QUIZ] for person in (ANA, BEN)] == [
        [Round((1.0,), 2)] * 40
    ] * 2
    store.close()


def test_two_tabs_answer_the_same_items_at_once(data):
    """Two stores answer the same 20 items of one person at once: both are told the same outcome."""
    outcomes, start = {RIGHT: [], WRONG: []}, threading.Barrier(2)

    def work(attempt):
        store = Store(data)
        start.wait()
        for number in range(1, 21):
            session = Session(None, number, SESSION.drawn)
            outcomes[attempt].append(answer(store, attempt, session=session))
        store.close()

    threads = [threading.Thread(target=work, args=(attempt,)) for attempt in (RIGHT, WRONG)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(outcomes[RIGHT]) == 20
    assert outcomes[RIGHT] == outcomes[WRONG]


def write_in_a_process(folder, name, failures):
    """Open the store, answer ten items, and report what went wrong."""
    from course.people.roles import Person

    try:
        store = Store(folder)
        for number in range(1, 11):
            session = Session(None, number, SESSION.drawn)
            answer(store, person=Person(name, name, "learner"), session=session)
        store.close()
    except Exception as error:
        failures.put(repr(error))


def test_four_processes_begin_a_fresh_database_at_once(tmp_path):
    """Four kernels open a data folder that has no database yet and all their answers are kept."""
    context = multiprocessing.get_context("fork")
    failures = context.Queue()
    work = [
        context.Process(target=write_in_a_process, args=(tmp_path, f"p{i}", failures))
        for i in range(4)
    ]
    for process in work:
        process.start()
    for process in work:
        process.join()
    found = [failures.get() for _ in work if not failures.empty()]
    assert found == []
    store = Store(tmp_path)
    assert count(store, attempts) == 40
    store.close()


def test_errors_of_the_database_have_our_name(store):
    """Callers need to know one error only, and it keeps its cause."""
    with pytest.raises(StoreError) as caught, store.database.read() as connection:
        connection.execute(text("SELECT * FROM no_such_table"))
    assert isinstance(caught.value.__cause__, DatabaseError)
