"""Rename an enum, or move it to another schema."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from wesley.changes.bodies import naming
from wesley.changes.change import Change
from wesley.changes.free_way import free_way
from wesley.changes.rewrite import renamed
from wesley.changes.rewrite_names import Name, Names
from wesley.changes.situation import Situation
from wesley.changes.statement import RelationName, Statement
from wesley.changes.wording import Wording, worded
from wesley.ir.schema import Physical
from wesley.sql.ddl.alter_enum import rename_enum, set_enum_schema
from wesley.sql.deparse import to_sql
from wesley.sql.parse import Tree


class RenameEnum(Change, frozen=True, kw_only=True):
    """ALTER TYPE ... RENAME TO and SET SCHEMA.

    Args:
        before, after: schema and name.
        wording: how the new schema words what names the enum.
    """

    contract: ClassVar[bool] = True

    before: Name
    after: Name
    wording: Wording = ()

    def title(self) -> str:
        return f"Rename enum {'.'.join(self.before)} to {'.'.join(self.after)}"

    def apply(self, schema: Physical) -> Physical:
        return worded(renamed(schema, Names(types={self.before: self.after})), self.wording)

    def touches(self) -> tuple[RelationName, ...]:
        return tuple(RelationName(schema=schema, name=name) for schema, name in sorted((self.before, self.after)))

    def statements(self, situation: Situation) -> tuple[Statement, ...]:
        return tuple(
            Statement(
                sql=to_sql(tree),
                why="No table is locked and no row is touched. A type has one name, so it waits until the old "
                "application, which may write casts to the old one, is gone.",
                manual=naming(situation.before, (self.before[1],)),
            )
            for tree in self._trees(situation.before)
        )

    def _trees(self, before: Physical) -> Iterator[Tree]:
        schema, name = self.before
        for place in free_way(before, self.before, self.after):
            if schema != place[0]:
                yield set_enum_schema(schema, name, place[0])
            else:
                yield rename_enum(schema, name, place[1])
            schema, name = place
