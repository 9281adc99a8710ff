"""The ``course`` command: what it says, and the code it ends with."""

import json
import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from course.cli import app
from course.store.store import Store
from tests.samples import TINY_BANK, TINY_RUBRIC, TINY_WORKSHEET, write_worksheet

pytestmark = pytest.mark.usefixtures("cheap_pins")
BROKEN = Path(__file__).parent / "content" / "broken"
SCENE = Path(__file__).parent / "content" / "good.scene.md"
QUIZ = "quiz/tiny/first"


@pytest.fixture
def run(data, monkeypatch):
    """Return a function that runs the command in `data`, found by COURSE_DATA."""
    monkeypatch.setenv("COURSE_DATA", str(data))
    return lambda *words, **more: CliRunner().invoke(app, [str(word) for word in words], **more)


@pytest.fixture
def ana(data):
    """Return a learner with a PIN and one draft."""
    store = Store(data)
    person = store.accounts.add("Ana Lima", pin="1234")
    store.answers.keep_draft(person, QUIZ, 1, "h1", (1,))
    store.close()
    return person


def profile(data):
    """Return Ana's profile, or None."""
    store = Store(data)
    found = store.accounts.find("ana lima")
    store.close()
    return found


def test_check_finds_nothing_in_shipped_content(run):
    """All content that is shipped is fine; advice is none of the faults."""
    result = run("check")
    assert (result.exit_code, result.stderr) == (0, "")


def test_the_shipped_ratings_are_made_by_the_command(run, tmp_path):
    """The ratings of the made-up team are byte for byte what `course simulate team` writes."""
    shipped = Path(__file__).parents[1] / "exercises" / "teams" / "lakeside_house.ratings.csv"
    file = tmp_path / "team.csv"
    result = run("simulate", "team", "--seed", 42, "--out", file)
    assert (result.exit_code, file.read_bytes()) == (0, shipped.read_bytes())
    assert run("simulate", "team", "--seed", 42).stdout.encode() == shipped.read_bytes()


def test_the_truth_about_a_made_up_team_is_not_in_its_file(run):
    """It is told beside the file, and only when asked for."""
    words = ["simulate", "team", "--people", 5, "--looks", 2, "--seed", 3]
    told, untold = run(*words, "--truth"), run(*words)
    assert "together they cover all: Amara + Björn; Chiara + Björn" in told.stderr
    assert (told.stdout, untold.stderr) == (untold.stdout, "")


@pytest.mark.parametrize("words", [["--people", 2], ["--group", 9], ["--catalogue", "nowhere"]])
def test_a_team_that_cannot_be_made_up(run, words):
    """Sizes out of bounds and unknown standards end the command with words."""
    result = run("simulate", "team", *words)
    assert result.exit_code > 0
    assert (result.stdout, result.stderr != "") == ("", True)


ADVICE = "3: bank 'tiny': objective 'serve' has few items; expected at least 4, found 3"


def test_advice_is_printed_and_counts_when_strict(run, tmp_path):
    """A sound bank that could be better ends with 0, with --strict with 1, and says the same."""
    file = tmp_path / "tiny.yaml"
    file.write_text(TINY_BANK.replace("feedback on", "this is what to say of"), encoding="utf-8")
    for words, code in (([], 0), (["--strict"], 1)):
        result = run("check", file, *words)
        assert result.exit_code == code
        assert result.stdout == f"{file}:{ADVICE}\nNo problem; 1 to make better.\n"


def test_check_takes_a_notebook(run, tmp_path):
    """A notebook without a title is told in the form of a problem, a good one is fine."""
    notebook = Path(__file__).parents[1] / "modules" / "00_start_here.ipynb"
    assert run("check", notebook).stdout == "All content is fine.\n"
    bad = tmp_path / "bad.ipynb"
    bad.write_text('{"cells": [{"source": "Words"}], "metadata": {}}', encoding="utf-8")
    result = run("check", bad)
    assert result.exit_code == 1
    assert f"{bad}:1: notebook 'bad': no title; expected '# ' and words" in result.stderr


def test_schemas_are_printed_and_written(run, tmp_path):
    """One schema goes to the screen, all of them into a folder, and a wrong name is told."""
    assert json.loads(run("schema", "bank").stdout)["title"] == "bank"
    kinds = run("schema").stdout.split()
    run("schema", "--out", tmp_path / "schemas")
    assert {path.name for path in (tmp_path / "schemas").iterdir()} == {
        f"{kind}.schema.json" for kind in kinds
    }
    assert "There is no schema 'banana'" in run("schema", "banana").stderr


