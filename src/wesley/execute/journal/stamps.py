"""What the catalog holds of relations, as texts that are cheap to compare: a change by somebody else shows in them.

A stamp covers what DDL changes and nothing that VACUUM or ANALYZE do. It is taken on the server, under the locks of the
segment, and kept in the journal by the same transaction as the segment itself.
"""

from __future__ import annotations

from collections.abc import Iterable

from wesley.changes.statement import RelationName
from wesley.postgres.session import Session
from wesley.sql.text import qualified

# It stands before each stamp. Raise it with every change of what a stamp is made of: those of an unfinished plan were
# taken by the version of Wesley that began it.
FORMULA = 1
_PARTS = ("table", "columns", "constraints", "indexes", "triggers", "policies")
# LIMIT 1: one look into an index for each relation. A plan that reads all of the catalog once for all relations is not
# worth it for the few of a segment, and the server, which does not know how few they are, may take it.
# Indexes by their names: REINDEX CONCURRENTLY, which an administrator may run at any time, gives them other oids.
_NOW = """
SELECT asked.relation, CASE WHEN c.oid IS NULL THEN NULL ELSE concat_ws(' ', 'FORMULA',
    md5(concat_ws(' ', c.oid, c.relkind, c.relpersistence, c.relrowsecurity, c.relforcerowsecurity,
        c.reloptions::text, c.relacl::text, c.relispartition, c.relowner, c.relpartbound::text,
        (SELECT string_agg(r.ev_action::text, ' ' ORDER BY r.rulename)
            FROM pg_rewrite r WHERE r.ev_class = c.oid))),
    (SELECT md5(coalesce(string_agg(concat_ws(' ', a.attname, a.attnum, a.atttypid, a.atttypmod,
            a.attcollation, a.attnotnull, a.attidentity, a.attgenerated, a.attstorage,
            a.attacl::text, d.adbin::text), '/' ORDER BY a.attnum), ''))
        FROM pg_attribute a LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
        WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped),
    (SELECT md5(coalesce(string_agg(concat_ws(' ', k.conname, k.contype, k.convalidated, k.condeferrable,
            k.condeferred, k.confrelid, k.confupdtype, k.confdeltype, k.conkey::text, k.confkey::text,
            k.conbin::text), '/' ORDER BY k.conname, k.contype), ''))
        FROM pg_constraint k WHERE k.conrelid = c.oid),
    (SELECT md5(coalesce(string_agg(concat_ws(' ', x.relname, i.indisunique, i.indisvalid, i.indisready,
            i.indkey::text, i.indclass::text, i.indcollation::text, i.indoption::text, i.indexprs::text,
            i.indpred::text, x.reloptions::text), '/' ORDER BY x.relname), ''))
        FROM pg_index i JOIN pg_class x ON x.oid = i.indexrelid
        WHERE i.indrelid = c.oid AND x.relname <> %s),
    (SELECT md5(coalesce(string_agg(concat_ws(' ', t.tgname, t.tgfoid, t.tgtype, t.tgenabled, t.tgattr::text,
            t.tgargs::text, t.tgqual::text), '/' ORDER BY t.tgname), ''))
        FROM pg_trigger t WHERE t.tgrelid = c.oid AND NOT t.tgisinternal),
    (SELECT md5(coalesce(string_agg(concat_ws(' ', p.polname, p.polcmd, p.polpermissive, p.polroles::text,
            p.polqual::text, p.polwithcheck::text), '/' ORDER BY p.polname), ''))
        FROM pg_policy p WHERE p.polrelid = c.oid)) END AS stamp
FROM unnest(%s::text[]) AS asked (relation) LEFT JOIN LATERAL (
    SELECT p.* FROM pg_class p WHERE p.oid = to_regclass(asked.relation) LIMIT 1) AS c ON true
WHERE c.oid IS NULL OR c.relkind NOT IN ('i', 'I')
""".replace("FORMULA", str(FORMULA))
_KEEP = (
    "INSERT INTO wesley.stamps (plan, relation, stamp) "  # noqa: S608 - constants
    "SELECT %s::bigint, now.relation, now.stamp FROM (" + _NOW + ") AS now "
    "ON CONFLICT (plan, relation) DO UPDATE SET stamp = excluded.stamp"
)
_CHANGED = (
    "SELECT now.relation, kept.stamp, now.stamp FROM (" + _NOW + ") AS now CROSS JOIN LATERAL ("  # noqa: S608 - constants
    "SELECT one.stamp FROM wesley.stamps one WHERE one.plan = %s AND one.relation = now.relation LIMIT 1"
    ") AS kept WHERE kept.stamp IS DISTINCT FROM now.stamp ORDER BY 1"
)

_OTHER = "SELECT EXISTS (SELECT FROM wesley.stamps WHERE plan = %s AND split_part(stamp, ' ', 1) <> %s)"
_KNOWN = "SELECT relation FROM wesley.stamps WHERE plan = %s"


def are_of_another_formula(session: Session, plan: int) -> bool:
    """Whether another version of Wesley has taken stamps of a plan in a way that this one does not know."""
    return bool(session.rows(_OTHER, [plan, str(FORMULA)])[0][0])


def take_again(session: Session, plan: int, *, without: str = "") -> None:
    """Note what the catalog holds now of every relation of which there is a stamp; `without` is as for `keep`."""
    keep(session, plan, known(session, plan), without=without)


def known(session: Session, plan: int) -> list[str]:
    """The relations of which the journal has a stamp."""
    return [relation for (relation,) in session.rows(_KNOWN, [plan])]


def names(relations: Iterable[RelationName]) -> list[str]:
    """Relations as `to_regclass()` reads them, each once; what is in no schema, as an extension, is none."""
    return sorted({qualified(one.schema, one.name) for one in relations if one.schema})


def keep(session: Session, plan: int, relations: list[str], *, without: str = "") -> None:
    """Note in the journal what the catalog holds of relations now.

    Args:
        session: inside the transaction that has changed them.
        plan: the plan's number in the journal.
        relations: from `names`.
        without: name of an index that is left out, because no transaction covers what becomes of it.
    """
    if relations:
        session.change(_KEEP, [plan, without, relations], prepare=True)


def changed(session: Session, plan: int, relations: list[str], *, without: str = "") -> tuple[str, ...]:
    """What is not as the journal has it, as `public.orders: indexes`; relations it does not know are passed over.

    Args:
        session: a connection.
        plan: the plan's number in the journal.
        relations: from `names`.
        without: name of an index that is left out.
    """
    if not relations:
        return ()
    return tuple(_told(*row) for row in session.rows(_CHANGED, [without, relations, plan], prepare=True))


def untouched(session: Session, plan: int, *, without: str = "") -> frozenset[str]:
    """The relations that are as the journal has them, as `names` gives them; none where nobody can tell.

    Args:
        session: a connection.
        plan: the plan's number in the journal.
        without: name of an index that is left out.
    """
    if are_of_another_formula(session, plan):
        return frozenset()
    every = known(session, plan)
    other = session.rows(_CHANGED, [without, every, plan])
    return frozenset(every) - {relation for relation, *_ in other}


def _told(relation: str, kept: str | None, now: str | None) -> str:
    if kept is None:
        return f"{relation}: it was not there"
    if now is None:
        return f"{relation}: it is gone"
    pairs = zip(_PARTS, kept.split()[1:], now.split()[1:], strict=True)
    return f"{relation}: {', '.join(part for part, before, after in pairs if before != after)}"
