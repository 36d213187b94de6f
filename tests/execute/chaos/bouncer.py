"""PgBouncer in front of a server, where it is installed."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from psycopg.conninfo import conninfo_to_dict, make_conninfo

from wesley.postgres.account import account
from wesley.postgres.session import session
from wesley.problems.problem import ServerError

PROGRAM = shutil.which("pgbouncer", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
_PORT = 6432
_LONGEST = 20.0
_CONFIGURATION = """
[databases]
* = host={host} port={port}
[pgbouncer]
listen_addr =
listen_port = {own_port}
unix_socket_dir = {folder}
auth_type = any
auth_file =
pool_mode = {mode}
default_pool_size = 5
logfile = {folder}/log
"""


@contextmanager
def bouncer(conninfo: str, mode: str) -> Iterator[str]:
    """Run one for the length of a `with` block; gives the connection string of the same database behind it.

    Args:
        conninfo: a database, at a socket.
        mode: `transaction` or `session`.
    """
    if PROGRAM is None:
        raise LookupError("PgBouncer is not installed")
    place, who = conninfo_to_dict(conninfo), account()
    with tempfile.TemporaryDirectory(prefix="wesley-") as name:
        folder = Path(name)
        if who.uid is not None and who.gid is not None:
            os.chown(folder, who.uid, who.gid)
        text = _CONFIGURATION.format(
            host=place["host"], port=place["port"], own_port=_PORT, folder=folder, mode=mode
        ).replace("* = ", f"* = user={place['user']} ")
        (folder / "pgbouncer.ini").write_text(text)
        with _running(folder):
            address = make_conninfo(conninfo, host=str(folder), port=_PORT)
            _await(address)
            yield address


@contextmanager
def _running(folder: Path) -> Iterator[None]:
    who = account()
    process = subprocess.Popen(
        [*who.wrapper, str(PROGRAM), str(folder / "pgbouncer.ini")],
        user=who.uid,
        group=who.gid,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield
    finally:
        process.kill()
        process.wait()


def _await(address: str) -> None:
    end = time.monotonic() + _LONGEST
    while True:
        with suppress(ServerError):
            with session(address) as one:
                one.run("SELECT 1")
            return
        assert time.monotonic() < end, "PgBouncer does not start"
        time.sleep(0.05)
