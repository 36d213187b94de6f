"""Whether what was measured is what was promised."""

from __future__ import annotations

from proof.load.measure import Measured

STALL = 0.150
TIMES_OF_BASELINE = 3
TIMES_WORSE = 5


def allowed(measured: Measured) -> float:
    """The longest stall that clients may feel, in seconds."""
    return max(STALL, TIMES_OF_BASELINE * measured.migrated.before.stall)


def felt_stall(measured: Measured) -> float:
    """The longest time for which a migration kept clients waiting, in seconds."""
    during = measured.migrated.during
    return during.longest if measured.case.announced else during.stall


def shortcomings(measured: Measured) -> tuple[str, ...]:
    """What is not as promised.

    Clients see no error but those that the plan announces. Their longest stall is at most 150 ms, or three times that
    of the same run before the migration. Where an error is announced all of them connect anew at the same moment, which
    takes a while on few cores; there the longest transaction counts. The plain form is at least five times worse where
    it asks for a strong lock; else nothing would be shown.
    """
    case, migrated, plain = measured.case, measured.migrated, measured.plain
    stall = felt_stall(measured)
    found = list(measured.faults)
    found += [f"a client saw: {error}" for error in sorted({*migrated.errors} - {*case.announced})]
    if stall > allowed(measured):
        found.append(f"a stall of {_ms(stall)}, {_ms(allowed(measured))} are allowed")
    if case.is_strong and not case.breaks and plain.during.stall < TIMES_WORSE * stall:
        found.append(f"the plain form is not {TIMES_WORSE} times worse: {_ms(plain.during.stall)}")
    if case.breaks and not plain.errors:
        found.append("the plain form does not break clients")
    return tuple(found)


def _ms(seconds: float) -> str:
    return f"{seconds * 1000:.0f} ms"
