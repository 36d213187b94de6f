"""A schema whose unchanged elements are the very objects of the schema before, so that `is` tells what changed.

Places are left aside: an element that only moved in its file is the earlier one, with its earlier place. So a shared
schema is for making outputs, which hold no places, and not for reporting problems.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from typing import TypeVar

from msgspec.structs import replace

from wesley.ir.api import Api, Operation
from wesley.ir.column import Column
from wesley.ir.routine import Function
from wesley.ir.schema import Physical, Schema
from wesley.ir.table import Table
from wesley.ir.view import View

_Element = TypeVar("_Element")


def shared(schema: Schema, last: Schema | None) -> Schema:
    """A schema that is equal to one and made of the elements of another, as far as they are equal.

    Args:
        schema: the schema.
        last: the earlier one.
    """
    if last is None:
        return schema
    return replace(
        schema,
        physical=_physical(schema.physical, last.physical),
        api=_api(schema.api, last.api),
        roles=_each(schema.roles, last.roles, _name),
    )


def _physical(new: Physical, old: Physical) -> Physical:
    return Physical(
        namespaces=_each(new.namespaces, old.namespaces, _name),
        extensions=_each(new.extensions, old.extensions, _name),
        enums=_each(new.enums, old.enums, _qualified),
        domains=_each(new.domains, old.domains, _qualified),
        sequences=_each(new.sequences, old.sequences, _qualified),
        tables=_each(new.tables, old.tables, _qualified, _same_order),
        views=_each(new.views, old.views, _qualified, _same_order),
        functions=_each(new.functions, old.functions, _signature),
    )


def _api(new: Api, old: Api) -> Api:
    return Api(
        objects=_each(new.objects, old.objects, _name),
        interfaces=_each(new.interfaces, old.interfaces, _name),
        unions=_each(new.unions, old.unions, _name),
        inputs=_each(new.inputs, old.inputs, _name),
        enums=_each(new.enums, old.enums, _name),
        scalars=_each(new.scalars, old.scalars, _name),
        operations=_each(new.operations, old.operations, _operation),
        unmanaged=_each(new.unmanaged, old.unmanaged, _qualified, _same_order),
    )


def _each(
    new: Iterable[_Element],
    old: Iterable[_Element],
    key: Callable[[_Element], Hashable],
    alike: Callable[[_Element, _Element], bool] = lambda new, old: True,  # noqa: ARG005
) -> tuple[_Element, ...]:
    known = {key(element): element for element in old}
    return tuple([_one(element, known.get(key(element)), alike) for element in new])


def _one(new: _Element, old: _Element | None, alike: Callable[[_Element, _Element], bool]) -> _Element:
    return old if old is not None and old == new and alike(new, old) else new


def _same_order(new: Table | View, old: Table | View) -> bool:
    """Positions compare equal, and outputs list columns by them."""
    return list(map(_number, new.columns)) == list(map(_number, old.columns))


def _number(column: Column) -> int:
    return column.position.number


def _name(element: object) -> Hashable:
    return element.name  # type: ignore[attr-defined,no-any-return]


def _qualified(element: object) -> Hashable:
    return (element.schema, element.name)  # type: ignore[attr-defined]


def _signature(function: Function) -> Hashable:
    return (function.schema, function.name, function.arguments)


def _operation(operation: Operation) -> Hashable:
    return (operation.kind, operation.name)
