"""What the commands that serve the course can be told, said once for all of them."""

from functools import wraps
from inspect import Signature, signature
from pathlib import Path
from typing import Annotated

import typer

DataOption = Annotated[
    Path | None,
    typer.Option("--data", help="Data folder; COURSE_DATA or the usual place if unset."),
]


def server_settings(
    host: Annotated[
        str, typer.Option(help="Address to listen on; 0.0.0.0 opens the LAN.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65535)] = 8866,
    public_url: Annotated[
        str, typer.Option(help="Address people use, in links and QR codes.")
    ] = "",
    data: DataOption = None,
    cert: Annotated[
        Path | None, typer.Option(exists=True, dir_okay=False, help="Certificate, for https (PEM).")
    ] = None,
    key: Annotated[
        Path | None, typer.Option(exists=True, dir_okay=False, help="The certificate's key (PEM).")
    ] = None,
    behind_proxy: Annotated[
        bool, typer.Option("--behind-proxy", help="Believe a proxy on this machine who is asking.")
    ] = False,
    idle: Annotated[
        int, typer.Option(min=1, help="Seconds without a touch until a kiosk asks: still there?")
    ] = 60,
    countdown: Annotated[int, typer.Option(min=1, help="Seconds it then waits; 20 or more.")] = 20,
    no_fork: Annotated[
        bool, typer.Option("--no-fork", help="Start every kernel anew: slow, for finding faults.")
    ] = False,
):
    """Return what every server is told (see `course.serve.start.serve_course`)."""
    return {
        "host": host,
        "port": port,
        "public_url": public_url,
        "data": data,
        "tls": (cert, key),
        "behind_proxy": behind_proxy,
        "idle": (idle, countdown),
        "forks": not no_fork,
    }


def server_command(command):
    """Let a function be a command: it gets `server_settings`, and options of its own.

    Typer reads the options of a command from its signature, so both are put into one.
    """
    shared = signature(server_settings).parameters
    _settings, *own = signature(command).parameters.values()

    @wraps(command)
    def run_command(**given):
        settings = server_settings(**{name: given.pop(name) for name in shared})
        command(settings, **given)

    run_command.__signature__ = Signature([*shared.values(), *own])
    return run_command
