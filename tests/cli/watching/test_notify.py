"""The desktop is told in words that it cannot misread, where there is one."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from wesley.cli.watching.notify import command_for, notify

PATIENCE = 10.0


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A PATH of the test's own."""
    monkeypatch.setenv("PATH", str(tmp_path))
    return tmp_path


def _program(folder: Path, name: str, script: str) -> Path:
    program = folder / name
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)
    return program


def test_on_linux_the_text_is_no_markup_and_no_option(programs: Path) -> None:
    program = _program(programs, "notify-send", "")
    assert command_for("-a <b> & c") == (
        str(program),
        "--app-name=wesley",
        "--",
        "wesley watch",
        "-a &lt;b&gt; &amp; c",
    )


def test_on_macos_the_text_is_no_script(programs: Path) -> None:
    program = _program(programs, "osascript", "")
    command = command_for('" & do shell script "x')
    assert command[0] == str(program)
    assert command[-2:] == ('" & do shell script "x', "wesley watch")


def test_where_there_is_no_desktop_nothing_happens(programs: Path) -> None:
    assert command_for("all is well") == ()
    notify("all is well")


def test_it_is_shown(programs: Path) -> None:
    _program(programs, "notify-send", f'echo "$5" > {programs}/said.new; /bin/mv {programs}/said.new {programs}/said')
    notify("all is well")
    end = time.monotonic() + PATIENCE
    while not (programs / "said").exists() and time.monotonic() < end:
        continue
    assert (programs / "said").read_text() == "\n" or (programs / "said").read_text() == "all is well\n"


def test_one_that_fails_is_no_matter(programs: Path) -> None:
    (programs / "notify-send").write_text("no program")
    (programs / "notify-send").chmod(0o755)
    notify("all is well")
