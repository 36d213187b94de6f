"""Properties of things that are in the IR which it has no word for: tablespace-like settings, marks, privileges.

The pieces of the query are explained in `piece.py`.
"""

from __future__ import annotations

from wesley.postgres.catalog.piece import FIRST_NORMAL, PARTITIONS, Piece, remarks, users
from wesley.postgres.catalog.scope import Scope, own

_RELATIONS = """
SELECT fault.kind, n.nspname, c.relname, c.relname, fault.reason, 'pg_class'::regclass, 0
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace LEFT JOIN pg_am m ON m.oid = c.relam
    CROSS JOIN LATERAL (VALUES
        ('replica identity',
            CASE c.relreplident WHEN 'f' THEN 'FULL' WHEN 'n' THEN 'NOTHING' WHEN 'i' THEN 'USING INDEX' END),
        ('access method', CASE WHEN m.amname <> 'heap' THEN 'USING ' || m.amname END),
        ('storage parameters', CASE WHEN c.relispartition AND c.reloptions IS NOT NULL THEN 'of one partition' END),
        ('unlogged', CASE WHEN c.relispartition AND c.relpersistence = 'u' THEN 'one partition' END),
        ('row security', CASE WHEN c.relispartition AND (c.relrowsecurity OR c.relforcerowsecurity)
            THEN 'of one partition' END),
        ('privilege', CASE WHEN c.relispartition AND EXISTS
            (SELECT FROM aclexplode(c.relacl) g WHERE g.grantee <> c.relowner) THEN 'on one partition' END)
    ) fault (kind, reason)
WHERE c.relkind IN ('r', 'p', 'm') AND fault.reason IS NOT NULL AND {in_scope} AND {own_relation}
    AND NOT (fault.kind = 'replica identity' AND c.relkind = 'm')
"""

_SEQUENCES = """
SELECT fault.kind, n.nspname, c.relname, NULL, fault.reason, 'pg_class'::regclass, c.oid
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    LEFT JOIN pg_depend i ON i.classid = 'pg_class'::regclass AND i.objid = c.oid AND i.deptype = 'i'
        AND i.refclassid = 'pg_class'::regclass AND i.refobjsubid > 0
    LEFT JOIN pg_class owner ON owner.oid = i.refobjid
    CROSS JOIN LATERAL (VALUES
        ('privilege', CASE WHEN EXISTS (SELECT FROM aclexplode(c.relacl) g WHERE g.grantee <> c.relowner)
            THEN 'on a sequence' END),
        ('unlogged', CASE WHEN c.relpersistence = 'u' AND owner.relpersistence IS DISTINCT FROM 'u'
            THEN 'a sequence' END),
        ('comment', CASE WHEN i.objid IS NOT NULL AND obj_description(c.oid, 'pg_class') IS NOT NULL
            THEN 'on the sequence of an identity' END)
    ) fault (kind, reason)
WHERE c.relkind = 'S' AND fault.reason IS NOT NULL AND {in_scope} AND {own_relation}
"""

_COLUMN_OPTIONS = """
SELECT 'column options', n.nspname, a.attname, c.relname, array_to_string(a.attoptions, ', '), 'pg_class'::regclass, 0
FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE a.attoptions IS NOT NULL AND NOT a.attisdropped AND c.relkind IN ('r', 'p', 'm')
    AND {in_scope} AND {own_relation}
"""

_COLUMN_COMMENTS = """
SELECT 'comment', n.nspname, a.attname, c.relname, 'on a column of one partition', 'pg_class'::regclass, 0
FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relispartition AND NOT a.attisdropped AND col_description(c.oid, a.attnum) IS NOT NULL
    AND {in_scope} AND {own_relation}
"""

_COLUMN_PRIVILEGES = """
SELECT 'privilege', n.nspname, a.attname, c.relname, 'on a column of one partition', 'pg_class'::regclass, 0
FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relispartition AND NOT a.attisdropped AND a.attacl IS NOT NULL AND {in_scope} AND {own_relation}
"""

