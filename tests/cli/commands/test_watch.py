"""`wesley watch`, the real command: real files, a real terminal, real signals."""

from __future__ import annotations

import json
import os
import pty
import select
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.cli.running import USER, Wesley
from tests.cli.watching.process import SECONDS, Watch, is_gone

BAD = USER.replace("String", "Strng")
ORG = USER.replace("User", "Org")
QUICK = ("--debounce", "50ms")

Start = Callable[..., Watch]


@pytest.fixture
def start(wesley: Wesley) -> Iterator[Start]:
    """Starts watches in the folder of the test; those that a test leaves are ended."""
    watches: list[Watch] = []

    def begin(*arguments: str, **variables: str) -> Watch:
        watches.append(Watch(wesley.folder, *QUICK, *arguments, **variables))
        return watches[-1]

    yield begin
    for watch in watches:
        watch.close()


def test_one_round_writes_the_outputs_and_ends(wesley: Wesley) -> None:
    wesley.write("schema/user.graphql", USER)
    result = wesley("watch", "--once")
    assert result.status == 0
    assert "1 table compiled in" in result.err
    assert "generated/schema.sql" in wesley.files()
    assert wesley("compile", "--check").status == 0


def test_one_round_of_a_schema_with_errors_ends_with_1_and_writes_nothing(wesley: Wesley) -> None:
    wesley.write("schema/user.graphql", BAD)
    result = wesley("watch", "--once")
    assert result.status == 1
    assert "error[E002]" in result.err
    assert "1 error; nothing was written" in result.err
    assert wesley.files() == ["schema/user.graphql"]


def test_json_is_an_event_a_line_and_nothing_else(wesley: Wesley) -> None:
    wesley.write("schema/user.graphql", USER)
    result = wesley("watch", "--once", "--json", "--out", "made", "--only", "zod")
    events = [json.loads(line) for line in result.out.splitlines()]
    assert [event["event"] for event in events] == [
        "watch-started",
        "round-started",
        "compiled",
        "round-ended",
        "watch-ended",
    ]
    assert len({event["run"] for event in events}) == 1
    assert result.err == ""
    assert [path for path in wesley.files() if path.startswith("made/")] == ["made/.wesley-outputs.json", "made/zod.ts"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("gone",), "CLI001"),
        (("-",), "WATCH001"),
        (("--only", "zed"), "CLI011"),
        (("--exec", " "), "--exec names no command"),
        (("--out", ""), "--out names no folder"),
        (("--debounce", "soon"), "`soon` is no duration"),
    ],
)
def test_a_wrong_command_line_is_told_at_once(wesley: Wesley, arguments: tuple[str, ...], said: str) -> None:
    wesley.write("schema/user.graphql", USER)
    result = wesley("watch", *arguments)
    assert result.status == 2
    assert said in result.err


def test_a_command_that_fails_ends_one_round_with_1(wesley: Wesley) -> None:
    wesley.write("schema/user.graphql", USER)
    assert wesley("watch", "--once", "--exec", "exit 3").status == 1
    result = wesley("watch", "--once", "--exec", "ls generated/zod.ts")
    assert result.status == 0
    assert result.out == ""
    assert "generated/zod.ts\n" in result.err


@pytest.mark.server
def test_tests_need_outputs_that_are_not_written(wesley: Wesley) -> None:
    wesley.write("schema/user.graphql", USER)
    result = wesley("watch", "--once", "--test", "--only", "zod")
    assert result.status == 0
    assert "tests passed, 0 failed" in result.err
    assert "generated/schema.sql" not in wesley.files()


def test_log_and_figures_are_written_beside(wesley: Wesley) -> None:
    wesley.write("schema/user.graphql", USER)
    assert wesley("watch", "--once", "--log", "watch.log", "--metrics", "watch.prom").status == 0
    log = (wesley.folder / "watch.log").read_text()
    assert "round 1 passed after" in log
    assert 'wesley_watch_rounds_total{result="passed"} 1' in (wesley.folder / "watch.prom").read_text()


def test_a_log_in_json_on_standard_error_is_alone_there(wesley: Wesley) -> None:
    wesley.write("schema/user.graphql", BAD)
    result = wesley("watch", "--once", "--log-format", "json")
    assert [json.loads(line)["event"] for line in result.err.splitlines()][2:] == [
        "refused",
        "round-ended",
        "watch-ended",
    ]


