"""Rows that are in the way of a plan, found before anything is changed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from wesley.changes.statement import Batches, Probe, RelationName, Statement
from wesley.execute.clock import Clock
from wesley.execute.codes import DATA_IN_THE_WAY
from wesley.execute.errors import is_lost
from wesley.plan.plan import Step
from wesley.postgres.session import Session, StatementError
from wesley.problems.problem import Problem

# A probe reads a table that is in use: one that has found nothing by then is left to the statement itself.
_BEGIN = (
    "BEGIN ISOLATION LEVEL READ COMMITTED READ ONLY; "
    "SET LOCAL statement_timeout = '3s'; SET LOCAL lock_timeout = '100ms'; SET LOCAL TimeZone = 'UTC'"
)
_ALL_SECONDS = 15.0
_WORD = re.compile(r"\w+")
_CHANGES_ROWS = ("INSERT", "UPDATE", "DELETE", "WITH")


def unmet_probes(session: Session, steps: Iterable[Step], clock: Clock) -> tuple[Problem, ...]:
    """The statements of a plan that would fail on the rows that are there now.

    A probe is left out when something that it reads is made on the way, or when the plan changes before what it reads
    of the rows of its table. What is left out or takes too long is found by the statement itself, which then fails in
    good order.

    Args:
        session: outside any transaction.
        steps: the statements in order.
        clock: time.
    """
    until = clock.now() + _ALL_SECONDS
    probes = (found for found in _askable(steps) if clock.now() < until)
    return tuple(_in_the_way(step, probe) for step, probe in probes if _finds(session, probe))


def _askable(steps: Iterable[Step]) -> Iterator[tuple[Step, Probe]]:
    written: set[RelationName] = set()
    filled: list[Batches] = []
    for step in steps:
        statement = step.statement
        if statement.batches is not None:
            filled.append(statement.batches)
        elif statement.sql.startswith(_CHANGES_ROWS):
            written.update(RelationName(schema=lock.schema, name=lock.name) for lock in statement.locks)
        # A table with a new file has other values in its rows.
        written.update(statement.rewrites)
        read = _read(statement)
        probe = statement.probe
        if probe is None or not written.isdisjoint(read):
            continue
        if not any(one.table in read and _touches(one, probe) for one in filled):
            yield step, probe


def _touches(batches: Batches, probe: Probe) -> bool:
    """Whether a probe may speak of what a backfill writes, or of what it is made from: that may change its name."""
    texts = (text for assignment in batches.assignments for text in assignment)
    words = {word for text in texts for word in _WORD.findall(text.lower())}
    return not words.isdisjoint(_WORD.findall(probe.query.lower()))


def _read(statement: Statement) -> set[RelationName]:
    """What a statement looks at: it locks both tables of a foreign key."""
    locked = {RelationName(schema=lock.schema, name=lock.name) for lock in statement.locks}
    return locked.union(statement.scans)


def _finds(session: Session, probe: Probe) -> bool:
    """Whether rows are in the way; False where that cannot be told now."""
    try:
        session.run(_BEGIN)
        return bool(session.rows(probe.query))
    except StatementError as error:
        if is_lost(error):
            raise
        return False
    finally:
        if not session.broken and session.in_transaction:
            session.run("ROLLBACK")


def _in_the_way(step: Step, probe: Probe) -> Problem:
    return Problem(
        code=DATA_IN_THE_WAY,
        message=f"statement {step.number}, {step.title}: there are {probe.meaning}",
        help=f"find them with\n{probe.query}\nthen run the command again",
    )
