"""A schema of any size and the one of the next release: what changes is what releases change."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from benchmarks.schemas import STATUSES

# Every so many tables, and at which of them: a new column in 10 % of the tables, a new foreign key in 2 %, ...
_NEW_COLUMN = (10, 0)
_NEW_INDEX = (20, 1)
_WIDER_COLUMN = (20, 3)
_NEW_FOREIGN_KEY = (50, 7)
_NEW_NOT_NULL = (50, 17)
_NEW_UNIQUE = (50, 27)
_NEW_CHECK = (50, 37)
_LONGER_ENUM = (50, 2)
_NEW_TABLE = (50, 4)
_DROPPED_COLUMN = (20, 5)
_DROPPED_TABLE = (50, 19)
_RENAMED_COLUMN = (50, 47)


class Pair(Struct, frozen=True):
    """Two schemas in the schema language."""

    old: str
    new: str


def pair(tables: int, *, additive: bool = False) -> Pair:
    """A schema and its next version; the same arguments give the same texts.

    Args:
        tables: how many tables, at least 3.
        additive: leave out what is dropped and renamed, about which other tools ask questions in a terminal.
    """
    return Pair("\n".join(_old(tables)), "\n".join(_new(tables, additive=additive)))


def _old(tables: int) -> Iterator[str]:
    yield _QUERY
    for number in range(_enums(tables)):
        yield _enum(number, STATUSES)
    for number in range(tables):
        yield _table(f"Entity{number:04}", _fields(number, tables))


def _new(tables: int, *, additive: bool) -> Iterator[str]:
    yield _QUERY
    for number in range(_enums(tables)):
        yield _enum(number, (*STATUSES, "DELETED") if _is(number, _LONGER_ENUM) else STATUSES)
    for number in range(tables):
        if additive or not _is(number, _DROPPED_TABLE):
            yield _table(f"Entity{number:04}", _changed(number, tables, additive=additive), _constraints(number))
        if _is(number, _NEW_TABLE):
            yield _table(f"Added{number:04}", _fields(number, tables))


def _is(number: int, share: tuple[int, int]) -> bool:
    every, at = share
    return number % every == at


def _enums(tables: int) -> int:
    return max(1, tables // 10)


def _fields(number: int, tables: int) -> dict[str, str]:
    """The fields of a table: nine columns, a key, a unique, a check, an index and a foreign key."""
    fields = {
        "id": "UUID! @primaryKey",
        "name": "String! @index",
        "email": "String! @unique",
        "quantity": 'Int! @default(expr: "0") @check(expr: "quantity >= 0")',
        "isActive": 'Boolean! @default(expr: "true")',
        "createdAt": 'DateTime! @default(expr: "now()")',
        "status": f"Status{number % _enums(tables):04}!",
        "refId": "UUID",
        "parentId": "UUID",
    }
    if number:
        # Nothing refers to a table that is dropped.
        parent = number - 2 if _is(number - 1, _DROPPED_TABLE) else number - 1
        fields["parentId"] = f'UUID @foreignKey(ref: "Entity{parent:04}.id", onDelete: "CASCADE")'
    return fields


def _changed(number: int, tables: int, *, additive: bool) -> dict[str, str]:
    fields = _fields(number, tables)
    if _is(number, _NEW_COLUMN):
        fields |= {"note": "String"} if number % 20 else {"score": 'Int! @default(expr: "0")'}
    if _is(number, _NEW_INDEX):
        fields["createdAt"] += " @index"
    if _is(number, _WIDER_COLUMN):
        fields["quantity"] = fields["quantity"].replace("Int!", "BigInt!")
    if _is(number, _NEW_FOREIGN_KEY):
        fields["refId"] += ' @foreignKey(ref: "Entity0000.id", onDelete: "SET NULL")'
    if _is(number, _NEW_NOT_NULL):
        fields["refId"] = fields["refId"].replace("UUID", "UUID!", 1)
    if not additive and _is(number, _DROPPED_COLUMN):
        del fields["isActive"]
    if not additive and _is(number, _RENAMED_COLUMN):
        fields["fullName"] = f'{fields.pop("name")} @renamedFrom(name: "name")'
    return fields


def _constraints(number: int) -> str:
    if _is(number, _NEW_UNIQUE):
        return ' @unique(fields: ["name", "refId"])'
    return ' @check(expr: "length(name) > 0")' if _is(number, _NEW_CHECK) else ""


def _enum(number: int, values: tuple[str, ...]) -> str:
    return f"enum Status{number:04} {{\n{''.join(f'  {value}{chr(10)}' for value in values)}}}\n"


def _table(name: str, fields: dict[str, str], constraints: str = "") -> str:
    body = "".join(f"  {field}: {rest}\n" for field, rest in fields.items())
    return f"type {name} @table{constraints} {{\n{body}}}\n"


_QUERY = "type Query {\n  ping: Boolean\n}\n"
