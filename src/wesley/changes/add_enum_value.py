"""Add a value to an enum, at its place."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from wesley.changes.change import Change, Kind
from wesley.changes.edit import find, put
from wesley.changes.pairs import differing
from wesley.changes.situation import Situation
from wesley.changes.statement import Mode, RelationName, Statement
from wesley.ir.enum import Enum
from wesley.ir.schema import Physical
from wesley.sql.ddl.alter_enum import add_enum_value
from wesley.sql.deparse import to_sql


class AddEnumValue(Change, frozen=True, kw_only=True):
    """ALTER TYPE ... ADD VALUE: after the value `after`, or before all others where that is None."""

    schema: str
    name: str
    value: str
    after: str | None

    def title(self) -> str:
        return f"Add value {self.value} to enum {self.schema}.{self.name}"

    def apply(self, schema: Physical) -> Physical:
        enum: Enum = find(schema, "enums", self.schema, self.name)
        place = 0 if self.after is None else enum.values.index(self.after) + 1
        values = (*enum.values[:place], self.value, *enum.values[place:])
        return put(schema, "enums", replace(enum, values=values))

    def touches(self) -> tuple[RelationName, ...]:
        return (RelationName(schema=self.schema, name=self.name),)

    def statements(self, situation: Situation) -> tuple[Statement, ...]:
        enum: Enum = find(situation.before, "enums", self.schema, self.name)
        before, after = _neighbour(enum, self.after)
        return (
            Statement(
                sql=to_sql(add_enum_value(self.schema, self.name, self.value, before=before, after=after)),
                why="It locks no table and reads none. The value can be used only when the transaction that adds it is "
                "committed, so it is alone in its transaction. PostgreSQL takes no value out of an enum again: the way "
                "back is a new type.",
                mode=Mode.OWN,
            ),
        )


def _neighbour(enum: Enum, after: str | None) -> tuple[str | None, str | None]:
    """The value to name before or after the new one; neither when it comes last."""
    place = 0 if after is None else enum.values.index(after) + 1
    if place == len(enum.values):
        return None, None
    # The parser library takes an empty text for none.
    return (None, after) if after else (enum.values[place], None)


def _detect(old: Physical, new: Physical) -> Iterator[Change]:
    for was, enum in differing(old.enums, new.enums):
        yield from _additions(was, enum)


def _additions(was: Enum, enum: Enum) -> Iterator[AddEnumValue]:
    known = set(was.values)
    before = None
    for value in enum.values:
        if value not in known:
            yield AddEnumValue(schema=enum.schema, name=enum.name, value=value, after=before)
        before = value


KIND = Kind("add-enum-value", _detect)
