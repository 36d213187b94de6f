"""Drop an extension."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from wesley.changes.change import Change, Kind
from wesley.changes.create_extension import needs
from wesley.changes.edit import find, remove
from wesley.changes.pairs import only_in
from wesley.changes.situation import Situation
from wesley.changes.statement import RelationName, Statement
from wesley.ir.schema import Physical
from wesley.sql.ddl.extension import drop_extension
from wesley.sql.deparse import to_sql


class DropExtension(Change, frozen=True, kw_only=True):
    """DROP EXTENSION, without CASCADE."""

    contract: ClassVar[bool] = True

    name: str

    def title(self) -> str:
        return f"Drop extension {self.name}"

    def apply(self, schema: Physical) -> Physical:
        return remove(schema, "extensions", self.name)

    def touches(self) -> tuple[RelationName, ...]:
        return (RelationName(schema="", name=self.name),)

    def statements(self, situation: Situation) -> tuple[Statement, ...]:
        if not needs(situation.version, find(situation.before, "extensions", self.name)):
            return ()
        return (
            Statement(
                sql=to_sql(drop_extension(self.name)),
                why="Without CASCADE PostgreSQL refuses as long as a column, an index or a function uses what it "
                "brings, so nothing goes with it unseen.",
                manual="See in the error what still uses it. The extension may as well stay: it costs nothing.",
            ),
        )


def _detect(old: Physical, new: Physical) -> Iterator[Change]:
    for extension in only_in(old.extensions, new.extensions):
        yield DropExtension(name=extension.name)


KIND = Kind("drop-extension", _detect)
