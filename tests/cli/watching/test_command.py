"""The user's command: its status, its output, and that nothing of it outlives it."""

from __future__ import annotations

import os
import signal
import threading
import time
from pathlib import Path

import pytest

from wesley.cli.watching.command import run_command
from wesley.problems.problem import WesleyError

PATIENCE = 10.0


def _ends(pid: int) -> bool:
    """Whether a process ends within the patience of the test."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return True
        state = Path(f"/proc/{pid}/stat")
        if state.exists() and state.read_text().rpartition(")")[2].split()[0] == "Z":
            return True
    return False


def test_its_status_is_given_and_its_last_lines_shown() -> None:
    shown: list[tuple[str, ...]] = []
    assert run_command("echo one; echo two >&2; exit 7", shown.append) == 7
    assert shown == [("one", "two")]


def test_of_much_output_the_last_lines_are_kept() -> None:
    shown: list[tuple[str, ...]] = []
    assert run_command("seq 5000", shown.append) == 0
    assert shown[0][-1] == "5000"
    assert len(shown[0]) == 200


def test_without_a_place_to_show_it_it_prints_to_standard_error(capfd: pytest.CaptureFixture[str]) -> None:
    assert run_command("echo one; echo two >&2", None) == 0
    assert capfd.readouterr() == ("", "one\ntwo\n")


def test_a_signal_is_told_as_shells_do() -> None:
    assert run_command("kill -TERM $$", None) == 128 + signal.SIGTERM


def test_it_reads_nothing() -> None:
    shown: list[tuple[str, ...]] = []
    assert run_command("cat; echo done", shown.append) == 0
    assert shown == [("done",)]


def test_what_it_leaves_running_ends_with_it(tmp_path: Path) -> None:
    place = tmp_path / "pid"
    assert run_command(f"sleep 600 & echo $! > {place}", lambda _lines: None) == 0
    assert _ends(int(place.read_text()))


def test_when_it_is_interrupted_all_that_it_has_started_ends(tmp_path: Path) -> None:
    place = tmp_path / "pid"

    def interrupt() -> None:
        while not (place.exists() and place.read_text().strip()):
            continue
        os.kill(os.getpid(), signal.SIGINT)

    thread = threading.Thread(target=interrupt)
    thread.start()
    with pytest.raises(KeyboardInterrupt):
        run_command(f"trap '' TERM; sleep 600 & echo $! > {place}; wait", lambda _lines: None)
    thread.join()
    assert _ends(int(place.read_text()))


def test_one_that_cannot_be_started_is_a_problem() -> None:
    with pytest.raises(WesleyError, match="cannot be started"):
        run_command("echo \0", None)