_INDEXES = """
SELECT fault.kind, n.nspname, i.relname, c.relname, fault.reason, 'pg_class'::regclass, 0
FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid JOIN pg_class c ON c.oid = x.indrelid
    JOIN pg_namespace n ON n.oid = c.relnamespace
    LEFT JOIN pg_constraint k ON k.conindid = i.oid AND k.conrelid = c.oid AND k.contype IN ('p', 'u', 'x')
    CROSS JOIN LATERAL (VALUES
        ('storage parameters', CASE WHEN k.oid IS NOT NULL AND i.reloptions IS NOT NULL
            THEN 'of the index of a constraint' END),
        ('invalid index', CASE WHEN k.oid IS NOT NULL AND NOT x.indisvalid AND NOT c.relispartition
            THEN 'of a constraint' END),
        ('cluster', CASE WHEN x.indisclustered THEN 'CLUSTER ON this index' END),
        ('index statistics', CASE WHEN EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = i.oid
            AND a.attstattarget >= 0) THEN 'ALTER INDEX ... SET STATISTICS' END)
    ) fault (kind, reason)
WHERE fault.reason IS NOT NULL AND {in_scope} AND {own_relation}
"""

_CONSTRAINT_COMMENTS = """
SELECT 'comment', n.nspname, k.conname, c.relname, 'on a constraint', 'pg_constraint'::regclass, 0
FROM pg_description d JOIN pg_constraint k ON k.oid = d.objoid JOIN pg_class c ON c.oid = k.conrelid
    JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE d.classoid = 'pg_constraint'::regclass AND {in_scope} AND {own_relation}
"""

_DOMAIN_COMMENTS = """
SELECT 'comment', n.nspname, k.conname, NULL, 'on a constraint of a domain', 'pg_constraint'::regclass, 0
FROM pg_description d JOIN pg_constraint k ON k.oid = d.objoid JOIN pg_type t ON t.oid = k.contypid
    JOIN pg_namespace n ON n.oid = t.typnamespace
WHERE d.classoid = 'pg_constraint'::regclass AND {in_scope} AND {own_type}
"""

_INDEX_COMMENTS = """
SELECT 'comment', n.nspname, i.relname, c.relname, 'on the index of a constraint', 'pg_class'::regclass, 0
FROM pg_description d JOIN pg_index x ON x.indexrelid = d.objoid JOIN pg_class i ON i.oid = x.indexrelid
    JOIN pg_class c ON c.oid = x.indrelid JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE d.classoid = 'pg_class'::regclass AND {in_scope} AND {own_relation} AND (c.relispartition OR EXISTS
    (SELECT FROM pg_constraint k WHERE k.conindid = i.oid AND k.conrelid = c.oid AND k.contype IN ('p', 'u', 'x')))
"""

_PARTITION_COMMENTS = """
SELECT 'comment', n.nspname, c.relname, c.relname, 'on one partition', 'pg_class'::regclass, 0
FROM pg_description d JOIN pg_class c ON c.oid = d.objoid JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE d.classoid = 'pg_class'::regclass AND d.objsubid = 0 AND c.relispartition AND c.relkind IN ('r', 'p')
    AND {in_scope} AND {own_relation}
"""

_TRIGGER_COMMENTS = """
SELECT 'comment', n.nspname, g.tgname, c.relname, 'on a trigger', 'pg_trigger'::regclass, 0
FROM pg_description d JOIN pg_trigger g ON g.oid = d.objoid JOIN pg_class c ON c.oid = g.tgrelid
    JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE d.classoid = 'pg_trigger'::regclass AND {in_scope} AND {own_relation}
"""

_POLICY_COMMENTS = """
SELECT 'comment', n.nspname, p.polname, c.relname, 'on a policy', 'pg_policy'::regclass, 0
FROM pg_description d JOIN pg_policy p ON p.oid = d.objoid JOIN pg_class c ON c.oid = p.polrelid
    JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE d.classoid = 'pg_policy'::regclass AND {in_scope} AND {own_relation}
"""

_SCHEMA_COMMENTS = """
SELECT 'comment', n.nspname, n.nspname, NULL, 'on a schema', 'pg_namespace'::regclass, 0
FROM pg_description d JOIN pg_namespace n ON n.oid = d.objoid
WHERE d.classoid = 'pg_namespace'::regclass AND NOT (n.nspname = 'public' AND d.description = 'standard public schema')
    AND {in_scope}
"""

_FUNCTION_PRIVILEGES = """
SELECT 'privilege', n.nspname, p.proname || '(' || pg_get_function_identity_arguments(p.oid) || ')', NULL,
    'on a function', 'pg_proc'::regclass, 0
FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
WHERE p.proacl IS NOT NULL AND {in_scope} AND {own_function}
    AND NOT (p.proacl @> acldefault('f', p.proowner) AND p.proacl <@ acldefault('f', p.proowner))
"""

