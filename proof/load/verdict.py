"""Whether what was measured is what was promised."""

from __future__ import annotations

from proof.load.cases import Case
from proof.load.measure import Measured, Watched

STALL = 0.150
TIMES_OF_BASELINE = 3
TIMES_WORSE = 5


def allowed(migrated: Watched) -> float:
    """The longest stall that clients may feel, in seconds."""
    return max(STALL, TIMES_OF_BASELINE * migrated.before.stall)


def felt_stall(case: Case, migrated: Watched) -> float:
    """The longest time for which a migration kept clients waiting, in seconds."""
    return migrated.during.longest if case.announced else migrated.during.stall


def shortcomings(measured: Measured) -> tuple[str, ...]:
    """What is not as promised; the plain form is at least five times worse where it asks for a strong lock, else
    nothing would be shown.
    """
    case, plain = measured.case, measured.plain
    found = [*measured.faults, *of_migration(case, measured.migrated)]
    if case.is_strong and not case.breaks and plain.during.stall < TIMES_WORSE * felt_stall(case, measured.migrated):
        found.append(f"the plain form is not {TIMES_WORSE} times worse: {_ms(plain.during.stall)}")
    if case.breaks and not plain.errors:
        found.append("the plain form does not break clients")
    return tuple(found)


def of_migration(case: Case, migrated: Watched) -> tuple[str, ...]:
    """What clients should not have felt.

    They see no error but those that the plan announces. Their longest stall is at most 150 ms, or three times that of
    the same run before the migration. Where an error is announced all of them connect anew at the same moment, which
    takes a while on few cores; there the longest transaction counts.
    """
    found = [f"a client saw: {error}" for error in sorted({*migrated.errors} - {*case.announced})]
    stall = felt_stall(case, migrated)
    if stall > allowed(migrated):
        found.append(f"a stall of {_ms(stall)}, {_ms(allowed(migrated))} are allowed")
    return tuple(found)


def _ms(seconds: float) -> str:
    return f"{seconds * 1000:.0f} ms"
