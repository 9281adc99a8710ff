"""The ``course`` command."""

import json
import sys
from pathlib import Path
from typing import Annotated

import typer

from course.errors import CourseError
from course.server_options import DataOption, server_command

app = typer.Typer(help="A Diploma in Customer Service that a business runs for itself.")
people = typer.Typer(help="Look after profiles.")
simulate = typer.Typer(help="Make things up, to try the course with.")
app.add_typer(people, name="people")
app.add_typer(simulate, name="simulate")


def fail(message, code=1):
    """Say what is wrong and end."""
    typer.echo(message, err=True)
    raise typer.Exit(code)


@app.command()
@server_command
def serve(
    settings,
    no_open: Annotated[bool, typer.Option("--no-open", help="Open no browser.")] = False,
):
    """Serve the course."""
    serve_course(**settings, open_browser=not no_open)


@app.command()
@server_command
def kiosk(
    settings,
    open_chromium: Annotated[
        bool, typer.Option("--open", help="Open Chromium here, on the whole screen.")
    ] = False,
):
    """Serve the course to a screen that anybody may use; with --open on this machine.

    Chromium is opened again whenever it ends. Other screens open PUBLIC_URL/kiosk.
    """
    from course.serve.kiosk_browser import KioskBrowser, find_chromium, standards_hint

    typer.echo(standards_hint(store_folder(settings["data"])), nl=False)
    browser = KioskBrowser(run(find_chromium)) if open_chromium else None
    serve_course(**settings, kiosk_browser=browser)


def serve_course(**options):
    """Serve until stopped (see `course.serve.start.serve_course`)."""
    from course.serve import start
    from course.serve.app import PortTakenError

    try:
        start.serve_course(**options)
    except PortTakenError:
        port_is_taken(options["port"])
    except CourseError as error:
        fail(str(error))


def port_is_taken(port):
    """Say so and end."""
    fail(f"Port {port} is taken by another program. Choose another one with --port.", 2)


@app.command()
def pages(as_json: Annotated[bool, typer.Option("--json")] = False, data: DataOption = None):
    """List every page: address, title, least role."""
    from course.serve.plain_pages import all_pages

    found = all_pages(library(data))
    if as_json:
        typer.echo(json.dumps(found, ensure_ascii=False, indent=1))
        return
    for page in found:
        typer.echo(f"{page['role']:8}  {page['address']:40}  {page['title']}")


@app.command()
def check(
    files: Annotated[list[Path] | None, typer.Argument(help="Files; all content if none.")] = None,
    strict: Annotated[bool, typer.Option("--strict", help="Advice counts as well.")] = False,
    data: DataOption = None,
):
    """Check content files; every problem is one line with file and line number.

    Advice on sound files (questions that can be guessed, hard words) is printed as well.
    """
    from course.content.advice import library_advice
    from course.content.checks import check_files

    content = library(data)
    if files:
        problems, advice = check_files(files, content)
    else:
        problems, advice = content.problems(), library_advice(content)
    for line in advice:
        typer.echo(line)
    if problems:
        fail("\n".join([*problems, f"{len(problems)} to mend"]))
    if advice:
        typer.echo(f"No problem; {len(advice)} to make better.")
        raise typer.Exit(int(strict))
    typer.echo("All content is fine.")


@app.command()
def preview(
    file: Annotated[Path, typer.Argument(help="The content file you work on.")],
    port: Annotated[int, typer.Option(min=1, max=65535)] = 8867,
    no_open: Annotated[bool, typer.Option("--no-open", help="Open no browser.")] = False,
):
    """Show a content file in the browser while you write it; each save shows at once."""
    from course.serve import preview as server

    try:
        run(server.serve, file, port, not no_open)
    except server.PortTakenError:
        port_is_taken(port)


