"""The runs of the journal: who ran a plan, when, and how it ended."""

from __future__ import annotations

import os
import socket

from msgspec import Struct

from wesley import __version__
from wesley.execute.journal.segments import Writer
from wesley.postgres.session import Session

_RUNS = (
    "SELECT run, plan, token, host, process, role, tool, date_trunc('second', started_at)::text, "
    "date_trunc('second', seen_at)::text, coalesce(date_trunc('second', ended_at)::text, ''), "
    "coalesce(outcome, ''), coalesce(code, ''), coalesce(sqlstate, ''), coalesce(message, '') "
    "FROM wesley.runs WHERE plan = %s OR %s::bigint IS NULL ORDER BY started_at, token"
)


class RunEntry(Struct, frozen=True, kw_only=True):
    """A run as the journal has it, times to the second; `seen_at` is its last sign of life.

    `outcome` is empty while it lasts.
    """

    run: str
    plan: int
    token: int
    host: str
    process: int
    role: str
    tool: str
    started_at: str
    seen_at: str
    ended_at: str
    outcome: str
    code: str
    sqlstate: str
    message: str


def begin(session: Session, writer: Writer) -> None:
    """A run begins."""
    session.run(
        "INSERT INTO wesley.runs (run, plan, token, host, process, tool) VALUES (%s, %s, %s, %s, %s, %s) "
        "ON CONFLICT (run) DO NOTHING",
        [writer.run, writer.plan, writer.token, socket.gethostname(), os.getpid(), __version__],
    )


def seen(session: Session, run: str) -> None:
    """A sign of life."""
    session.run("UPDATE wesley.runs SET seen_at = clock_timestamp() WHERE run = %s", [run])


def end(session: Session, run: str, outcome: str, code: str = "", sqlstate: str = "", message: str = "") -> None:
    """A run is over; the message holds no secret."""
    session.run(
        "UPDATE wesley.runs SET ended_at = clock_timestamp(), seen_at = clock_timestamp(), outcome = %s, code = %s, "
        "sqlstate = %s, message = %s WHERE run = %s",
        [outcome, code, sqlstate, message, run],
    )


def runs(session: Session, plan: int | None = None) -> tuple[RunEntry, ...]:
    """The runs of a plan, or of all, the oldest first."""
    names = RunEntry.__struct_fields__
    return tuple(RunEntry(**dict(zip(names, row, strict=True))) for row in session.rows(_RUNS, [plan, plan]))
