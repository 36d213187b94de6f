"""Sequences and integer keys that are near their end."""

from __future__ import annotations

from decimal import Decimal

from wesley.health.check import Check, Finding, Status, graded, ok, skipped
from wesley.health.server import Server
from wesley.health.words import counted

_LIMITS = (0.75, 0.9)
# What a number must fit into: the sequence, the column that it fills, and the columns of foreign keys that refer to
# that one. `max_value` of a sequence that counts down is not its end.
_FOUND = """
WITH limits (type, most) AS (
    VALUES ('int2'::regtype, 32767::numeric), ('int4'::regtype, 2147483647), ('int8'::regtype, 9223372036854775807)
), filled AS (
    SELECT d.objid AS sequence, d.refobjid AS relation, d.refobjsubid AS number
    FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.refclassid = 'pg_class'::regclass
        AND d.refobjsubid > 0 AND d.deptype IN ('a', 'i')
), columns AS (
    SELECT f.sequence, f.relation, f.number FROM filled f
    UNION
    SELECT f.sequence, k.conrelid, k.conkey[array_position(k.confkey, f.number::smallint)]
    FROM filled f JOIN pg_constraint k ON k.contype = 'f' AND k.confrelid = f.relation
    WHERE f.number = ANY (k.confkey)
), room AS (
    SELECT c.sequence, l.most, format('%I.%I.%I', n.nspname, r.relname, a.attname) AS name
    FROM columns c JOIN pg_attribute a ON a.attrelid = c.relation AND a.attnum = c.number
        JOIN limits l ON l.type = a.atttypid
        JOIN pg_class r ON r.oid = c.relation JOIN pg_namespace n ON n.oid = r.relnamespace
), ends AS (
    SELECT s.schemaname, s.sequencename, s.last_value::numeric AS last, coalesce(least(s.max_value, (
            SELECT min(most) FROM room WHERE sequence = q.seqrelid)), s.max_value) AS most, (
            SELECT name FROM room WHERE sequence = q.seqrelid ORDER BY most, name LIMIT 1) AS narrowest
    FROM pg_sequences s JOIN pg_namespace n ON n.nspname = s.schemaname
        JOIN pg_class c ON c.relnamespace = n.oid AND c.relname = s.sequencename
        JOIN pg_sequence q ON q.seqrelid = c.oid
    WHERE s.schemaname <> 'wesley' AND s.increment_by > 0 AND NOT s.cycle AND s.last_value IS NOT NULL
)
SELECT format('%I.%I', schemaname, sequencename), (last / most)::float8, last, most,
    coalesce(narrowest, '')
FROM ends ORDER BY 2 DESC, 1 LIMIT 1
"""
_COUNTS = """
SELECT count(*), count(*) FILTER (WHERE NOT has_sequence_privilege(format('%I.%I', schemaname, sequencename),
    'USAGE, SELECT'))
FROM pg_sequences WHERE schemaname <> 'wesley'
"""


def _look(server: Server) -> Finding:
    total, hidden = server.session.rows(_COUNTS)[0]
    found = server.session.rows(_FOUND)
    finding = _nearest(total, *found[0]) if found else ok("no sequence has given a number yet", 0.0)
    if hidden and finding.status is Status.OK:
        seen = f"{counted(hidden, 'sequence')} cannot be read by this role"
        return skipped(seen, "GRANT SELECT ON ALL SEQUENCES IN SCHEMA ... to it")
    return finding


def _nearest(total: int, name: str, part: float, last: Decimal, most: Decimal, narrowest: str) -> Finding:
    where = f", the end of {narrowest}" if narrowest else ""
    seen = f"of {counted(total, 'sequence')} {name} is the nearest to its end: {last:,.0f} of {most:,.0f}{where}"
    do = f"make {narrowest or name} a bigint and plan again: `wesley plan` replaces the column online"
    return graded(f"{seen} ({part:.0%})", do, part, _LIMITS)


CHECK = Check(
    name="sequences",
    title="sequences and integer keys",
    why="A sequence at its end, or whose numbers no longer fit into its column or into a column that refers to it, "
    "makes every INSERT fail. To replace a column of a big table takes days that one should have.",
    limits="warning from 75 %, error from 90 %",
    look=_look,
    unit="ratio",
)