@app.command()
def season(
    out: Annotated[Path, typer.Option(help="Folder to write the cards into.")],
    catalogue: Annotated[str, typer.Option(help="The list of standards.")] = "front_desk",
    salt: Annotated[str, typer.Option(help="Any word; another one gives another season.")] = "",
    data: DataOption = None,
):
    """Write a season of scenes as cards, and a certificate: which pair is in which scene."""
    from course.activities.season_files import write_season

    count, pairs = run(write_season, library(data), catalogue, out, salt)
    typer.echo(f"{count} scenes hold all {pairs} pairs that can come together: {out}")


@simulate.command("team")
def simulate_team(
    people: Annotated[int, typer.Option(min=5, max=60)] = 8,
    catalogue: Annotated[str, typer.Option(help="The list of standards.")] = "front_desk",
    raters: Annotated[int, typer.Option(min=2, max=12, help="How many observe.")] = 4,
    looks: Annotated[int, typer.Option(min=1, max=60, help="At each person.")] = 8,
    group: Annotated[int, typer.Option(min=1, max=3, help="How many cover all together.")] = 2,
    seed: Annotated[int, typer.Option(min=0, help="Another one gives another team.")] = 1,
    out: Annotated[Path | None, typer.Option(help="File to write; else it is printed.")] = None,
    truth: Annotated[bool, typer.Option("--truth", help="Say as well what holds.")] = False,
    data: DataOption = None,
):
    """Write the ratings of a made-up team, as the role-model sheet takes them in (CSV).

    What holds goes to the terminal, never into the file.
    """
    from course.activities.team_files import make_team, ratings_csv, truth_lines

    found = run(library(data).catalogue, catalogue)
    sizes = {"people": people, "raters": raters, "looks": looks, "group": group, "seed": seed}
    made = make_team(found, **sizes)
    text = ratings_csv(made.ratings, {each.id: each.name for each in found.standards})
    if out is None:
        typer.echo(text, nl=False)
    else:
        out.write_text(text, encoding="utf-8", newline="")
        typer.echo(f"{len(made.ratings.rows)} ratings: {out}", err=True)
    if truth:
        typer.echo("\n".join(truth_lines(made)), err=True)


@app.command()
def schema(
    kind: Annotated[str, typer.Argument(help="Such as bank; a list of all if none.")] = "",
    out: Annotated[
        Path | None, typer.Option(help="Folder to write <kind>.schema.json into, all if no kind.")
    ] = None,
):
    """Print the JSON Schema of a kind of content file, for editors that help while you type."""
    from course.content.schemas import MODELS, schema_json

    if kind and kind not in MODELS:
        fail(f"There is no schema {kind!r}; there is {', '.join(MODELS)}.")
    if out is None:
        typer.echo(schema_json(kind) if kind else "\n".join(MODELS))
        return
    out.mkdir(parents=True, exist_ok=True)
    for name in [kind] if kind else MODELS:
        file = out / f"{name}.schema.json"
        file.write_text(schema_json(name) + "\n", encoding="utf-8")
        typer.echo(f"{file} written.")


@app.command()
def refresh(notebooks: list[Path]):
    """Run notebooks and store the table that their self-check prints, after a wanted change."""
    from course.content.notebooks import store_self_check

    for path in notebooks:
        store_self_check(path)
        typer.echo(f"{path}: self-check stored.")


@app.command()
def text(
    module: Annotated[str, typer.Argument(help="Name of the module, such as 03_role_models.")],
    out: Annotated[Path, typer.Option(help="File to write: .html or .pdf.")],
    data: DataOption = None,
):
    """Write the text version of a module, to print or to hand out."""
    from course.printing.html import html_page
    from course.printing.text_version import text_version
    from course.printing.typeset import typeset

    content = library(data)
    page = content.pages.get(f"/modules/{module}")
    if page is None:
        known = [page.slug for page in content.pages.values() if "/modules/" in page.address]
        fail(f"There is no module {module!r}; there are {', '.join(known)}.")
    document = text_version(page, content)
    match out.suffix.lower():
        case ".html":
            made = run(html_page, document).encode()
        case ".pdf":
            made = run(typeset, "text_version", document.body())
        case _:
            fail(f"{out}: the name of the file must end in .html or .pdf.")
    try:
        out.write_bytes(made)
    except OSError as error:
        fail(f"{out}: {error.strerror}")
    typer.echo(f"{page.title} is in {out}.")


