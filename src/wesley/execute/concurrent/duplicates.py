"""Rows that do not fit a unique index, found before it is built."""

from __future__ import annotations

from wesley.execute.codes import DATA_IN_THE_WAY
from wesley.execute.heartbeat import Pulse
from wesley.execute.long_statement import rows_long
from wesley.execute.run import Run
from wesley.execute.statements import failed
from wesley.plan.plan import Step
from wesley.postgres.session import StatementError
from wesley.problems.problem import Problem, ServerError


def refuse_rows(run: Run, step: Step) -> None:
    """Run the probe of a statement.

    Nothing is built yet; an invalid unique index refuses rows already, long before the build itself finds out.

    Raises:
        ServerError: rows are in the way; the message holds the query that finds them and none of their values.
    """
    probe = step.statement.probe
    if probe is None:
        return
    try:
        rows = rows_long(run.connections.worker, probe.query, Pulse(run).beat)
    except StatementError as error:
        raise failed(error, step) from None
    if rows:
        raise ServerError(
            Problem(
                code=DATA_IN_THE_WAY,
                message=f"{step.title}: there are {probe.meaning}",
                help=f"nothing was built; find them with\n{probe.query}\nthen run `wesley migrate --resume`",
            )
        )
