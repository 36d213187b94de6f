"""Find what is called otherwise in the new schema: by `@renamedFrom` and by `@uid`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct
from msgspec.structs import replace

from wesley.changes.own_names import is_sync
from wesley.diff.codes import RENAME_CONFLICT
from wesley.diff.match_texts import match_texts
from wesley.diff.renames import Name, Renames
from wesley.ir.api import Api, EnumStorage, EnumType, EnumValue, Field, Hints, ObjectType
from wesley.ir.origin import Origin
from wesley.ir.schema import Physical, Schema
from wesley.problems.problem import Problem, WesleyError
from wesley.sql.text import qualified


class _Hinted(Struct, frozen=True):
    """Something of the new schema with a name, and the names that the old schema may have for it.

    Args:
        label: what the schema calls it.
        owner: the table or enum that it is a part of; empty for tables and enums themselves.
        name: its name in the database, as SQL where it lives in a schema.
        hints: `@renamedFrom` and `@uid`.
        origin: where it was written.
    """

    label: str
    owner: Name | None
    name: str
    hints: Hints
    origin: Origin


class _Pair(Struct, frozen=True):
    """A rename: the name before and the element that has the name after."""

    before: str
    element: _Hinted


def match_renames(old: Schema, new: Schema) -> Renames:
    """What the hints of the new schema say that the old one calls otherwise.

    A hint may stay in the schema for good: it counts as long as the old schema has the old name and not the new one.

    Args:
        old: the schema that is there; `@uid` needs its `api`, `@renamedFrom` does not.
        new: the schema that shall be there.

    Raises:
        WesleyError: two elements claim one former name, or a name is asked for that is still in use.
    """
    tables = _relations(
        old.physical.tables, new.physical.tables, tuple(_tables(new.api)), dict(_uids(_tables(old.api)))
    )
    enums = _relations(old.physical.enums, new.physical.enums, tuple(_enums(new.api)), dict(_uids(_enums(old.api))))
    found = Renames(
        tables=tables,
        columns=tuple(sorted(_columns(old, new, {after: before for before, after in tables}))),
        enums=enums,
        values=tuple(sorted(_values(old, new, {after: before for before, after in enums}))),
    )
    return replace(found, texts=tuple(sorted(match_texts(old, new, found))))


def _relations(
    old: Iterable[object], new: Iterable[object], elements: tuple[_Hinted, ...], uids: dict[str, str]
) -> tuple[tuple[Name, Name], ...]:
    before, after = _names(old), _names(new)
    pairs = _pairs(elements, frozenset(before), frozenset(after), uids, frozenset())
    return tuple(sorted((before[pair.before], after[pair.element.name]) for pair in pairs))


def _names(elements: Iterable[object]) -> dict[str, Name]:
    names = [(getattr(element, "schema", ""), getattr(element, "name", "")) for element in elements]
    return {qualified(*name): name for name in names}


def _columns(old: Schema, new: Schema, before: dict[Name, Name]) -> Iterator[tuple[Name, str, str]]:
    uids = _grouped_uids(_fields(old.api))
    for name, elements in _by_owner(_fields(new.api)).items():
        table, was = new.physical.table(*name), old.physical.table(*before.get(name, name))
        if table is None or was is None:
            continue
        former = (was.schema, was.name)
        left, right = _column_names(old.physical, former), _column_names(new.physical, name)
        for pair in _pairs(elements, left, right, uids.get(former, {}), _synced(old.physical, former)):
            yield former, pair.before, pair.element.name


def _column_names(physical: Physical, name: Name) -> frozenset[str]:
    table = physical.table(*name)
    return frozenset() if table is None else frozenset(column.name for column in table.columns)


def _synced(physical: Physical, name: Name) -> frozenset[str]:
    """The columns that an earlier plan renames and whose old form waits for the contract: both names are there."""
    table = physical.table(*name)
    if table is None:
        return frozenset()
    return frozenset(
        argument for trigger in table.triggers if is_sync(trigger.function) for argument in trigger.arguments
    )


def _values(old: Schema, new: Schema, before: dict[Name, Name]) -> Iterator[tuple[Name, str, str]]:
    left = {(enum.schema, enum.name): enum.values for enum in old.physical.enums}
    right = {(enum.schema, enum.name): enum.values for enum in new.physical.enums}
    uids = _grouped_uids(_enum_values(old.api))
    for name, elements in _by_owner(_enum_values(new.api)).items():
        former = before.get(name, name)
        if name in right and former in left:
            names = frozenset(left[former]), frozenset(right[name])
            for pair in _pairs(elements, *names, uids.get(former, {}), frozenset()):
                yield former, pair.before, pair.element.name


def _pairs(
    elements: tuple[_Hinted, ...],
    old: frozenset[str],
    new: frozenset[str],
    uids: dict[str, str],
    moving: frozenset[str],
) -> list[_Pair]:
    """The renames among the elements of one place, those of `moving` left out."""
    found: dict[str, _Hinted] = {}
    for element in elements:
        before = _former(element, uids)
        if before is None or before == element.name or before not in old:
            continue
        if element.name in old and {before, element.name} <= moving:
            continue
        _refuse_in_use(element, before, old, new)
        if before in found:
            raise _conflict(
                element,
                f"`{element.label}` and `{found[before].label}` were both `{before}`",
                "only one of them can have been it: take the hint from the other",
            )
        found[before] = element
    return [_Pair(before, element) for before, element in found.items()]


def _former(element: _Hinted, uids: dict[str, str]) -> str | None:
    """The name before: by identity where both schemas have it, else by the hint."""
    if element.hints.uid is not None and element.hints.uid in uids:
        return uids[element.hints.uid]
    return element.hints.renamed_from


def _refuse_in_use(element: _Hinted, before: str, old: frozenset[str], new: frozenset[str]) -> None:
    if element.name in old:
        raise _conflict(
            element,
            f"`{element.label}` was `{before}`, and the database has a `{element.name}` beside it",
            f"in a release before this one, rename or drop `{element.name}`; or take the hint away to keep both",
        )
    if before in new:
        raise _conflict(
            element,
            f"`{element.label}` was `{before}`, and the new schema has a `{before}` too",
            "rename in two releases: first this one, then give its old name to the other",
        )


def _conflict(element: _Hinted, message: str, way_out: str) -> WesleyError:
    return WesleyError(Problem(code=RENAME_CONFLICT, message=message, origin=element.origin, help=way_out))


def _tables(api: Api) -> Iterator[_Hinted]:
    tables: list[ObjectType | EnumType] = [each for each in api.objects if each.managed and not each.is_view]
    tables += [enum for enum in api.enums if enum.storage is EnumStorage.LOOKUP]
    for each in tables:
        if each.relation is not None:
            yield _Hinted(each.name, None, qualified(*each.relation), each.hints, each.origin)


def _enums(api: Api) -> Iterator[_Hinted]:
    for each in api.enums:
        if each.relation is not None and each.storage is EnumStorage.NATIVE:
            yield _Hinted(each.name, None, qualified(*each.relation), each.hints, each.origin)


def _fields(api: Api) -> Iterator[_Hinted]:
    for each in api.objects:
        if each.managed and not each.is_view and each.relation is not None:
            yield from (_column(each, field) for field in each.fields if field.column is not None)


def _column(owner: ObjectType, field: Field) -> _Hinted:
    return _Hinted(f"{owner.name}.{field.name}", owner.relation, field.column or "", field.hints, field.origin)


def _enum_values(api: Api) -> Iterator[_Hinted]:
    for each in api.enums:
        if each.relation is not None and each.storage is EnumStorage.NATIVE:
            yield from (_value(each, value) for value in each.values)


def _value(owner: EnumType, value: EnumValue) -> _Hinted:
    return _Hinted(f"{owner.name}.{value.name}", owner.relation, value.stored, value.hints, value.origin)


def _by_owner(elements: Iterable[_Hinted]) -> dict[Name, tuple[_Hinted, ...]]:
    found: dict[Name, tuple[_Hinted, ...]] = {}
    for element in elements:
        if element.owner is not None:
            found[element.owner] = (*found.get(element.owner, ()), element)
    return found


def _grouped_uids(elements: Iterable[_Hinted]) -> dict[Name, dict[str, str]]:
    return {owner: dict(_uids(its)) for owner, its in _by_owner(elements).items()}


def _uids(elements: Iterable[_Hinted]) -> Iterator[tuple[str, str]]:
    for element in elements:
        if element.hints.uid is not None:
            yield element.hints.uid, element.name
