"""What everything that runs a part of a plan needs to know."""

from __future__ import annotations

from msgspec import Struct

from wesley.changes.statement import RelationName
from wesley.execute.clock import Clock
from wesley.execute.connections import Connections
from wesley.execute.journal.segments import Writer
from wesley.execute.settings import Settings
from wesley.observe.events import Emit


class Run(Struct, frozen=True, kw_only=True):
    """A run of a plan.

    Args:
        connections: its three connections.
        writer: writes into the journal as this run.
        settings: what the user chose.
        created: tables that the plan makes: locks on them hold up nobody.
        emit: where its events go.
        clock: time.
        began: when it began, by its clock; None before it has.
        wal: the server's position in the WAL at that moment, in bytes.
    """

    connections: Connections
    writer: Writer
    settings: Settings
    created: frozenset[RelationName]
    emit: Emit
    clock: Clock
    began: float | None = None
    wal: int | None = None


class Done(Struct, frozen=True, kw_only=True):
    """What a segment has cost: seconds of waiting for locks, seconds of holding strong ones, rows that it changed."""

    waited: float = 0.0
    held: float = 0.0
    rows: int = 0
