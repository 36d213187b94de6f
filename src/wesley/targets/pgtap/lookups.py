"""Plan checks: a look-up that has an index can use it.

Two kinds of look-up are checked. The rows of a tenant, as the application role sees them: the policy's condition must
be one that an index serves, which a function called for each row is not. And the rows that a foreign key refers from,
as PostgreSQL itself looks for them when the referred row is deleted, past row-level security.

Test databases are small, and on a small table a sequential scan is the right plan. So the planner is told to do without
sequential scans where it can (`enable_seqscan = off`, section 20.7.1 of the manual): if one is left in the plan, no
index can serve the query at all, however large the table. What is asked is whether the index can be used, not when
PostgreSQL will find it worthwhile.
"""

from __future__ import annotations

from collections.abc import Iterator

from wesley.ir.constraint import ForeignKey
from wesley.ir.policy import PolicyCommand
from wesley.ir.schema import Schema
from wesley.ir.table import Table
from wesley.sql.text import Argument, Sql, quote_identifier
from wesley.targets.pgtap.expected import names
from wesley.targets.pgtap.fixtures import Fixtures, Key, Unsolved
from wesley.targets.pgtap.rights import rights
from wesley.targets.pgtap.script import Line, invoke, test
from wesley.targets.pgtap.table import real

HELPERS = """\
CREATE FUNCTION pg_temp.plan_of(role text, settings text[], query text) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE plan json;
BEGIN
  FOR at IN 1 .. coalesce(array_length(settings, 1), 0) BY 2 LOOP
    PERFORM set_config(settings[at], settings[at + 1], true);
  END LOOP;
  PERFORM set_config('enable_seqscan', 'off', true);
  BEGIN
    PERFORM set_config('role', coalesce(role, 'none'), true);
  EXCEPTION WHEN insufficient_privilege THEN
    EXECUTE format('GRANT %I TO CURRENT_USER', role);
    PERFORM set_config('role', role, true);
  END;
  EXECUTE 'EXPLAIN (FORMAT JSON, COSTS OFF) ' || query INTO plan;
  RAISE EXCEPTION USING ERRCODE = 'WS000', MESSAGE = plan::text;
EXCEPTION
  WHEN SQLSTATE 'WS000' THEN RETURN SQLERRM::jsonb;
  WHEN OTHERS THEN RETURN to_jsonb(SQLSTATE || ' ' || SQLERRM);
END $$;
-- 'index' when there is a valid index that begins with the columns, in any order, and the plan finds its rows by an
-- index that begins with one of the conditions' columns. On a small table several cost the same: any may be taken.
CREATE FUNCTION pg_temp.served(relation text, columns text[], conditions text[], plan jsonb) RETURNS text
LANGUAGE sql AS $$
  WITH nodes AS (SELECT node FROM jsonb_path_query(plan, 'strict $.**') node WHERE jsonb_typeof(node) = 'object'),
  parts AS (SELECT to_regclass(relation) AS oid UNION SELECT relid FROM pg_partition_tree(to_regclass(relation))),
  indexes AS (
    SELECT c.relname, i.indrelid, i.indisvalid AND i.indpred IS NULL AS usable, ARRAY(
      SELECT a.attname::text FROM unnest(i.indkey::smallint[]) WITH ORDINALITY k(number, place)
      JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.number ORDER BY k.place) AS names
    FROM pg_index i JOIN parts ON parts.oid = i.indrelid JOIN pg_class c ON c.oid = i.indexrelid)
  SELECT CASE
    WHEN NOT EXISTS (SELECT FROM indexes WHERE indrelid = to_regclass(relation) AND usable
                     AND columns <@ names[1 : cardinality(columns)]) THEN 'no index'
    WHEN EXISTS (SELECT FROM nodes JOIN pg_class c ON c.relname = node ->> 'Relation Name'
                 JOIN parts ON parts.oid = c.oid
                 WHERE node ->> 'Node Type' = 'Seq Scan') THEN 'sequential scan'
    WHEN EXISTS (SELECT FROM nodes JOIN indexes ON relname = node ->> 'Index Name'
                 WHERE node ? 'Index Cond' AND names[1] = ANY (conditions)) THEN 'index'
    ELSE 'not served by it: ' || plan::text END $$;
-- Foreign keys are looked up as the owner does it, past row-level security.
CREATE FUNCTION pg_temp.let_pass(relation text) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
  IF NOT (SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user) THEN
    EXECUTE format('ALTER TABLE %s NO FORCE ROW LEVEL SECURITY', to_regclass(relation));
  END IF;
  RETURN relation;
END $$;
"""


