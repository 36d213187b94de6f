"""What stands on objects that are read and is in a schema that is not: a change would disturb it unseen.

The pieces of the query are explained in `piece.py`.
"""

from __future__ import annotations

from wesley.postgres.catalog.piece import Piece
from wesley.postgres.catalog.scope import Scope, own

_OUTSIDE = """
SELECT {kind}, n.nspname, {name}, {table}, 'in a schema that is not compared', '{catalog}'::regclass, o.oid
FROM {catalog} o {join} JOIN pg_namespace n ON n.oid = {namespace}
WHERE {condition} AND NOT {in_scope} AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema' AND {own}
    AND EXISTS (SELECT
        FROM pg_depend d
            LEFT JOIN pg_class dc ON d.refclassid = 'pg_class'::regclass AND dc.oid = d.refobjid
            LEFT JOIN pg_type dt ON d.refclassid = 'pg_type'::regclass AND dt.oid = d.refobjid
            LEFT JOIN pg_proc dp ON d.refclassid = 'pg_proc'::regclass AND dp.oid = d.refobjid
            JOIN pg_namespace dn ON dn.oid = COALESCE(dc.relnamespace, dt.typnamespace, dp.pronamespace)
        WHERE d.classid = '{catalog}'::regclass AND d.objid = o.oid AND {refers_to_scope})
"""

# Kind, catalog, column with the name, column with the relation that it belongs to, and which of them.
_OF_RELATIONS = (
    ("'rule'", "pg_rewrite", "o.rulename", "o.ev_class", "o.rulename <> '_RETURN'"),
    ("'constraint'", "pg_constraint", "o.conname", "o.conrelid", "o.conparentid = 0"),
    ("'policy'", "pg_policy", "o.polname", "o.polrelid", "true"),
    ("'trigger'", "pg_trigger", "o.tgname", "o.tgrelid", "NOT o.tgisinternal"),
    ("'default'", "pg_attrdef", "c.relname", "o.adrelid", "true"),
)
_VIEW = "CASE c.relkind WHEN 'm' THEN 'materialized view' ELSE 'view' END"


def outside(scope: Scope) -> tuple[Piece, ...]:
    """The pieces of the query; none where every schema is read."""
    if scope.namespaces is None:
        return ()
    of_relations = (
        _piece(scope, kind, catalog, name=name, table="c.relname", relation=relation, condition=condition)
        for kind, catalog, name, relation, condition in _OF_RELATIONS
    )
    views = _piece(
        scope, _VIEW, "pg_rewrite", name="c.relname", relation="o.ev_class", condition="o.rulename = '_RETURN'"
    )
    tables = _piece(
        scope, "'table'", "pg_class", name="o.relname", relation="o.oid", condition="o.relkind IN ('r', 'p', 'f', 'c')"
    )
    return tuple(map(Piece, (*of_relations, views, tables, _functions(scope))))


def _piece(
    scope: Scope, kind: str, catalog: str, *, name: str, relation: str, condition: str, table: str = "NULL"
) -> str:
    return _OUTSIDE.format(
        kind=kind,
        catalog=catalog,
        name=name,
        table=table,
        join=f"JOIN pg_class c ON c.oid = {relation}",
        namespace="c.relnamespace",
        condition=condition,
        own=own("pg_class", "c.oid"),
        in_scope=scope.names("n.nspname"),
        refers_to_scope=scope.names("dn.nspname"),
    )


def _functions(scope: Scope) -> str:
    return _OUTSIDE.format(
        kind="'function'",
        catalog="pg_proc",
        name="o.proname || '(' || pg_get_function_identity_arguments(o.oid) || ')'",
        table="NULL",
        join="",
        namespace="o.pronamespace",
        condition="true",
        own=own("pg_proc", "o.oid"),
        in_scope=scope.names("n.nspname"),
        refers_to_scope=scope.names("dn.nspname"),
    )
