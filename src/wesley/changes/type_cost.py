"""What a change of a column's type costs, and whether it needs a successor of the column."""

from __future__ import annotations

from wesley.changes.codes import TYPE_IMPOSSIBLE
from wesley.changes.column_move.copies import keys
from wesley.changes.edit import the_column, the_table
from wesley.changes.mentions import index_names_any, names_any
from wesley.changes.situation import Situation
from wesley.ir.column import Column
from wesley.ir.index import Index
from wesley.ir.schema import Physical
from wesley.ir.table import Table
from wesley.problems.problem import Problem, WesleyError
from wesley.sql.type_change import TypeChange, type_change


def cost(schema: Physical, before: Column, after: Column) -> TypeChange:
    """What ALTER COLUMN TYPE does to a column.

    Raises:
        WesleyError: no cast leads from one type to the other.
    """
    found = type_change(
        before.type,
        after.type,
        old_collation=before.collation,
        new_collation=after.collation,
        domains=schema.domains,
        enums=schema.enums,
    )
    if not found.possible:
        raise WesleyError(
            Problem(
                code=TYPE_IMPOSSIBLE,
                message=f"no value of {before.name}, which is {before.type}, can become {after.type}",
                origin=after.origin,
                help=f"add a column of type {after.type} under another name, fill it with @backfill, and drop "
                f"{before.name} in a later release",
            )
        )
    return found


def needs_successor(situation: Situation, schema: str, table: str, after: Column) -> bool:
    """True when ALTER COLUMN TYPE would write the table or one of its indexes anew while nobody can use it.

    An index that has the column anywhere, and an expression or a predicate of whatever columns, is always built anew,
    even where the stored values stay as they are; so is the index of an exclusion (measured on 12 to 18).
    """
    if situation.is_new(schema, table):
        return False
    owner = the_table(situation.before, schema, table)
    found = cost(situation.before, the_column(situation.before, schema, table, after.name), after)
    if found.rewrite or _is_in_computed_index(owner, after.name):
        return True
    standing = any(
        column.generated is not None and names_any(column.generated.expression, (after.name,))
        for column in owner.columns
    )
    return standing or (found.index == "rebuilt" and _is_indexed(owner, after.name))


def _is_in_computed_index(table: Table, column: str) -> bool:
    return any(_is_computed(index) and index_names_any(index, (column,)) for index in _indexes(table))


def _indexes(table: Table) -> tuple[Index, ...]:
    """The indexes, those that exclusions have among them."""
    of_exclusions = (
        Index(name=each.name, keys=tuple(element.key for element in each.elements), where=each.where)
        for each in table.exclusions
    )
    return (*table.indexes, *of_exclusions)


def _is_computed(index: Index) -> bool:
    return index.where is not None or any(key.expression is not None for key in index.keys)


def _is_indexed(table: Table, column: str) -> bool:
    if any(column in (*key.columns, *key.include) for key in keys(table)):
        return True
    return any(index_names_any(index, (column,)) for index in _indexes(table))
