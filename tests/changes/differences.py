"""For each kind of change two small schemas that differ in what that kind is for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeAlias

from msgspec.structs import replace

from tests.changes.objects import domain, function, policy, trigger, trigger_function, view
from tests.changes.small import (
    COLUMNS,
    HIGH,
    LOW,
    check,
    foreign_key,
    index,
    invalid,
    parent,
    partitioned,
    primary_key,
    table,
    unique,
)
from tests.plan.planned import planned
from wesley.ir.access import Extension, Grant, Namespace
from wesley.ir.column import Column, Generated, Identity
from wesley.ir.constraint import Deferrable, Exclusion, ExclusionElement
from wesley.ir.enum import Enum
from wesley.ir.expression import Expression
from wesley.ir.index import IndexKey
from wesley.ir.schema import Physical
from wesley.ir.sequence import Sequence
from wesley.ir.table import Rows, Table
from wesley.plan.plan import Plan

Difference: TypeAlias = "tuple[Physical, Physical]"

NOTHING = Physical()
T = table()
READER = Grant(role="reader", privileges=("SELECT",))
ONE, TWO = Expression(sql="1"), Expression(sql="2")
FIRED = table(triggers=(trigger("g"),))
ROWS_OF = function("rows_of", arguments="", returns="SETOF s.t")
KEPT_EQUAL = (
    "type User @table { id: ID! @primaryKey, age: Int }",
    'type User @table { id: ID! @primaryKey, years: Int @renamedFrom(name: "age") }',
)
FILLED = (
    "type User @table { id: ID! @primaryKey, age: Int }",
    'type User @table { id: ID! @primaryKey, age: Int, old: Boolean! @backfill(expr: "age > 60") }',
)


def of_tables(old: Table, new: Table) -> Difference:
    """One table before and after, beside one that it can refer to."""
    return Physical(tables=(old, parent())), Physical(tables=(new, parent()))


def of_column(**fields: Any) -> Difference:
    """One column of a table, which gets other properties."""
    return of_tables(T, table_with(replace(COLUMNS[0], **fields)))


def table_with(*columns: Column) -> Table:
    """The table with these columns in place of those of their names, or beside them."""
    named = {column.name: column for column in (*COLUMNS, *columns)}
    return replace(T, columns=tuple(named.values()))


def back(difference: Difference) -> Difference:
    """The same two schemas the other way round."""
    return difference[1], difference[0]


def waiting(plan: Plan) -> Difference:
    """What the contract of a plan does."""
    return plan.between, plan.goal


def _exclusion(operator: str = "=") -> Exclusion:
    elements = (ExclusionElement(key=IndexKey(column="a"), operator=operator),)
    return Exclusion(name="x", method="gist", elements=elements)


def _sequence(**fields: Any) -> Physical:
    return Physical(sequences=(Sequence(schema="s", name="q", **fields),), tables=(T,))


def _enum(*values: str) -> Physical:
    return Physical(enums=(Enum(schema="s", name="e", values=values),))


def _viewed(**fields: Any) -> Physical:
    return Physical(tables=(T,), views=(view("v", "SELECT a, b FROM s.t", "a", "b", **fields),))


def _called(table_: Table = T, *functions: Any) -> Physical:
    return Physical(tables=(table_,), functions=(trigger_function(), *functions))


def _generated(sql: str) -> Column:
    return replace(COLUMNS[1], generated=Generated(expression=Expression(sql=sql, columns=("a",)), stored=True))


def differences() -> dict[str, Difference]:
    """By the name of the kind."""
    return dict((*_of_schemas(), *_of_columns(), *_of_constraints(), *_of_other_parts()))


def _of_schemas() -> Iterator[tuple[str, Difference]]:
    yield from _both("namespace", Physical(namespaces=(Namespace(name="s"),)))
    yield from _both("extension", Physical(extensions=(Extension(name="citext"),)))
    yield from _both("enum", _enum("a"))
    yield from _both("domain", Physical(domains=(domain(),)))
    calling = table(checks=(check("c", "s.f(a) > 0"),))
    yield "create-function", (NOTHING, Physical(functions=(function(),), tables=(calling,)))
    yield "drop-function", (Physical(functions=(function(),)), NOTHING)
    yield from _both("table", Physical(tables=(T,)))
    yield "create-sequence", (Physical(tables=(T,)), _sequence())
    yield "drop-sequence", (_sequence(), Physical(tables=(T,)))
    yield "add-enum-value", (_enum("a", "c"), _enum("a", "b", "c"))
    yield "rebuild-enum", (_enum("a", "b"), _enum("b", "a"))
    yield "alter-domain", (Physical(domains=(domain(),)), Physical(domains=(domain(default=ONE),)))
    yield "alter-sequence", (_sequence(), _sequence(increment=2))
    yield "own-sequence", (_sequence(), _sequence(owned_by=("s", "t", "a")))
    other = function(body="SELECT 2")
    yield "replace-function", (Physical(functions=(function(),)), Physical(functions=(other,), tables=(calling,)))
    yield "create-function-of-rows", (NOTHING, Physical(tables=(T,), functions=(ROWS_OF,)))
    yield "drop-function-of-rows", (Physical(tables=(T,), functions=(ROWS_OF,)), NOTHING)
    reading = function(body="SELECT a FROM s.t")
    yield "replace-function-of-rows", (Physical(functions=(function(),)), Physical(tables=(T,), functions=(reading,)))
    yield "change-views", (Physical(tables=(T,)), _viewed())
    yield "drop-view", (_viewed(), Physical(tables=(T,)))
    yield "change-view-indexes", (_viewed(materialized=True), _viewed(materialized=True, indexes=(index("i", "a"),)))


def _both(what: str, schema: Physical) -> Iterator[tuple[str, Difference]]:
    yield f"create-{what}", (NOTHING, schema)
    yield f"drop-{what}", (schema, NOTHING)


def _of_columns() -> Iterator[tuple[str, Difference]]:
    added = of_tables(T, table_with(Column(name="d", type="text")))
    yield "add-column", added
    yield "drop-column", back(added)
    yield "change-type", of_column(type="bigint")
    yield "set-default", of_column(default=ONE)
    yield "drop-default", back(of_column(default=ONE))
    yield "drop-not-null", of_column(nullable=True)
    yield "set-not-null", back(of_column(nullable=True))
    yield "validate-not-null", back(of_column(not_null_valid=False))
    yield "drop-key-not-null", of_tables(table(primary_key=primary_key("t_pkey", "a")), table_with(_nullable()))
    yield "set-identity", of_column(identity=Identity())
    yield "drop-identity", back(of_column(identity=Identity()))
    yield "set-generated", of_tables(table_with(_generated("a + 1")), table_with(_generated("a + 2")))
    yield "set-column-storage", of_column(statistics=100)
    plan = planned(*KEPT_EQUAL)
    yield "finish-column", waiting(plan)
    yield "return-column", (plan.between, plan.before)
    yield "finish-fill", waiting(planned(*FILLED))


def _nullable() -> Column:
    return replace(COLUMNS[0], nullable=True)


def _of_constraints() -> Iterator[tuple[str, Difference]]:
    key = of_tables(T, table(primary_key=primary_key("t_pkey", "a")))
    yield "add-primary-key", key
    yield "drop-primary-key", back(key)
    yield "replace-primary-key", of_tables(key[1].tables[1], table(primary_key=primary_key("t_pkey", "b")))
    yield from _constraint("unique", "uniques", unique("u", "a"), unique("u", "b"))
    yield from _constraint("check", "checks", check("c", "a > 0"), check("c", "a > 1"))
    yield from _constraint("foreign-key", "foreign_keys", foreign_key("f"), foreign_key("f", "b"))
    yield from _constraint("exclusion", "exclusions", _exclusion(), _exclusion("<>"))
    yield "validate-check", of_tables(_checked(valid=False), _checked())
    not_valid = table(foreign_keys=(foreign_key("f", valid=False),))
    yield "validate-foreign-key", of_tables(not_valid, table(foreign_keys=(foreign_key("f"),)))
    later = foreign_key("f", deferrable=Deferrable.INITIALLY_DEFERRED)
    yield "set-deferrable", of_tables(table(foreign_keys=(foreign_key("f"),)), table(foreign_keys=(later,)))
    yield "rename-key", of_tables(table(uniques=(unique("u", "a"),)), table(uniques=(unique("v", "a"),)))
    yield "rename-constraint", of_tables(_checked(), table(checks=(check("d", "a > 0"),)))


def _constraint(what: str, collection: str, value: Any, other: Any) -> Iterator[tuple[str, Difference]]:
    having, having_other = (replace(T, **{collection: (each,)}) for each in (value, other))
    yield f"add-{what}", of_tables(T, having)
    yield f"drop-{what}", of_tables(having, T)
    yield f"replace-{what}", of_tables(having, having_other)


def _checked(**fields: Any) -> Table:
    return table(checks=(check("c", "a > 0", **fields),))


def _of_other_parts() -> Iterator[tuple[str, Difference]]:
    indexed = table(indexes=(index("i", "a"),))
    yield "create-index", of_tables(T, indexed)
    yield "drop-index", of_tables(indexed, T)
    yield "replace-index", of_tables(indexed, table(indexes=(index("i", "b"),)))
    yield "rename-index", of_tables(indexed, table(indexes=(index("j", "a"),)))
    yield "rebuild-index", of_tables(table(indexes=(invalid(index("i", "a")),)), indexed)
    filled = table(indexes=(index("i", "a", parameters=(("fillfactor", "80"),)),))
    yield "set-index-parameters", of_tables(indexed, filled)
    yield "add-partition", of_tables(partitioned(LOW), partitioned(LOW, HIGH))
    yield "drop-partition", of_tables(partitioned(LOW, HIGH), partitioned(LOW))
    whole, parted = Physical(tables=(partitioned(LOW, HIGH),)), Physical(tables=(partitioned(LOW), table("high")))
    yield "detach-partition", (whole, parted)
    yield "attach-table", (parted, whole)
    yield "change-rows", of_tables(T, table(rows=Rows(columns=("a", "b", "k"), values=(("1", "2", "3"),))))
    yield "set-parameters", of_tables(T, table(parameters=(("fillfactor", "80"),)))
    yield "set-persistence", of_tables(T, table(unlogged=True))
    yield "set-comment", of_tables(T, table(comment="x"))
    yield "grant", of_tables(T, table(grants=(READER,)))
    yield "revoke", of_tables(table(grants=(READER,)), T)
    yield "change-policies", of_tables(T, table(policies=(policy(),)))
    yield "finish-policies", of_tables(table(policies=(policy(),)), T)
    yield "set-row-security", of_tables(T, table(row_security=True))
    yield "lift-row-security", of_tables(table(row_security=True), T)
    yield "create-trigger", (_called(), _called(FIRED))
    yield "drop-trigger", (_called(FIRED), _called())
    yield "replace-trigger", (_called(FIRED), _called(table(triggers=(trigger("g", arguments=("x",)),))))
    yield "rename-trigger", (_called(FIRED), _called(table(triggers=(trigger("h"),))))
