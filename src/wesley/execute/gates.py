"""A plan begins on the schema that it was made for, and on no other."""

from __future__ import annotations

from collections.abc import Callable

from wesley.changes.edit import identity
from wesley.diff.narrow import narrow
from wesley.diff.told import told
from wesley.execute.codes import CHANGED_MEANWHILE
from wesley.execute.compare import compare
from wesley.ir.schema import Physical
from wesley.plan.formats.difference import applied
from wesley.plan.formats.record import Head
from wesley.plan.gate import refuse_other_source
from wesley.plan.plan import Plan
from wesley.postgres.session import Session
from wesley.problems.problem import Problem, ServerError


def refuse_other_catalog(
    session: Session, head: Head, namespaces: tuple[str, ...], ignore: tuple[str, ...] = ()
) -> None:
    """For a plan that was made before: the catalog is what it starts from, in whatever spelling.

    Args:
        session: outside any transaction.
        head: the plan.
        namespaces: the PostgreSQL schemas that it is limited to; empty for all.
        ignore: the rules of what others manage; they may have changed it, but not in the tables of the plan.

    Raises:
        WesleyError: it is not.
    """
    comparison = compare(session, head.before, namespaces, ignore, _touched(head) if ignore else frozenset())
    before = comparison.expected
    refuse_other_source(Plan(server=head.server, before=before, between=before, goal=before), comparison.found)


def _touched(head: Head) -> frozenset[tuple[str, ...]]:
    """The tables and views that a plan makes, changes or drops."""
    sides = [applied(head.before, reached) for reached in (head.between, head.goal)]
    pairs = (narrow(head.before, side) for side in sides)
    return frozenset(identity(one) for pair in pairs for half in pair for one in (*half.tables, *half.views))


def refuse_changed_since(before: Physical, read: Callable[[], Physical]) -> None:
    """For a plan that was just made: the catalog, read again in the same way, is what was read before.

    Raises:
        ServerError: somebody has changed it between the two.
    """
    now = read()
    if now == before:
        return
    message = f"somebody has changed the database since the plan was made: {told(before, now)}"
    help_text = "nothing was changed by this run; run the same command again"
    raise ServerError(Problem(code=CHANGED_MEANWHILE, message=message, help=help_text))
