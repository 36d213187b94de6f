"""A table under another name, of its own or of what it has and refers to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec.structs import replace

from wesley.changes.rewrite_names import Name, Names, in_expression, in_type
from wesley.changes.rewrite_row import columns, renamed_foreign_key, renamed_key
from wesley.ir.access import Grant
from wesley.ir.column import Column
from wesley.ir.constraint import Exclusion, ForeignKey
from wesley.ir.expression import Expression
from wesley.ir.index import Index, IndexKey
from wesley.ir.policy import Policy
from wesley.ir.routine import Trigger
from wesley.ir.table import Partitioning, Table
from wesley.ir.words import as_word
from wesley.sql.text import qualified, quote_literal


def concerned_tables(tables: Iterable[Table], names: Names) -> Iterable[Table]:
    """The tables in which something may be called otherwise: few of a schema, so finding them has to be quick."""
    owners = (*names.relations, *names.columns, *names.types, *names.values, *names.functions)
    wanted = frozenset(as_word(name) for _, name in owners)
    if None in wanted:
        return tables
    return [table for table in tables if not wanted.isdisjoint(table.words)]


def renamed_table(table: Table, names: Names) -> Table:
    """The table with everything that belongs to it.

    Raises:
        SqlError: it cannot be told what a name in an expression means.
    """
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