@pytest.mark.parametrize(
    ("name", "fault"),
    [("gone.yaml", "no such file"), ("notes.txt", "no preview"), ("Two words.yaml", "name it")],
)
def test_preview_says_what_it_cannot_show(run, tmp_path, name, fault):
    """A file that is not there, of another kind, or with blanks in its name is told in one line."""
    if name != "gone.yaml":
        (tmp_path / name).write_text(TINY_BANK, encoding="utf-8")
    result = run("preview", tmp_path / name, "--no-open")
    assert result.exit_code == 1
    assert fault in result.stderr
    assert "Traceback" not in result.output


def test_check_names_the_fault(run):
    """A broken file ends with 1 and one line with file, line, item, expected and found."""
    file = BROKEN / "no_key.yaml"
    result = run("check", file)
    problem = f"{file}:9: item 'one': no key; expected exactly 1, found 0"
    assert (result.exit_code, result.stderr) == (1, f"{problem}\n1 to mend\n")


def test_check_goes_on_after_a_broken_file(run, tmp_path):
    """All files are checked, good ones and missing ones too, and all faults counted."""
    good = tmp_path / "tiny.yaml"
    good.write_text(TINY_BANK, encoding="utf-8")
    result = run("check", BROKEN / "many.yaml", good, tmp_path / "gone.yaml")
    lines = result.stderr.splitlines()
    assert (result.exit_code, len(lines), lines[-1]) == (1, 8, "7 to mend")
    assert lines[-2] == f"{tmp_path / 'gone.yaml'}: No such file or directory"


def test_check_reads_scene_cards(run, tmp_path):
    """A file named as a scene card is read as one, wherever it lies, with all its paths."""
    result = run("check", SCENE)
    assert (result.exit_code, result.stdout) == (0, "All content is fine.\n")
    broken = tmp_path / SCENE.name
    broken.write_text(SCENE.read_text("utf-8").replace("-> gone\n", "-> late\n", 1), "utf-8")
    result = run("check", broken)
    problem = f"{broken}:75: ending 'gone': never reached; expected 1 path, found none in 4 paths"
    assert (result.exit_code, result.stderr) == (1, f"{problem}\n1 to mend\n")


def test_check_knows_worksheets_and_rubrics(run, data, tmp_path):
    """Each file is checked as what it is; a worksheet may name a rubric of the business."""
    write_worksheet(data / "content")
    worksheet, rubric = tmp_path / "w" / "tiny.yaml", tmp_path / "r" / "tiny.yaml"
    for file, text in ((worksheet, TINY_WORKSHEET), (rubric, TINY_RUBRIC)):
        file.parent.mkdir()
        file.write_text(text, encoding="utf-8")
    assert run("check", worksheet, rubric).stdout == "All content is fine.\n"
    worksheet.write_text(TINY_WORKSHEET.replace("rubric: tiny", "rubric: gone"), encoding="utf-8")
    problem = (
        "5: worksheet 'tiny': unknown rubric; expected one of own_standard, tiny, found 'gone'"
    )
    assert run("check", worksheet, rubric).stderr == f"{worksheet}:{problem}\n1 to mend\n"


def test_check_sees_the_business_own_content(run, data):
    """A fault in the data folder's content is found without naming the file."""
    folder = data / "content" / "exercises" / "item_banks"
    folder.mkdir(parents=True)
    (folder / "tiny.yaml").write_text(TINY_BANK.replace("key: true", "key: false", 1))
    result = run("check")
    problem = "exercises/item_banks/tiny.yaml:9: item 'one': no key; expected exactly 1, found 0"
    assert (result.exit_code, result.stderr.splitlines()[0]) == (1, problem)


def test_pages_as_json(run):
    """Every page has address, title and least role; visitors may open few."""
    found = {page["address"]: page for page in json.loads(run("pages", "--json").stdout)}
    role_models = {"title": "Standards and role models", "role": "learner"}
    assert found["/modules/03_role_models"].items() >= role_models.items()
    visitors = {address for address, page in found.items() if page["role"] == "visitor"}
    ours = {"/", "/sign-in", "/new-profile", "/join", "/join/moved"}
    ours |= {
        "/roleplay_scripts/scene_sheet",
        "/exercises/suggest",
        "/exercises/observe",
    }  # with a seat
    assert {address for address in visitors if not address.startswith("/kiosk")} == ours


