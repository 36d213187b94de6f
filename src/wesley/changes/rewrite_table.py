"""A table under another name, of its own or of what it has and refers to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache

from msgspec.structs import replace

from wesley.changes.rewrite_names import Name, Names, in_expression, in_type, names_any_word
from wesley.changes.rewrite_row import columns, renamed_foreign_key, renamed_key
from wesley.ir.access import Grant
from wesley.ir.column import Column
from wesley.ir.constraint import Exclusion, ForeignKey
from wesley.ir.expression import Expression
from wesley.ir.index import Index, IndexKey
from wesley.ir.policy import Policy
from wesley.ir.routine import Trigger
from wesley.ir.table import Partitioning, Table
from wesley.sql.text import qualified, quote_literal


def renamed_table(table: Table, names: Names) -> Table:
    """The table with everything that belongs to it.

    Raises:
        SqlError: it cannot be told what a name in an expression means.
    """
    if not _is_concerned(table, names):
        return table
    place = (table.schema, table.name)
    own = names.columns.get(place, {})
    schema, name = names.relations.get(place, place)
    return replace(
        table,
        schema=schema,
        name=name,
        columns=tuple(_column(each, names, place) for each in table.columns),
        primary_key=table.primary_key and renamed_key(table.primary_key, own),
        uniques=tuple(renamed_key(each, own) for each in table.uniques),
        foreign_keys=tuple(_foreign_key(each, names, place) for each in table.foreign_keys),
        checks=tuple(replace(each, expression=in_expression(each.expression, names, place)) for each in table.checks),
        exclusions=tuple(_exclusion(each, names, place) for each in table.exclusions),
        indexes=tuple(_index(each, names, place) for each in table.indexes),
        triggers=tuple(_trigger(each, names, place) for each in table.triggers),
        policies=tuple(_policy(each, names, place) for each in table.policies),
        partitioning=table.partitioning and _partitioning(table.partitioning, names, place),
        rows=table.rows and replace(table.rows, columns=columns(table.rows.columns, own)),
        grants=tuple(renamed_grant(each, own) for each in table.grants),
    )


def _is_concerned(table: Table, names: Names) -> bool:
    """False for a table in which nothing is called otherwise: most tables of a schema, so this has to be quick."""
    text = _text(_Same(table))
    for schema, name in (*names.relations, *names.columns):
        if table.name == name and table.schema == schema:
            return True
        for key in table.foreign_keys:
            if key.ref_table == name:
                return True
    return names_any_word(text, (*names.relations, *names.columns, *names.types, *names.values))


class _Same:
    """A table as a key that is equal to itself alone: comparing tables by what is in them takes longer."""

    __slots__ = ("table",)

    def __init__(self, table: Table) -> None:
        self.table = table

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.table is self.table

    def __hash__(self) -> int:
        return id(self.table)


# A plan renames in schema after schema, in which nearly all tables are the same; to go through their expressions once
# for each made half of the time of a plan with 40 renames in 2,000 tables.
@lru_cache(maxsize=1 << 14)
def _text(same: _Same) -> str:
    """All expressions and types of a table, one after the other."""
    return "\n".join(_texts(same.table))


def _texts(table: Table) -> Iterator[str]:
    """All expressions of a table, and the types of its columns."""
    for column in table.columns:
        yield column.type
        if column.default is not None:
            yield column.default.sql
        if column.generated is not None:
            yield column.generated.expression.sql
    yield from (check.expression.sql for check in table.checks)
    keys = [key for index in table.indexes for key in index.keys]
    keys += [element.key for exclusion in table.exclusions for element in exclusion.elements]
    keys += table.partitioning.keys if table.partitioning is not None else ()
    optional = [key.expression for key in keys]
    optional += [index.where for index in table.indexes]
    optional += [exclusion.where for exclusion in table.exclusions]
    optional += [trigger.when for trigger in table.triggers]
    optional += [expression for policy in table.policies for expression in (policy.using, policy.check)]
    yield from (expression.sql for expression in optional if expression is not None)


def renamed_grant(grant: Grant, to: Mapping[str, str]) -> Grant:
    """A grant on some columns."""
    return replace(grant, columns=tuple(sorted(columns(grant.columns, to))))


def _optional(expression: Expression | None, names: Names, place: Name) -> Expression | None:
    return None if expression is None else in_expression(expression, names, place)


def _column(column: Column, names: Names, place: Name) -> Column:
    generated = column.generated
    return replace(
        column,
        name=names.columns.get(place, {}).get(column.name, column.name),
        type=in_type(column.type, names),
        default=_default(column, names),
        generated=generated and replace(generated, expression=in_expression(generated.expression, names, place)),
    )


def _default(column: Column, names: Names) -> Expression | None:
    """A default is about no row; its constants are of the column's own type."""
    default = column.default
    if default is None:
        return None
    for enum, values in names.values.items():
        if column.type == qualified(*enum):
            literals = {quote_literal(before): quote_literal(after) for before, after in values.items()}
            default = replace(default, sql=literals.get(default.sql, default.sql))
    return in_expression(default, names)


def _foreign_key(key: ForeignKey, names: Names, place: Name) -> ForeignKey:
    schema, table = names.relations.get((key.ref_schema, key.ref_table), (key.ref_schema, key.ref_table))
    return replace(renamed_foreign_key(key, place, names.columns), ref_schema=schema, ref_table=table)


def _index_key(key: IndexKey, names: Names, place: Name) -> IndexKey:
    if key.expression is not None:
        return replace(key, expression=in_expression(key.expression, names, place))
    own = names.columns.get(place, {})
    return replace(key, column=own.get(key.column or "", key.column))


def _index(index: Index, names: Names, place: Name) -> Index:
    return replace(
        index,
        keys=tuple(_index_key(key, names, place) for key in index.keys),
        include=columns(index.include, names.columns.get(place, {})),
        where=_optional(index.where, names, place),
    )


def _exclusion(exclusion: Exclusion, names: Names, place: Name) -> Exclusion:
    elements = tuple(replace(each, key=_index_key(each.key, names, place)) for each in exclusion.elements)
    return replace(exclusion, elements=elements, where=_optional(exclusion.where, names, place))


def _trigger(trigger: Trigger, names: Names, place: Name) -> Trigger:
    own = names.columns.get(place, {})
    return replace(
        trigger,
        update_columns=columns(trigger.update_columns, own),
        when=_optional(trigger.when, names, place),
    )


def _policy(policy: Policy, names: Names, place: Name) -> Policy:
    return replace(policy, using=_optional(policy.using, names, place), check=_optional(policy.check, names, place))


def _partitioning(partitioning: Partitioning, names: Names, place: Name) -> Partitioning:
    return replace(partitioning, keys=tuple(_index_key(key, names, place) for key in partitioning.keys))
