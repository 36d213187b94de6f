"""Rename a value of an enum."""

from __future__ import annotations

from typing import ClassVar

from wesley.changes.bodies import naming
from wesley.changes.change import Change
from wesley.changes.rewrite import renamed
from wesley.changes.rewrite_names import Names
from wesley.changes.situation import Situation
from wesley.changes.statement import RelationName, Statement
from wesley.changes.wording import Wording, worded
from wesley.ir.schema import Physical
from wesley.sql.ddl.alter_enum import rename_enum_value
from wesley.sql.deparse import to_sql


class RenameEnumValue(Change, frozen=True, kw_only=True):
    """ALTER TYPE ... RENAME VALUE.

    Args:
        schema, enum: the enum.
        value, to: the value before and after.
        wording: how the new schema words what names the value.
    """

    contract: ClassVar[bool] = True

    schema: str
    enum: str
    value: str
    to: str
    wording: Wording = ()

    def title(self) -> str:
        return f"Rename value {self.value} of {self.schema}.{self.enum} to {self.to}"

    def apply(self, schema: Physical) -> Physical:
        names = Names(values={(self.schema, self.enum): {self.value: self.to}})
        return worded(renamed(schema, names), self.wording)

    def touches(self) -> tuple[RelationName, ...]:
        return (RelationName(schema=self.schema, name=self.enum),)

    def statements(self, situation: Situation) -> tuple[Statement, ...]:
        return (
            Statement(
                sql=to_sql(rename_enum_value(self.schema, self.enum, self.value, self.to)),
                why="Rows show the new text at once and no longer take the old one: there is no form in which both "
                "work, so it waits until the old application is gone. No table is locked and no row is touched.",
                manual=naming(situation.before, (self.value,)),
            ),
        )
