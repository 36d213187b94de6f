"""A plan begins on the schema that it was made for, and on no other."""

from __future__ import annotations

from collections.abc import Callable

from wesley.diff.told import told
from wesley.execute.codes import CHANGED_MEANWHILE
from wesley.execute.compare import compare
from wesley.ir.schema import Physical
from wesley.plan.formats.record import Head
from wesley.plan.gate import refuse_other_source
from wesley.plan.plan import Plan
from wesley.postgres.session import Session
from wesley.problems.problem import Problem, ServerError


def refuse_other_catalog(session: Session, head: Head, namespaces: tuple[str, ...]) -> None:
    """For a plan that was made before: the catalog is what it starts from, in whatever spelling.

    Args:
        session: outside any transaction.
        head: the plan.
        namespaces: the PostgreSQL schemas that it is limited to; empty for all.

    Raises:
        WesleyError: it is not.
    """
    comparison = compare(session, head.before, namespaces)
    before = comparison.expected
    refuse_other_source(Plan(server=head.server, before=before, between=before, goal=before), comparison.found)


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
