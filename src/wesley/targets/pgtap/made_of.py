"""What the tests of a table are made of: an object that stays the same as long as all of it does.

The rows that tests write follow foreign keys into other tables, so the tests of one table depend on others: always on
those that its rows speak of, and where rows with all their foreign keys are written, on every table that it refers to.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from graphlib import CycleError, TopologicalSorter

from msgspec import Struct

from wesley.ir.schema import Schema
from wesley.memory.memory import Memory
from wesley.sql.text import qualified
from wesley.targets.pgtap.fixtures import Fixtures, Key, target

Marks = dict[Key, object]


class MadeOf(Struct, frozen=True):
    """The marks of the tables.

    Args:
        plain: by table, what tests depend on whose rows leave nullable foreign keys null.
        full: by table, what tests depend on whose rows have all foreign keys.
    """

    plain: Marks
    full: Marks


def made_of(fixtures: Fixtures, schema: Schema, memory: Memory) -> MadeOf:
    """The marks of the tables of a schema, the earlier ones where nothing that they stand for changed.

    Args:
        fixtures: the tables and their rows.
        schema: the schema; what did not change in it is the same object.
        memory: remembers the marks.
    """
    own = _own(fixtures, schema, memory)
    followed = {key: _followed(fixtures, key, own[key], memory) for key in fixtures.tables}
    plain = _with_followed(own, followed, memory)
    full: Marks = {}
    for key, table in fixtures.tables.items():
        targets = {target(one) for one in table.foreign_keys} | followed[key]
        of = (plain[key], *(plain.get(one) for one in sorted(targets)))
        full[key] = memory.recall(("full", key, tuple(sorted(targets))), of, object)
    return MadeOf(plain, full)


def _own(fixtures: Fixtures, schema: Schema, memory: Memory) -> Marks:
    """The marks of the tables themselves, with what is said of them elsewhere."""
    enums = {qualified(enum.schema, enum.name): enum for enum in schema.physical.enums}
    everywhere = (*schema.physical.namespaces, *schema.roles)
    marks: Marks = {}
    for key, table in fixtures.tables.items():
        functions = [fixtures.functions.get((one.function_schema, one.function)) for one in table.triggers]
        held = [enums[column.type] for column in table.columns if column.type in enums]
        of = (table, fixtures.tenants.get(key), *functions, *held, *everywhere)
        marks[key] = memory.recall(("own", key, fixtures.referenced(key), key == fixtures.root), of, object)
    return marks


def _followed(fixtures: Fixtures, key: Key, own: object, memory: Memory) -> frozenset[Key]:
    found = memory.recall(("followed", key), (own,), partial(fixtures.followed, key))
    is_of_tenant = key in fixtures.tenants and fixtures.root not in (key, None)
    return found | {fixtures.root} if is_of_tenant and fixtures.root is not None else found


def _with_followed(own: Marks, followed: dict[Key, frozenset[Key]], memory: Memory) -> Marks:
    graph = {key: [one for one in sorted(followed[key]) if one in own] for key in own}
    try:
        ordered = list(TopologicalSorter(graph).static_order())
    except CycleError:
        # In a circle it matters with which table one begins, and that is for all tables together to say.
        return dict.fromkeys(own, memory.recall("everything", tuple(own.values()), object))
    marks: Marks = {}
    for key in ordered:
        marks[key] = memory.recall(("plain", key, followed[key]), (own[key], *_marks(marks, graph[key])), object)
    return marks


def _marks(marks: Marks, keys: Iterable[Key]) -> tuple[object, ...]:
    return tuple([marks[key] for key in keys])
