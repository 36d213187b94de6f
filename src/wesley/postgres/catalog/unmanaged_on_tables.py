"""What belongs to a table, partition or view and is no part of it in the IR: rules, constraint triggers, ...

Each piece is a SELECT of kind, schema, name, table, reason, and of the catalog and oid whose dependencies are asked
for.
"""

from __future__ import annotations

from wesley.postgres.catalog.scope import Scope, own

_RULES = """
SELECT 'rule' AS kind, n.nspname AS schema, r.rulename AS name, c.relname AS on_table, 'CREATE RULE' AS reason,
    'pg_rewrite'::regclass AS catalog, r.oid
FROM pg_rewrite r JOIN pg_class c ON c.oid = r.ev_class JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE r.rulename <> '_RETURN' AND {in_scope} AND {own}
"""

_TRIGGERS = """
SELECT CASE WHEN g.tgconstraint <> 0 THEN 'constraint trigger' ELSE 'trigger' END, n.nspname, g.tgname, c.relname,
    CASE WHEN g.tgconstraint <> 0 THEN 'CREATE CONSTRAINT TRIGGER'
        WHEN c.relkind = 'v' THEN 'on a view' ELSE 'on one partition' END,
    'pg_trigger'::regclass, g.oid
FROM pg_trigger g JOIN pg_class c ON c.oid = g.tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE NOT g.tgisinternal AND (g.tgconstraint <> 0 OR c.relkind NOT IN ('r', 'p') OR c.relispartition)
    AND NOT EXISTS (SELECT FROM pg_depend clone WHERE clone.classid = 'pg_trigger'::regclass AND clone.objid = g.oid
                    AND clone.refclassid = 'pg_trigger'::regclass)
    AND {in_scope} AND {own}
"""

_DISABLED = """
SELECT DISTINCT 'disabled constraint', n.nspname, k.conname, c.relname, 'DISABLE TRIGGER', 'pg_constraint'::regclass, 0
FROM pg_trigger g JOIN pg_constraint k ON k.oid = g.tgconstraint JOIN pg_class c ON c.oid = g.tgrelid
    JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE g.tgisinternal AND g.tgenabled <> 'O' AND {in_scope} AND {own}
"""

_POLICIES = """
SELECT 'policy', n.nspname, p.polname, c.relname, 'on one partition', 'pg_policy'::regclass, p.oid
FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relispartition AND {in_scope} AND {own}
"""

_INDEXES = """
SELECT 'index', n.nspname, i.relname, c.relname,
    CASE WHEN c.relispartition THEN 'on one partition' ELSE 'operator class with options' END,
    'pg_class'::regclass, i.oid
FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid JOIN pg_class c ON c.oid = x.indrelid
    JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE ((c.relispartition AND NOT i.relispartition
        AND NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conindid = i.oid AND k.conrelid = c.oid))
    OR ({has_class_options} AND NOT c.relispartition))
    AND c.relkind IN ('r', 'p', 'm') AND {in_scope} AND {own}
"""
_CLASS_OPTIONS = """EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = i.oid AND a.attoptions IS NOT NULL)"""

_CONSTRAINTS = """
SELECT 'constraint', n.nspname, k.conname, c.relname, 'on one partition', 'pg_constraint'::regclass, k.oid
FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relispartition AND c.relkind IN ('r', 'p') AND k.conparentid = 0 AND k.coninhcount = 0
    AND k.contype IN ('p', 'u', 'f', 'c', 'x') AND {in_scope} AND {own}
UNION ALL
SELECT 'constraint', n.nspname, k.conname, c.relname, 'of a table that is not managed', 'pg_constraint'::regclass, k.oid
FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE k.contype = 'f' AND NOT c.relispartition AND {in_scope} AND {own}
    AND (c.reloftype <> 0 OR EXISTS (SELECT FROM pg_inherits i WHERE i.inhrelid = c.oid))
UNION ALL
SELECT 'constraint', n.nspname, k.conname, c.relname, 'NOT NULL with NO INHERIT', 'pg_constraint'::regclass, k.oid
FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE k.contype = 'n' AND k.connoinherit AND NOT c.relispartition AND {in_scope} AND {own}
"""

_DEFAULTS = """
SELECT 'default', n.nspname, a.attname, c.relname, 'on a column of a view', 'pg_attrdef'::regclass, d.oid
FROM pg_attrdef d JOIN pg_class c ON c.oid = d.adrelid JOIN pg_namespace n ON n.oid = c.relnamespace
    JOIN pg_attribute a ON a.attrelid = d.adrelid AND a.attnum = d.adnum
WHERE c.relkind = 'v' AND {in_scope} AND {own}
UNION ALL
SELECT 'default', n.nspname, a.attname, c.relname, 'of one partition, other than that of its table',
    'pg_attrdef'::regclass, d.oid
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_inherits i ON i.inhrelid = c.oid
    JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
        AND a.attidentity = ''
    JOIN pg_attribute pa ON pa.attrelid = i.inhparent AND pa.attname = a.attname
    LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
    LEFT JOIN pg_attrdef pd ON pd.adrelid = i.inhparent AND pd.adnum = pa.attnum
WHERE c.relispartition AND c.relkind = 'r' AND {in_scope} AND {own} AND (d.oid IS NOT NULL OR pd.oid IS NOT NULL)
    AND pg_get_expr(d.adbin, d.adrelid) IS DISTINCT FROM pg_get_expr(pd.adbin, pd.adrelid)
UNION ALL
SELECT 'not null', n.nspname, a.attname, c.relname, 'of one partition, not of its table', 'pg_class'::regclass, 0
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_inherits i ON i.inhrelid = c.oid
    JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND a.attnotnull
    JOIN pg_attribute pa ON pa.attrelid = i.inhparent AND pa.attname = a.attname AND NOT pa.attnotnull
WHERE c.relispartition AND c.relkind = 'r' AND {in_scope} AND {own}
"""


def on_tables(scope: Scope) -> tuple[str, ...]:
    """The pieces of the query."""
    has_class_options = scope.since(13, _CLASS_OPTIONS, "false")
    in_scope, belongs = scope.names("n.nspname"), own("pg_class", "c.oid")
    pieces = (_RULES, _TRIGGERS, _DISABLED, _POLICIES, _INDEXES, _CONSTRAINTS, _DEFAULTS)
    return tuple(piece.format(in_scope=in_scope, own=belongs, has_class_options=has_class_options) for piece in pieces)
