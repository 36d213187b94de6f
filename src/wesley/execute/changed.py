"""Under the locks of a segment: is everything as this run left it?"""

from __future__ import annotations

from wesley.execute.codes import CHANGED_MEANWHILE
from wesley.execute.journal import stamps
from wesley.postgres.session import Session
from wesley.problems.problem import Problem, ServerError


def refuse_changed(session: Session, plan: int, relations: list[str], *, without: str = "") -> None:
    """Compare what the catalog holds of relations with what the journal has.

    Args:
        session: inside the transaction that has their locks.
        plan: number of the plan.
        relations: from `stamps.names`.
        without: name of an index that is left out, because it is the segment's own.

    Raises:
        ServerError: somebody else has changed one.
    """
    found = stamps.changed(session, plan, relations, without=without)
    if found:
        raise ServerError(
            Problem(
                code=CHANGED_MEANWHILE,
                message=f"somebody else has changed {'; '.join(found)}",
                help="nothing of this segment has happened; take the change back and run `wesley migrate --resume`, "
                "with --accept-changes to go on with it as it is, or `wesley rollback` and plan again",
            )
        )
