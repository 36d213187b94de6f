"""The same statements by a run and by psql, each in a database of its own."""

from __future__ import annotations

import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from msgspec import Struct

from proof.overhead.shapes import STEPS, Shape, before, planned
from proof.servers import Server
from wesley.execute import migrate
from wesley.execute.begin import begin, enter
from wesley.execute.clock import RealClock
from wesley.execute.connections import Connections
from wesley.execute.journal.new_plan import new_plan
from wesley.execute.journal.plans import Approvals
from wesley.execute.settings import Settings
from wesley.observe.events import Event, RunStarted, Verified
from wesley.plan.document import Document
from wesley.postgres.database import load
from wesley.postgres.session import session
from wesley.targets.postgres.document import document

TEMPLATE = "proof_overhead"
_SECONDS = 600
Times = tuple[float, float]


class Measured(Struct, frozen=True, kw_only=True):
    """Seconds, the best of several rounds.

    Args:
        run: for the segments.
        verification: for reading the catalog at the end.
        psql: for the same statements.
    """

    run: float
    verification: float
    psql: float

    @property
    def over(self) -> float:
        """Milliseconds a step over psql."""
        return (self.run - self.psql) / STEPS * 1000


def measure(shape: Shape, server: Server, psql: Path, rounds: int) -> Measured:
    """Run the statements in both ways, in turn.

    Args:
        shape: how they are spread.
        server: where.
        psql: the program.
        rounds: how often.
    """
    planning = planned(shape, server.binaries.major)
    with session(server.conninfo()) as admin:
        admin.run(f"DROP DATABASE IF EXISTS {TEMPLATE}")
        admin.run(f"CREATE DATABASE {TEMPLATE}")
    load(server.conninfo(TEMPLATE), document(before(shape)))
    runs, others = [], []
    for _ in range(rounds):
        with _copied(server) as conninfo:
            runs.append(by_run(planning, conninfo))
        with _copied(server) as conninfo:
            others.append(by_psql(planning, conninfo, psql))
    return Measured(run=min(one for one, _ in runs), verification=min(one for _, one in runs), psql=min(others))


@contextmanager
def _copied(server: Server) -> Iterator[str]:
    with session(server.conninfo()) as admin:
        admin.run("DROP DATABASE IF EXISTS proof WITH (FORCE)")
        admin.run(f"CREATE DATABASE proof TEMPLATE {TEMPLATE} STRATEGY FILE_COPY")
        # What copying has left to write would be in the figures.
        admin.run("CHECKPOINT")
        yield server.conninfo("proof")
        admin.run("DROP DATABASE proof WITH (FORCE)")


def by_run(planning: Document, conninfo: str) -> Times:
    """Seconds that a run needs for its segments, and for its verification; nobody looks at its events."""
    at: dict[type[Event], float] = {}

    def emit(event: Event) -> None:
        at[type(event)] = time.perf_counter() - (event.seconds if isinstance(event, Verified) else 0.0)

    clock = RealClock()
    tools = migrate.Tools(settings=Settings(), emit=emit, clock=clock, mark=lambda _: None, database="proof")
    with Connections(conninfo, "proof") as connections:
        enter(connections, clock, 0)
        begun = begin(connections, new_plan(planning, Approvals()), lambda: None)
        migrate.run(connections, begun.entry, begun.token, tools)
    return at[Verified] - at[RunStarted], time.perf_counter() - at[Verified]


def by_psql(planning: Document, conninfo: str, psql: Path) -> float:
    """Seconds that psql needs for the same statements, each a transaction of its own, with its start."""
    with tempfile.NamedTemporaryFile("w", suffix=".sql") as script:
        script.writelines(f"{step.statement.sql}\n" for step in planning.plan.steps())
        script.flush()
        command = [str(psql), "-Xq", "-v", "ON_ERROR_STOP=1", "-f", script.name, conninfo]
        return _timed(lambda: subprocess.run(command, stdin=subprocess.DEVNULL, timeout=_SECONDS, check=True))


def _timed(action: Callable[[], object]) -> float:
    began = time.perf_counter()
    action()
    return time.perf_counter() - began
