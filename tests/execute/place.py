"""A database with the first of two schemas, and a run of the plan that leads to the second one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from msgspec import Struct

from tests.sdl.harness import compiled
from wesley.execute import guard, migrate
from wesley.execute.clock import RealClock
from wesley.execute.connections import Connections
from wesley.execute.journal import plans
from wesley.execute.journal.install import install
from wesley.execute.journal.new_plan import new_plan
from wesley.execute.journal.plans import Approvals, Entry
from wesley.execute.journal.segments import Segment, Writer, next_segment
from wesley.execute.run import Run
from wesley.execute.settings import Settings
from wesley.observe.events import Event
from wesley.plan.document import Document, way_back
from wesley.plan.make import make_plan
from wesley.plan.plan import Plan
from wesley.plan.report.report import report
from wesley.postgres.catalog.server import major_version
from wesley.postgres.database import load
from wesley.postgres.session import Session, session
from wesley.targets.postgres.document import document

IMPATIENT = Settings(stall_budget=0.05, patience=2.0)


class Place(Struct, frozen=True, kw_only=True):
    """A run that has begun: its plan is in the journal, nothing of it is done."""

    conninfo: str
    connections: Connections
    run: Run
    entry: Entry
    plan: Plan
    events: list[Event]

    def next(self) -> Segment:
        """The first segment that is not done."""
        found = next_segment(self.connections.monitor, self.entry.plan, contract=True)
        assert found is not None
        return found

    def tools(self, settings: Settings = IMPATIENT) -> migrate.Tools:
        """What `migrate.run` needs."""
        return migrate.Tools(
            settings=settings, emit=self.events.append, clock=RealClock(), mark=lambda _: None, database="a test"
        )

    def to_the_end(self) -> None:
        """Run the plan."""
        migrate.run(self.connections, self.entry, self.run.writer.token, self.tools())

    def told(self, kind: type[Event]) -> list[Event]:
        """The events of one kind."""
        return [event for event in self.events if isinstance(event, kind)]


def documented(plan: Plan) -> Document:
    """A plan with report and way back."""
    return Document(plan=plan, report=report(plan), undo=way_back(plan), source="old", target="new")


@contextmanager
def begun(
    conninfo: str,
    old: str,
    new: str,
    *,
    rows: str = "",
    contract: bool = True,
    settings: Settings = IMPATIENT,
) -> Iterator[Place]:
    """A run of the plan from one schema to another, in a database that has the first one.

    Args:
        conninfo: an empty database.
        old, new: texts of the schema language.
        rows: SQL that is run before.
        contract: whether the contract is run.
        settings: how it behaves.
    """
    load(conninfo, document(compiled(old)) + rows)
    with session(conninfo) as one:
        server = major_version(one)
    plan = make_plan(compiled(old), compiled(new), server=server, contract=contract, allow_drop=("*",))
    with begun_plan(conninfo, plan, settings) as place:
        yield place


def entered(connections: Connections) -> int:
    """The token of the only migrator of a database that has a journal."""
    guard.take(connections.guard, RealClock(), 0)
    return guard.next_token(connections.guard)


def is_done(session: Session, plan: int, segment: int) -> bool:
    """Whether the journal says that a segment is done."""
    sql = "SELECT state = 'done' FROM wesley.segments WHERE plan = %s AND segment = %s"
    return bool(session.rows(sql, [plan, segment])[0][0])


@contextmanager
def begun_plan(conninfo: str, plan: Plan, settings: Settings = IMPATIENT) -> Iterator[Place]:
    """A run of a plan, in a database that has the schema that it starts from.

    Args:
        conninfo: the database.
        plan: the plan.
        settings: how it behaves.
    """
    with Connections(conninfo, "test") as connections:
        install(connections.worker)
        token = entered(connections)
        entry = migrate.store(connections.worker, new_plan(documented(plan), Approvals()), lambda: None)
        events: list[Event] = []
        run = Run(
            connections=connections,
            writer=Writer(plan=entry.plan, run="test", token=token),
            settings=settings,
            created=frozenset(plans.head(connections.worker, entry.plan).created),
            emit=events.append,
            clock=RealClock(),
        )
        yield Place(conninfo=conninfo, connections=connections, run=run, entry=entry, plan=plan, events=events)
