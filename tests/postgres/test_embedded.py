"""A throw-away server works for whoever asks, and nothing of it stays."""

from __future__ import annotations

import fcntl
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.postgres.processes import AS_NOBODY, ASK, SECONDS, asking, nothing_left, parent_of, python_path, report
from tests.support.servers import binaries_of
from wesley.postgres.binaries import inspect
from wesley.postgres.cache import clusters_in
from wesley.postgres.embedded import EmbeddedServer, embedded_server
from wesley.postgres.session import session
from wesley.problems.problem import ServerError

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.server
NOBODY = 65534


@pytest.fixture
def short_path() -> Iterator[Path]:
    """A folder whose path leaves room for a socket's name, as pytest's own do not always."""
    with tempfile.TemporaryDirectory(dir="/tmp") as folder:
        yield Path(folder)


def test_it_runs_the_version_that_was_asked_for(server: EmbeddedServer) -> None:
    with session(server.conninfo()) as connection:
        assert connection.rows("SHOW listen_addresses") == [("",)]
        assert connection.version // 10000 == server.binaries.major


def test_nothing_is_left_after_the_block() -> None:
    with embedded_server() as server:
        assert Path(server.folder).stat().st_mode & 0o777 == 0o700
        supervisor = parent_of(server.pid)
    assert nothing_left(server.folder, server.pid, supervisor)


def test_nothing_is_left_after_an_exception() -> None:
    with pytest.raises(ZeroDivisionError), embedded_server() as server:
        print(1 // 0)  # noqa: T201
    assert nothing_left(server.folder, server.pid)


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_nothing_is_left_after_a_signal_to_the_asking_process(number: signal.Signals) -> None:
    with asking() as process:
        server = report(process)
        supervisor = parent_of(server["pid"])
        process.send_signal(number)
        process.wait(SECONDS)
        assert nothing_left(server["folder"], server["pid"], supervisor)


def test_nothing_is_left_after_ctrl_c_in_a_terminal() -> None:
    with asking(start_new_session=True) as process:
        server = report(process)
        os.killpg(process.pid, signal.SIGINT)
        process.wait(SECONDS)
        assert nothing_left(server["folder"], server["pid"])


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGKILL])
def test_nothing_is_left_after_a_signal_to_the_supervisor(number: signal.Signals) -> None:
    with embedded_server() as server:
        os.kill(parent_of(server.pid), number)
    assert nothing_left(server.folder, server.pid)


def test_nothing_is_left_when_the_asking_process_dies_during_initdb(tmp_path: Path, short_path: Path) -> None:
    binaries = wrapped(tmp_path, 'echo "$$" > "$PROOF/pid.new"; mv "$PROOF/pid.new" "$PROOF/pid"; exec sleep 600')
    environment = {"PATH": f"{binaries}:{os.environ['PATH']}", "PROOF": str(tmp_path), "TMPDIR": str(short_path)}
    with asking(env=environment | {"XDG_CACHE_HOME": str(tmp_path / "cache")}) as process:
        while not (tmp_path / "pid").exists():
            assert process.poll() is None
        (folder,) = short_path.iterdir()
        process.kill()
    assert nothing_left(str(folder), int((tmp_path / "pid").read_text()))


def test_four_at_once_with_an_empty_cache_run_initdb_once(tmp_path: Path) -> None:
    binaries = wrapped(tmp_path, f'echo initdb >> "$PROOF/runs"; exec {binaries_of(18).folder}/initdb "$@"')
    environment = {"PATH": f"{binaries}:{os.environ['PATH']}", "PROOF": str(tmp_path), "XDG_CACHE_HOME": str(tmp_path)}
    with ExitStack() as stack:
        servers = [report(process) for process in [stack.enter_context(asking(env=environment)) for _ in range(4)]]
    assert len({server["folder"] for server in servers}) == 4
    assert all(nothing_left(server["folder"], server["pid"]) for server in servers)
    assert (tmp_path / "runs").read_text() == "initdb\n"


def test_a_cluster_that_is_removed_while_somebody_waits_for_it_is_done_without(tmp_path: Path) -> None:
    environment = {"XDG_CACHE_HOME": str(tmp_path)}
    with asking(env=environment) as process:
        report(process)
    (cluster,) = clusters_in(tmp_path / "wesley")
    with (cluster / "stamp").open() as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        before = (cluster / "stamp").stat().st_mtime_ns
        with asking(env=environment) as process:
            while (cluster / "stamp").stat().st_mtime_ns == before:
                assert process.poll() is None
            shutil.rmtree(cluster)
            fcntl.flock(lock, fcntl.LOCK_UN)
            server = report(process)
    assert nothing_left(server["folder"], server["pid"])


