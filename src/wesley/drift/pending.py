"""What a plan that is not at its end explains: its old and its new form side by side are meant to be there."""

from __future__ import annotations

from msgspec import Struct

from wesley.changes.own_names import is_own
from wesley.diff.diff import in_old_names
from wesley.diff.renames import Renames
from wesley.drift.compare import compare
from wesley.drift.finding import Finding, Key, Subject, key_of
from wesley.drift.journal import Journal
from wesley.ir.schema import Physical
from wesley.postgres.catalog.settle import settle
from wesley.sql.text import qualified


class Pending(Struct, frozen=True, kw_only=True):
    """A plan that is not at its end.

    Args:
        stages: what the database may hold meanwhile.
        goal: what it should hold at the end.
        untouched: for a plan that is half run, the relations that nobody else has changed since it was begun,
            qualified as in SQL; None for one whose contract waits.
    """

    stages: tuple[Physical, ...]
    goal: Physical
    untouched: frozenset[str] | None = None


class Split(Struct, frozen=True, kw_only=True):
    """Findings in two parts: those that a plan explains, and the rest."""

    drift: tuple[Finding, ...]
    expected: tuple[Finding, ...] = ()


def pending(journal: Journal) -> Pending | None:
    """The plan that is not at its end; None where every one is."""
    if journal.half_run is not None:
        plan = journal.half_run
        return Pending(stages=plan.stages, goal=plan.goal, untouched=plan.untouched)
    if journal.applied is not None and journal.applied.waits:
        return Pending(stages=(journal.applied.physical,), goal=journal.applied.goal)
    return None


def split(findings: tuple[Finding, ...], found: Physical, plan: Pending | None, renames: Renames) -> Split:
    """Tell what a plan explains from what is drift.

    A difference is explained when a stage of the plan has the very same one from its goal, and when the database is
    there as that stage has it. While the plan is half run there is more between its stages: what it makes for itself,
    and what is otherwise at a place that it changes in a relation that nobody else has changed.

    Args:
        findings: what differs between the database and what should be there.
        found: the database.
        plan: the plan that is not at its end; None where there is none.
        renames: what the database calls otherwise.
    """
    if plan is None:
        return Split(drift=findings)
    goal = in_old_names(plan.goal, renames)
    explained: set[Key] = set()
    changed: set[Subject] = set()
    for stage in plan.stages:
        waiting = frozenset(map(key_of, compare(settle(stage, goal), goal)))
        other = frozenset(one.subject for one in compare(settle(found, stage), stage))
        explained |= {key for key in waiting if key[1] not in other}
        changed |= {subject for _, subject in waiting}
    meant = tuple(one for one in findings if key_of(one) in explained or _is_of_run(one.subject, plan, changed))
    return Split(drift=tuple(one for one in findings if one not in meant), expected=meant)


def _is_of_run(subject: Subject, plan: Pending, changed: set[Subject]) -> bool:
    """True for what is there only while a plan is half run. A comment shows in nothing that the journal has."""
    if plan.untouched is None or subject.kind == "comment":
        return False
    relation = qualified(subject.schema, subject.table or subject.name)
    return is_own(subject.name) or (subject in changed and relation in plan.untouched)
