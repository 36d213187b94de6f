"""The program that reads the events, and its end."""

from __future__ import annotations

import json
import os

import pytest

from tests.cli.progress.places import moment
from tests.cli.watching.stream import STARTED
from wesley.cli.watching.programs import Programs


def test_an_event_is_a_line() -> None:
    reader, writer = os.pipe()
    programs = Programs(writer)
    programs.tell(STARTED, moment(1))
    programs.ask()
    programs.close()
    os.close(writer)
    with os.fdopen(reader, "rb") as file:
        (line,) = file.readlines()
    assert json.loads(line)["event"] == "watch-started"


def test_when_nobody_reads_any_more_that_is_raised_once() -> None:
    reader, writer = os.pipe()
    os.close(reader)
    programs = Programs(writer)
    programs.tell(STARTED, moment(1))
    with pytest.raises(BrokenPipeError):
        programs.ask()
    programs.tell(STARTED, moment(2))
    programs.ask()
    os.close(writer)
