"""Rename a table, or move it to another schema."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from wesley.changes.bodies import naming
from wesley.changes.carry import carried, worded_views
from wesley.changes.change import Change
from wesley.changes.edit import the_table
from wesley.changes.free_way import free_way
from wesley.changes.lock import Lock, RelationLock, access_exclusive, locks_on
from wesley.changes.rewrite import renamed
from wesley.changes.rewrite_names import Name, Names, facts_of
from wesley.changes.situation import Situation
from wesley.changes.stand_in import CreateStandIn, DropStandIn, stand_in
from wesley.changes.statement import RelationName, Statement
from wesley.changes.together import Together
from wesley.changes.wording import Wording, worded
from wesley.ir.schema import Physical
from wesley.ir.view import View
from wesley.sql.ddl.alter_table import rename_table, set_table_schema
from wesley.sql.ddl.view import SECURITY_INVOKER_SINCE
from wesley.sql.deparse import to_sql
from wesley.sql.parse import Tree

_WITH_VIEW = (
    "The catalog alone changes. A view has the old name in the same transaction, so the application in use goes on; it "
    "cannot TRUNCATE or COPY into the view, and new constraints or foreign keys cannot refer to it."
)
_AT_ONCE = (
    "The catalog alone changes, and the old name is gone at once: so it waits until the old application is gone. A "
    "view under the old name would go past the policies of the table: before PostgreSQL 15 it reads with the rights of "
    "its owner."
)
_NEW = "The table is new: nobody knows the old name."


class RenameTable(Change, frozen=True, kw_only=True):
    """ALTER TABLE ... RENAME TO and SET SCHEMA, with a view under the old name until the contract.

    Args:
        before, after: schema and name.
        wording: how the new schema words what names the table.
    """

    before: Name
    after: Name
    wording: Wording = ()

    def title(self) -> str:
        return f"Rename {'.'.join(self.before)} to {'.'.join(self.after)}"

    def apply(self, schema: Physical) -> Physical:
        return worded(renamed(schema, Names(relations={self.before: self.after})), self.wording)

    def touches(self) -> tuple[RelationName, ...]:
        return tuple(RelationName(schema=schema, name=name) for schema, name in sorted((self.before, self.after)))

    def online(self, situation: Situation) -> tuple[Change, ...]:
        if situation.is_new(*self.before):
            return (self,)
        table = the_table(situation.before, *self.before)
        if table.row_security and situation.version < SECURITY_INVOKER_SINCE:
            return (RenameTableAtOnce(before=self.before, after=self.after, wording=self.wording),)
        view = stand_in(the_table(self.apply(situation.before), *self.after), self.before, situation.version)
        parts = (*self._in_the_way(situation.before), self, CreateStandIn(view=view))
        return (Together(changes=parts, heading=self.title()), DropStandIn(view=view))

    def _in_the_way(self, before: Physical) -> Iterator[Change]:
        """The view that an earlier plan has put in the place of the new name: this one leads back."""
        for view in before.views:
            if (view.schema, view.name) == self.after:
                yield DropStandIn(view=view)

    def carry(self, waiting: Change, before: Physical) -> Change:
        """What waits for the table finds it under its new name; a view that was in the way is gone already."""
        view = getattr(waiting, "view", None)
        if isinstance(view, View) and (view.schema, view.name) == self.after:
            return Together(changes=(), heading=waiting.title(), deferred=True)
        names = Names(relations={self.before: self.after}, facts=facts_of(before))
        return worded_views(carried(waiting, names), self.wording)

    def statements(self, situation: Situation) -> tuple[Statement, ...]:
        return tuple(self._statements(situation, _NEW if situation.is_new(*self.before) else _WITH_VIEW))

    def _statements(self, situation: Situation, why: str) -> Iterator[Statement]:
        for place, tree, moves in self._trees(situation.before):
            yield Statement(
                sql=to_sql(tree),
                why=why,
                locks=(*locks_on(*place, Lock.ACCESS_EXCLUSIVE), *(self._sequences(situation) if moves else ())),
                manual=naming(situation.before, (self.before[1],)),
            )

    def _sequences(self, situation: Situation) -> Iterator[RelationLock]:
        """The sequences that its columns own, which move with it (measured)."""
        for sequence in situation.before.sequences:
            if sequence.owned_by is not None and sequence.owned_by[:2] == self.before:
                yield access_exclusive(sequence.schema, sequence.name)

    def _trees(self, before: Physical) -> Iterator[tuple[Name, Tree, bool]]:
        """Each statement, the name that the table has when it runs, and whether it moves the table."""
        schema, name = self.before
        for place in free_way(before, self.before, self.after):
            moves = schema != place[0]
            tree = set_table_schema(schema, name, place[0]) if moves else rename_table(schema, name, place[1])
            yield (schema, name), tree, moves
            schema, name = place


class RenameTableAtOnce(RenameTable, frozen=True, kw_only=True):
    """The same without a view."""

    contract: ClassVar[bool] = True

    def online(self, situation: Situation) -> tuple[Change, ...]:
        return (self,)

    def statements(self, situation: Situation) -> tuple[Statement, ...]:
        return tuple(self._statements(situation, _AT_ONCE))
