"""DROP INDEX CONCURRENTLY; stopped half-way it is run again."""

from __future__ import annotations

from wesley.execute.codes import SOMEBODY_ELSES
from wesley.execute.concurrent.find_index import FoundIndex, find_index
from wesley.execute.concurrent.intent import finish, intend, started
from wesley.execute.concurrent.others import wait_for_others
from wesley.execute.concurrent.run_watched import run_watched
from wesley.execute.concurrent.watch import Watched
from wesley.execute.journal.segments import Segment
from wesley.execute.run import Run
from wesley.problems.problem import Problem, ServerError
from wesley.sql.outside import RemoveIndex
from wesley.sql.text import qualified


def remove_index(run: Run, segment: Segment, removal: RemoveIndex) -> float:
    """Make one attempt to drop an index; gives the seconds of waiting for others.

    Args:
        run: the run.
        segment: of one statement.
        removal: what the statement drops.

    Raises:
        ServerError: another index has the name by now, somebody has changed the table, or the server refused it.
    """
    index = (removal.schema, removal.name)
    found = find_index(run.connections.worker, *index)
    is_started, oid = started(run, segment)
    if found is None and is_started:
        finish(run, segment, index)
        return 0.0
    if is_started and found is not None and found.oid != oid:
        raise _another(removal)
    waited = wait_for_others(run, found.schema, found.table) if found is not None and found.is_index else 0.0
    intend(run, segment, index, oid=found.oid if found else 0)
    waited += run_watched(run, segment.steps[0], _watched(run, segment, found))
    finish(run, segment, index)
    return waited


def _watched(run: Run, segment: Segment, found: FoundIndex | None) -> Watched:
    step = segment.steps[0]
    relations = (f"{found.schema}.{found.table}",) if found else ()
    return Watched(number=step.number, title=step.title, relations=relations, patience=run.settings.patience)


def _another(removal: RemoveIndex) -> ServerError:
    return ServerError(
        Problem(
            code=SOMEBODY_ELSES,
            message=f"{qualified(removal.schema, removal.name)} is not the index that this run began to drop",
            help="somebody has made a new one of that name; rename it, then run `wesley migrate --resume`",
        )
    )
