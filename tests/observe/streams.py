"""Streams of events as a watch, and as commands that look at a database, give them."""

from __future__ import annotations

from wesley.observe.events import Event
from wesley.observe.looking import DriftFound, HealthChecked, HealthLooked
from wesley.observe.watching import (
    CommandRun,
    Compiled,
    DatabaseBrought,
    Refused,
    RoundEnded,
    RoundStarted,
    TestsRun,
    WatchEnded,
    WatchStarted,
)


def whole_watch() -> tuple[Event, ...]:
    """A round that passes, and one that is refused."""
    return (
        WatchStarted(watch="w1", paths=("schema",), out="generated"),
        RoundStarted(number=1),
        Compiled(number=1, tables=2, files=1, parsed=1, written=9, removed=0, unchanged=0, warnings=3, seconds=0.25),
        DatabaseBrought(number=1, how="rebuilt", reason="it is the first round", statements=12, seconds=0.5),
        TestsRun(number=1, files=4, passed=40, failed=0, skipped=1, seconds=1.5),
        CommandRun(number=1, status=0, seconds=0.1),
        RoundEnded(number=1, passed=True, seconds=2.5),
        RoundStarted(number=2, changed=("schema/a.graphql", "schema/b.graphql")),
        Refused(number=2, errors=2, warnings=1, codes=("E101",), first="schema/a.graphql:1:1: no type", seconds=0.01),
        RoundEnded(number=2, passed=False, seconds=0.02),
        WatchEnded(rounds=2, seconds=60.0),
    )


def whole_look() -> tuple[Event, ...]:
    """Drift, and three checks."""
    return (
        DriftFound(
            database="app on db:5432",
            against="schema",
            missing=1,
            extra=2,
            different=0,
            expected=3,
            ignored=4,
            severity="error",
            seconds=0.2,
        ),
        HealthChecked(check="connection", status="ok", seen="answers in 1 ms", value=0.001, seconds=0.01),
        HealthChecked(check="replication-lag", status="skipped", seen="there is no standby", seconds=0.01),
        HealthChecked(check="long-transactions", status="error", seen="one of 2 h", value=7200.0, seconds=0.01),
        HealthLooked(database="app on db:5432", passed=1, warnings=0, errors=1, skipped=1, seconds=0.05),
    )
