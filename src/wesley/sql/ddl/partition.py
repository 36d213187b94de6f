"""Partitions of a table in use, and what their bounds mean."""

from __future__ import annotations

from wesley.ir.index import IndexKey
from wesley.ir.table import Partition, Partitioning, PartitionStrategy
from wesley.sql.ddl.table import partition_bound
from wesley.sql.deparse import deparse
from wesley.sql.nodes import expression, relation
from wesley.sql.parse import Tree, kind
from wesley.sql.tree import statement

_DEFAULT = "DEFAULT"


def create_partition_table(schema: str, table: str, partition: Partition, version: int) -> Tree:
    """CREATE TABLE ... (LIKE ...) of a table that is about to be attached: what PARTITION OF would give it.

    Identity and comments stay with the partitioned table (from PostgreSQL 17 on a table with an identity of its own
    cannot be attached).

    Args:
        schema, table: the partitioned table.
        partition: the partition.
        version: major version of the server; INCLUDING COMPRESSION came with 14.
    """
    words = "INCLUDING CONSTRAINTS INCLUDING DEFAULTS INCLUDING GENERATED INCLUDING INDEXES INCLUDING STORAGE"
    if version >= 14:
        words = f"INCLUDING COMPRESSION {words}"
    return statement(
        f"CREATE TABLE __table (LIKE __like {words})",
        table=relation(partition.schema, partition.name),
        like=relation(schema, table),
    )


def is_default(partition: Partition) -> bool:
    """True for the partition that holds the rows of no other."""
    return bool(partition_bound(partition.bound).is_default)


def bound_condition(partitioning: Partitioning, partition: Partition) -> str | None:
    """The condition that rows of a partition meet, as text; None where it is not known how to write it.

    It is known for lists and for ranges of one key. It is true or false for every row, never NULL.
    """
    bound = partition_bound(partition.bound)
    if bound.is_default or len(partitioning.keys) != 1:
        return None
    key = _key(partitioning.keys[0])
    if partitioning.strategy is PartitionStrategy.LIST:
        return _list_condition(key, bound)
    return _range_condition(key, bound) if partitioning.strategy is PartitionStrategy.RANGE else None


def _key(key: IndexKey) -> Tree:
    if key.expression is not None:
        return expression(key.expression.sql)
    return statement("SELECT __name", name=key.column or "").stmts[0].stmt.select_stmt.target_list[0].res_target.val


def _list_condition(key: Tree, bound: Tree) -> str:
    values = [node for node in bound.listdatums if not node.a_const.isnull]
    takes_null = len(values) < len(bound.listdatums)
    if not values:
        return _text(statement("SELECT __key IS NULL", key=key))
    words = "__key IS NULL OR" if takes_null else "__key IS NOT NULL AND"
    tree = statement(f"SELECT {words} __key IN (0)", key=key)
    items = _value(tree).bool_expr.args[1].a_expr.rexpr.list.items
    del items[:]
    items.extend(values)
    return _text(tree)


def _range_condition(key: Tree, bound: Tree) -> str | None:
    tree = statement("SELECT __key IS NOT NULL AND __key >= 0 AND __key < 0", key=key)
    conditions = _value(tree).bool_expr.args
    for at, datums in ((2, bound.upperdatums), (1, bound.lowerdatums)):
        datum = datums[0]
        value = datum.partition_range_datum.value if kind(datum) == "partition_range_datum" else datum
        if _limit(datum):
            del conditions[at]
        else:
            conditions[at].a_expr.rexpr.CopyFrom(value)
    return _text(tree) if len(conditions) > 1 else _text(statement("SELECT __key IS NOT NULL", key=key))


def _limit(datum: Tree) -> bool:
    """True for MINVALUE and MAXVALUE, which are read as names of columns."""
    return kind(datum) == "column_ref"


def _value(tree: Tree) -> Tree:
    return tree.stmts[0].stmt.select_stmt.target_list[0].res_target.val


def _text(tree: Tree) -> str:
    return deparse(tree).removeprefix("SELECT ")


def overlap(one: Partition, other: Partition) -> bool:
    """True when no server can hold both partitions of one table; False where that cannot be told here.

    Numbers are compared as numbers and texts as texts, which is right for dates and times written alike.
    """
    left, right = partition_bound(one.bound), partition_bound(other.bound)
    if left.is_default or right.is_default:
        return bool(left.is_default and right.is_default)
    if left.strategy != right.strategy:
        return False
    if left.strategy == "h":
        common = min(left.modulus, right.modulus)
        return bool(left.remainder % common == right.remainder % common)
    if left.strategy == "l":
        return any(datum in list(right.listdatums) for datum in left.listdatums)
    return _below(left.lowerdatums, right.upperdatums) and _below(right.lowerdatums, left.upperdatums)


def _below(one: Tree, other: Tree) -> bool:
    """True when the first bound is less than the second; False where they cannot be compared."""
    left, right = _place(one), _place(other)
    if left is None or right is None:
        return False
    if isinstance(left[1], str) and isinstance(right[1], str):
        return (left[0], left[1]) < (right[0], right[1])
    if isinstance(left[1], int) and isinstance(right[1], int):
        return (left[0], left[1]) < (right[0], right[1])
    return left[0] < right[0]


def _place(datums: Tree) -> tuple[int, int | str] | None:
    """Where a bound of one value stands: MINVALUE before all values, MAXVALUE behind them; else None."""
    if len(datums) != 1:
        return None
    datum = datums[0]
    if kind(datum) == "column_ref":
        return (-1, 0) if datum.column_ref.fields[0].string.sval == "minvalue" else (1, 0)
    if kind(datum) != "a_const":
        return None
    constant = datum.a_const
    if constant.HasField("ival"):
        return (0, int(constant.ival.ival))
    return (0, str(constant.sval.sval)) if constant.HasField("sval") else None
