"""Put the successors of columns in their places: one short transaction."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from wesley.changes.anew import Anew
from wesley.changes.build_view import Built
from wesley.changes.change import Change
from wesley.changes.column_move.constraint_copies import exclusion_copies, unique_copies
from wesley.changes.column_move.copies import (
    check_copies,
    foreign_key_copies,
    index_copies,
    key_copies,
)
from wesley.changes.column_move.final import column_grants, hand_over_rest, hand_over_values, move_grants, taken_over
from wesley.changes.column_move.move import Move, TableName, successors, tables
from wesley.changes.column_move.partitioned_key import primary_copy, primary_made, primary_released
from wesley.changes.column_move.remake import put_back, take_away
from wesley.changes.column_move.standing import standing_on
from wesley.changes.column_move.step import altered, lock_all, locking
from wesley.changes.column_move.sync import function_name, the_function, the_sync
from wesley.changes.column_move.views_beside import without_built
from wesley.changes.edit import edit_table, put_member, remove, remove_member, the_column, the_table
from wesley.changes.situation import Situation
from wesley.changes.statement import RelationName, Statement
from wesley.ir.constraint import Exclusion, Unique
from wesley.ir.schema import Physical
from wesley.ir.table import Table
from wesley.sql.ddl.alter_column import drop_column, drop_not_null, rename_column
from wesley.sql.ddl.alter_constraint import add_key_using_index, drop_constraint, rename_constraint
from wesley.sql.ddl.alter_index import drop_index, rename_index
from wesley.sql.ddl.alter_trigger import drop_trigger
from wesley.sql.ddl.comment import Comment, Commented, comment_on
from wesley.sql.ddl.function import drop_function
from wesley.sql.ddl.grant import grant_on_table
from wesley.sql.deparse import to_sql

_OLD = (
    "What stood on the old column is not written any more from here on: left alone it would go on to check and to "
    "cascade values of yesterday."
)
_NAMES = "The names change hands. The old column keeps its values until the contract, and nothing writes it."
_COMPUTED = "What was computed from the old column goes, and what is computed from its successor takes the name."
_KEYS = "The successor was built and checked before; it takes over the name, and no row is read."


class SwapTypes(Change, frozen=True, kw_only=True):
    """The successors of columns take their names, with all that stands on them.

    Args:
        moves: the columns; `after.name` is the name now.
        anew: by table, what is written otherwise for the new types.
        built: views that were built on the successors beforehand.
    """

    moves: tuple[Move, ...]
    anew: tuple[tuple[TableName, Anew], ...] = ()
    built: tuple[Built, ...] = ()

    def title(self) -> str:
        names = ", ".join(f"{move.schema}.{move.table}.{move.column}" for move in self.moves)
        return f"Put the successor of {names} in its place"

    def touches(self) -> tuple[RelationName, ...]:
        return tuple(RelationName(schema=schema, name=name) for schema, name in tables(self.moves))

    def apply(self, schema: Physical) -> Physical:
        schema = _without_copies(schema, self.moves)
        for move in self.moves:
            before = the_column(schema, move.schema, move.table, move.column)
            schema = remove_member(schema, move.schema, move.table, "columns", move.successor)
            after = taken_over(before, move)
            schema = put_member(schema, move.schema, move.table, "columns", after)
            if move.computed:
                continue
            schema = remove(schema, "functions", move.schema, function_name(move), "")
            kept = replace(before, name=move.kept, nullable=True, not_null_valid=True, default=None, identity=None)
            schema = put_member(schema, move.schema, move.table, "columns", kept)
        for place, anew in self.anew:
            schema = anew.apply(schema, *place)
        for built in self.built:
            schema = remove(schema, "views", built.name[0], built.own)
        return schema

    def statements(self, situation: Situation) -> tuple[Statement, ...]:
        before, aim = situation.before, self.apply(situation.before)
        standing = standing_on(before, successors(self.moves))
        standing = replace(standing, views=without_built(standing.views, self.built))
        return (
            *lock_all(before, self.moves),
            *take_away(situation, standing),
            *self._old_parts(before),
            *(statement for move in self.moves for statement in self._names(situation, move)),
            *self._new_parts(situation, aim),
            *put_back(situation, aim, standing, self.built),
        )

    def _old_parts(self, before: Physical) -> Iterator[Statement]:
        """DROP of what stood on the old columns and has a successor."""
        for move in (each for each in self.moves if not each.computed):
            trigger = the_sync(before, move)
            yield altered(before, move, drop_trigger(move.schema, move.table, trigger.name), _OLD)
            yield Statement(sql=to_sql(drop_function(the_function(before, move))), why=_OLD)
        for table, key, _ in foreign_key_copies(before, self.moves):
            tree = drop_constraint(table.schema, table.name, key.name)
            yield Statement(sql=to_sql(tree), why=_OLD, locks=locking(before, (table.schema, table.name), key))
        for place in tables(self.moves):
            table = the_table(before, *place)
            constraints = [check.name for check, _ in check_copies(table, self.moves)]
            constraints += [copy.key.name for copy in key_copies(table, self.moves)]
            constraints += [old.name for old, _ in _built_whole(table, self.moves)]
            if table.primary_key is not None and primary_copy(table, self.moves) is not None:
                constraints.append(table.primary_key.name)
            for name in constraints:
                yield Statement(sql=to_sql(drop_constraint(*place, name)), why=_OLD, locks=locking(before, place))
            for index, _ in index_copies(table, self.moves):
                yield Statement(sql=to_sql(drop_index(place[0], index.name)), why=_OLD, locks=locking(before, place))

    def _names(self, situation: Situation, move: Move) -> Iterator[Statement]:
        before = situation.before
        if move.computed:
            yield from self._computed(situation, move)
            return
        column = the_column(before, move.schema, move.table, move.column)
        yield from hand_over_values(situation, move)
        if not column.nullable:
            yield altered(before, move, drop_not_null(move.schema, move.table, move.column), _NAMES)
            yield from primary_released(situation, the_table(before, *move.place), move.column)
        old = rename_column(move.schema, move.table, move.column, move.kept)
        new = rename_column(move.schema, move.table, move.successor, move.column)
        # What the new type cannot hold is still in the old column: it goes when that is dropped.
        yield replace(altered(before, move, old, _NAMES), breaks_prepared=self.touches())
        yield altered(before, move, new, _NAMES)
        yield from hand_over_rest(situation, move)
        yield from move_grants(before, move, move.kept)

    def _computed(self, situation: Situation, move: Move) -> Iterator[Statement]:
        """A generated column goes at once: computed from what nobody writes any more, it could only fail."""
        before = situation.before
        dropped = altered(before, move, drop_column(move.schema, move.table, move.column), _COMPUTED)
        yield replace(dropped, breaks_prepared=self.touches())
        tree = rename_column(move.schema, move.table, move.successor, move.column)
        yield altered(before, move, tree, _NAMES)
        yield from hand_over_rest(situation, move)
        for grant in column_grants(before, move):
            yield Statement(sql=to_sql(grant_on_table(*move.place, grant)), why=_COMPUTED)

    def _new_parts(self, situation: Situation, aim: Physical) -> Iterator[Statement]:
        before = situation.before
        for place in tables(self.moves):
            table, after = the_table(before, *place), the_table(aim, *place)
            names = {key.name: key for key in (after.primary_key, *after.uniques) if key is not None}
            trees = [
                add_key_using_index(*place, names[copy.key.name], copy.index.name)
                for copy in key_copies(table, self.moves)
            ]
            trees += [rename_index(place[0], copy.name, index.name) for index, copy in index_copies(table, self.moves)]
            trees += [
                rename_constraint(*place, copy.name, old.name)
                for old, copy in (*check_copies(table, self.moves), *_built_whole(table, self.moves))
            ]
            for tree in trees:
                yield Statement(sql=to_sql(tree), why=_KEYS, locks=locking(before, place))
            for index, _ in index_copies(table, self.moves):
                if index.comment is not None:
                    comment = Comment(Commented.INDEX, (place[0], index.name), index.comment)
                    yield Statement(sql=comment_on(comment), why=_KEYS, locks=locking(before, place))
            yield from primary_made(situation, table, self.moves)
        for table, key, copy in foreign_key_copies(before, self.moves):
            tree = rename_constraint(table.schema, table.name, copy.name, key.name)
            yield Statement(sql=to_sql(tree), why=_KEYS, locks=locking(before, (table.schema, table.name)))


def _built_whole(table: Table, moves: tuple[Move, ...]) -> tuple[tuple[Unique | Exclusion, Unique | Exclusion], ...]:
    """The constraints whose copies are constraints already, with these."""
    return (*unique_copies(table, moves), *exclusion_copies(table, moves))


def _without_copies(schema: Physical, moves: tuple[Move, ...]) -> Physical:
    for table, _, copy in tuple(foreign_key_copies(schema, moves)):
        schema = remove_member(schema, table.schema, table.name, "foreign_keys", copy.name)
    for place in tables(moves):
        table = the_table(schema, *place)
        checks = {copy.name for _, copy in check_copies(table, moves)}
        whole = {copy.name for _, copy in _built_whole(table, moves)}
        indexes = {copy.name for _, copy in index_copies(table, moves)}
        indexes |= {copy.index.name for copy in key_copies(table, moves)}
        synced = (move for move in moves if move.place == place and not move.computed)
        triggers = {the_sync(schema, move).name for move in synced}
        schema = edit_table(
            schema,
            *place,
            checks=tuple(each for each in table.checks if each.name not in checks),
            indexes=tuple(each for each in table.indexes if each.name not in indexes),
            uniques=tuple(each for each in table.uniques if each.name not in whole),
            exclusions=tuple(each for each in table.exclusions if each.name not in whole),
            triggers=tuple(each for each in table.triggers if each.name not in triggers),
        )
    return schema
