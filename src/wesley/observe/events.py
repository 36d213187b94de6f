"""What happens in a run, as values. Display, logs, metrics and checkpoints are all made of these and of nothing else.

Durations are in seconds. No event holds a secret: texts of SQL are without their literals.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import ClassVar

from msgspec import Struct


class Level(StrEnum):
    """How much an event matters."""

    DEBUG = "debug"
    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


class Event(Struct, frozen=True, kw_only=True):
    """Something that happened."""

    level: ClassVar[Level] = Level.INFO


Emit = Callable[[Event], None]
"""Where events go. It is only ever called from the thread that runs the plan."""


class RunStarted(Event, frozen=True, kw_only=True, tag="run-started"):
    """A run begins, or goes on after a crash.

    Args:
        run: correlation id of everything that this run tells.
        plan: the plan's identifier.
        direction: `forward` or `back`.
        database: host, port and name of the database, without secrets.
        server: `server_version_num`.
        segments, statements: how many there are to run, those that are done left out.
        segments_done, statements_done: how many earlier runs of the plan have done.
        resumed: True when an earlier run of the plan has left something to do.
    """

    run: str
    plan: str
    direction: str
    database: str
    server: int
    segments: int
    statements: int
    segments_done: int = 0
    statements_done: int = 0
    resumed: bool = False


class SegmentStarted(Event, frozen=True, kw_only=True, tag="segment-started"):
    """A segment begins.

    Args:
        number: from 1.
        total: all segments of the plan.
        kind, phase: how and when it is run.
        statements: how many it has.
        fastest, slowest: seconds that the plan expects of it, without waiting for locks; None when unknown.
        then_fastest, then_slowest: the same of all segments after it.
    """

    number: int
    total: int
    kind: str
    phase: str
    statements: int
    fastest: float | None = None
    slowest: float | None = None
    then_fastest: float | None = None
    then_slowest: float | None = None


class StatementStarted(Event, frozen=True, kw_only=True, tag="statement-started"):
    """A statement begins.

    Args:
        statement: `PLAN/NUMBER`, under which the journal has it.
        title: what it is a part of, for a person.
        sql: its text without literals.
    """

    level = Level.DEBUG

    statement: str
    number: int
    title: str
    sql: str


class Blocker(Struct, frozen=True, kw_only=True):
    """Another session that is in the way.

    Args:
        pid: its process.
        user: its role.
        application: its application_name.
        query: what it runs or ran last, without literals; empty when it may not be seen.
        age: seconds since its transaction began.
        kind: its `backend_type`.
    """

    pid: int
    user: str
    application: str
    query: str
    age: float
    kind: str = "client backend"


class LockRefused(Event, frozen=True, kw_only=True, tag="lock-refused"):
    """A lock was not to be had in time; it is tried again after a pause.

    Args:
        relations: what was to be locked, as `schema.name`.
        attempt: number of the attempt, from 1.
        waited: seconds for which the request stood in the queue: others may have stood behind it that long.
        pause: seconds until the next attempt.
        blockers: who holds it.
    """

    level = Level.WARNING

    relations: tuple[str, ...]
    attempt: int
    waited: float
    pause: float
    blockers: tuple[Blocker, ...] = ()


class HoldersSeen(Event, frozen=True, kw_only=True, tag="holders-seen"):
    """Somebody holds for long already what is needed, so nothing is asked for yet."""

    relations: tuple[str, ...]
    blockers: tuple[Blocker, ...]
    waiting: float


class BlockerEnded(Event, frozen=True, kw_only=True, tag="blocker-ended"):
    """A session that was in the way was terminated, because the user asked for it."""

    level = Level.WARNING

    blocker: Blocker


class Progressed(Event, frozen=True, kw_only=True, tag="progressed"):
    """How far a long statement is.

    Args:
        number: the statement's.
        what: what is done right now, such as `building index: scanning table`.
        done, total: units; total is 0 when unknown.
        unit: `rows`, `blocks`, `lockers`, ...
        fastest, slowest: seconds that are left, as a range; None when unknown.
    """

    level = Level.DEBUG

    number: int
    what: str
    done: int
    total: int
    unit: str
    fastest: float | None = None
    slowest: float | None = None


class BatchDone(Event, frozen=True, kw_only=True, tag="batch-done"):
    """A batch of a backfill is committed; `rows` were changed, the next one has `size` rows."""

    level = Level.DEBUG

    number: int
    rows: int
    seconds: float
    size: int


class Paused(Event, frozen=True, kw_only=True, tag="paused"):
    """A backfill waits so that somebody else can catch up: a standby, or the WAL."""

    level = Level.WARNING

    number: int
    reason: str


class Continued(Event, frozen=True, kw_only=True, tag="continued"):
    """A backfill goes on after `seconds` of pause."""

    number: int
    seconds: float


class Retried(Event, frozen=True, kw_only=True, tag="retried"):
    """Something failed in a way that passes, and is tried again after a pause."""

    level = Level.WARNING

    number: int
    reason: str
    sqlstate: str
    pause: float


class Reconnected(Event, frozen=True, kw_only=True, tag="reconnected"):
    """A connection was lost and is there again; what was under way was found out from the journal."""

    level = Level.WARNING

    lost: str
    seconds: float


class CleanedUp(Event, frozen=True, kw_only=True, tag="cleaned-up"):
    """Something that a statement had left half-made was taken away, such as an invalid index."""

    level = Level.WARNING

    number: int
    what: str


class StatementDone(Event, frozen=True, kw_only=True, tag="statement-done"):
    """A statement is done; what it did may still be rolled back with its transaction."""

    level = Level.DEBUG

    statement: str
    number: int
    seconds: float
    rows: int = 0


class SegmentDone(Event, frozen=True, kw_only=True, tag="segment-done"):
    """A segment is committed and in the journal.

    Args:
        seconds: from its start, all waiting included.
        waited: seconds spent waiting for locks, all attempts together.
        held: seconds for which locks were held that block reads or writes; 0 when there were none.
    """

    number: int
    total: int
    seconds: float
    waited: float = 0.0
    held: float = 0.0


class Heartbeat(Event, frozen=True, kw_only=True, tag="heartbeat"):
    """The run is alive. At most 30 seconds lie between two of them.

    Args:
        elapsed: since the run began.
        cpu: CPU time of this process.
        memory: bytes of memory of this process at its peak.
        backends: server processes of this run.
        wal: bytes of WAL that the server wrote since the run began.
    """

    elapsed: float
    cpu: float
    memory: int
    backends: int
    wal: int


class Checkpointed(Event, frozen=True, kw_only=True, tag="checkpointed"):
    """The journal has everything up to here, and so has the local checkpoint.

    Args:
        percent: of the plan's statements that are done.
        stored: False when the local file could not be written; the journal holds all the same.
    """

    level = Level.DEBUG

    percent: int
    stored: bool


class Warned(Event, frozen=True, kw_only=True, tag="warned"):
    """Something that does not stop the run."""

    level = Level.WARNING

    message: str


class Verified(Event, frozen=True, kw_only=True, tag="verified"):
    """The catalog is what the plan leads to."""

    seconds: float


class Outcome(StrEnum):
    """How a run ended.

    DONE: everything was run. EXPANDED: everything but the contract. STOPPED: it failed and can go on. INTERRUPTED:
    the user ended it, and it can go on.
    """

    DONE = "done"
    EXPANDED = "expanded"
    STOPPED = "stopped"
    INTERRUPTED = "interrupted"


class RunEnded(Event, frozen=True, kw_only=True, tag="run-ended"):
    """A run is over.

    Args:
        outcome: how.
        seconds: how long it took.
        category: of the error: parse, validation, planning, execution or resource; empty when there is none.
        code: the problem's code.
        sqlstate: what the server said, or nothing.
        message: the error in a sentence, or nothing.
    """

    outcome: Outcome
    seconds: float
    category: str = ""
    code: str = ""
    sqlstate: str = ""
    message: str = ""


AnyEvent = (
    RunStarted
    | SegmentStarted
    | StatementStarted
    | LockRefused
    | HoldersSeen
    | BlockerEnded
    | Progressed
    | BatchDone
    | Paused
    | Continued
    | Retried
    | Reconnected
    | CleanedUp
    | StatementDone
    | SegmentDone
    | Heartbeat
    | Checkpointed
    | Warned
    | Verified
    | RunEnded
)
