"""A run that has one backfill to do, on a table that a test has made."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from msgspec import Struct
from msgspec.structs import replace

from tests.execute.place import entered
from wesley.changes.statement import Batches, Mode, RelationName, Statement
from wesley.execute.clock import Clock, RealClock
from wesley.execute.connections import Connections
from wesley.execute.go_on import go_on
from wesley.execute.journal import plans, stamps
from wesley.execute.journal.install import install
from wesley.execute.journal.plans import Approvals, NewPlan
from wesley.execute.journal.segments import Segment, Writer, next_segment
from wesley.execute.run import Done, Run
from wesley.execute.run_backfill import run_backfill
from wesley.execute.settings import Settings
from wesley.ir.schema import Physical
from wesley.observe.events import BatchDone, Event
from wesley.plan.document import Document, Undo
from wesley.plan.formats.json import parts
from wesley.plan.plan import Expectation, Phase, Plan, SegmentKind, Step
from wesley.plan.plan import Segment as Planned
from wesley.plan.report.report import report
from wesley.postgres.session import session
from wesley.sql.text import quote_identifier

# Batches of any size are as large as the machine allows; who is in the way is in the way at once.
CALM = Settings(stall_budget=1.0, patience=5.0)


class StillClock:
    """A clock that stands still, so that no batch takes any time."""

    def now(self) -> float:
        """Always the same."""
        return 0.0

    def sleep(self, seconds: float) -> None:
        """At once."""

    def jitter(self, seconds: float) -> float:
        """No chance."""
        return seconds


class Filling(Struct, frozen=True, kw_only=True):
    """A backfill that is in the journal."""

    connections: Connections
    run: Run
    events: list[Event]

    def next(self) -> Segment | None:
        """The segment, with the place where it stands; None when it is done."""
        return next_segment(self.connections.monitor, self.run.writer.plan, contract=False)

    def fill(self) -> Done:
        """Run it from where it stands."""
        segment = self.next()
        assert segment is not None
        return run_backfill(self.run, segment)

    def go_on(self) -> None:
        """Run it as a migration does, over lost connections."""
        go_on(self.run, contract=False, mark=lambda _: None)

    def watched(self, watch: Callable[[BatchDone], None]) -> Filling:
        """The same, with something that happens after each batch."""

        def emit(event: Event) -> None:
            self.events.append(event)
            if isinstance(event, BatchDone):
                watch(event)

        return replace(self, run=replace(self.run, emit=emit))

    def journal(self) -> tuple[str, int]:
        """Its state in the journal, and how many rows it has changed."""
        sql = "SELECT state, rows FROM wesley.segments"
        state, rows = self.connections.monitor.rows(sql)[0]
        return state, rows


def batches(table: str, key: Sequence[str], value: str, *, column: str = "value", size: int = 10) -> Batches:
    """A backfill of one column, where it is NULL."""
    return Batches(
        table=RelationName(schema="public", name=table),
        key=tuple(key),
        assignments=((column, value),),
        condition=f"{quote_identifier(column)} IS NULL",
        size=size,
    )


@contextmanager
def filling(
    conninfo: str, todo: Batches, *, settings: Settings = CALM, clock: Clock | None = None, utc: bool = False
) -> Iterator[Filling]:
    """A run whose plan is one backfill.

    Args:
        conninfo: a database that has the table.
        todo: the backfill.
        settings: how it behaves.
        clock: its time; the machine's by default.
        utc: values are computed with TimeZone = UTC.
    """
    statement = Statement(sql="SELECT 1;", why="", mode=Mode.BATCHES, batches=todo, utc=utc)
    step = Step(number=1, title="Fill", kind="backfill", statement=statement, after=(Expectation(relation=todo.table),))
    segment = Planned(kind=SegmentKind.BACKFILL, phase=Phase.EXPAND, steps=(step,))
    plan = Plan(server=15, before=Physical(), between=Physical(), goal=Physical(), segments=(segment,))
    with Connections(conninfo, "test") as connections:
        install(connections.worker)
        token = entered(connections)
        yield _stored(connections, plan, token, settings, clock or RealClock())


def _stored(connections: Connections, plan: Plan, token: int, settings: Settings, clock: Clock) -> Filling:
    head, lines = parts(Document(plan=plan, report=report(plan), undo=Undo()))
    worker, events = connections.worker, list[Event]()
    worker.run("BEGIN")
    number = plans.store(worker, NewPlan(head=head, lines=lines, approvals=Approvals()))
    (step,) = plan.steps()
    stamps.keep(worker, number, stamps.names([one.relation for one in step.after]))
    worker.run("COMMIT")
    run = Run(
        connections=connections,
        writer=Writer(plan=number, run="test", token=token),
        settings=settings,
        created=frozenset(),
        emit=events.append,
        clock=clock,
    )
    return Filling(connections=connections, run=run, events=events)


def configure(conninfo: str, **settings: str) -> None:
    """Settings of the database for every session that comes."""
    with session(conninfo) as one:
        name = quote_identifier(one.rows("SELECT current_database()")[0][0])
        for setting, value in settings.items():
            one.run(f"ALTER DATABASE {name} SET {setting} = {value}")


def count(conninfo: str, sql: str) -> int:
    """The number that a query gives."""
    with session(conninfo) as one:
        return int(one.rows(sql)[0][0])
