"""An index as the catalog has it, and whether it is the one that a statement makes."""

from __future__ import annotations

from msgspec import Struct

from wesley.execute.attempts import roll_back
from wesley.execute.codes import SOMEBODY_ELSES
from wesley.execute.errors import is_lost
from wesley.execute.run import Run
from wesley.postgres.session import Session, StatementError
from wesley.problems.problem import Problem, ServerError
from wesley.sql.outside import BuildIndex, on_temporary, temporary_like
from wesley.sql.text import qualified

_FIND = """
SELECT c.oid::bigint, i.indexrelid IS NOT NULL, coalesce(tn.nspname, ''), coalesce(t.relname, ''),
    coalesce(i.indisvalid AND i.indisready AND i.indislive, false)
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    LEFT JOIN pg_index i ON i.indexrelid = c.oid
    LEFT JOIN pg_class t ON t.oid = i.indrelid LEFT JOIN pg_namespace tn ON tn.oid = t.relnamespace
WHERE n.nspname = %s AND c.relname = %s
"""
# All that makes an index what it is, as the server prints it; numbers of columns differ between two tables. The
# member for NULLS NOT DISTINCT is there from 15 on.
_DEFINITION = """
SELECT ARRAY[i.indisunique::text, to_jsonb(i) ->> 'indnullsnotdistinct', x.relam::text, i.indnkeyatts::text,
    i.indclass::text, i.indcollation::text, i.indoption::text, x.reloptions::text,
    pg_get_expr(i.indpred, i.indrelid),
    (SELECT string_agg(pg_get_indexdef(i.indexrelid, k.number, false), ', ' ORDER BY k.number)
        FROM generate_series(1, i.indnatts) AS k (number)),
    (SELECT k.conname FROM pg_constraint k WHERE k.conindid = i.indexrelid AND k.contype IN ('p', 'u', 'x') LIMIT 1)]
FROM pg_index i JOIN pg_class x ON x.oid = i.indexrelid WHERE i.indexrelid = {oid}
"""
_OTHERS = """
SELECT x.relname FROM pg_index i JOIN pg_class x ON x.oid = i.indexrelid
WHERE i.indrelid = to_regclass(%s) AND NOT i.indisvalid AND x.relname ~ '_cc(new|old)[0-9]*$' ORDER BY 1
"""


class FoundIndex(Struct, frozen=True, kw_only=True):
    """A relation that has the name of an index.

    Args:
        oid: its own.
        is_index: False when it is of another kind.
        schema, table: what it is an index of.
        valid: True when it is built to its end and in use.
    """

    oid: int
    is_index: bool
    schema: str
    table: str
    valid: bool


def find_index(session: Session, schema: str, name: str) -> FoundIndex | None:
    """What has the name of an index; None when nothing has."""
    rows = session.rows(_FIND, [schema, name])
    return FoundIndex(**dict(zip(FoundIndex.__struct_fields__, rows[0], strict=True))) if rows else None


def refuse_other_index(run: Run, build: BuildIndex, sql: str, found: FoundIndex) -> None:
    """See that an index is the one that a statement of this plan makes, complete or not.

    Args:
        run: the run; its worker is outside any transaction.
        build, sql: the statement.
        found: what has the name.

    Raises:
        ServerError: it is somebody else's.
    """
    if not found.is_index or (found.schema, found.table) != (build.schema, build.table):
        what = f"an index of {qualified(found.schema, found.table)}" if found.is_index else "no index"
        raise somebody_elses(build, f"it is {what}")
    if reason := _difference(run, build, sql, found.oid):
        raise somebody_elses(build, reason)


def somebody_elses(build: BuildIndex, reason: str) -> ServerError:
    """The name that a statement needs is taken."""
    name = qualified(build.schema, build.name)
    return ServerError(
        Problem(
            code=SOMEBODY_ELSES,
            message=f"{name} is there already and is not the index that this plan builds: {reason}",
            help="nothing was done to it; rename or drop it, then run `wesley migrate --resume`",
        )
    )


def leftovers(session: Session, schema: str, table: str) -> tuple[str, ...]:
    """Invalid indexes of a table that REINDEX CONCURRENTLY leaves when it fails (manual, REINDEX)."""
    return tuple(name for (name,) in session.rows(_OTHERS, [qualified(schema, table)]))


def _difference(run: Run, build: BuildIndex, sql: str, oid: int) -> str:
    """Why an index is another one than a statement makes; nothing when it is the same.

    The server itself makes the index on an empty temporary table like the real one, and takes both back.
    """
    worker = run.connections.worker
    try:
        worker.run("BEGIN ISOLATION LEVEL READ COMMITTED")
        worker.run(temporary_like(build.schema, build.table))
        worker.run(on_temporary(sql))
        made = _find_temporary(worker, build.name)
        ours, theirs = (worker.rows(_DEFINITION.format(oid=int(one))) for one in (made, oid))
    except StatementError as error:
        if is_lost(error):
            raise
        return f"nobody can tell whether its definition is the same ({error.refusal.message})"
    finally:
        roll_back(run)
    return "" if ours == theirs else "its definition is another one"


def _find_temporary(worker: Session, name: str) -> int:
    """The oid of an index of a temporary table."""
    sql = "SELECT oid::bigint FROM pg_class WHERE relnamespace = pg_my_temp_schema() AND relname = %s"
    return int(worker.rows(sql, [name])[0][0])
