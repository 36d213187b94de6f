"""A throw-away PostgreSQL server: a cluster in a folder of its own, a socket in there, and all of it gone after."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from wesley.postgres.binaries import choose
from wesley.postgres.cache import cache_folder, let_go_of_unused
from wesley.postgres.codes import NOT_STARTED
from wesley.problems.problem import Problem, ServerError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wesley.postgres.account import Account
    from wesley.postgres.binaries import Binaries

# A script, not a module: a process of its own runs it.
SUPERVISOR = Path(__file__).with_name("supervisor.py")
PORT = 5432
# sun_path holds 108 bytes with its NUL on Linux, 104 on macOS (sys/un.h); the folder adds `/wesley-` and 8 characters,
# the socket `/.s.PGSQL.5432.lock`.
SOCKET_BYTES = 103
FOLDER_BYTES = len("/wesley-12345678/.s.PGSQL.5432.lock")
STOP_SECONDS = 30
# Linux keeps what is here in memory. A cluster takes 30 MB and 8 MB for each database; containers often have 64 MB.
MEMORY = "/dev/shm"  # noqa: S108  # the folder in it is made by mkdtemp
ROOM_BYTES = 2 << 30


class EmbeddedServer(Struct, frozen=True, kw_only=True):
    """A running throw-away server.

    Args:
        binaries: the installation that it runs.
        folder: the folder that holds its cluster, its log and its socket.
        pid: the process id of its postmaster.
    """

    binaries: Binaries
    folder: str
    pid: int

    def conninfo(self, database: str = "postgres") -> str:
        """The libpq connection string of one of its databases, as its superuser `postgres`, without a password."""
        from psycopg.conninfo import make_conninfo

        return make_conninfo(host=self.folder, port=PORT, user="postgres", dbname=database)


@contextmanager
def embedded_server(binaries: Binaries | None = None) -> Iterator[EmbeddedServer]:
    """Run a throw-away server for the length of a `with` block.

    Nothing of it outlives the block or the process: no other process, no folder, after kill -9 too. Works as root and
    as an ordinary user. The cluster that initdb made is kept in the user's cache folder (XDG_CACHE_HOME, else
    ~/.cache) and copied for each server; those that are not used any more are removed.

    Args:
        binaries: the installation to run; by default the preferred one (`binaries.choose`).

    Raises:
        ServerError: there are no binaries, or the server does not start; the message has the end of its log.
    """
    if os.name != "posix":
        raise ServerError(_not_started("the embedded server needs Linux or macOS"))
    # The module needs what only these systems have.
    from wesley.postgres.account import account

    chosen = binaries or choose()
    process = _supervisor(_order(chosen, account()))
    running = None
    try:
        running = _report(process, chosen)
        yield running
    finally:
        _stop(process, running)


def _supervisor(order: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-I", "-S", str(SUPERVISOR), order],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        cwd="/",
    )


def _order(binaries: Binaries, who: Account) -> str:
    return json.dumps(
        {
            "bin": binaries.folder,
            "wrapper": who.wrapper,
            "uid": who.uid,
            "gid": who.gid,
            "port": PORT,
            "temp": _temporary_folder(),
            "cache": _cluster_folder(binaries, who),
            "stamp": _stamp(binaries),
        }
    )


def _temporary_folder() -> str:
    """Where to make the server's folder: in memory where there is room, unless TMPDIR says where.

    Measured on ext4: creating a database takes 0.35 s there and 0.02 s in memory.
    """
    if "TMPDIR" not in os.environ and _is_roomy(MEMORY):
        return MEMORY
    try:
        folder = tempfile.gettempdir()
    except FileNotFoundError as error:
        raise ServerError(_not_started(f"no folder for temporary files can be written: {error.args[-1]}")) from None
    return folder if len(os.fsencode(folder)) + FOLDER_BYTES <= SOCKET_BYTES else "/tmp"  # noqa: S108  # made by mkdtemp


def _is_roomy(folder: str) -> bool:
    try:
        return os.access(folder, os.W_OK | os.X_OK) and shutil.disk_usage(folder).free >= ROOM_BYTES
    except OSError:
        return False


def _cluster_folder(binaries: Binaries, who: Account) -> str | None:
    """Where the cluster of these binaries is kept, one folder for each installation; None without a home."""
    cache = cache_folder()
    if cache is None:
        return None
    let_go_of_unused(cache)
    name = hashlib.sha256(os.fsencode(f"{binaries.folder} {who.uid}")).hexdigest()[:16]
    return str(cache / "clusters" / f"{binaries.major}-{name}")


def _stamp(binaries: Binaries) -> str:
    """What the cached cluster depends on: the programs and the way in which it is made."""
    program = (Path(binaries.folder) / "initdb").stat()
    recipe = hashlib.sha256(SUPERVISOR.read_bytes()).hexdigest()[:16]
    return f"{binaries.version} {program.st_size} {program.st_mtime_ns} {recipe}"


def _report(process: subprocess.Popen[bytes], binaries: Binaries) -> EmbeddedServer:
    line = process.stdout.readline() if process.stdout else b""
    ended = {"error": "the process that looks after the server ended", "log": ""}
    report: dict[str, Any] = json.loads(line) if line else ended
    if "error" in report:
        reason = f"PostgreSQL {binaries.version} in {binaries.folder}: {report['error']}"
        raise ServerError(_not_started(reason, report["log"]))
    return EmbeddedServer(binaries=binaries, folder=report["folder"], pid=report["pid"])


def _stop(process: subprocess.Popen[bytes], running: EmbeddedServer | None) -> None:
    # A byte, not only the end of the pipe: a process forked meanwhile may hold the other end too.
    try:
        process.communicate(b"stop", timeout=STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.communicate()
    if process.returncode != 0 and running:
        _clear(running)


def _clear(running: EmbeddedServer) -> None:
    """Do what the supervisor would have done, had it not been killed."""
    with suppress(ProcessLookupError):
        os.kill(running.pid, signal.SIGQUIT)
    shutil.rmtree(running.folder, ignore_errors=True)


def _not_started(reason: str, log: str = "") -> Problem:
    way_out = "mend the reason, or name a running server with --database-url"
    return Problem(
        code=NOT_STARTED,
        message=f"no throw-away server could be started: {reason}",
        help="\n".join(filter(None, (log, way_out))),
    )