def test_pages_as_text(run):
    """Without --json there is one line per page."""
    pages = json.loads(run("pages", "--json").stdout)
    lines = run("pages").stdout.splitlines()
    assert len(lines) == len(pages)
    assert lines[0].split() == ["visitor", "/", "Course", "map"]


def test_backup_and_restore(run, data, ana, tmp_path):
    """What was stored at the time of the backup is back after restoring; later data are kept."""
    file = tmp_path / "b.tar.gz"
    assert run("backup", file).stdout == f"Backed up to {file}.\n"
    run("people", "forget", "Ana Lima", "--yes")
    result = run("restore", file)
    assert result.exit_code == 0
    assert profile(data).person == ana
    assert "The former data are in" in result.stdout


def test_restore_of_something_else(run, ana, data):
    """A file that is no backup ends with 1 and words, and the data stay."""
    result = run("restore", BROKEN / "no_key.yaml")
    assert result.exit_code == 1
    assert "is not a backup of the course" in result.stderr
    assert profile(data).person == ana


def test_backup_of_nothing(run, tmp_path):
    """A folder without data ends with 1 and words; --data wins over COURSE_DATA."""
    result = run("backup", tmp_path / "b.tar.gz", "--data", tmp_path / "empty")
    assert (result.exit_code, result.stderr) == (
        1,
        f"There is nothing to back up in {tmp_path / 'empty'}.\n",
    )


def test_list_people(run, ana):
    """Role, PIN or none, and name, one person a line."""
    assert run("people", "list").stdout == "learner   PIN     Ana Lima\n"


@pytest.mark.parametrize(
    ("typed", "said", "has_pin"),
    [("9876\n", "Ana Lima has a new PIN.", True), ("\n", "ana lima has no PIN now.", False)],
)
def test_reset_pin(run, ana, data, typed, said, has_pin):
    """A PIN is asked for, not given on the command line; an empty one removes it."""
    result = run("people", "reset-pin", "ana lima", input=typed)
    assert result.exit_code == 0
    assert result.stdout.splitlines()[-1].endswith(said)
    assert profile(data).has_pin is has_pin


def test_reset_pin_to_something_unfit(run, ana):
    """A PIN that cannot be ends with 1 and the rule."""
    result = run("people", "reset-pin", "Ana Lima", input="12\n")
    assert (result.exit_code, result.stderr) == (1, "A PIN has 4 to 12 digits.\n")


def test_export(run, ana):
    """The export is JSON with the person's name and drafts."""
    found = json.loads(run("people", "export", "ANA LIMA").stdout)
    assert found["profile"]["name"] == "Ana Lima"
    assert [row["item_hash"] for row in found["drafts"]] == ["h1"]


def test_forget_asks_first(run, ana, data):
    """Without a yes nobody is erased."""
    result = run("people", "forget", "Ana Lima", input="n\n")
    assert result.exit_code == 1
    assert profile(data).person == ana


def test_forget(run, ana, data):
    """With --yes the person is gone, and the old backups are mentioned."""
    result = run("people", "forget", "ana lima", "--yes")
    assert result.exit_code == 0
    assert "Backups made before still hold the data" in result.stdout
    assert profile(data) is None


@pytest.mark.parametrize("command", ["reset-pin", "export", "forget"])
def test_unknown_people(run, command):
    """A name that nobody has ends with 1 and is named."""
    result = run("people", command, "Nobody", input="y\n")
    assert result.exit_code == 1
    assert result.stderr.splitlines()[-1] == "There is no profile named 'Nobody'."


def test_serve_refuses_broken_content(run, data):
    """The server does not start on content with faults, and says which."""
    (data / "content" / "modules").mkdir(parents=True)
    (data / "content" / "modules" / "x.ipynb").write_text("{")
    result = run("serve", "--no-open")
    assert result.exit_code == 1
    assert result.stderr.startswith("modules/x.ipynb:1: notebook 'x': cannot be read;")
    assert result.stderr.endswith("The course cannot start with these problems.\n")


def test_report(run, ana):
    """The report prints both tables: who is where, and each question with its answers."""
    people, items = run("report").stdout.split("\n\n")[:2]
    header, first, *_more = people.splitlines()
    assert header.split() == ["name", "last_seen", "module", "title", "state", "progress"]
    assert first.startswith("Ana Lima  ")
    assert first.split()[-5:] == ["The", "unit", "is", "still", "open."]
    assert "eight-quiet-minutes" in items


