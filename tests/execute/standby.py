"""A server with a standby or with settings of its own, made for one test."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from msgspec import Struct
from psycopg.conninfo import make_conninfo

from wesley.postgres.account import Account, account
from wesley.postgres.binaries import Binaries

_SETTINGS = "-c listen_addresses= -c fsync=off -c autovacuum=off -c wal_receiver_status_interval=1 -c log_timezone=UTC"
_SECONDS = 60
_MEMORY = Path("/dev/shm")  # noqa: S108 - the folder in it is made by mkdtemp


class Pair(Struct, frozen=True):
    """Connection strings of a server and of its standby."""

    primary: str
    standby: str


@contextmanager
def pair(binaries: Binaries) -> Iterator[Pair]:
    """Run a server, and a standby that pg_basebackup has made of it, for the length of a `with` block."""
    with ExitStack() as stack:
        who, folder = _folder(stack)
        primary, standby = folder / "primary", folder / "standby"
        started = _made(who, binaries, primary, stack)
        _run(who, binaries, "pg_basebackup", "-R", "-c", "fast", "--no-sync", "-d", started, "-D", str(standby))
        yield Pair(started, _started(who, binaries, standby, stack))


@contextmanager
def alone(binaries: Binaries, settings: str) -> Iterator[str]:
    """Run a server with settings of its own, `-c name=value ...`, for the length of a `with` block."""
    with ExitStack() as stack:
        who, folder = _folder(stack)
        yield _made(who, binaries, folder / "alone", stack, settings)


def _folder(stack: ExitStack) -> tuple[Account, Path]:
    """A folder that is gone at the end, and who may write into it."""
    home = _MEMORY if _MEMORY.is_dir() else None
    who, folder = account(), Path(tempfile.mkdtemp(prefix="wesley-pair-", dir=home))
    stack.callback(shutil.rmtree, folder, ignore_errors=True)
    if who.uid is not None and who.gid is not None:
        os.chown(folder, who.uid, who.gid)
    return who, folder


def _made(who: Account, binaries: Binaries, data: Path, stack: ExitStack, settings: str = "") -> str:
    _run(who, binaries, "initdb", "--no-sync", "--username=postgres", "--auth=trust", "-D", str(data))
    return _started(who, binaries, data, stack, settings)


def _started(who: Account, binaries: Binaries, data: Path, stack: ExitStack, settings: str = "") -> str:
    socket = data.with_name(f"{data.name}-socket")
    socket.mkdir()
    if who.uid is not None and who.gid is not None:
        os.chown(socket, who.uid, who.gid)
    options, log = f"{_SETTINGS} {settings} -k {socket}", str(data.with_name(f"{data.name}.log"))
    stack.callback(_run, who, binaries, "pg_ctl", "stop", "-m", "immediate", "-D", str(data))
    _run(who, binaries, "pg_ctl", "start", "-w", "-s", "-o", options, "-l", log, "-D", str(data))
    return make_conninfo(host=str(socket), user="postgres", dbname="postgres")


def _run(who: Account, binaries: Binaries, program: str, *arguments: str) -> None:
    subprocess.run(
        [*who.wrapper, str(Path(binaries.folder) / program), *arguments],
        user=who.uid,
        group=who.gid,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        env={**os.environ, "LC_ALL": "C"},
        timeout=_SECONDS,
        check=True,
    )