def test_a_cache_that_cannot_be_written_is_done_without(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", "/proc/none")
    with embedded_server() as server, session(server.conninfo()) as connection:
        assert connection.rows("SELECT 1") == [(1,)]


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become another user")
def test_an_ordinary_user() -> None:
    with asking(python=ordinary_python(), user=NOBODY, group=NOBODY, extra_groups=[]) as process:
        server = report(process)
        assert Path(server["folder"]).stat().st_uid == NOBODY
        process.kill()
        assert nothing_left(server["folder"], server["pid"])


@pytest.mark.skipif(os.geteuid() != 0, reason="only root needs another account")
@pytest.mark.parametrize("major", [15, 18])
def test_root_where_namespaces_are_forbidden(major: int) -> None:
    environment = {"PATH": f"{binaries_of(major).folder}:{os.environ['PATH']}"}
    with asking(AS_NOBODY, env=environment) as process:
        server = report(process)
        assert Path(server["folder"]).stat().st_uid == NOBODY
        process.kill()
        assert nothing_left(server["folder"], server["pid"])


def test_binaries_that_fail_are_one_problem_with_their_own_words(tmp_path: Path) -> None:
    binaries = inspect(wrapped(tmp_path, "echo no space left >&2; exit 3"))
    with pytest.raises(ServerError) as caught, embedded_server(binaries):
        pass
    problem = caught.value.problems[0]
    assert problem.code.code == "PG002"
    assert problem.message.endswith("initdb failed (exit status 3)")
    assert problem.help.startswith("no space left\n")


def test_of_many_words_the_last_few_are_told_so_that_the_way_out_is_seen(tmp_path: Path) -> None:
    said = 'for i in $(seq 40); do echo "line $i $(printf %0500d 0)" >&2; done; exit 3'
    binaries = inspect(wrapped(tmp_path, said))
    with pytest.raises(ServerError) as caught, embedded_server(binaries):
        pass
    *words, way_out = caught.value.problems[0].help.splitlines()
    assert [line.split(" ")[1] for line in words] == ["34", "35", "36", "37", "38", "39", "40"]
    assert max(map(len, words)) < 150
    assert way_out.startswith("mend the reason")


def test_a_full_disk_is_one_problem(short_path: Path) -> None:
    script = 'mount -t tmpfs -o size=4m none "$0" && exec env TMPDIR="$0" XDG_CACHE_HOME="$0" "$@"'
    namespace = ["unshare", "--user", "--map-root-user", "--mount"]
    if subprocess.run([*namespace, "true"], capture_output=True, check=False).returncode != 0:
        pytest.skip("no file system of our own without user namespaces")
    command = [*namespace, "sh", "-c", script, str(short_path), sys.executable, "-c", ASK]
    environment = {**os.environ, "PYTHONPATH": python_path()}
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    assert done.stderr.startswith("no throw-away server could be started: PostgreSQL")
    assert "No space left on device" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_folder_for_temporary_files_that_cannot_be_written(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TMPDIR", "/proc")
    monkeypatch.setattr(tempfile, "tempdir", "/proc")
    with pytest.raises(ServerError, match="/proc/wesley-"), embedded_server():
        pass


def wrapped(folder: Path, initdb: str) -> Path:
    """An installation with an `initdb` that is a shell script of ours."""
    place = folder / "bin"
    place.mkdir()
    (place / "postgres").symlink_to(Path(binaries_of(18).folder) / "postgres")
    (place / "initdb").write_text(f"#!/bin/sh\n{initdb}\n")
    (place / "initdb").chmod(0o755)
    return place


def ordinary_python() -> str:
    """An interpreter that an ordinary user can run: root's own may lie in root's home."""
    script = 'for python in "$@"; do "$python" -c "import psycopg, wesley.postgres.embedded" && echo "$python"; done'
    trial = subprocess.run(
        ["/bin/sh", "-c", script, "sh", sys.executable, "/usr/bin/python3"],
        env={"PYTHONPATH": python_path()},
        user=NOBODY,
        capture_output=True,
        text=True,
        check=False,
    )
    if not trial.stdout:
        pytest.skip("no Python that an ordinary user can run")
    return trial.stdout.splitlines()[0]
