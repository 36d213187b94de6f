"""Read-only queries that tell beforehand whether a statement would fail on the rows that are there."""

from __future__ import annotations

from collections.abc import Iterable

from wesley.ir.constraint import Exclusion, ForeignKey
from wesley.ir.expression import Expression
from wesley.ir.index import Index, IndexKey
from wesley.sql.ddl.constraint import constraint_definition
from wesley.sql.deparse import to_sql
from wesley.sql.messages import message
from wesley.sql.nodes import collation, expression, relation
from wesley.sql.parse import Tree
from wesley.sql.tree import statement


def rows_against(schema: str, table: str, condition: str) -> str:
    """Up to five rows for which a condition is false; NULL counts as true, as it does in a check constraint."""
    return to_sql(
        statement(
            "SELECT * FROM __table WHERE NOT (__condition) LIMIT 5",
            table=relation(schema, table),
            condition=expression(condition),
        )
    )


def duplicates(schema: str, table: str, index: Index) -> str:
    """Up to five values that a unique index does not allow, with the number of rows that have each.

    Rows with a NULL among the keys are equal to no other row, unless the index says NULLS NOT DISTINCT.
    """
    tree = statement(
        "SELECT count(*) AS rows FROM __table WHERE true GROUP BY key HAVING count(*) > 1 LIMIT 5",
        table=relation(schema, table),
    )
    select = tree.stmts[0].stmt.select_stmt
    keys = [_key(key) for key in index.keys]
    conditions = [] if index.nulls_not_distinct else [_holding("SELECT __value IS NOT NULL", key) for key in keys]
    _replace(select.target_list, [_target(key) for key in keys] + list(select.target_list))
    _replace(select.group_clause, keys)
    _restrict(select, conditions + _predicate(index.where))
    return to_sql(tree)


def orphans(schema: str, table: str, key: ForeignKey) -> str:
    """Up to five rows whose foreign key refers to no row.

    With MATCH SIMPLE a NULL in any column refers to nothing and is allowed; with MATCH FULL only when all are NULL.
    """
    tree = statement(
        "SELECT referencing.* FROM __table WHERE NOT EXISTS (SELECT 1 FROM __target WHERE true) LIMIT 5",
        table=relation(schema, table),
        target=relation(key.ref_schema, key.ref_table),
    )
    select = tree.stmts[0].stmt.select_stmt
    missing = type(select.where_clause)()
    missing.CopyFrom(select.where_clause)
    inner = missing.bool_expr.args[0].sub_link.subselect.select_stmt
    select.from_clause[0].range_var.alias.aliasname = "referencing"
    inner.from_clause[0].range_var.alias.aliasname = "referenced"
    pairs = zip(key.columns, key.ref_columns, strict=True)
    _restrict(inner, [_equal(column, reference) for column, reference in pairs])
    present = [
        _value(statement("SELECT referencing.__column IS NOT NULL", column=column)) for column in sorted(key.columns)
    ]
    _restrict(select, [*([_either(present)] if key.match_full else present), missing])
    return to_sql(tree)


def conflicts(schema: str, table: str, exclusion: Exclusion) -> str:
    """Up to five rows (their keys) that an exclusion constraint does not allow beside another row."""
    tree = statement(
        "SELECT one.* FROM (SELECT 1) AS one JOIN (SELECT 1) AS other "
        "ON (one.part, one.place) < (other.part, other.place) LIMIT 5"
    )
    join = tree.stmts[0].stmt.select_stmt.from_clause[0].join_expr
    for side in (join.larg, join.rarg):
        side.range_subselect.subquery.select_stmt.CopyFrom(_keyed_rows(schema, table, exclusion))
    definition = constraint_definition(exclusion).constraint.exclusions
    operators = [_operation(f"key{number}", each) for number, each in enumerate(definition, start=1)]
    join.quals.CopyFrom(_both([join.quals, *operators]))
    return to_sql(tree)


def _keyed_rows(schema: str, table: str, exclusion: Exclusion) -> Tree:
    """The `SelectStmt` of every row's place and keys."""
    tree = statement("SELECT tableoid AS part, ctid AS place FROM __table WHERE true", table=relation(schema, table))
    select = tree.stmts[0].stmt.select_stmt
    for number, element in enumerate(exclusion.elements, start=1):
        select.target_list.append(_target(_key(element.key), f"key{number}"))
    _restrict(select, _predicate(exclusion.where))
    return select


def _operation(name: str, element: Tree) -> Tree:
    """`one.name operator other.name`, with the operator of an element of an exclusion constraint."""
    node = _value(statement("SELECT one.__name = other.__name", name=name))
    _replace(node.a_expr.name, list(element.list.items[1].list.items))
    return node


def _key(key: IndexKey) -> Tree:
    node = expression(key.expression.sql) if key.expression is not None else _column(key.column or "")
    if key.collation is None:
        return node
    return _value(statement("SELECT __value COLLATE __collation", value=node, collation=collation(key.collation)))


def _column(name: str) -> Tree:
    return _value(statement("SELECT __name", name=name))


def _equal(column: str, reference: str) -> Tree:
    return _value(statement("SELECT referenced.__reference = referencing.__column", reference=reference, column=column))


def _predicate(where: Expression | None) -> list[Tree]:
    return [] if where is None else [expression(where.sql)]


def _holding(pattern: str, node: Tree) -> Tree:
    return _value(statement(pattern, value=node))


def _value(tree: Tree) -> Tree:
    """The one value of a SELECT."""
    return tree.stmts[0].stmt.select_stmt.target_list[0].res_target.val


def _target(node: Tree, name: str = "") -> Tree:
    return message("Node")(res_target=message("ResTarget")(name=name, val=node))


def _restrict(select: Tree, conditions: list[Tree]) -> None:
    """Set the WHERE clause of a `SelectStmt`; no condition leaves it out."""
    if conditions:
        select.where_clause.CopyFrom(_both(conditions))
    else:
        select.ClearField("where_clause")


def _both(conditions: list[Tree]) -> Tree:
    return _joined("SELECT true AND false", conditions)


def _either(conditions: list[Tree]) -> Tree:
    return _joined("SELECT true OR false", conditions)


def _joined(pattern: str, conditions: list[Tree]) -> Tree:
    """Conditions in one expression. The parser flattens an AND within an AND, so this does too."""
    if len(conditions) == 1:
        return conditions[0]
    node = _value(statement(pattern))
    operator = node.bool_expr.boolop
    flat: list[Tree] = []
    for condition in conditions:
        nested = condition.HasField("bool_expr") and condition.bool_expr.boolop == operator
        flat += list(condition.bool_expr.args) if nested else [condition]
    _replace(node.bool_expr.args, flat)
    return node


def _replace(items: Tree, nodes: Iterable[Tree]) -> None:
    kept = [type(node).FromString(node.SerializeToString()) for node in nodes]
    del items[:]
    items.extend(kept)
