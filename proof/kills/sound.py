"""What a database holds after a plan, and what is wrong with it."""

from __future__ import annotations

from msgspec import Struct

from wesley.execute.compare import compare
from wesley.execute.journal import plans
from wesley.execute.reached import reached
from wesley.postgres.session import Session, session

_UNSOUND = """
SELECT format('index %s is invalid', indexrelid::regclass) FROM pg_index
WHERE NOT (indisvalid AND indisready AND indislive)
UNION ALL SELECT format('constraint %s is not valid', conname) FROM pg_constraint WHERE NOT convalidated
UNION ALL SELECT format('partition %s is half detached', inhrelid::regclass) FROM pg_inherits WHERE inhdetachpending
UNION ALL SELECT format('plan %s is %s', plan, state) FROM wesley.plans WHERE state <> 'done' OR ended_at IS NULL
UNION ALL SELECT format('segment %s is %s', segment, state) FROM wesley.segments
WHERE state <> 'done' OR position IS NOT NULL OR ended_at IS NULL OR run IS NULL
UNION ALL SELECT 'there are several plans' FROM wesley.plans HAVING count(*) <> 1
"""
# Of a plan that is on its way as well as of one that is done: segments are done in their order, one at a time, by runs
# that the journal knows, each with a higher token than the one before.
_INCONSISTENT = """
SELECT format('segment %s is %s before %s, which is %s', a.segment, a.state, b.segment, b.state)
FROM wesley.segments a JOIN wesley.segments b ON b.plan = a.plan AND b.segment > a.segment
WHERE a.state <> 'done' AND b.state <> 'waiting'
UNION ALL SELECT format('segment %s has a lower token than one before', b.segment)
FROM wesley.segments a JOIN wesley.segments b ON b.plan = a.plan AND b.segment > a.segment WHERE a.token > b.token
UNION ALL SELECT format('segment %s is of an unknown run', segment) FROM wesley.segments g
WHERE g.state <> 'waiting' AND NOT EXISTS (SELECT FROM wesley.runs r WHERE r.run = g.run AND r.token = g.token)
UNION ALL SELECT format('run %s has token %s of %s', run, r.token, f.token) FROM wesley.runs r, wesley.fence f
WHERE r.token > f.token
UNION ALL SELECT format('token %s is of several runs', token) FROM wesley.runs GROUP BY token HAVING count(*) > 1
"""
_TABLES = """
SELECT c.oid::regclass::text FROM pg_class c
WHERE c.relkind IN ('r', 'm') AND c.relnamespace NOT IN ('wesley'::regnamespace, 'information_schema'::regnamespace)
    AND c.relnamespace::regnamespace::text !~ '^pg_'
ORDER BY 1
"""
# No two runs give the same values to columns of these names: random, numbers that a killed batch has used up, times.
ARBITRARY = ("token", "updated_at")
_ROWS = """
SELECT count(*), md5(coalesce(string_agg(row, '/' ORDER BY row COLLATE "C"), ''))
FROM (SELECT (to_jsonb(t) - %s::text[])::text AS row FROM {table} t) AS rows
"""
# Names of whatever a schema holds: what a plan makes for a while must be gone.
_NAMES = """
SELECT classid::regclass::text || ' ' || coalesce(i.identity, '') FROM (
    SELECT 'pg_class'::regclass AS classid, oid FROM pg_class WHERE relnamespace <> 'wesley'::regnamespace
    UNION ALL SELECT 'pg_proc'::regclass, oid FROM pg_proc UNION ALL SELECT 'pg_type'::regclass, oid FROM pg_type
    UNION ALL SELECT 'pg_trigger'::regclass, oid FROM pg_trigger WHERE NOT tgisinternal
    UNION ALL SELECT 'pg_constraint'::regclass, oid FROM pg_constraint
) AS all_of_it, pg_identify_object(classid, oid, 0) AS i WHERE oid >= 16384 AND i.identity !~ '^(pg_|wesley\\.)'
ORDER BY 1
"""
_FILLED = "SELECT segment, rows FROM wesley.segments WHERE kind = 'backfill' ORDER BY 1"


class Contents(Struct, frozen=True, kw_only=True):
    """What a database holds: the rows of each table as number and digest, the names of all objects, and how many rows
    each backfill of the journal has changed.
    """

    rows: dict[str, tuple[int, str]]
    names: tuple[str, ...]
    filled: tuple[tuple[int, int], ...]


def contents(conninfo: str) -> Contents:
    """What a database holds."""
    with session(conninfo) as own:
        tables = [name for (name,) in own.rows(_TABLES)]
        return Contents(
            rows={name: own.rows(_ROWS.format(table=name), [list(ARBITRARY)])[0] for name in tables},
            names=tuple(name for (name,) in own.rows(_NAMES)),
            filled=tuple(own.rows(_FILLED)),
        )


def faults(conninfo: str, expected: Contents) -> tuple[str, ...]:
    """What is wrong with a database after a plan.

    Args:
        conninfo: the database.
        expected: what it holds when the plan is run without any trouble.
    """
    with session(conninfo) as own:
        found = [text for (text,) in own.rows(_UNSOUND)]
        goal = reached(plans.head(own, plans.entries(own)[0].plan))
        if not compare(own, goal).is_equal:
            found.append("the catalog is not what the plan leads to")
    holds = contents(conninfo)
    found += [f"rows of {name} differ" for name in expected.rows if holds.rows.get(name) != expected.rows[name]]
    found += [f"{name} is left over" for name in holds.names if name not in expected.names]
    found += [f"{name} is not there" for name in expected.names if name not in holds.names]
    if holds.filled != expected.filled:
        found.append(f"backfills have changed {holds.filled} rows, not {expected.filled}")
    return (*found, *inconsistencies(conninfo))


def inconsistencies(conninfo: str) -> tuple[str, ...]:
    """What in the journal cannot be, wherever the plan stands."""
    with session(conninfo) as own:
        return tuple(text for (text,) in own.rows(_INCONSISTENT)) if _has_journal(own) else ()


def _has_journal(own: Session) -> bool:
    return bool(own.rows("SELECT to_regclass('wesley.runs') IS NOT NULL")[0][0])
