"""What belongs to a table, partition or view and is no part of it in the IR: rules, constraint triggers, ...

The pieces of the query are explained in `piece.py`.
"""

from __future__ import annotations

from wesley.postgres.catalog.piece import PARTITIONS, Piece, users
from wesley.postgres.catalog.scope import Scope, own

_RULES = """
SELECT 'rule', n.nspname, r.rulename, c.relname, 'CREATE RULE', 'pg_rewrite'::regclass, r.oid
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

_PARTITION_INDEXES = """
SELECT 'index', n.nspname, i.relname, c.relname, 'on one partition', 'pg_class'::regclass, i.oid
FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid JOIN pg_class c ON c.oid = x.indrelid
    JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relispartition AND NOT i.relispartition AND c.relkind IN ('r', 'p', 'm') AND {in_scope} AND {own}
    AND NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conindid = i.oid AND k.conrelid = c.oid)
"""

_CLASS_OPTIONS = """
SELECT 'index', n.nspname, i.relname, c.relname, 'operator class with options', 'pg_class'::regclass, i.oid
FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid JOIN pg_class c ON c.oid = x.indrelid
    JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE NOT c.relispartition AND c.relkind IN ('r', 'p', 'm') AND {in_scope} AND {own}
    AND EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = i.oid AND a.attoptions IS NOT NULL)
"""

_OF_PARTITIONS = """
SELECT 'constraint', n.nspname, k.conname, c.relname, 'on one partition', 'pg_constraint'::regclass, k.oid
FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relispartition AND c.relkind IN ('r', 'p') AND k.conparentid = 0 AND k.coninhcount = 0
    AND k.contype IN ('p', 'u', 'f', 'c', 'x') AND {in_scope} AND {own}
"""

_OF_STRANGERS = """
SELECT 'constraint', n.nspname, k.conname, c.relname, 'of a table that is not managed', 'pg_constraint'::regclass, k.oid
FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE k.contype = 'f' AND NOT c.relispartition AND {in_scope} AND {own}
    AND (c.reloftype <> 0 OR EXISTS (SELECT FROM pg_inherits i WHERE i.inhrelid = c.oid))
"""

_NOT_INHERITED = """
SELECT 'constraint', n.nspname, k.conname, c.relname, 'NOT NULL with NO INHERIT', 'pg_constraint'::regclass, k.oid
FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE k.contype = 'n' AND k.connoinherit AND NOT c.relispartition AND {in_scope} AND {own}
"""

_OF_VIEWS = """
SELECT 'default', n.nspname, a.attname, c.relname, 'on a column of a view', 'pg_attrdef'::regclass, d.oid
FROM pg_attrdef d JOIN pg_class c ON c.oid = d.adrelid JOIN pg_namespace n ON n.oid = c.relnamespace
    JOIN pg_attribute a ON a.attrelid = d.adrelid AND a.attnum = d.adnum
WHERE c.relkind = 'v' AND {in_scope} AND {own}
"""

_OTHER_DEFAULTS = """
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
"""

_OTHER_NOT_NULL = """
SELECT 'not null', n.nspname, a.attname, c.relname, 'of one partition, not of its table', 'pg_class'::regclass, 0
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_inherits i ON i.inhrelid = c.oid
    JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND a.attnotnull
    JOIN pg_attribute pa ON pa.attrelid = i.inhparent AND pa.attname = a.attname AND NOT pa.attnotnull
WHERE c.relispartition AND c.relkind = 'r' AND {in_scope} AND {own}
"""


_PIECES = (
    Piece(_RULES, users("pg_rewrite", "rulename <> '_RETURN'")),
    Piece(_TRIGGERS, users("pg_trigger", "NOT tgisinternal")),
    Piece(_DISABLED, users("pg_trigger", "tgisinternal AND tgenabled <> 'O'")),
    Piece(_POLICIES, PARTITIONS),
    Piece(_PARTITION_INDEXES, PARTITIONS),
    Piece(_OF_PARTITIONS, PARTITIONS),
    Piece(_OF_STRANGERS, users("pg_class", "(reloftype <> 0 OR relhassubclass)")),
    Piece(_NOT_INHERITED, "pg_constraint WHERE contype = 'n' AND connoinherit"),
    Piece(_OF_VIEWS, "pg_attrdef d JOIN pg_class c ON c.oid = d.adrelid WHERE c.relkind = 'v'"),
    Piece(_OTHER_DEFAULTS, PARTITIONS),
    Piece(_OTHER_NOT_NULL, PARTITIONS),
)
_OPTIONS = Piece(_CLASS_OPTIONS, "pg_attribute WHERE attoptions IS NOT NULL")


def on_tables(scope: Scope) -> tuple[Piece, ...]:
    """The pieces of the query."""
    in_scope, belongs = scope.names("n.nspname"), own("pg_class", "c.oid")
    pieces = (*_PIECES, _OPTIONS) if scope.version >= _WITH_OPTIONS else _PIECES
    return tuple(Piece(piece.sql.format(in_scope=in_scope, own=belongs), piece.where) for piece in pieces)


_WITH_OPTIONS = 13
