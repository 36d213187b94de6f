"""Renames, with everything that names what is renamed: as PostgreSQL itself does it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from msgspec.structs import replace

from tests.support.schemas.expressions import expression, with_columns
from tests.support.schemas.pruning import nextval
from tests.support.schemas.state import Relation
from tests.support.schemas.views import Shape, column_types, shape_of, view_of
from wesley.ir.column import Column
from wesley.ir.constraint import Exclusion, ForeignKey
from wesley.ir.expression import Expression
from wesley.ir.index import Index, IndexKey
from wesley.ir.policy import Policy
from wesley.ir.routine import Trigger
from wesley.ir.schema import Physical
from wesley.ir.sequence import Sequence
from wesley.ir.table import Partitioning, Table
from wesley.ir.view import View
from wesley.sql.expression import Context


def with_column_renamed(physical: Physical, relation: Relation, old: str, new: str) -> Physical:
    """The schema after RENAME COLUMN."""
    tables = []
    for table in physical.tables:
        is_it = (table.schema, table.name) == relation
        kept = _table(table, {old: new}) if is_it else table
        keys = tuple(_refers(key, relation, old, new) for key in kept.foreign_keys)
        tables.append(replace(kept, foreign_keys=keys))
    owned = (*relation, old)
    sequences = tuple(
        replace(value, owned_by=(*relation, new)) if value.owned_by == owned else value for value in physical.sequences
    )
    changed = replace(physical, tables=tuple(tables), sequences=sequences)

    def shape(value: Shape) -> Shape:
        outputs = tuple(
            replace(out, column=new) if value.sources[out.source] == relation and out.column == old else out
            for out in value.outputs
        )
        return replace(value, outputs=outputs)

    return replace(changed, views=tuple(_reshaped(changed, relation, shape)))


def with_relation_renamed(physical: Physical, old: Relation, new: Relation) -> Physical:
    """The schema after RENAME TO or SET SCHEMA; sequences that columns own move with their table."""
    moved = {value: _moved(value, old, new) for value in physical.sequences}
    defaults = {nextval(before): nextval(after) for before, after in moved.items() if before != after}
    tables = []
    for table in physical.tables:
        kept = replace(table, schema=new[0], name=new[1]) if (table.schema, table.name) == old else table
        keys = tuple(
            replace(key, ref_schema=new[0], ref_table=new[1]) if (key.ref_schema, key.ref_table) == old else key
            for key in kept.foreign_keys
        )
        columns = tuple(_default(column, defaults) for column in kept.columns)
        tables.append(replace(kept, foreign_keys=keys, columns=columns))
    changed = replace(physical, tables=tuple(tables), sequences=tuple(moved.values()))

    def shape(value: Shape) -> Shape:
        return replace(value, sources=tuple(new if source == old else source for source in value.sources))

    return replace(changed, views=tuple(_reshaped(changed, old, shape)))


def _reshaped(physical: Physical, relation: Relation, change: Callable[[Shape], Shape]) -> list[View]:
    types = column_types(physical)
    shapes = {view: shape_of(view) for view in physical.views}
    return [
        view_of(view, change(shape), types) if relation in shape.sources else view for view, shape in shapes.items()
    ]


def _moved(sequence: Sequence, old: Relation, new: Relation) -> Sequence:
    if sequence.owned_by is None or sequence.owned_by[:2] != old:
        return sequence
    return replace(sequence, schema=new[0], owned_by=(*new, sequence.owned_by[2]))


def _default(column: Column, defaults: Mapping[str, str]) -> Column:
    if column.default is None or column.default.sql not in defaults:
        return column
    return replace(column, default=expression(defaults[column.default.sql], Context.DEFAULT))


def _refers(key: ForeignKey, relation: Relation, old: str, new: str) -> ForeignKey:
    if (key.ref_schema, key.ref_table) != relation:
        return key
    return replace(key, ref_columns=tuple(new if name == old else name for name in key.ref_columns))


def _table(table: Table, names: Mapping[str, str]) -> Table:
    key = table.primary_key
    return replace(
        table,
        columns=tuple(_column(value, names) for value in table.columns),
        primary_key=key and replace(key, columns=_all(key.columns, names), include=_all(key.include, names)),
        uniques=tuple(
            replace(value, columns=_all(value.columns, names), include=_all(value.include, names))
            for value in table.uniques
        ),
        foreign_keys=tuple(
            replace(value, columns=_all(value.columns, names), set_columns=_all(value.set_columns, names))
            for value in table.foreign_keys
        ),
        checks=tuple(replace(value, expression=with_columns(value.expression, names)) for value in table.checks),
        exclusions=tuple(_exclusion(value, names) for value in table.exclusions),
        indexes=tuple(_index(value, names) for value in table.indexes),
        policies=tuple(_policy(value, names) for value in table.policies),
        triggers=tuple(_trigger(value, names) for value in table.triggers),
        partitioning=table.partitioning and _partitioning(table.partitioning, names),
        grants=tuple(replace(value, columns=tuple(sorted(_all(value.columns, names)))) for value in table.grants),
    )


def _all(columns: tuple[str, ...], names: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(names.get(column, column) for column in columns)


def _maybe(value: Expression | None, names: Mapping[str, str]) -> Expression | None:
    return None if value is None else with_columns(value, names)


def _column(column: Column, names: Mapping[str, str]) -> Column:
    generated = column.generated
    if generated is not None:
        generated = replace(generated, expression=with_columns(generated.expression, names))
    return replace(column, name=names.get(column.name, column.name), generated=generated)


def _key(key: IndexKey, names: Mapping[str, str]) -> IndexKey:
    column = None if key.column is None else names.get(key.column, key.column)
    return replace(key, column=column, expression=_maybe(key.expression, names))


def _index(index: Index, names: Mapping[str, str]) -> Index:
    keys = tuple(_key(key, names) for key in index.keys)
    return replace(index, keys=keys, include=_all(index.include, names), where=_maybe(index.where, names))


def _exclusion(exclusion: Exclusion, names: Mapping[str, str]) -> Exclusion:
    elements = tuple(replace(element, key=_key(element.key, names)) for element in exclusion.elements)
    return replace(exclusion, elements=elements, where=_maybe(exclusion.where, names))


def _policy(policy: Policy, names: Mapping[str, str]) -> Policy:
    return replace(policy, using=_maybe(policy.using, names), check=_maybe(policy.check, names))


def _trigger(trigger: Trigger, names: Mapping[str, str]) -> Trigger:
    return replace(trigger, update_columns=_all(trigger.update_columns, names), when=_maybe(trigger.when, names))


def _partitioning(value: Partitioning, names: Mapping[str, str]) -> Partitioning:
    return replace(value, keys=tuple(_key(key, names) for key in value.keys))
