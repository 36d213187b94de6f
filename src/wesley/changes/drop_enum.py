"""Drop an enum."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from wesley.changes.change import Change, Kind
from wesley.changes.edit import remove
from wesley.changes.pairs import only_in
from wesley.changes.situation import Situation
from wesley.changes.statement import RelationName, Statement
from wesley.ir.schema import Physical
from wesley.sql.ddl.alter_enum import drop_enum
from wesley.sql.deparse import to_sql


class DropEnum(Change, frozen=True, kw_only=True):
    """DROP TYPE of an enum, without CASCADE."""

    contract: ClassVar[bool] = True

    schema: str
    name: str

    def title(self) -> str:
        return f"Drop enum {self.schema}.{self.name}"

    def apply(self, schema: Physical) -> Physical:
        return remove(schema, "enums", self.schema, self.name)

    def touches(self) -> tuple[RelationName, ...]:
        return (RelationName(schema=self.schema, name=self.name),)

    def statements(self, situation: Situation) -> tuple[Statement, ...]:
        return (
            Statement(
                sql=to_sql(drop_enum(self.schema, self.name)),
                why="No column is of this type any more. It waits because the application in use may cast to it.",
                manual="PostgreSQL refuses while something that is not in the schema uses the type: see the error.",
            ),
        )


def _detect(old: Physical, new: Physical) -> Iterator[Change]:
    for enum in only_in(old.enums, new.enums):
        yield DropEnum(schema=enum.schema, name=enum.name)


KIND = Kind("drop-enum", _detect)
