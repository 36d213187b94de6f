"""A client that is in the way of concurrent statements for a moment, in a process that outlives who has started it."""

from __future__ import annotations

import subprocess
import sys
from enum import StrEnum

from wesley.postgres.session import Session, session

SECONDS = 2.0
_TABLES = (
    "SELECT oid::regclass::text FROM pg_class WHERE relkind IN ('r', 'p') AND relnamespace = 'public'::regnamespace"
)


class Way(StrEnum):
    """How it is in the way.

    WRITER: it has written to every table, so a build waits before it has read anything. SNAPSHOT: it has read every
    table and its snapshot is old, so a build waits when it is built.
    """

    WRITER = "ROW EXCLUSIVE"
    SNAPSHOT = "ACCESS SHARE"


def start(conninfo: str, way: Way) -> subprocess.Popen[str]:
    """Start one and wait until it is in the way."""
    process = subprocess.Popen(
        [sys.executable, "-m", __name__, conninfo, way.value],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert process.stdout is not None  # noqa: S101 - for the type
    process.stdout.readline()
    return process


def _stand(own: Session, way: Way) -> None:
    isolation = "REPEATABLE READ" if way is Way.SNAPSHOT else "READ COMMITTED"
    own.run(f"BEGIN ISOLATION LEVEL {isolation}")
    for (name,) in own.rows(_TABLES):
        own.run(f"LOCK TABLE ONLY {name} IN {way.value} MODE")
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    own.run("SELECT pg_sleep(%s)", [SECONDS])


if __name__ == "__main__":
    with session(sys.argv[1]) as mine:
        _stand(mine, Way(sys.argv[2]))
