"""A plan on a database that is in nobody's use: its statements in order, without care for locks."""

from __future__ import annotations

from wesley.plan.plan import Plan, Segment, SegmentKind
from wesley.postgres.session import Session, session


def run_plan(conninfo: str, plan: Plan) -> None:
    """Run all of a plan, its contract too.

    Args:
        conninfo: a database of our own.
        plan: a plan that starts from what the database holds.

    Raises:
        ServerError: no connection, or a statement was refused; what came before it stays, but for its transaction.
    """
    with session(conninfo) as connection:
        connection.run("SET row_security = off")
        for segment in plan.segments:
            _run(connection, segment)


def _run(connection: Session, segment: Segment) -> None:
    together = segment.kind is SegmentKind.TRANSACTION
    if together:
        connection.run("BEGIN")
    for step in segment.steps:
        if step.statement.utc:
            connection.run("SET TimeZone = 'UTC'")
        connection.run(step.statement.sql)
        if step.statement.utc:
            connection.run("RESET TimeZone")
    if together:
        connection.run("COMMIT")
