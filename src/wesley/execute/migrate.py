"""A plan on a database, from its gate to its verification."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct
from msgspec.structs import replace

from wesley.changes.statement import RelationName
from wesley.execute.accept import accepted
from wesley.execute.clock import Clock
from wesley.execute.compare import compare, refuse_unverified
from wesley.execute.connections import Connections
from wesley.execute.go_on import Mark, go_on
from wesley.execute.heartbeat import wal_position
from wesley.execute.journal import plans, runs, stamps
from wesley.execute.journal.plans import Entry, NewPlan
from wesley.execute.journal.segments import Writer, progress
from wesley.execute.journal.whole import refuse_damaged
from wesley.execute.other_stamps import take_anew
from wesley.execute.reached import reached
from wesley.execute.recover import end_leftovers, persistently
from wesley.execute.run import Run
from wesley.execute.settings import Settings
from wesley.observe.events import Emit, Outcome, RunStarted, Verified, Warned
from wesley.plan.formats.record import Head
from wesley.postgres.session import Session


class Tools(Struct, frozen=True, kw_only=True):
    """What a run needs from outside.

    Args:
        settings: what the user chose.
        emit: where events go.
        clock: time.
        mark: told how far it is after each segment.
        database: what to call the database, without secrets.
    """

    settings: Settings
    emit: Emit
    clock: Clock
    mark: Mark
    database: str


def store(session: Session, new: NewPlan, gate: Callable[[], None]) -> Entry:
    """Write a plan into the journal, with stamps of all that it touches; all or nothing.

    Args:
        session: the worker of a run that holds the advisory lock.
        new: the plan.
        gate: called when the stamps are taken; refuses a database that is not the one the plan is for. What is changed
            between that and the first lock shows in the stamps.

    Raises:
        WesleyError: the gate refuses it, or the server does.
    """
    session.run("BEGIN ISOLATION LEVEL READ COMMITTED")
    try:
        plan = plans.store(session, new)
        stamps.keep(session, plan, _touched(session, plan))
        gate()
        session.run("COMMIT")
    except BaseException:
        if not session.broken and session.in_transaction:
            session.run("ROLLBACK")
        raise
    return plans.entry(session, plan)


def run(connections: Connections, entry: Entry, token: int, tools: Tools) -> Outcome:
    """Run what is not done of a plan, then see that the catalog is what it leads to.

    Args:
        connections: their guard holds the advisory lock.
        entry: the plan.
        token: from `guard.next_token`.
        tools: what it needs from outside.

    Raises:
        WesleyError: it cannot go on; what is done is in the journal.
    """
    writer = Writer(plan=entry.plan, run=connections.run, token=token)
    run = Run(
        connections=connections,
        writer=writer,
        settings=tools.settings,
        created=frozenset(),
        emit=tools.emit,
        clock=tools.clock,
    )
    head = persistently(run, lambda: _prepared(run, entry))
    wal = persistently(run, lambda: wal_position(run))
    run = replace(run, created=frozenset(head.created), began=run.clock.now(), wal=wal)
    tools.emit(persistently(run, lambda: _started(run, entry, tools)))
    go_on(run, contract=entry.contract, mark=tools.mark)
    return persistently(run, lambda: _finished(run, entry, head))


def _prepared(run: Run, entry: Entry) -> Head:
    """Nobody else is at work, the journal knows of this run, and the plan stands in it as it was written."""
    end_leftovers(run)
    runs.begin(run.connections.worker, run.writer)
    head = plans.head(run.connections.worker, run.writer.plan)
    refuse_damaged(run.connections.worker, entry, head)
    take_anew(run, entry, head)
    return head


def _started(run: Run, entry: Entry, tools: Tools) -> RunStarted:
    worker = run.connections.worker
    before = progress(worker, entry.plan, contract=entry.contract)
    return RunStarted(
        run=run.writer.run,
        plan=entry.name,
        direction=entry.direction,
        database=tools.database,
        server=worker.version,
        segments=before.segments - before.segments_done,
        statements=before.statements - before.statements_done,
        resumed=len(runs.runs(worker, entry.plan)) > 1,
    )


def _finished(run: Run, entry: Entry, head: Head) -> Outcome:
    _verify(run, entry, head)
    worker = run.connections.worker
    outcome = Outcome.DONE if entry.contract or not _waits(worker, entry.plan) else Outcome.EXPANDED
    _end(worker, entry, outcome)
    return outcome


def _verify(run: Run, entry: Entry, head: Head) -> None:
    began = run.clock.now()
    agreed = entry.approvals
    comparison = accepted(compare(run.connections.worker, reached(head), agreed.namespaces, agreed.ignore), entry)
    for place in comparison.undecided:
        run.emit(Warned(message=f"nobody could tell whether the text of {place} means what the plan meant"))
    refuse_unverified(comparison)
    run.emit(Verified(seconds=run.clock.now() - began))


def _end(worker: Session, entry: Entry, outcome: Outcome) -> None:
    worker.run("BEGIN")
    plans.end(worker, entry.plan, str(outcome))
    if entry.undoes is not None:
        plans.end_undone(worker, entry.undoes, entry.plan)
    worker.run("COMMIT")


def _waits(worker: Session, plan: int) -> bool:
    """Whether there are segments of a contract that are not run."""
    sql = "SELECT EXISTS (SELECT FROM wesley.segments WHERE plan = %s AND phase = 'contract')"
    return bool(worker.rows(sql, [plan])[0][0])


def _touched(session: Session, plan: int) -> list[str]:
    found: set[RelationName] = set()
    for line in plans.lines(session, plan):
        found |= {RelationName(schema=lock.schema, name=lock.name) for lock in line.step.statement.locks}
        found |= {one.relation for one in line.step.after}
    return stamps.names(found)
