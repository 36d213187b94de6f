"""Stamps that another version of Wesley has taken: what the catalog holds decides whether they still hold."""

from __future__ import annotations

from wesley.execute.attempts import in_transaction
from wesley.execute.codes import CHANGED_MEANWHILE
from wesley.execute.expected_now import expected_now, odd, readings, under_way
from wesley.execute.journal import runs, stamps
from wesley.execute.journal.plans import Entry
from wesley.execute.run import Run
from wesley.plan.formats.record import Head
from wesley.postgres.session import Session
from wesley.problems.problem import Problem, ServerError


def take_anew(run: Run, entry: Entry, head: Head) -> None:
    """Take the stamps of a plan again where their formula is another one, if nobody has changed anything meanwhile.

    Args:
        run: the run, outside any transaction.
        entry: the plan.
        head: the same one's.

    Raises:
        ServerError: what the catalog holds is not what the segments that are done lead to, or nobody can tell.
    """
    if not stamps.are_of_another_formula(run.connections.worker, entry.plan):
        return

    def write() -> None:
        # First the stamps, then the look: a change between the two shows in the look, and one after it in the stamps.
        worker, monitor = run.connections.worker, run.connections.monitor
        stamps.take_again(worker, entry.plan, without=under_way(monitor, entry))
        _refuse_changed(monitor, entry, head)

    in_transaction(run, write)


def _refuse_changed(session: Session, entry: Entry, head: Head) -> None:
    found = odd(expected_now(session, entry.plan, head), readings(session, entry, head))
    if found:
        tool = next((one.tool for one in runs.runs(session, entry.plan)), "another version")
        names = ", ".join(f"{name.schema}.{name.name}" for name in found)
        raise ServerError(
            Problem(
                code=CHANGED_MEANWHILE,
                message=f"plan {entry.name} was begun by Wesley {tool}, whose stamps this version cannot compare, and "
                f"{names} is not, as far as one can tell, what the segments that are done lead to",
                help="nothing was changed; resume with that version, or `wesley rollback` and plan again",
            )
        )
