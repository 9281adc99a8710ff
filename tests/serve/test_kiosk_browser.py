"""The kiosk's Chromium: found, opened clean, opened again, ended with the server."""

import asyncio
from pathlib import Path

import psutil
import pytest

from course.errors import CourseError
from course.serve import kiosk_browser
from course.serve.kiosk_browser import OPTIONS, KioskBrowser, find_chromium

FAKE = """#!/bin/sh
folder="${9#--user-data-dir=}"
touch "$folder/somebody's history"
echo $$ > "$0.pid"
echo "$@" >> "$0.log"
%s
"""


@pytest.fixture
def fake(tmp_path):
    """Give a function that writes a program which stands for Chromium."""

    def write(then):
        path = tmp_path / "chromium"
        path.write_text(FAKE % then)
        path.chmod(0o755)
        return path

    return write


async def open_until(path, count):
    """Keep a browser open until it was opened this often; return the lines of its log."""
    log = path.with_name("chromium.log")
    async with KioskBrowser(str(path), pause=0.01).open("http://127.0.0.1:1/"):
        async with asyncio.timeout(20):
            while not log.exists() or len(log.read_text().splitlines()) < count:
                await asyncio.sleep(0.01)
    return log.read_text().splitlines()


def test_it_is_opened_again_with_a_clean_folder(fake):
    """A Chromium that ends is opened again, on the start page, and no folder is left."""
    lines = asyncio.run(open_until(fake("exit 1"), 2))
    options = [line.split() for line in lines]
    assert all(words[:-2] == list(OPTIONS) for words in options)
    assert all(words[-1] == "http://127.0.0.1:1/kiosk" for words in options)
    folders = [words[-2].removeprefix("--user-data-dir=") for words in options]
    assert len(set(folders)) == len(folders) >= 2
    assert [folder for folder in folders if Path(folder).exists()] == []


@pytest.mark.parametrize("then", ["exec sleep 600", "trap '' TERM; while :; do sleep 0.1; done"])
def test_it_ends_with_the_server(fake, monkeypatch, then):
    """When the server stops, its Chromium does, also one that does not listen."""
    monkeypatch.setattr(kiosk_browser, "GRACE", 0.2)
    path = fake(then)
    asyncio.run(open_until(path, 1))
    assert not psutil.pid_exists(int(path.with_name("chromium.pid").read_text()))


def test_no_chromium_is_told(monkeypatch, tmp_path):
    """Without a Chromium on the PATH the names that were looked for are told."""
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(CourseError, match=r"No Chromium was found .*chromium, .*--open"):
        find_chromium()
