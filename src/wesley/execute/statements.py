"""One statement of a plan."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from wesley.changes.statement import Mode
from wesley.execute.codes import STEP_FAILED
from wesley.execute.errors import PASSING, is_lost, may_hold_values, way_out
from wesley.execute.run import Run
from wesley.observe.events import StatementDone, StatementStarted
from wesley.plan.plan import Step
from wesley.postgres.session import StatementError
from wesley.problems.problem import Problem
from wesley.sql.batches import update_keys
from wesley.sql.redact import redacted

UTC = "SET LOCAL TimeZone = 'UTC'"
_NOT_UTC = "SET LOCAL TimeZone TO DEFAULT"


def run_statement(run: Run, step: Step) -> None:
    """Run a statement on the worker, inside its transaction.

    Raises:
        StatementError: the server refused it; the problem says which statement it was.
    """
    worker = run.connections.worker
    with telling(run, step):
        if step.statement.utc:
            worker.run(UTC)
        worker.run(step.statement.sql)
        if step.statement.utc:
            worker.run(_NOT_UTC)


@contextmanager
def telling(run: Run, step: Step) -> Iterator[None]:
    """Tell that a statement begins, and that it is done when the block is.

    Raises:
        StatementError: the server refused it; the problem says which statement it was.
    """
    announce(run, step)
    began = run.clock.now()
    try:
        yield
    except StatementError as error:
        raise failed(error, step) from None
    seconds = run.clock.now() - began
    run.emit(StatementDone(statement=statement_id(run, step), number=step.number, seconds=seconds))


def announce(run: Run, step: Step) -> None:
    """Tell that a statement begins."""
    run.emit(
        StatementStarted(
            statement=statement_id(run, step),
            number=step.number,
            title=step.title,
            sql=redacted(step.statement.sql),
        )
    )


def statement_id(run: Run, step: Step) -> str:
    """Under what the journal has a statement."""
    return f"{run.writer.plan}/{step.number}"


def failed(error: StatementError, step: Step) -> StatementError:
    """A refusal with the statement that it is about; what passes or is lost stays as it is."""
    if is_lost(error) or error.refusal.sqlstate in PASSING:
        return error
    refusal, statement = error.refusal, step.statement
    said = refusal.hint if may_hold_values(refusal.sqlstate) else refusal.help()
    # What psql would run of a backfill is a block with a loop, of which only this is run here.
    sql = statement.sql if statement.batches is None else update_keys(statement.batches, (), ())
    help_text = [said, way_out(refusal.sqlstate), f"statement {step.number}: {sql}"]
    if statement.probe is not None:
        help_text.append(f"find {statement.probe.meaning} with: {statement.probe.query}")
    # What an index build has left half-made is taken away by the run, or by the next one.
    if statement.manual and statement.mode is not Mode.OUTSIDE:
        help_text.append(statement.manual)
    message = f"{step.title}: {refusal.message} ({refusal.sqlstate})"
    problem = Problem(code=STEP_FAILED, message=message, help="\n".join(filter(None, help_text)))
    return StatementError(problem, refusal)
