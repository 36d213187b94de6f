"""CREATE INDEX CONCURRENTLY, so that a crash at any instant leaves something from which it can be gone on."""

from __future__ import annotations

from wesley.execute.concurrent.clean import clean
from wesley.execute.concurrent.duplicates import refuse_rows
from wesley.execute.concurrent.find_index import find_index, leftovers, refuse_other_index, somebody_elses
from wesley.execute.concurrent.given_up import GivenUpError
from wesley.execute.concurrent.intent import finish, intend, started
from wesley.execute.concurrent.others import others, wait_for_others
from wesley.execute.concurrent.run_watched import run_watched
from wesley.execute.concurrent.watch import Watched
from wesley.execute.errors import DUPLICATE_RELATION, is_lost
from wesley.execute.journal.segments import Segment
from wesley.execute.run import Run
from wesley.observe.events import Warned
from wesley.plan.plan import Step
from wesley.postgres.session import StatementError
from wesley.problems.problem import ServerError
from wesley.sql.outside import BuildIndex
from wesley.sql.text import qualified

# When a build has failed, nobody waits for long until what is left of it is gone: the next run takes it away, too.
_TIDY_SECONDS = 30.0


def create_index(run: Run, segment: Segment, build: BuildIndex) -> float:
    """Make one attempt to build an index; an attempt after a crash finds out from the catalog what is left to do.

    Args:
        run: the run.
        segment: of one statement.
        build: what the statement builds.

    Returns:
        The seconds of waiting for others.

    Raises:
        ServerError: the name is somebody else's, rows are in the way, or the server refused it; an invalid index that
            was left is dropped.
    """
    step, index = segment.steps[0], (build.schema, build.name)
    waited = wait_for_others(run, build.schema, build.table)
    if not _is_built(run, segment, build):
        refuse_rows(run, step)
        waited += wait_for_others(run, build.schema, build.table)
        intend(run, segment, index)
        waited += _build(run, step, build)
    finish(run, segment, index)
    return waited


def _is_built(run: Run, segment: Segment, build: BuildIndex) -> bool:
    """True when the index is there already; what an earlier attempt has left half-made is dropped."""
    step, worker = segment.steps[0], run.connections.worker
    if (found := find_index(worker, build.schema, build.name)) is None:
        return False
    if not started(run, segment)[0]:
        raise somebody_elses(build, "nothing of this statement was run so far")
    refuse_other_index(run, build, step.statement.sql, found)
    if not found.valid:
        _tell_leftovers(run, build)
        clean(run, step, build, run.settings.patience)
    return found.valid


def _build(run: Run, step: Step, build: BuildIndex) -> float:
    relation = f"{build.schema}.{build.table}"
    watched = Watched(
        number=step.number, title=step.title, relations=(relation,), builds=True, patience=run.settings.patience
    )
    try:
        return run_watched(run, step, watched)
    except StatementError as error:
        if is_lost(error):
            raise
        if error.refusal.sqlstate == DUPLICATE_RELATION:
            raise somebody_elses(build, "it was made in this very moment") from None
        if not _tidy(run, step, build):
            raise
    except GivenUpError:
        # It may have come to its end in the moment in which it was ended.
        if not _tidy(run, step, build):
            raise
    except BaseException:
        _tidy(run, step, build)
        raise
    return 0.0


def _tidy(run: Run, step: Step, build: BuildIndex) -> bool:
    """Drop what a build that failed has left, where that is possible now; True when the index is there and complete."""
    if run.connections.worker.broken:
        return False
    try:
        found = find_index(run.connections.worker, build.schema, build.name)
        if found is None:
            return False
        refuse_other_index(run, build, step.statement.sql, found)
        if not found.valid and others(run, build.schema, build.table):
            return False  # Somebody builds on this table now: the next attempt waits for them before it looks again.
        if not found.valid:
            clean(run, step, build, min(run.settings.patience, _TIDY_SECONDS))
    except ServerError as error:
        left = qualified(build.schema, build.name)
        run.emit(Warned(message=f"the invalid index {left} is left for `wesley migrate --resume`: {error}"))
        return False
    else:
        return found.valid


def _tell_leftovers(run: Run, build: BuildIndex) -> None:
    for name in leftovers(run.connections.monitor, build.schema, build.table):
        left = qualified(build.schema, name)
        run.emit(Warned(message=f"REINDEX CONCURRENTLY has left the invalid index {left}, which is not of this plan"))
