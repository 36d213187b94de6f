"""How long a statement takes once it has its locks: a range, and what it is taken from."""

from __future__ import annotations

from msgspec import Struct

from wesley.changes.statement import Mode, RelationName, Statement
from wesley.ir.size import RelationSize
from wesley.plan.report.rates import Rates
from wesley.plan.report.sizes import Sizes

_MOMENT = (0.0, 0.1)  # seconds

_MEASURED = ", at rates measured on this server on "

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
    return _of_bytes(statement, known, sizes.rates)


def total(durations: tuple[Duration, ...]) -> Duration:
    """All of them, one after the other."""
    unknown = [each.basis for each in durations if each.least is None]
    if unknown:
        return Duration(basis=unknown[0])
    return Duration(
        least=sum((each.least or 0.0 for each in durations), 0.0),
        most=sum((each.most or 0.0 for each in durations), 0.0),
        basis=f"the statements one after the other, without waiting for locks{_measured(durations)}",
    )


def _measured(durations: tuple[Duration, ...]) -> str:
    """What the parts say of a measurement; all that say anything say the same."""
    told = (each.basis.partition(_MEASURED) for each in durations)
    return next((f"{mark}{day}" for _, mark, day in told if mark), "")


def _of_rows(table: RelationName, sizes: Sizes) -> Duration:
    rows = sizes.rows(table)
    if rows is None:
        return Duration(basis=NEVER_ANALYZED if table in sizes.known else UNKNOWN)
    slow, fast = sizes.rates.backfill
    return Duration(least=rows / fast, most=rows / slow, basis=f"{rows:,} rows{_at(sizes.rates)}")


def _of_bytes(statement: Statement, known: list[RelationSize], rates: Rates) -> Duration:
    table = sum(size.table_bytes for size in known)
    indexes = sum(size.index_bytes for size in known)
    slow, fast = rates.scan
    work = table
    if statement.rewrites:
        (slow, fast), work = rates.rewrite, table + indexes
    elif statement.mode is Mode.OUTSIDE:
        slow, fast = rates.build
    basis = f"{_megabytes(work)} on disk{_at(rates)}"
    return Duration(least=work / fast, most=work / slow + _MOMENT[1], basis=basis)


def _at(rates: Rates) -> str:
    return f"{_MEASURED}{rates.measured}" if rates.measured else ""


def _megabytes(number: int) -> str:
    return f"{number / 1e6:,.1f} MB"
