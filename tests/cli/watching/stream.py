"""Events of a watch, as the tests of what is shown need them."""

from __future__ import annotations

from wesley.cli.watching.shown import Kind, Shown
from wesley.observe.events import Event
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

STARTED = WatchStarted(watch="w1", paths=("schema",), out="generated")
FRAME = "error[E002]: Unknown type `Strng`\n  ┌─ a.graphql:3:9\n3 │   nick: Strng\n  │         ^^^^^\n"


def passed(number: int, *between: Event, changed: tuple[str, ...] = ()) -> tuple[Event, ...]:
    """A round that passes."""
    return (
        RoundStarted(number=number, changed=changed),
        Compiled(
            number=number,
            tables=2,
            files=1,
            parsed=1,
            written=3,
            removed=0,
            unchanged=9,
            warnings=0,
            seconds=0.08,
        ),
        *between,
        RoundEnded(number=number, passed=True, seconds=0.1),
    )


def refused(number: int) -> tuple[Event, ...]:
    """A round that is refused, with what is shown of it."""
    return (
        RoundStarted(number=number, changed=("a.graphql",)),
        Shown(kind=Kind.PROBLEMS, text=FRAME),
        Refused(number=number, errors=1, warnings=0, codes=("E002",), first="a.graphql:3:9: Unknown", seconds=0.01),
        RoundEnded(number=number, passed=False, seconds=0.01),
    )


def proved(number: int, failed: int = 0) -> tuple[Event, ...]:
    """What a round with tests tells beside."""
    shown = (Shown(kind=Kind.TESTS, text="FAILED  tests/10_table_users.sql  4 tests\n"),) if failed else ()
    return (
        DatabaseBrought(number=number, how="planned", reason="", statements=2, seconds=0.2),
        *shown,
        TestsRun(number=number, files=3, passed=40, failed=failed, skipped=0, seconds=1.5),
    )


def commanded(number: int, status: int) -> tuple[Event, ...]:
    """What a round with a command tells beside."""
    return (Shown(kind=Kind.COMMAND, text="make: *** [x] Error 1"), CommandRun(number=number, status=status, seconds=1))


ENDED = WatchEnded(rounds=2, seconds=42.0)
