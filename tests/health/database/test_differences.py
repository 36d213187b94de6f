"""What drift is called in a line."""

from __future__ import annotations

from wesley.drift.finding import Finding, Kind, Severity, Subject
from wesley.drift.look import Drift
from wesley.health.database.differences import told


def _finding(kind: Kind, name: str) -> Finding:
    subject = Subject(kind="column", schema="public", table="users", name=name)
    return Finding(kind=kind, severity=Severity.ERROR, subject=subject)


def test_drift_and_what_is_none() -> None:
    assert told(Drift()) == ""
    drift = Drift(
        findings=(_finding(Kind.MISSING, "age"), _finding(Kind.EXTRA, "note")),
        expected=(_finding(Kind.EXTRA, "old"),),
        ignored=(_finding(Kind.EXTRA, "theirs"), _finding(Kind.EXTRA, "others")),
    )
    assert told(drift) == (
        "column public.users.age is missing, column public.users.note is extra; "
        "1 difference until the plan is at its end; 2 differences ignored by rules"
    )
