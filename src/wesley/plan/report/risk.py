"""The risk of a statement, from 0 to 100.

    risk = min(100, 10 x blocking x held + 40 if data are lost + 10 if it can fail on data
                    + 5 if prepared statements of clients break + 5 if stopping it half-way leaves something behind)

`blocking` is that of its strongest lock on a table in use: 0 none, 1 blocks other DDL, 3 blocks writes, 5 blocks reads
and writes. `held` is how long: 0.2 for a moment; for a statement that reads or rewrites tables by the rows of the
largest one: 0.4 below 10,000, 1 below 1,000,000, 1.6 from there on and where the rows are unknown. So it never falls
when a lock is stronger, when it is held longer, or when data are lost.
"""

from __future__ import annotations

from wesley.changes.lock import Lock
from wesley.changes.statement import Mode, RelationName, Statement
from wesley.plan.report.sizes import Sizes

_MOMENT = 0.2
_HELD = ((10_000, 0.4), (1_000_000, 1.0))
_LONG = 1.6
_LOSS, _FAILURE, _PREPARED, _LEFTOVER = 40, 10, 5, 5
_MOST = 100


def risk(statement: Statement, sizes: Sizes) -> int:
    """The risk of one statement."""
    points = 10 * _blocking(strongest_in_use(statement, sizes)) * _held(statement, sizes)
    points += _LOSS if statement.loses else 0
    points += _FAILURE if statement.probe is not None else 0
    points += _PREPARED if statement.breaks_prepared else 0
    points += _LEFTOVER if statement.mode is Mode.OUTSIDE else 0
    return min(_MOST, round(points))


def strongest_in_use(statement: Statement, sizes: Sizes) -> Lock | None:
    """The strongest lock that a statement takes on something that is in use; None when it takes none."""
    modes = [lock.mode for lock in statement.locks if sizes.in_use(RelationName(schema=lock.schema, name=lock.name))]
    return max(modes, key=lambda mode: mode.strength, default=None)


def _blocking(mode: Lock | None) -> int:
    if mode is None:
        return 0
    if mode.blocks_reads:
        return 5
    if mode.blocks_writes:
        return 3
    return 1 if mode.blocks_ddl else 0


def _held(statement: Statement, sizes: Sizes) -> float:
    worked_on = {name for name in (*statement.scans, *statement.rewrites) if sizes.in_use(name)}
    if not worked_on:
        return _MOMENT
    rows = [sizes.rows(name) for name in worked_on]
    known = [number for number in rows if number is not None]
    if len(known) < len(rows):
        return _LONG
    return next((held for limit, held in _HELD if max(known) < limit), _LONG)
