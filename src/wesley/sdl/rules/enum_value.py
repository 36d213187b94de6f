"""Two values of an enum that are one in the database, or a value that no type can hold."""

from __future__ import annotations

from collections.abc import Iterator

from wesley.ir.api import EnumStorage, EnumType, EnumValue
from wesley.problems.problem import Code, Problem, Related
from wesley.sdl.names import NAME_BYTES
from wesley.sdl.rule import Rule, Subject


def check(subject: Subject) -> Iterator[Problem]:
    """Compare the stored texts of each enum, and measure the labels of native types."""
    for enum in subject.schema.api.enums:
        first: dict[str, EnumValue] = {}
        for value in enum.values:
            earlier = first.setdefault(value.stored, value)
            if earlier is not value:
                yield _same(earlier, value)
            yield from _too_long(enum, value)


def _same(earlier: EnumValue, value: EnumValue) -> Problem:
    return Problem(
        code=ENUM_VALUE.code,
        message=f"`{value.name}` and `{earlier.name}` are both stored as `{value.stored}`",
        origin=value.origin,
        help="give each a text of its own with @dbValue",
        related=(Related("the other one is here", earlier.origin),),
    )


def _too_long(enum: EnumType, value: EnumValue) -> Iterator[Problem]:
    size = len(value.stored.encode())
    if enum.storage is EnumStorage.NATIVE and enum.relation is not None and size > NAME_BYTES:
        yield Problem(
            code=ENUM_VALUE.code,
            message=f"`{value.name}` is stored as {size} bytes, and a value of an enum type has at most {NAME_BYTES}",
            origin=value.origin,
            help="shorten it with @dbValue, or store the enum as `@enum(storage: CHECK)`",
        )


ENUM_VALUE = Rule(
    Code(
        code="E311",
        name="enum-value",
        summary="Two values of an enum are stored alike, or one is too long for an enum type.",
        why="What was stored could not be told apart when it is read. The labels of an enum type are names of at most "
        "63 bytes (PostgreSQL manual, 8.7.4).",
        bad='enum Role {\n  OWNER @dbValue(name: "o")\n  OTHER @dbValue(name: "o")\n}',
        good='enum Role {\n  OWNER @dbValue(name: "o")\n  OTHER @dbValue(name: "x")\n}',
    ),
    check,
)
