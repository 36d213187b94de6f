"""The safeguards, each with the trouble that it is there for and a way to do without it.

Nothing in the product can switch one off: functions of it are replaced in the process that runs it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from unittest.mock import patch

from msgspec import Struct
from msgspec.structs import replace

from proof.ablation.troubles import dying_build, late_reader, nothing, old_reader, second_migrator
from proof.load.cases import CASES, Case
from wesley.execute import attempts, guard, run_transaction
from wesley.execute.clock import Clock
from wesley.execute.concurrent import create_index
from wesley.execute.timeouts import of_kind
from wesley.plan import make
from wesley.plan.plan import Segment, SegmentKind
from wesley.plan.segments import segments
from wesley.plan.unfold import Piece
from wesley.postgres.session import Session


class Safeguard(Struct, frozen=True, kw_only=True):
    """A safeguard.

    Args:
        name: for people and the command line.
        case: the change under load by which it is shown.
        trouble: makes happen what it is there for; told the database.
        off: does without it, in this process.
        words: further options of `wesley migrate`.
    """

    name: str
    case: Case
    trouble: Callable[[str], None]
    off: Callable[[], None]
    words: tuple[str, ...] = ()


def _ask_at_once() -> None:
    patch.object(attempts, "wait_for_holders", lambda *_: False).start()


def _wait_for_locks() -> None:
    patch.object(run_transaction, "of_kind", lambda *words: replace(of_kind(*words), lock=0)).start()


def _validate_under_the_lock() -> None:
    def together(pieces: Iterable[Piece], created: frozenset[tuple[str, str]]) -> tuple[Segment, ...]:
        parted = segments(pieces, created)
        steps = tuple(step for segment in parted for step in segment.steps)
        return (Segment(kind=SegmentKind.TRANSACTION, phase=parted[0].phase, steps=steps),)

    patch.object(make, "segments", together).start()


def _wait_in_the_lock() -> None:
    def take(own: Session, _clock: Clock, _patience: float) -> None:
        own.run("SELECT pg_advisory_lock(%s)", [guard.KEY])

    patch.object(guard, "take", take).start()


def _leave_what_is_half_made() -> None:
    patch.object(create_index, "clean", lambda *_: None).start()


_ADD_INDEX = next(case for case in CASES if case.name == "add_index")
_ADD_CHECK = next(case for case in CASES if case.name == "add_check")
# So slow that few rows are enough to see who waits for it.
_ADD_SLOW_CHECK = Case(name="add_slow_check", plain="ALTER TABLE orders ADD CHECK (md5(repeat(note, 100)) <> '')")

SAFEGUARDS = (
    # Without it clients stand behind each request for as long as the budget allows: 100 ms if nothing is said.
    Safeguard(
        name="holder-probe",
        case=_ADD_CHECK,
        trouble=old_reader,
        off=_ask_at_once,
        words=("--stall-budget", "600ms"),
    ),
    Safeguard(name="lock-timeout", case=_ADD_CHECK, trouble=late_reader, off=_wait_for_locks),
    Safeguard(name="split", case=_ADD_SLOW_CHECK, trouble=nothing, off=_validate_under_the_lock),
    Safeguard(
        name="try-lock",
        case=_ADD_INDEX,
        trouble=second_migrator,
        off=_wait_in_the_lock,
        words=("--patience", "20s"),
    ),
    Safeguard(
        name="clean-up",
        case=_ADD_INDEX,
        trouble=dying_build,
        off=_leave_what_is_half_made,
        words=("--patience", "20s"),
    ),
)
