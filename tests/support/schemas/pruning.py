"""What can no longer stand after something was dropped: taken away until everything left stands on something."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct
from msgspec.structs import replace

from tests.support.schemas.sql_types import BY_NAME
from tests.support.schemas.state import Relation, partition_keys
from tests.support.schemas.views import refreshed
from wesley.ir.access import Grant
from wesley.ir.column import Column
from wesley.ir.constraint import Deferrable, ForeignKey
from wesley.ir.domain import Domain
from wesley.ir.enum import Enum
from wesley.ir.expression import Expression
from wesley.ir.index import Index, IndexKey
from wesley.ir.schema import Physical
from wesley.ir.sequence import Sequence
from wesley.ir.table import Table
from wesley.sql.text import qualified, quote_literal

# The operator classes of extensions that are used, and where each comes from.
EXTENSION_CLASSES = {"gin_trgm_ops": "pg_trgm"}


class World(Struct, frozen=True, kw_only=True):
    """What there is to stand on: types, functions as expressions name them, keys that can be referred to, defaults
    that take from a sequence, extensions."""

    types: frozenset[str]
    functions: frozenset[str]
    columns: frozenset[tuple[Relation, str]]
    keys: frozenset[tuple[Relation, tuple[str, ...]]]
    nextvals: frozenset[str]
    extensions: frozenset[str]


def nextval(sequence: Sequence) -> str:
    """The default that takes the next number of a sequence."""
    return f"nextval({quote_literal(qualified(sequence.schema, sequence.name))}::regclass)"


def referable(table: Table) -> list[tuple[str, ...]]:
    """The columns of each key that a foreign key can refer to."""
    keys = [*table.uniques, *((table.primary_key,) if table.primary_key else ())]
    return [key.columns for key in keys if key.deferrable is Deferrable.NO]


def _world(physical: Physical) -> World:
    named: tuple[Domain | Enum, ...] = (*physical.enums, *physical.domains)
    relations = [((table.schema, table.name), table) for table in physical.tables]
    return World(
        types=frozenset(qualified(value.schema, value.name) for value in named),
        functions=frozenset(qualified(value.schema, value.name) for value in physical.functions),
        columns=frozenset((relation, column.name) for relation, table in relations for column in table.columns),
        keys=frozenset((relation, columns) for relation, table in relations for columns in referable(table)),
        nextvals=frozenset(map(nextval, physical.sequences)),
        extensions=frozenset(extension.name for extension in physical.extensions),
    )


def pruned(physical: Physical) -> Physical:
    """The schema without what stands on something that is not there, and with views of the types that are there."""
    while True:
        kept = _once(physical)
        if kept == physical:
            return kept
        physical = kept


def _once(physical: Physical) -> Physical:
    world = _world(physical)
    tables = tuple(_table(table, world) for table in physical.tables)
    kept = replace(
        physical,
        tables=tuple(table for table in tables if table.columns),
        sequences=tuple(sequence for sequence in physical.sequences if _is_owned(sequence, world)),
    )
    return replace(kept, views=refreshed(kept))


def _is_owned(sequence: Sequence, world: World) -> bool:
    return sequence.owned_by is None or (sequence.owned_by[:2], sequence.owned_by[2]) in world.columns


def _table(table: Table, world: World) -> Table:
    names = {column.name for column in table.columns}
    columns = tuple(_column(column, world) for column in table.columns if _column_stands(column, names, world))
    names = {column.name for column in columns}
    key = table.primary_key
    return replace(
        table,
        columns=columns,
        primary_key=key if key is not None and names.issuperset((*key.columns, *key.include)) else None,
        uniques=tuple(value for value in table.uniques if names.issuperset((*value.columns, *value.include))),
        foreign_keys=tuple(value for value in table.foreign_keys if _refers(value, names, world)),
        checks=tuple(value for value in table.checks if _stands(value.expression, names, world)),
        exclusions=tuple(
            value
            for value in table.exclusions
            if _keys_stand([element.key for element in value.elements], names, world)
            and _stands(value.where, names, world)
        ),
        indexes=tuple(value for value in table.indexes if _index_stands(value, names, world)),
        policies=tuple(
            value
            for value in table.policies
            if _stands(value.using, names, world) and _stands(value.check, names, world)
        ),
        triggers=tuple(
            value
            for value in table.triggers
            if names.issuperset(value.update_columns)
            and _stands(value.when, names, world)
            and qualified(value.function_schema, value.function) in world.functions
        ),
        grants=_grants(table.grants, names),
    )


def _column_stands(column: Column, names: set[str], world: World) -> bool:
    expression = column.generated.expression if column.generated else None
    is_type = column.type in BY_NAME or column.type in world.types
    return is_type and _stands(expression, names, world)


def _column(column: Column, world: World) -> Column:
    default = column.default
    if default is None:
        return column
    is_lost = default.functions == ("nextval",) and default.sql not in world.nextvals
    return replace(column, default=None) if is_lost or not _stands(default, set(), world) else column


def _stands(expression: Expression | None, names: set[str], world: World) -> bool:
    if expression is None:
        return True
    own = {name for name in expression.functions if "." in name}
    return names.issuperset(expression.columns) and own <= world.functions


def _refers(key: ForeignKey, names: set[str], world: World) -> bool:
    return names.issuperset(key.columns) and ((key.ref_schema, key.ref_table), key.ref_columns) in world.keys


def _keys_stand(keys: Iterable[IndexKey], names: set[str], world: World) -> bool:
    for key in keys:
        extension = EXTENSION_CLASSES.get(key.opclass or "")
        if extension is not None and extension not in world.extensions:
            return False
        if key.column not in names and (key.expression is None or not _stands(key.expression, names, world)):
            return False
    return True


def _index_stands(index: Index, names: set[str], world: World) -> bool:
    return (
        names.issuperset(index.include) and _keys_stand(index.keys, names, world) and _stands(index.where, names, world)
    )


def _grants(grants: tuple[Grant, ...], names: set[str]) -> tuple[Grant, ...]:
    """The grants without columns that are gone; one that is left without any column is gone too."""
    left = [replace(grant, columns=tuple(name for name in grant.columns if name in names)) for grant in grants]
    return tuple(new for old, new in zip(grants, left, strict=True) if new.columns or not old.columns)


def is_protected(table: Table, column: str) -> bool:
    """True for a column without which the table cannot be: of its partition key."""
    return column in partition_keys(table)
