"""How long a statement takes once it has its locks: a range, and what it is taken from.

The rates are wide on purpose. The fast ends are those of tables in memory on a machine that does nothing else; the slow
ends those of network disks of the small kind, which give 50 MB/s, with other work going on. `make rates` measures them
on the machine at hand: with 500,000 rows in memory and both cores busy it read 713 MB/s (VALIDATE CONSTRAINT), indexed
51 MB/s, rewrote 81 MB/s and filled 19,199 rows/s.
"""

from __future__ import annotations

from msgspec import Struct

from wesley.changes.statement import Mode, RelationName, Statement
from wesley.ir.size import RelationSize
from wesley.plan.report.sizes import Sizes

SCAN = (50e6, 2e9)  # bytes a second, slowest and fastest
REWRITE = (10e6, 300e6)
BUILD = (5e6, 200e6)
BACKFILL = (2e3, 1e5)  # rows a second
_MOMENT = (0.0, 0.1)  # seconds

UNKNOWN = "the size of the tables is unknown: plan against a live database to know"
NEVER_ANALYZED = "the number of rows is unknown: run ANALYZE on the database and plan again"


class Duration(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A range of seconds with its basis; both ends are None when it is unknown."""

    least: float | None = None
    most: float | None = None
    basis: str = ""


def duration(statement: Statement, sizes: Sizes) -> Duration:
    """How long one statement takes."""
    worked_on = [name for name in dict.fromkeys((*statement.scans, *statement.rewrites)) if sizes.in_use(name)]
    if statement.batches is not None and sizes.in_use(statement.batches.table):
        return _of_rows(statement.batches.table, sizes)
    if not worked_on:
        return Duration(least=_MOMENT[0], most=_MOMENT[1], basis="constant time")
    known = [sizes.known[name] for name in worked_on if name in sizes.known]
    if len(known) < len(worked_on):
        return Duration(basis=UNKNOWN)
    return _of_bytes(statement, known)


def total(durations: tuple[Duration, ...]) -> Duration:
    """All of them, one after the other."""
    unknown = [each.basis for each in durations if each.least is None]
    if unknown:
        return Duration(basis=unknown[0])
    return Duration(
        least=sum((each.least or 0.0 for each in durations), 0.0),
        most=sum((each.most or 0.0 for each in durations), 0.0),
        basis="the statements one after the other, without waiting for locks",
    )


def _of_rows(table: RelationName, sizes: Sizes) -> Duration:
    rows = sizes.rows(table)
    if rows is None:
        return Duration(basis=NEVER_ANALYZED if table in sizes.known else UNKNOWN)
    return Duration(least=rows / BACKFILL[1], most=rows / BACKFILL[0], basis=f"{rows:,} rows")


def _of_bytes(statement: Statement, known: list[RelationSize]) -> Duration:
    table = sum(size.table_bytes for size in known)
    indexes = sum(size.index_bytes for size in known)
    slow, fast = SCAN
    work = table
    if statement.rewrites:
        (slow, fast), work = REWRITE, table + indexes
    elif statement.mode is Mode.OUTSIDE:
        slow, fast = BUILD
    return Duration(least=work / fast, most=work / slow + _MOMENT[1], basis=f"{_megabytes(work)} on disk")


def _megabytes(number: int) -> str:
    return f"{number / 1e6:,.1f} MB"
