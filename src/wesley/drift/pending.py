"""What a contract that waits explains: the old and the new form side by side are meant to be there."""

from __future__ import annotations

from msgspec import Struct

from wesley.diff.diff import in_old_names
from wesley.diff.renames import Renames
from wesley.drift.compare import compare
from wesley.drift.finding import Finding, Kind, Subject
from wesley.drift.journal import Applied
from wesley.ir.schema import Physical
from wesley.postgres.catalog.settle import settle

Key = tuple[Kind, Subject]


class Split(Struct, frozen=True, kw_only=True):
    """Findings in two parts: those that a contract explains, and the rest."""

    drift: tuple[Finding, ...]
    expected: tuple[Finding, ...] = ()


def split(findings: tuple[Finding, ...], found: Physical, journal: Applied | None, renames: Renames) -> Split:
    """Tell what a contract that waits explains from what is drift.

    A difference is explained when the schema between expand and contract has the very same one from the goal of its
    plan, and when the database is there as that schema has it.

    Args:
        findings: what differs between the database and what should be there.
        found: the database.
        journal: what was applied last; None where that is unknown.
        renames: what the database calls otherwise.
    """
    if journal is None or not journal.waits:
        return Split(drift=findings)
    goal = in_old_names(journal.goal, renames)
    waiting = frozenset(map(_key, compare(settle(journal.physical, goal), goal)))
    other = frozenset(one.subject for one in compare(settle(found, journal.physical), journal.physical))
    meant = tuple(one for one in findings if _key(one) in waiting and one.subject not in other)
    return Split(drift=tuple(one for one in findings if one not in meant), expected=meant)


def _key(finding: Finding) -> Key:
    return (finding.kind, finding.subject)
