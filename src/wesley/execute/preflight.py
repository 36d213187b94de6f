"""Before a plan begins: everything that is known to stop it, told at once while nothing is changed yet."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

from wesley.execute.clock import Clock
from wesley.execute.database_rights import missing_rights
from wesley.execute.privileges import missing_privileges
from wesley.execute.rows_hidden import hidden_rows
from wesley.execute.unmet_probes import unmet_probes
from wesley.plan.formats.record import Line
from wesley.plan.plan import Step
from wesley.postgres.session import Session
from wesley.problems.problem import Problem, WesleyError

_CHUNK = 200


def refuse_unready(session: Session, lines: Iterable[Line], clock: Clock) -> None:
    """See that nothing is in the way of a plan: privileges, hidden rows, extensions, rows that do not fit.

    Args:
        session: as the role that runs the plan, outside any transaction, with `row_security` off.
        lines: the statements as a stream; it is read once or twice, a few hundred at a time.
        clock: time.

    Raises:
        WesleyError: something is; all of it is told. Nothing was changed.
    """
    found: dict[str, Problem] = {}
    rest = iter(lines)
    while chunk := tuple(line.step for line in islice(rest, _CHUNK)):
        problems = (*missing_rights(session, chunk), *missing_privileges(session, chunk), *hidden_rows(session, chunk))
        found |= {problem.message: problem for problem in problems}
    # Who may not read the rows has been told so, and finds none by asking.
    found = found or {problem.message: problem for problem in unmet_probes(session, _steps(lines), clock)}
    if found:
        raise WesleyError(*found.values())


def _steps(lines: Iterable[Line]) -> Iterable[Step]:
    return (line.step for line in lines)
