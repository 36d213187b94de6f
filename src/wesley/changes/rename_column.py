"""Rename a column."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from msgspec.structs import replace

from wesley.changes.change import Change, TableChange
from wesley.changes.column_move.move import Move
from wesley.changes.column_move.moved import name_moved
from wesley.changes.column_move.refuse import obstacles
from wesley.changes.edit import find, the_column
from wesley.changes.lock import Lock
from wesley.changes.relations import family_locks
from wesley.changes.rewrite import renamed
from wesley.changes.rewrite_body import bodies_of
from wesley.changes.rewrite_names import Names
from wesley.changes.situation import Situation
from wesley.changes.statement import RelationName, Statement
from wesley.changes.wording import Wording, worded
from wesley.ir.schema import Physical
from wesley.sql.ddl.alter_column import rename_column
from wesley.sql.ddl.function import replace_function
from wesley.sql.deparse import to_sql

_AT_ONCE = (
    "PostgreSQL changes the name in its catalog, in everything that is bound to the column. No two names can be had at "
    "once here, so it waits until the old application is gone: "
)
_NEW = "The table is new: nobody knows the old name."
_BODY = "PostgreSQL does not look into bodies of functions, so this one gets the new name by hand, at the same moment."


class RenameColumn(TableChange, frozen=True, kw_only=True):
    """A successor under the new name, kept equal to the old one until the contract.

    Args:
        column, to: the name before and after.
        wording: how the new schema words what names the column.
    """

    column: str
    to: str
    wording: Wording = ()

    def title(self) -> str:
        return f"Rename {self.schema}.{self.table}.{self.column} to {self.to}"

    def apply(self, schema: Physical) -> Physical:
        return worded(renamed(schema, self._names), self.wording)

    @property
    def _names(self) -> Names:
        return Names(columns={(self.schema, self.table): {self.column: self.to}})

    def online(self, situation: Situation) -> tuple[Change, ...]:
        if situation.is_new(self.schema, self.table):
            return (self,)
        move = self._move(situation)
        found = obstacles(situation, (move,))
        if found:
            reason = "; ".join(problem.message for problem in found)
            return (
                RenameColumnAtOnce(
                    schema=self.schema,
                    table=self.table,
                    column=self.column,
                    to=self.to,
                    wording=self.wording,
                    reason=reason,
                ),
            )
        return name_moved(situation, move, self.wording)

    def _move(self, situation: Situation) -> Move:
        before = the_column(situation.before, self.schema, self.table, self.column)
        return Move(
            schema=self.schema,
            table=self.table,
            column=self.column,
            successor=self.to,
            after=replace(before, name=self.to),
        )

    def statements(self, situation: Situation) -> tuple[Statement, ...]:
        return tuple(self._statements(situation, _NEW))

    def _statements(self, situation: Situation, why: str) -> Iterator[Statement]:
        aim = situation.after(self).before
        yield Statement(
            sql=to_sql(rename_column(self.schema, self.table, self.column, self.to)),
            why=why,
            locks=family_locks(situation.before, self.schema, self.table, Lock.ACCESS_EXCLUSIVE),
            breaks_prepared=(RelationName(schema=self.schema, name=self.table),),
        )
        for function in bodies_of(situation.before, self._names.columns):
            after = find(aim, "functions", function.schema, function.name, function.arguments)
            yield Statement(sql=to_sql(replace_function(after)), why=_BODY)


class RenameColumnAtOnce(RenameColumn, frozen=True, kw_only=True):
    """ALTER TABLE ... RENAME COLUMN, where no successor can be built.

    Args:
        reason: why not.
    """

    contract: ClassVar[bool] = True

    reason: str

    def online(self, situation: Situation) -> tuple[Change, ...]:
        return (self,)

    def statements(self, situation: Situation) -> tuple[Statement, ...]:
        return tuple(self._statements(situation, _AT_ONCE + self.reason + "."))