def test_report_of_nobody(run):
    """Without people the report says so, and goes on with the questions."""
    assert run("report").stdout.startswith("progress: nothing to tell yet.\n")


def test_report_as_files(run, ana, tmp_path):
    """With --csv both tables are files with a byte order mark, in a folder made for them."""
    result = run("report", "--csv", tmp_path / "tables")
    assert result.exit_code == 0
    files = sorted(path.name for path in (tmp_path / "tables").iterdir())
    assert files == ["first-attempts.csv", "progress.csv"]
    data = (tmp_path / "tables" / "progress.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbfname,last_seen,module")
    assert b"\r\r" not in data
    assert "Ana Lima" in data.decode()


@pytest.mark.parametrize(("name", "start"), [("m.html", b"<!doctype html>"), ("m.PDF", b"%PDF-")])
def test_text_version(run, tmp_path, name, start):
    """The ending of the file says which form is written."""
    file = tmp_path / name
    result = run("text", "03_role_models", "--out", file)
    assert (result.exit_code, result.stdout) == (0, f"Standards and role models is in {file}.\n")
    assert file.read_bytes().startswith(start)


@pytest.mark.parametrize(
    ("module", "name", "said"),
    [
        ("99_gone", "m.pdf", "There is no module '99_gone'; there are 00_start_here, "),
        ("03_role_models", "m.txt", "the name of the file must end in .html or .pdf."),
        ("03_role_models", "gone/m.pdf", "No such file or directory"),
    ],
)
def test_text_version_that_cannot_be(run, tmp_path, module, name, said):
    """A module, an ending or a folder that is not there ends with 1 and words."""
    result = run("text", module, "--out", tmp_path / name)
    assert result.exit_code == 1
    assert said in result.stderr
    assert list(tmp_path.glob("*.*")) == []


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["serve", "--no-open", "--cert", SCENE], "--cert and --key belong together; give both."),
        (["serve", "--cert", SCENE, "--key", SCENE], "are no certificate with its key"),
        (["kiosk", "--cert", "gone.pem"], "'gone.pem' does not exist"),
        (["kiosk", "--idle", "0"], "Invalid value for '--idle'"),
        (["kiosk", "--open"], "No Chromium was found"),
    ],
)
def test_servers_that_cannot_start(run, monkeypatch, tmp_path, words, said):
    """Half a certificate, one that is none, no patience, and no Chromium are told in words."""
    monkeypatch.setenv("PATH", str(tmp_path))
    result = run(*words)
    assert result.exit_code != 0
    assert said in " ".join(result.stderr.split())
    assert "Traceback" not in result.output


@pytest.mark.parametrize("command", [["serve", "--no-open"], ["kiosk"]])
def test_settings_reach_the_server(run, monkeypatch, command):
    """Both commands start the same server, with the kiosk's patience and the proxy."""
    given = {}
    monkeypatch.setattr("course.serve.start.serve_course", lambda **options: given.update(options))
    run(*command, "--idle", 90, "--countdown", 30, "--behind-proxy", "--port", 9000)
    assert given["idle"] == (90, 30)
    assert (given["host"], given["port"], given["behind_proxy"]) == ("127.0.0.1", 9000, True)
    assert not given.get("open_browser")
    assert given.get("kiosk_browser") is None
    assert given["forks"]
    run(*command, "--no-fork")
    assert not given["forks"]


def test_a_kiosk_tells_how_to_publish_standards(run, monkeypatch, data):
    """Whoever starts a kiosk hears where the standards of the house go, until they are there."""
    monkeypatch.setattr("course.serve.start.serve_course", lambda **_options: None)
    place = data / "content" / "exercises" / "standards"
    assert f"{place}/our_standards.yaml" in run("kiosk").stdout
    assert "standards" not in run("serve", "--no-open").stdout
    place.mkdir(parents=True)
    (place / "our_standards.yaml").touch()
    assert "standards" not in run("kiosk").stdout


def test_both_servers_have_the_same_options(run):
    """Serve and kiosk differ only in what they open."""
    options = {
        name: set(re.findall(r"--[a-z-]+", run(name, "--help").stdout))
        for name in ("serve", "kiosk")
    }
    assert options["serve"] ^ options["kiosk"] == {"--no-open", "--open"}
    assert "--behind-proxy" in options["serve"]
