"""CREATE TABLE, with its partitions."""

from __future__ import annotations

from wesley.ir.table import Partition, Partitioning, Table
from wesley.sql.ddl.alter_column import complete_column
from wesley.sql.ddl.column import column_definition
from wesley.sql.ddl.constraint import add_constraint, constraint_definition
from wesley.sql.ddl.parameter import parameters
from wesley.sql.error import SqlError
from wesley.sql.messages import lean
from wesley.sql.nodes import collation, operand, operator_class, relation
from wesley.sql.parse import Tree, kind, parse
from wesley.sql.tree import Filling, statement


def create_table(table: Table) -> Tree:
    """CREATE TABLE with columns, constraints and storage parameters.

    Foreign keys come later, when every table is there; `complete_table` says what no CREATE TABLE can.
    """
    elements = [column_definition(column) for column in table.in_order()]
    if table.primary_key is not None:
        elements.append(constraint_definition(table.primary_key))
    elements += [constraint_definition(unique) for unique in table.uniques]
    elements += [constraint_definition(check) for check in table.checks if check.valid]
    elements += [constraint_definition(exclusion) for exclusion in table.exclusions]
    tree = _empty(table)
    tree.stmts[0].stmt.create_stmt.table_elts.extend(elements)
    return tree


def complete_table(table: Table) -> list[Tree]:
    """The statements that follow CREATE TABLE, and the partitions, for what it cannot say.

    These are storage (CREATE TABLE knows it from PostgreSQL 16 on), targets of statistics, and constraints that are
    not valid: CREATE TABLE makes every check valid, since the table is empty (CREATE TABLE, `NOT VALID`).
    """
    at = (table.schema, table.name)
    trees: list[Tree] = []
    for column in table.in_order():
        trees += complete_column(*at, column)
    return trees + [add_constraint(*at, check) for check in table.checks if not check.valid]


def _empty(table: Table) -> Tree:
    fillings: dict[str, Filling] = {"table": relation(table.schema, table.name)}
    pattern = "CREATE TABLE __table ()"
    if table.partitioning is not None:
        pattern += f" PARTITION BY {table.partitioning.strategy.value} (__key)"
        fillings["key"] = _keys(table.partitioning)
    if table.parameters:
        pattern += " WITH (__parameter)"
        fillings["parameter"] = parameters(table.parameters)
    tree = statement(pattern, **fillings)
    if table.unlogged:
        tree.stmts[0].stmt.create_stmt.relation.relpersistence = "u"
    return tree


def _keys(partitioning: Partitioning) -> list[Tree]:
    keys = []
    for key in partitioning.keys:
        fillings: dict[str, Filling] = {"key": key.column or ""}
        pattern = "__key"
        if key.expression is not None:
            pattern = "(__key)"
            fillings["key"] = operand(key.expression.sql)
        if key.collation is not None:
            pattern += " COLLATE __collation"
            fillings["collation"] = collation(key.collation)
        if key.opclass is not None:
            pattern += " __opclass"
            fillings["opclass"] = operator_class(key.opclass)
        tree = statement(f"CREATE TABLE t () PARTITION BY LIST ({pattern})", **fillings)
        keys.append(tree.stmts[0].stmt.create_stmt.partspec.part_params[0])
    return keys


def create_partition(table: Table, partition: Partition) -> Tree:
    """CREATE TABLE ... PARTITION OF.

    Raises:
        SqlError: the bound of the partition is none.
    """
    tree = statement(
        "CREATE TABLE __partition PARTITION OF __table DEFAULT",
        partition=relation(partition.schema, partition.name),
        table=relation(table.schema, table.name),
    )
    tree.stmts[0].stmt.create_stmt.partbound.CopyFrom(partition_bound(partition.bound))
    return tree


def partition_bound(text: str) -> Tree:
    """The bound of a partition (`PartitionBoundSpec`), from its text.

    Raises:
        SqlError: the text is no bound.
    """
    tree = lean(parse(f"CREATE TABLE p PARTITION OF t {text}"))
    plain = lean(parse("CREATE TABLE p PARTITION OF t DEFAULT"))
    if len(tree.stmts) == 1 and kind(tree.stmts[0].stmt) == "create_stmt":
        bound = type(tree.stmts[0].stmt.create_stmt.partbound)()
        bound.CopyFrom(tree.stmts[0].stmt.create_stmt.partbound)
        plain.stmts[0].stmt.create_stmt.partbound.CopyFrom(bound)
        if plain.SerializeToString() == tree.SerializeToString():
            return bound
    raise SqlError(f"`{text}` is no bound of a partition: DEFAULT or FOR VALUES ...")