@app.command()
def backup(file: Path, data: DataOption = None):
    """Write everything the business has stored into FILE (.tar.gz)."""
    from course.store import backups

    run(backups.backup, store_folder(data), file.absolute())
    typer.echo(f"Backed up to {file}.")


@app.command()
def restore(file: Path, data: DataOption = None):
    """Put a backup in place; what was there is kept beside it. Stop the server first."""
    from course.store import backups

    former = run(backups.restore, store_folder(data), file.absolute())
    typer.echo(f"Restored from {file}." + (f" The former data are in {former}." if former else ""))


@app.command()
def report(
    csv: Annotated[
        Path | None, typer.Option("--csv", help="Folder to write the tables into, as CSV files.")
    ] = None,
    data: DataOption = None,
):
    """Print how far everybody is, and how first answers went; for trainers."""
    from course.activities.check_rows import as_table
    from course.activities.overview import TABLES, as_csv

    content, kept = library(data), store(data)
    for name, (columns, rows_of) in TABLES.items():
        rows = run(rows_of, content, kept)
        if csv:
            csv.mkdir(parents=True, exist_ok=True)
            (csv / f"{name}.csv").write_text(as_csv(columns, rows), encoding="utf-8", newline="")
            typer.echo(f"{csv / name}.csv: {len(rows)} rows.")
        else:
            texts = [{key: _cell(value) for key, value in row.items()} for row in rows]
            typer.echo(as_table(texts) if texts else f"{name}: nothing to tell yet.")
            typer.echo("")


def _cell(value):
    """Return a value as a cell of a plain table, cut when long; a dash where there is none."""
    text = "-" if value is None else str(value)
    return text if len(text) <= 60 else f"{text[:59]}…"


@people.command("list")
def list_people(data: DataOption = None):
    """List profiles."""
    for profile in store(data).accounts.profiles():
        pin = "PIN" if profile.has_pin else "no PIN"
        typer.echo(f"{profile.person.role:8}  {pin:6}  {profile.person.name}")


@people.command()
def reset_pin(name: str, data: DataOption = None):
    """Give a person a new PIN, asked for here."""
    accounts = store(data).accounts
    profile = accounts.find(name)
    if profile is None:
        fail(f"There is no profile named {name!r}.")
    pin = typer.prompt("New PIN", hide_input=sys.stdin.isatty(), default="", show_default=False)
    run(accounts.set_pin, profile.person, pin)
    typer.echo(f"{profile.person.name} has a new PIN." if pin else f"{name} has no PIN now.")


@people.command()
def export(name: str, data: DataOption = None):
    """Print everything stored about a person, as JSON."""
    typer.echo(run(store(data).accounts.export, name))


@people.command()
def forget(
    name: str,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    data: DataOption = None,
):
    """Erase a person and everything stored about them."""
    accounts = store(data).accounts
    if not yes:
        typer.confirm(f"Erase {name} and all their answers for good?", abort=True)
    run(accounts.forget, name)
    typer.echo(f"{name} is forgotten. Backups made before still hold the data for up to 14 days.")


def run(function, *arguments):
    """Call a function; a known error ends the command with its text."""
    try:
        return function(*arguments)
    except CourseError as error:
        fail(str(error))


def store_folder(data):
    """Return the data folder."""
    from course.store.store import data_folder

    return data_folder(data)


def store(data):
    """Return the store in the data folder."""
    from course.store.store import Store

    return Store(store_folder(data))


def library(data):
    """Return the content, with the business's own."""
    from course.content.library import Library

    return Library(store_folder(data) / "content")


if __name__ == "__main__":
    app()
