"""What the journal of a database says that it should hold: what was applied last, and what waits for a contract."""

from __future__ import annotations

from msgspec import Struct

from wesley.drift.codes import NOTHING_APPLIED, PLAN_UNFINISHED
from wesley.execute import guard
from wesley.execute.expected_now import planned, under_way
from wesley.execute.journal import plans, stamps
from wesley.execute.journal.install import has_journal
from wesley.execute.journal.plans import Entry
from wesley.ir.schema import Physical
from wesley.plan.formats.difference import applied
from wesley.postgres.session import Session
from wesley.problems.problem import Problem, WesleyError

_DONE = ("done", "expanded")


class Applied(Struct, frozen=True, kw_only=True):
    """What was applied last.

    Args:
        plan: what people call the plan.
        target: what it led to, as it was called then.
        physical: what the database should hold now.
        goal: what it should hold when the contract is run; the same where none waits.
        namespaces: the PostgreSQL schemas that the plan was limited to; empty for all.
    """

    plan: str
    target: str
    physical: Physical
    goal: Physical
    namespaces: tuple[str, ...] = ()

    @property
    def waits(self) -> bool:
        """True when the contract is not run yet."""
        return self.physical is not self.goal


class HalfRun(Struct, frozen=True, kw_only=True):
    """A plan that was begun and not ended.

    Args:
        plan: what people call the plan.
        stages: what the database held before, and what it should hold when the expand is run.
        goal: what it should hold at the end.
        untouched: the relations that nobody else has changed since, qualified as in SQL.
        is_back: True when it leads back from another plan.
        is_at_work: True when a migrator is running it.
    """

    plan: str
    stages: tuple[Physical, ...]
    goal: Physical
    untouched: frozenset[str] = frozenset()
    is_back: bool = False
    is_at_work: bool = False


class Journal(Struct, frozen=True, kw_only=True):
    """What the journal knows; `applied` is None where nothing was, `half_run` where all plans are at their end."""

    applied: Applied | None = None
    half_run: HalfRun | None = None

    @property
    def unfinished(self) -> str:
        """What people call the plan that is half run; empty where none is."""
        return "" if self.half_run is None else self.half_run.plan


def look_up(session: Session) -> Journal:
    """Look into the journal; a database that has none says nothing.

    Args:
        session: outside any transaction.

    Raises:
        ServerError: there is one, and it cannot be used.
    """
    if not has_journal(session):
        return Journal()
    entries = plans.entries(session)
    begun = next((entry for entry in entries if entry.state == "begun"), None)
    last = next((entry for entry in reversed(entries) if entry.state in _DONE), None)
    return Journal(
        applied=None if last is None else _applied(session, last),
        half_run=None if begun is None else _half_run(session, begun),
    )


def the_applied(session: Session) -> Applied:
    """What was applied last.

    Raises:
        WesleyError: nothing was, or a plan is half run: then the database is between two schemas.
        ServerError: the journal cannot be used.
    """
    journal = look_up(session)
    if journal.unfinished:
        message = f"plan {journal.unfinished} is half run, so the database is between two schemas"
        help_text = "`wesley migrate --resume` goes on with it, `wesley rollback` leads back from it"
        raise WesleyError(Problem(code=PLAN_UNFINISHED, message=message, help=help_text))
    if journal.applied is None:
        message = "the journal of the database says of nothing that it was applied"
        help_text = "compare with the schema: leave `--against applied` or `--to applied` out"
        raise WesleyError(Problem(code=NOTHING_APPLIED, message=message, help=help_text))
    return journal.applied


def _applied(session: Session, entry: Entry) -> Applied:
    head = plans.head(session, entry.plan)
    goal = applied(head.before, head.goal)
    return Applied(
        plan=entry.name,
        target=entry.target,
        physical=applied(head.before, head.between) if entry.state == "expanded" else goal,
        goal=goal,
        namespaces=entry.approvals.namespaces,
    )


def _half_run(session: Session, entry: Entry) -> HalfRun:
    *stages, goal = planned(plans.head(session, entry.plan))
    return HalfRun(
        plan=entry.name,
        stages=tuple(stages),
        goal=goal,
        untouched=stamps.untouched(session, entry.plan, without=under_way(session, entry)),
        is_back=entry.undoes is not None,
        is_at_work=bool(guard.holder(session)),
    )
