"""Objects of kinds that the IR does not know at all: composite and range types, casts, publications, ...

The pieces of the query are explained in `piece.py`.
"""

from __future__ import annotations

from typing import NamedTuple

from wesley.postgres.catalog.piece import FIRST_NORMAL, Piece, users
from wesley.postgres.catalog.scope import Scope, own

_TYPES = """
SELECT CASE t.typtype WHEN 'c' THEN 'composite type' WHEN 'r' THEN 'range type' ELSE 'base type' END, n.nspname,
    t.typname, NULL, 'CREATE TYPE', CASE t.typtype WHEN 'c' THEN 'pg_class'::regclass ELSE 'pg_type'::regclass END,
    CASE t.typtype WHEN 'c' THEN t.typrelid ELSE t.oid END
FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace LEFT JOIN pg_class c ON c.oid = t.typrelid
WHERE (t.typtype = 'r' OR (t.typtype = 'c' AND c.relkind = 'c')
        OR (t.typtype IN ('b', 'p') AND NOT EXISTS (SELECT FROM pg_type item WHERE item.typarray = t.oid)))
    AND {in_scope} AND {own_type}
"""

_EMPTY_ENUMS = """
SELECT 'enum', n.nspname, t.typname, NULL, 'no values', 'pg_type'::regclass, t.oid
FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace
WHERE t.typtype = 'e' AND NOT EXISTS (SELECT FROM pg_enum e WHERE e.enumtypid = t.oid) AND {in_scope} AND {own_type}
"""

_STATISTICS = """
SELECT 'statistics', n.nspname, s.stxname, c.relname, 'CREATE STATISTICS', 'pg_statistic_ext'::regclass, s.oid
FROM pg_statistic_ext s JOIN pg_class c ON c.oid = s.stxrelid JOIN pg_namespace n ON n.oid = s.stxnamespace
WHERE {in_scope} AND {own_statistics}
"""

_PUBLICATIONS = """
SELECT 'publication', '', p.pubname, NULL, 'CREATE PUBLICATION', 'pg_publication'::regclass, p.oid FROM pg_publication p
WHERE {own_publication}
"""

_PUBLISHED = """
SELECT 'publication', n.nspname, p.pubname, c.relname, 'publishes this table', 'pg_publication_rel'::regclass, r.oid
FROM pg_publication_rel r JOIN pg_publication p ON p.oid = r.prpubid JOIN pg_class c ON c.oid = r.prrelid
    JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE {in_scope}
"""

_SUBSCRIPTIONS = """
SELECT 'subscription', '', s.subname, NULL, 'CREATE SUBSCRIPTION', 'pg_subscription'::regclass, 0
FROM pg_subscription s
WHERE s.subdbid = (SELECT d.oid FROM pg_database d WHERE d.datname = current_database())
"""

_USER_MAPPINGS = """
SELECT 'user mapping', '', COALESCE(m.usename, 'public') || ' on ' || m.srvname, NULL, 'CREATE USER MAPPING',
    'pg_user_mapping'::regclass, 0
FROM pg_user_mappings m
"""

_CASTS = """
SELECT 'cast', '', format_type(k.castsource, NULL) || ' AS ' || format_type(k.casttarget, NULL), NULL, 'CREATE CAST',
    'pg_cast'::regclass, k.oid
FROM pg_cast k
WHERE k.oid >= {first_normal} AND {own_cast}
    AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_cast'::regclass AND d.objid = k.oid
                    AND d.deptype = 'i')
"""


class _Kind(NamedTuple):
    """A catalog whose rows have nothing but a name, and perhaps a schema."""

    kind: str
    catalog: str
    name: str
    namespace: str = ""


_KINDS = (
    _Kind("operator", "pg_operator", "oprname", "oprnamespace"),
    _Kind("operator class", "pg_opclass", "opcname", "opcnamespace"),
    _Kind("operator family", "pg_opfamily", "opfname", "opfnamespace"),
    _Kind("collation", "pg_collation", "collname", "collnamespace"),
    _Kind("conversion", "pg_conversion", "conname", "connamespace"),
    _Kind("text search configuration", "pg_ts_config", "cfgname", "cfgnamespace"),
    _Kind("text search dictionary", "pg_ts_dict", "dictname", "dictnamespace"),
    _Kind("text search parser", "pg_ts_parser", "prsname", "prsnamespace"),
    _Kind("text search template", "pg_ts_template", "tmplname", "tmplnamespace"),
    _Kind("event trigger", "pg_event_trigger", "evtname"),
    _Kind("foreign-data wrapper", "pg_foreign_data_wrapper", "fdwname"),
    _Kind("foreign server", "pg_foreign_server", "srvname"),
    _Kind("language", "pg_language", "lanname"),
    _Kind("access method", "pg_am", "amname"),
    _Kind("transform", "pg_transform", "oid::text"),
)


def objects(scope: Scope) -> tuple[Piece, ...]:
    """The pieces of the query."""
    fillings = {
        "in_scope": scope.names("n.nspname"),
        "own_type": own("pg_type", "t.oid"),
        "own_statistics": own("pg_statistic_ext", "s.oid"),
        "own_publication": own("pg_publication", "p.oid"),
        "own_cast": own("pg_cast", "k.oid"),
        "first_normal": str(FIRST_NORMAL),
    }
    pieces = (
        Piece(_TYPES),
        Piece(_EMPTY_ENUMS, users("pg_type", "typtype = 'e'")),
        Piece(_STATISTICS, "pg_statistic_ext"),
        Piece(_PUBLICATIONS, "pg_publication"),
        Piece(_PUBLISHED, "pg_publication_rel"),
        Piece(_SUBSCRIPTIONS, "pg_subscription"),
        Piece(_USER_MAPPINGS, "pg_foreign_server"),
        Piece(_CASTS, users("pg_cast")),
    )
    known = (Piece(piece.sql.format(**fillings), piece.where) for piece in pieces)
    return (*known, *(Piece(_named(scope, kind), users(kind.catalog)) for kind in _KINDS))


_NAMED = """
SELECT '{kind}', {schema}, o.{name}, NULL, 'CREATE {words}', '{catalog}'::regclass, o.oid
FROM {catalog} o {join} WHERE o.oid >= {first_normal} AND {own} AND {in_scope}
"""


def _named(scope: Scope, kind: _Kind) -> str:
    return _NAMED.format(
        kind=kind.kind,
        schema="n.nspname" if kind.namespace else "''",
        name=kind.name,
        words=kind.kind.upper(),
        catalog=kind.catalog,
        join=f"JOIN pg_namespace n ON n.oid = o.{kind.namespace}" if kind.namespace else "",
        first_normal=FIRST_NORMAL,
        own=own(kind.catalog, "o.oid"),
        in_scope=scope.names("n.nspname") if kind.namespace else "true",
    )