def lookups(fixtures: Fixtures, schema: Schema, key: Key) -> list[Line]:
    """One test for a tenant table that the role may read, and one for each foreign key that an index covers."""
    table = fixtures.tables[key]
    return _of_tenant(fixtures, schema, key) + [_of_key(table, one, columns) for one, columns in _covered(table)]


def _of_tenant(fixtures: Fixtures, schema: Schema, key: Key) -> list[Line]:
    tenant, table = fixtures.tenants.get(key), fixtures.tables[key]
    if tenant is None or not table.row_security or (tenant.column,) not in set(_beginnings(table, 1)):
        return []
    if not rights(table, tenant.role, schema.physical.namespaces).covers("SELECT", _all(table)):
        return []
    try:
        settings = (tenant.setting, fixtures.tenant_value(key, 0))
    except Unsolved:
        return []
    query = " ".join(("SELECT * FROM", real(table)))
    says = f"{tenant.role} finds the rows of a tenant in {table.name} by an index"
    plan = invoke("pg_temp.plan_of", tenant.role, settings, query)
    return [_served(says, real(table), ((tenant.column,), _conditions(table)), plan)]


def _conditions(table: Table) -> tuple[str, ...]:
    """The columns that policies for reading speak of."""
    reading = [one for one in table.policies if one.command in (PolicyCommand.SELECT, PolicyCommand.ALL)]
    return tuple(sorted({name for one in reading if one.using for name in one.using.columns}))


def _all(table: Table) -> frozenset[str]:
    return frozenset(column.name for column in table.columns)


def _of_key(table: Table, key: ForeignKey, columns: tuple[str, ...]) -> Line:
    condition = " AND ".join(f"{quote_identifier(name)} = {_any(table, name)}" for name in key.columns)
    query = " ".join(("SELECT * FROM", real(table), "WHERE", condition))
    says = f"rows that refer through {key.name} are found by an index on {names(columns)}"
    plan = invoke("pg_temp.plan_of", None, (), query)
    return _served(says, invoke("pg_temp.let_pass", real(table)), (columns, columns), plan)


def _any(table: Table, name: str) -> str:
    """A value of the column's type that says nothing of itself: the planner knows no more of it than of a parameter."""
    column = table.column(name)
    return f"(SELECT NULL::{column.type})" if column else "NULL"


def _served(says: str, relation: Argument, columns: tuple[tuple[str, ...], tuple[str, ...]], plan: Sql) -> Line:
    return test(says, "is", invoke("pg_temp.served", relation, *columns, plan), "index")


def _beginnings(table: Table, size: int) -> Iterator[tuple[str, ...]]:
    """The first columns of each index that can serve an equality on them all."""
    keys = [unique.columns for unique in table.uniques]
    keys += [table.primary_key.columns] if table.primary_key else []
    keys += [index.leading_columns() for index in table.indexes if index.where is None and index.method == "btree"]
    for columns in keys:
        if len(columns) >= size:
            yield columns[:size]


def _covered(table: Table) -> Iterator[tuple[ForeignKey, tuple[str, ...]]]:
    """Foreign keys with the longest part of them that an index begins with."""
    for key in table.foreign_keys:
        for size in range(len(key.columns), 0, -1):
            found = [columns for columns in _beginnings(table, size) if set(columns) <= set(key.columns)]
            if found:
                yield key, tuple(sorted(found[0]))
                break
