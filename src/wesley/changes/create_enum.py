"""Create an enum."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from wesley.changes.change import Change, Kind
from wesley.changes.edit import put
from wesley.changes.pairs import only_in
from wesley.changes.situation import Situation
from wesley.changes.statement import RelationName, Statement
from wesley.ir.enum import Enum
from wesley.ir.schema import Physical
from wesley.sql.ddl.enum import create_enum
from wesley.sql.deparse import to_sql


class CreateEnum(Change, frozen=True, kw_only=True):
    """CREATE TYPE ... AS ENUM. Its comment is a change of its own."""

    enum: Enum

    def title(self) -> str:
        return f"Create enum {self.enum.schema}.{self.enum.name}"

    def apply(self, schema: Physical) -> Physical:
        return put(schema, "enums", self.enum)

    def touches(self) -> tuple[RelationName, ...]:
        return (RelationName(schema=self.enum.schema, name=self.enum.name),)

    def statements(self, situation: Situation) -> tuple[Statement, ...]:
        why = "A new type is used by nothing yet and locks no table."
        return (Statement(sql=to_sql(create_enum(self.enum)), why=why),)


def _detect(old: Physical, new: Physical) -> Iterator[Change]:
    for enum in only_in(new.enums, old.enums):
        yield CreateEnum(enum=replace(enum, comment=None))


KIND = Kind("create-enum", _detect)