_TYPE_PRIVILEGES = """
SELECT 'privilege', n.nspname, t.typname, NULL, 'on a type', 'pg_type'::regclass, 0
FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace
WHERE t.typacl IS NOT NULL AND {in_scope} AND {own_type}
    AND NOT (t.typacl @> acldefault('T', t.typowner) AND t.typacl <@ acldefault('T', t.typowner))
"""

_SCHEMA_PRIVILEGES = """
SELECT 'revoked privilege', n.nspname, n.nspname, NULL, 'PUBLIC may not use the schema', 'pg_namespace'::regclass, 0
FROM pg_namespace n
WHERE n.nspname = 'public' AND {in_scope} AND NOT EXISTS
    (SELECT FROM aclexplode(n.nspacl) g WHERE g.grantee = 0 AND g.privilege_type = 'USAGE')
"""

_OWNER_PRIVILEGES = """
SELECT 'revoked privilege', n.nspname, c.relname, c.relname, 'the owner lacks privileges', 'pg_class'::regclass, 0
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind IN ('r', 'p', 'v', 'm') AND c.relacl IS NOT NULL AND {in_scope} AND {own_relation}
    AND NOT c.relacl @> acldefault('r', c.relowner)
"""

_DEFAULT_PRIVILEGES = """
SELECT 'default privileges', COALESCE(n.nspname, ''), pg_get_userbyid(d.defaclrole), NULL,
    'ALTER DEFAULT PRIVILEGES', 'pg_default_acl'::regclass, 0
FROM pg_default_acl d LEFT JOIN pg_namespace n ON n.oid = d.defaclnamespace
WHERE (d.defaclnamespace = 0 OR {in_scope})
"""

_LABELS = """
SELECT 'security label', COALESCE(n.nspname, ''), s.provider, c.relname, s.label, s.classoid::regclass, 0
FROM pg_seclabel s LEFT JOIN pg_class c ON s.classoid = 'pg_class'::regclass AND c.oid = s.objoid
    LEFT JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE n.oid IS NULL OR {in_scope}
"""


_INDEX_REMARKS = "pg_description d JOIN pg_index x ON x.indexrelid = d.objoid WHERE d.classoid = 'pg_class'::regclass"

_PIECES = (
    Piece(_RELATIONS, users("pg_class", "relkind IN ('r', 'p', 'm')")),
    Piece(_SEQUENCES, users("pg_class", "relkind = 'S'")),
    Piece(_COLUMN_OPTIONS, "pg_attribute WHERE attoptions IS NOT NULL"),
    Piece(_COLUMN_COMMENTS, PARTITIONS),
    Piece(_COLUMN_PRIVILEGES, PARTITIONS),
    Piece(_INDEXES, f"pg_index WHERE indexrelid >= {FIRST_NORMAL}"),
    Piece(_CONSTRAINT_COMMENTS, remarks("pg_constraint")),
    Piece(_DOMAIN_COMMENTS, remarks("pg_constraint")),
    Piece(_INDEX_COMMENTS, _INDEX_REMARKS),
    Piece(_PARTITION_COMMENTS, PARTITIONS),
    Piece(_TRIGGER_COMMENTS, remarks("pg_trigger")),
    Piece(_POLICY_COMMENTS, remarks("pg_policy")),
    Piece(_SCHEMA_COMMENTS),
    Piece(_FUNCTION_PRIVILEGES, users("pg_proc", "proacl IS NOT NULL")),
    Piece(_TYPE_PRIVILEGES, users("pg_type", "typacl IS NOT NULL")),
    Piece(_SCHEMA_PRIVILEGES),
    Piece(_OWNER_PRIVILEGES, users("pg_class", "relacl IS NOT NULL")),
    Piece(_DEFAULT_PRIVILEGES, "pg_default_acl"),
    Piece(_LABELS, "pg_seclabel"),
)


def features(scope: Scope) -> tuple[Piece, ...]:
    """The pieces of the query."""
    owns = {
        "own_relation": own("pg_class", "c.oid"),
        "own_type": own("pg_type", "t.oid"),
        "own_function": own("pg_proc", "p.oid"),
    }
    in_scope = scope.names("n.nspname")
    return tuple(Piece(piece.sql.format(in_scope=in_scope, **owns), piece.where) for piece in _PIECES)
