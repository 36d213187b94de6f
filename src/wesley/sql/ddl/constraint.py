"""Constraints other than foreign keys: the definition, and ALTER TABLE ... ADD."""

from __future__ import annotations

from wesley.ir.constraint import Check, Deferrable, Exclusion, ExclusionElement, PrimaryKey, Unique
from wesley.sql.ddl.index import index_key
from wesley.sql.error import SqlError
from wesley.sql.messages import lean
from wesley.sql.nodes import expression, list_of, names, relation
from wesley.sql.parse import Tree, parse
from wesley.sql.tree import Filling, statement, table_element

Constraint = PrimaryKey | Unique | Check | Exclusion

DEFERRABLE = {
    Deferrable.NO: "",
    Deferrable.INITIALLY_IMMEDIATE: " DEFERRABLE INITIALLY IMMEDIATE",
    Deferrable.INITIALLY_DEFERRED: " DEFERRABLE INITIALLY DEFERRED",
}


def add_constraint(schema: str, table: str, constraint: Constraint) -> Tree:
    """ALTER TABLE ... ADD CONSTRAINT; a check that is not valid is added NOT VALID."""
    tree = statement("ALTER TABLE __table ADD CONSTRAINT c CHECK (true)", table=relation(schema, table))
    definition = getattr(tree.stmts[0].stmt.alter_table_stmt.cmds[0].alter_table_cmd, "def")
    definition.CopyFrom(constraint_definition(constraint))
    return tree


def constraint_definition(constraint: Constraint) -> Tree:
    """The definition of a constraint (`Node`), as CREATE TABLE holds it.

    Raises:
        SqlError: a name is empty, an expression cannot be parsed, or an operator is none.
    """
    if isinstance(constraint, Check):
        return _check(constraint)
    return _exclusion(constraint) if isinstance(constraint, Exclusion) else _key(constraint)


def _check(constraint: Check) -> Tree:
    pattern = "CONSTRAINT __name CHECK (__condition)"
    if constraint.no_inherit:
        pattern += " NO INHERIT"
    if not constraint.valid:
        pattern += " NOT VALID"
    return table_element(pattern, name=constraint.name, condition=expression(constraint.expression.sql))


def _key(constraint: PrimaryKey | Unique) -> Tree:
    words = "PRIMARY KEY"
    if isinstance(constraint, Unique):
        words = "UNIQUE NULLS NOT DISTINCT" if constraint.nulls_not_distinct else "UNIQUE"
    pattern = f"CONSTRAINT __name {words} (__columns)"
    fillings: dict[str, Filling] = {"name": constraint.name, "columns": names(constraint.columns)}
    if constraint.include:
        pattern += " INCLUDE (__include)"
        fillings["include"] = names(constraint.include)
    return table_element(pattern + DEFERRABLE[constraint.deferrable], **fillings)


def _exclusion(constraint: Exclusion) -> Tree:
    pattern = "CONSTRAINT __name EXCLUDE USING __method (__element WITH =)"
    fillings: dict[str, Filling] = {
        "name": constraint.name,
        "method": constraint.method,
        "element": [_exclusion_element(element) for element in constraint.elements],
    }
    if constraint.where is not None:
        pattern += " WHERE (__where)"
        fillings["where"] = expression(constraint.where.sql)
    return table_element(pattern + DEFERRABLE[constraint.deferrable], **fillings)


def _exclusion_element(element: ExclusionElement) -> Tree:
    return list_of((index_key(element.key), list_of(_operator(element.operator))))


def _operator(text: str) -> list[Tree]:
    """The parts of an operator's name, such as `&&` or `pg_catalog.=`."""
    if any(sign in text for sign in "()'\"$ \n") or "--" in text or "/*" in text:
        raise SqlError(f"`{text}` is no operator")
    tree = lean(
        parse(f"CREATE TABLE t (EXCLUDE USING gist (a WITH OPERATOR(pg_catalog.{text.removeprefix('pg_catalog.')})))")
    )
    parts = tree.stmts[0].stmt.create_stmt.table_elts[0].constraint.exclusions[0].list.items[1].list.items
    return list(parts) if text.startswith("pg_catalog.") else list(parts[1:])
