"""Give a column its former name again, where both names are still in use."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from wesley.changes.add_unique import AddUnique
from wesley.changes.change import Change, Kind, TableChange
from wesley.changes.column_move.constraint_copies import unique_copies
from wesley.changes.column_move.copies import is_deferrable
from wesley.changes.column_move.move import Move
from wesley.changes.column_move.moved import copies_made, index_for_old_name
from wesley.changes.column_move.sync import is_pair
from wesley.changes.column_move.turn_back import TurnBack
from wesley.changes.create_index import CreateIndex
from wesley.changes.drop_index import DropIndex
from wesley.changes.drop_unique import DropUnique
from wesley.changes.edit import the_column, the_table
from wesley.changes.finish_column import FinishColumn
from wesley.changes.matching import structure
from wesley.changes.mentions import index_names_any
from wesley.changes.own_names import is_new
from wesley.changes.pairs import common_tables, only_in
from wesley.changes.rename_column import RenameColumn
from wesley.changes.rename_index import RenameIndex
from wesley.changes.rename_key import RenameKey
from wesley.changes.situation import Situation
from wesley.changes.stand_in import stand_ins, with_views, without_column, without_views
from wesley.changes.statement import Statement
from wesley.changes.together import Together
from wesley.ir.constraint import Unique
from wesley.ir.schema import Physical
from wesley.ir.table import Table


class ReturnColumn(TableChange, frozen=True, kw_only=True):
    """The former name takes over from the new one, as the new one did before; the new one goes with the contract.

    Args:
        column: the former name, which is there beside the other.
        successor: the name that goes.
    """

    column: str
    successor: str

    def title(self) -> str:
        return f"Return {self.schema}.{self.table}.{self.successor} to its former name {self.column}"

    def apply(self, schema: Physical) -> Physical:
        place, table = self.schema, self.table
        # A table under its former name shows both columns, until it goes; that is before either of them does.
        kept = stand_ins(schema, (place, table), (self.column, self.successor))
        bare = without_views(schema, kept)
        alone = FinishColumn(schema=place, table=table, column=self.column, successor=self.successor).apply(bare)
        returned = RenameColumn(schema=place, table=table, column=self.successor, to=self.column).apply(alone)
        after = the_table(returned, place, table)
        return with_views(returned, (without_column(view, after, self.successor) for view in kept))

    def online(self, situation: Situation) -> tuple[Change, ...]:
        before, move = situation.before, self._move(situation.before)
        table = the_table(before, *move.place)
        copies = tuple(copies_made(before, (move,)))
        there = tuple(_there(table, self.column, copies))
        keys = tuple(_keys_there(table, move))
        built = {*(rename.to for rename in there), *(rename.to for rename in keys)}
        missing = tuple(AddUnique(schema=self.schema, table=self.table, unique=each) for each in _keys(table, move))
        return (
            *there,
            *(Together(changes=(rename,), heading=rename.title()) for rename in keys),
            *(each for each in (*missing, *copies) if _built_by(each) not in built),
            *index_for_old_name(table, move),
            *self._left_over(situation, {*(rename.name for rename in there), *(rename.name for rename in keys)}),
            TurnBack(schema=self.schema, table=self.table, move=move),
            FinishColumn(schema=self.schema, table=self.table, column=move.column, successor=move.successor),
        )

    def _left_over(self, situation: Situation, used: set[str]) -> Iterator[Change]:
        """DROP of what stands on the former name alone: an index that is built anew, or its like, does the same."""
        schema, name = self.schema, self.table
        table = the_table(situation.before, schema, name)
        # An index of several columns that get their names back is what the last of them takes over.
        others = tuple(column for column, _ in _returning(table, the_table(situation.goal, schema, name)))
        others = tuple(column for column in others if column != self.column)
        drops: list[Change] = [
            DropUnique(schema=schema, table=name, name=unique.name)
            for unique in table.uniques
            if unique.name not in used
            and self.column in (*unique.columns, *unique.include)
            and set(others).isdisjoint(unique.columns)
        ]
        drops += [
            DropIndex(schema=schema, table=name, name=index.name, plain=True)
            for index in table.indexes
            if index.name not in used and index_names_any(index, (self.column,)) and not index_names_any(index, others)
        ]
        if drops:
            yield Together(changes=tuple(drops), heading=f"Drop what was kept for {schema}.{name}.{self.column}")

    def _move(self, before: Physical) -> Move:
        column = the_column(before, self.schema, self.table, self.successor)
        return Move(
            schema=self.schema,
            table=self.table,
            column=self.successor,
            successor=self.column,
            after=replace(column, name=self.column),
        )

    def statements(self, situation: Situation) -> tuple[Statement, ...]:
        return Together(changes=self.online(situation), heading=self.title()).statements(situation)


def _there(table: Table, column: str, copies: tuple[Change, ...]) -> Iterator[RenameIndex]:
    """The indexes that were kept for the former name: they are what would be built."""
    kept = {
        structure(index): index.name for index in table.indexes if index.valid and index_names_any(index, (column,))
    }
    for each in copies:
        if isinstance(each, CreateIndex) and structure(each.index) in kept:
            name = kept.pop(structure(each.index))
            yield RenameIndex(schema=table.schema, table=table.name, name=name, to=each.index.name)


def _keys_there(table: Table, move: Move) -> Iterator[RenameKey]:
    """The same for unique constraints that are there as such."""
    for _, copy in unique_copies(table, (move,)):
        for unique in table.uniques:
            if structure(unique) == structure(copy):
                yield RenameKey(schema=table.schema, table=table.name, name=unique.name, to=copy.name)
                break


def _keys(table: Table, move: Move) -> Iterator[Unique]:
    """The deferrable ones: others are among what is built on filled columns."""
    return (copy for key, copy in unique_copies(table, (move,)) if is_deferrable(key))


def _built_by(change: Change) -> str | None:
    """The name of the index or unique constraint that a change builds; None for anything else."""
    if isinstance(change, CreateIndex):
        return change.index.name
    return change.unique.name if isinstance(change, AddUnique) else None


def _returning(before: Table, after: Table) -> Iterator[tuple[str, str]]:
    """The columns that are there under two names and shall have the former one again."""
    kept = {column.name for column in after.columns}
    for trigger in only_in(before.triggers, after.triggers):
        if is_pair(trigger):
            column, successor = trigger.arguments
            # A successor that is only being built is no name that somebody uses: it is dropped.
            if column in kept and successor not in kept and not is_new(successor):
                yield column, successor


def _detect(old: Physical, new: Physical) -> Iterator[Change]:
    for before, after in common_tables(old, new):
        for column, successor in _returning(before, after):
            yield ReturnColumn(schema=after.schema, table=after.name, column=column, successor=successor)


KIND = Kind("return-column", _detect)
