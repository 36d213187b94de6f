"""What the options of a command open, and that nothing of it can stop a run."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.progress.terminal import Terminal, screen
from tests.observe.stream import run_started, whole_run
from tests.observe.streams import whole_look, whole_watch
from wesley.cli.options import Options
from wesley.cli.outputs.failure import OutputError
from wesley.cli.progress import Telling, records, sinks
from wesley.observe.events import Level
from wesley.problems.problem import UsageError

_TELL = """
import sys
from tests.observe.stream import whole_run
from wesley.cli.options import Options
from wesley.cli.progress import Telling, sinks
with sinks(Options(), Telling()) as emit:
    for event in whole_run():
        emit(event)
    sys.stdout.write("through")
"""
_ROOT = Path(__file__).parents[3]


def _run(telling: Telling, options: Options | None = None) -> None:
    with sinks(options or Options(), telling) as emit:
        for event in whole_run():
            emit(event)


def test_where_there_is_no_terminal_plain_lines_go_to_standard_error(capfd: pytest.CaptureFixture[str]) -> None:
    _run(Telling())
    out, err = capfd.readouterr()
    assert out == ""
    assert err.splitlines()[-1].endswith("others waited 0.2 s at most")


def test_quiet_shows_nothing_and_logs_all_the_same(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    log = tmp_path / "log"
    _run(Telling(log=str(log)), Options(quiet=True))
    assert capfd.readouterr().err == ""
    assert "begins plan 3-1a2b3c4d" in log.read_text()


def test_json_without_a_file_goes_to_standard_error_alone(capfd: pytest.CaptureFixture[str]) -> None:
    _run(Telling(log_format="json", log_level=Level.DEBUG))
    assert len([json.loads(line) for line in capfd.readouterr().err.splitlines()]) == len(whole_run())


def test_a_log_is_added_to_and_the_display_stays(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    log = tmp_path / "log"
    for _ in range(2):
        _run(Telling(log=str(log), log_format="json"))
    records = [json.loads(line) for line in log.read_text().splitlines()]
    assert [record["event"] for record in records].count("run-ended") == 2
    assert "begins plan" in capfd.readouterr().err


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_a_full_disk_under_the_log_is_told_once(capfd: pytest.CaptureFixture[str]) -> None:
    _run(Telling(log="/dev/full"))
    err = capfd.readouterr().err
    assert err.count("the log `/dev/full` failed (no space left on device); the run goes on without it") == 1
    assert "done after 9.0 s" in err


def test_a_log_that_cannot_be_opened_is_refused_before_anything_begins(tmp_path: Path) -> None:
    with (
        pytest.raises(OutputError, match="cannot be opened: no such file or directory"),
        sinks(Options(), Telling(log=str(tmp_path / "nowhere" / "log"))),
    ):
        pytest.fail("it must not begin")


def test_what_was_opened_is_closed_when_a_later_place_is_refused(tmp_path: Path) -> None:
    telling = Telling(log=str(tmp_path / "log"), metrics_listen="0.0.0.0:1")
    with pytest.raises(UsageError, match="not this machine alone"), sinks(Options(), telling):
        pytest.fail("it must not begin")


def test_metrics_as_file_and_endpoint(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "metrics"
    _run(Telling(metrics=str(path), metrics_listen="127.0.0.1:0", stall_budget=0.5))
    assert "wesley_stalls_total 0\n" in path.read_text()
    assert capfd.readouterr().err.startswith("Metrics are at http://127.0.0.1:")


def test_an_error_of_the_run_is_passed_on_and_everything_closed(tmp_path: Path) -> None:
    log = tmp_path / "log"
    with pytest.raises(ZeroDivisionError):
        _fail(Telling(log=str(log)))
    assert log.read_text().count("\n") == 1


def _fail(telling: Telling) -> None:
    with sinks(Options(quiet=True), telling) as emit:
        emit(run_started())
        raise ZeroDivisionError


@pytest.mark.parametrize("term", ["xterm", "dumb"])
def test_on_a_terminal_there_is_a_display_unless_it_is_dumb(term: str) -> None:
    terminal = Terminal()
    process = subprocess.run(
        [sys.executable, "-c", _TELL],
        stdout=subprocess.PIPE,
        stderr=terminal.descriptor,
        check=True,
        cwd=_ROOT,
        env={**os.environ, "TERM": term, "NO_COLOR": "1"},
    )
    data = terminal.closed()
    assert process.stdout == b"through"
    assert screen(data)[-2].endswith("others waited 0.2 s at most")
    assert (b"\x1b[J" in data) == (term == "xterm")


def test_a_reader_that_goes_away_does_not_stop_the_run() -> None:
    reader, writer = os.pipe()
    os.close(reader)
    process = subprocess.run(
        [sys.executable, "-c", _TELL], stdout=subprocess.PIPE, stderr=writer, check=True, cwd=_ROOT
    )
    os.close(writer)
    assert process.stdout == b"through"


_NO_RECORD = {"log": None, "log_format": "text", "log_level": "info", "metrics": None}


def test_a_command_that_shows_its_answer_itself_records_without_a_display(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    log, metrics = tmp_path / "log", tmp_path / "metrics"
    given = {**_NO_RECORD, "log": str(log), "metrics": str(metrics)}
    with records(Options(), given) as emit:
        for event in (*whole_watch(), *whole_look()):
            emit(event)
    assert capfd.readouterr().err == ""
    assert len(log.read_text().splitlines()) == len((*whole_watch(), *whole_look()))
    assert 'wesley_drift_objects{kind="extra"} 2' in metrics.read_text()


def test_its_json_goes_to_standard_error_where_no_file_is_named(capfd: pytest.CaptureFixture[str]) -> None:
    with records(Options(), {**_NO_RECORD, "log_format": "json"}) as emit:
        for event in whole_look():
            emit(event)
    told = [json.loads(line)["event"] for line in capfd.readouterr().err.splitlines()]
    assert told == ["drift-found", "health-checked", "health-checked", "health-checked", "health-looked"]