def test_a_watch_for_a_program_ends_when_that_is_gone(wesley: Wesley) -> None:
    wesley.write("schema/user.graphql", USER)
    command = [sys.executable, "-m", "wesley.cli", "watch", "--json"]
    with subprocess.Popen(command, cwd=wesley.folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.wait(SECONDS) == 141
        assert process.stderr.read() == b""


def test_a_command_that_changes_the_schema_does_not_run_for_ever(wesley: Wesley, start: Start) -> None:
    wesley.write("schema/user.graphql", USER)
    watch = start("--exec", "date +'# %N' >> schema/user.graphql")
    rounds = [watch.round() for _ in range(6)]
    assert [one["round-ended"]["passed"] for one in rounds] == [True] * 5 + [False]
    assert watch.end() == 130
    assert watch.rest[0]["event"] == "watch-ended"
    assert "error[WATCH005]" in watch.said


def test_the_desktop_is_told_when_something_fails_and_when_all_is_well_again(wesley: Wesley, start: Start) -> None:
    file = wesley.write("schema/user.graphql", USER)
    program = wesley.write("bin/notify-send", f'#!/bin/sh\necho "$4" >> {wesley.folder}/said\n')
    program.chmod(0o755)
    watch = start("--notify", PATH=f"{program.parent}:{os.environ['PATH']}")
    watch.round()
    file.write_text(BAD)
    watch.round()
    said = wesley.folder / "said"
    _until(lambda: said.exists() and said.read_text() == "the schema has errors\n")
    file.write_text(USER)
    watch.round()
    _until(lambda: said.read_text().endswith("all is well again\n"))


def test_that_there_is_no_desktop_is_told(wesley: Wesley, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(wesley.folder))
    wesley.write("schema/user.graphql", USER)
    result = wesley("watch", "--once", "--notify")
    assert "there is no desktop to notify" in result.err


def test_a_day_of_edits(wesley: Wesley, start: Start) -> None:
    """Break and mend, atomic saves, temporary files, renames, a branch switch, a folder that goes and comes back."""
    file = wesley.write("schema/user.graphql", USER)
    watch = start()
    assert watch.round()["compiled"]["tables"] == 1

    file.write_text(BAD)
    refused = watch.round()
    assert refused["round-started"]["changed"] == ["schema/user.graphql"]
    assert refused["refused"]["codes"] == ["E002"]

    wesley.write("schema/.user.graphql.swp", BAD)
    wesley.write("schema/4913", "")
    wesley.write("schema/new", USER + "\n").rename(file)
    mended = watch.round()
    assert mended["round-started"]["number"] == 3
    assert mended["round-ended"]["passed"]

    file.rename(wesley.folder / "schema/people.graphql")
    assert watch.round_with("round-started", "changed", ["schema/people.graphql", "schema/user.graphql"])

    for number in range(40):
        wesley.write(f"schema/branch/{number}.graphql", USER.replace("User", f"Branch{number}"))
    assert watch.round_with("compiled", "tables", 41)

    shutil.rmtree(wesley.folder / "schema")
    assert watch.round_with("refused", "codes", ["CLI002"])
    wesley.write("schema/org.graphql", ORG)
    assert watch.round_with("compiled", "tables", 1)

    wesley.write("wesley.toml", '[naming]\ntables = "singular"\n')
    assert watch.round()["round-started"]["changed"] == ["wesley.toml"]
    assert "CREATE TABLE public.org" in (wesley.folder / "generated/schema.sql").read_text()

    wesley.write("schema/org.graphql", ORG.replace("}", "  age: Int\n}"))
    assert watch.round()["compiled"]["parsed"] == 1
    assert watch.end() == 130
    assert [event["event"] for event in watch.rest] == ["watch-ended"]
    assert "Traceback" not in watch.said
    assert wesley("compile", "--check").status == 0


def test_a_project_that_vanishes_is_waited_for(wesley: Wesley, tmp_path: Path) -> None:
    project = tmp_path / "project"
    file = project / "schema/user.graphql"
    file.parent.mkdir(parents=True)
    file.write_text(USER)
    watch = Watch(project, *QUICK)
    try:
        assert watch.round()["round-ended"]["passed"]
        shutil.rmtree(project)
        assert watch.round_with("refused", "first", "the working directory is gone")
        file.parent.mkdir(parents=True)
        file.write_text(USER)
        assert watch.round_with("round-ended", "passed", True)
        assert (project / "generated/schema.sql").is_file()
    finally:
        watch.close()


def test_a_save_without_a_change_is_no_round_and_touches_no_output(wesley: Wesley, start: Start) -> None:
    file = wesley.write("schema/user.graphql", USER)
    watch = start()
    watch.round()
    before = (wesley.folder / "generated/zod.ts").stat()
    file.write_text(USER)
    file.write_text("# a comment\n" + USER)
    told = watch.round()
    assert told["round-started"]["number"] == 2
    assert told["compiled"]["written"] == 0
    after = (wesley.folder / "generated/zod.ts").stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_outputs_in_the_way_are_told_and_written_when_the_way_is_free(wesley: Wesley, start: Start) -> None:
    file = wesley.write("schema/user.graphql", USER)
    mine = wesley.write("generated/zod.ts", "mine")
    watch = start()
    assert watch.round()["refused"]["codes"] == ["CLI008"]
    mine.unlink()
    os.utime(file)
    assert watch.round()["compiled"]["written"] > 0
    assert watch.end() == 130
    assert "then save a file of the schema: Wesley tries again" in watch.said


def test_a_change_while_the_command_runs_is_another_round_after_it(wesley: Wesley, start: Start) -> None:
    wesley.write("schema/user.graphql", USER)
    wesley.write("slow.sh", "echo begun >> log; while [ ! -e go ]; do sleep 0.02; done")
    watch = start("--exec", "sh slow.sh")
    watch.until("compiled")
    _until((wesley.folder / "log").exists)
    wesley.write("schema/org.graphql", ORG)
    wesley.write("go", "")
    assert watch.round()["command-run"]["status"] == 0
    again = watch.round()
    assert again["round-started"]["changed"] == ["schema/org.graphql"]
    assert again["compiled"]["tables"] == 2


@pytest.mark.parametrize(("number", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_the_command_ends_with_the_watch(wesley: Wesley, start: Start, number: signal.Signals, status: int) -> None:
    wesley.write("schema/user.graphql", USER)
    watch = start("--exec", "sleep 600 & echo $! > pid.new; mv pid.new pid; wait")
    watch.until("compiled")
    place = wesley.folder / "pid"
    _until(place.exists)
    assert watch.end(number) == status
    assert is_gone(int(place.read_text()))


@pytest.mark.server
def test_nothing_is_left_of_the_server_when_tests_are_interrupted(wesley: Wesley, start: Start, tmp_path: Path) -> None:
    temporary = Path("/tmp") / f"wesley-watch-{os.getpid()}"  # noqa: S108 - a short path, for the socket
    temporary.mkdir()
    for number in range(20):
        wesley.write(f"schema/{number}.graphql", USER.replace("User", f"User{number}"))
    watch = start("--test", TMPDIR=str(temporary))
    assert watch.until("database-brought")[-1]["how"] == "rebuilt"
    assert watch.end() == 130
    _until(lambda: not list(temporary.iterdir()))
    temporary.rmdir()


@pytest.mark.server
def test_a_new_field_is_planned_and_its_table_tested(wesley: Wesley, start: Start) -> None:
    wesley.write("schema/user.graphql", USER)
    wesley.write("schema/org.graphql", ORG)
    watch = start("--test")
    assert watch.round()["tests-run"]["files"] == 3
    wesley.write("schema/org.graphql", ORG.replace("}", "  age: Int\n}"))
    told = watch.round()
    assert told["database-brought"]["how"] == "planned"
    assert (told["tests-run"]["files"], told["tests-run"]["failed"]) == (2, 0)


class Screen:
    """The command on a terminal of its own."""

    def __init__(self, folder: Path, *arguments: str) -> None:
        self._reader, terminal = pty.openpty()
        self.data = ""
        command = [sys.executable, "-m", "wesley.cli", "watch", *QUICK, *arguments]
        variables = {**os.environ, "TERM": "xterm", "NO_COLOR": "1"}
        self._process = subprocess.Popen(
            command, cwd=folder, stdin=terminal, stdout=terminal, stderr=terminal, env=variables, start_new_session=True
        )
        os.close(terminal)

    def until(self, text: str) -> str:
        """What is drawn up to a text."""
        end = time.monotonic() + SECONDS
        while text not in self.data:
            assert self._read(), self.data
            assert time.monotonic() < end, self.data
        before, self.data = self.data.split(text, 1)
        return before

    def end(self) -> int:
        """End it as Ctrl-C does, and give the exit status."""
        self._process.send_signal(signal.SIGINT)
        while self._read():
            continue
        return self._process.wait(SECONDS)

    def kill(self) -> None:
        """End it, whatever it does."""
        self._process.kill()
        self._process.wait()
        os.close(self._reader)

    def _read(self) -> bool:
        if not select.select([self._reader], [], [], SECONDS)[0]:
            return False
        try:
            found = os.read(self._reader, 65536).decode(errors="replace")
        except OSError:
            return False
        self.data += found
        return bool(found)


@pytest.fixture
def terminal(wesley: Wesley) -> Iterator[Callable[..., Screen]]:
    """Starts watches on terminals; those that a test leaves are ended."""
    screens: list[Screen] = []

    def begin(*arguments: str) -> Screen:
        screens.append(Screen(wesley.folder, *arguments))
        return screens[-1]

    yield begin
    for screen in screens:
        screen.kill()


def test_on_a_terminal_errors_stay_until_they_are_mended(wesley: Wesley, terminal: Callable[..., Screen]) -> None:
    file = wesley.write("schema/user.graphql", USER)
    screen = terminal()
    screen.until("1 table from 1 file")
    screen.until("waiting for changes; Ctrl-C ends")
    file.write_text(BAD)
    screen.until("1 error; nothing was written")
    screen.until("did you mean `String`")
    file.write_text(USER + "\n")
    assert "E002" not in screen.until("1 table from 1 file")
    screen.until("waiting for changes")
    assert screen.end() == 130
    assert "ended after 3 rounds" in screen.data
    assert "\x1b[?" not in screen.data


def test_on_a_terminal_a_command_that_fails_shows_its_last_lines(
    wesley: Wesley, terminal: Callable[..., Screen]
) -> None:
    wesley.write("schema/user.graphql", USER)
    screen = terminal("--exec", "echo what went wrong; exit 3")
    screen.until("ended with 3")
    screen.until("what went wrong")
    assert screen.end() == 130


def _until(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + SECONDS
    while not condition():
        assert time.monotonic() < end
