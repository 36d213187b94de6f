"""Let a column and its successor be used side by side: one short transaction."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from wesley.changes.carry import carried, worded_views
from wesley.changes.change import Change, TableChange
from wesley.changes.column_move.constraint_copies import unique_copies
from wesley.changes.column_move.copies import (
    check_copies,
    foreign_key_copies,
    index_copies,
    kept_name,
    key_copies,
)
from wesley.changes.column_move.final import column_grants, hand_over_rest, hand_over_values
from wesley.changes.column_move.move import Move
from wesley.changes.column_move.side_by_side import side_by_side
from wesley.changes.column_move.standing import Standing, standing_on
from wesley.changes.column_move.step import altered, lock_all, locking
from wesley.changes.column_move.sync import both_ways
from wesley.changes.edit import find, the_column, the_table
from wesley.changes.lock import access_exclusive
from wesley.changes.own_names import is_sync
from wesley.changes.rewrite_body import bodies_of
from wesley.changes.rewrite_names import Names, facts_of
from wesley.changes.situation import Situation
from wesley.changes.statement import Statement
from wesley.changes.wording import Wording
from wesley.ir.constraint import PrimaryKey
from wesley.ir.routine import TriggerFiring
from wesley.ir.schema import Physical
from wesley.sql.ddl.alter_column import set_expression
from wesley.sql.ddl.alter_constraint import add_key_using_index, drop_constraint, rename_constraint
from wesley.sql.ddl.alter_index import rename_index
from wesley.sql.ddl.alter_policy import alter_policy
from wesley.sql.ddl.alter_trigger import drop_trigger, set_trigger_firing
from wesley.sql.ddl.comment import Comment, Commented, comment_on
from wesley.sql.ddl.function import replace_function
from wesley.sql.ddl.grant import grant_on_table
from wesley.sql.ddl.trigger import create_trigger
from wesley.sql.ddl.view import replace_view
from wesley.sql.deparse import to_sql

_BOTH = (
    "From here on each name has the value of the other, whichever of the two an application writes; the default "
    "belongs to the new name, so that a value under the old one is always somebody's choice."
)
_KEYS = "The successor was built and checked before; it takes over the name, and no row is read."
_ONE = "The same rule stands on the new name, and the two are equal: one of them is enough."
_BOUND = "It is bound to the column, not to its name, and the old column goes with the contract."


class SwapNames(TableChange, frozen=True, kw_only=True):
    """The successor takes over all that stands on a column, and both are kept equal until the contract.

    Args:
        move: the column; `successor` and `after.name` are its new name.
        wording: how the new schema words what names the column.
    """

    move: Move
    wording: Wording = ()

    def title(self) -> str:
        move = self.move
        return f"Let {move.schema}.{move.table}.{move.successor} and {move.column} be used side by side"

    def apply(self, schema: Physical) -> Physical:
        return side_by_side(schema, self.move, self.wording)

    def carry(self, waiting: Change, before: Physical) -> Change:
        """What waits and names the column means its successor."""
        names = Names(columns={self.move.place: {self.move.column: self.move.successor}}, facts=facts_of(before))
        return worded_views(carried(waiting, names), self.wording)

    def statements(self, situation: Situation) -> tuple[Statement, ...]:
        before, aim, move = situation.before, situation.after(self).before, self.move
        standing = standing_on(before, {move.place: {move.column: move.successor}})
        return (
            *lock_all(before, (move,)),
            *self._sync(before, aim),
            *self._foreign_keys(before),
            *self._checks(before),
            *self._keys(before, aim),
            *self._indexes(before),
            *hand_over_values(situation, move),
            *hand_over_rest(situation, move),
            *self._rights(before),
            *self._standing(situation, aim, standing),
        )

    def _sync(self, before: Physical, aim: Physical) -> Iterator[Statement]:
        yield altered(before, self.move, replace_function(both_ways(self.move)), _BOTH)
        yield from self._bodies(before, aim)

    def _bodies(self, before: Physical, aim: Physical) -> Iterator[Statement]:
        for function in bodies_of(before, {self.move.place: {self.move.column: self.move.successor}}):
            if is_sync(function.name):
                continue
            after = find(aim, "functions", function.schema, function.name, function.arguments)
            yield Statement(sql=to_sql(replace_function(after)), why=_BOUND)

    def _foreign_keys(self, before: Physical) -> Iterator[Statement]:
        for table, key, copy in foreign_key_copies(before, (self.move,)):
            place = (table.schema, table.name)
            yield Statement(sql=to_sql(drop_constraint(*place, key.name)), why=_ONE, locks=locking(before, place, key))
            tree = rename_constraint(*place, copy.name, key.name)
            yield Statement(sql=to_sql(tree), why=_KEYS, locks=locking(before, place))

    def _checks(self, before: Physical) -> Iterator[Statement]:
        move = self.move
        for check, copy in check_copies(the_table(before, *move.place), (move,)):
            yield altered(before, move, drop_constraint(*move.place, check.name), _ONE)
            yield altered(before, move, rename_constraint(*move.place, copy.name, check.name), _KEYS)

    def _keys(self, before: Physical, aim: Physical) -> Iterator[Statement]:
        move = self.move
        table, after = the_table(before, *move.place), the_table(aim, *move.place)
        names = {key.name: key for key in (after.primary_key, *after.uniques) if key is not None}
        for copy in key_copies(table, (move,)):
            if isinstance(copy.key, PrimaryKey):
                yield altered(before, move, drop_constraint(*move.place, copy.key.name), _ONE)
            else:
                tree = rename_constraint(*move.place, copy.key.name, kept_name(table, copy.key.name))
                yield altered(before, move, tree, _KEYS)
            yield altered(before, move, add_key_using_index(*move.place, names[copy.key.name], copy.index.name), _KEYS)

        for old, whole in unique_copies(table, (move,)):
            yield altered(before, move, rename_constraint(*move.place, old.name, kept_name(table, old.name)), _KEYS)
            yield altered(before, move, rename_constraint(*move.place, whole.name, old.name), _KEYS)

    def _indexes(self, before: Physical) -> Iterator[Statement]:
        move = self.move
        table = the_table(before, *move.place)
        for index, copy in index_copies(table, (move,)):
            yield altered(before, move, rename_index(move.schema, index.name, kept_name(table, index.name)), _KEYS)
            yield altered(before, move, rename_index(move.schema, copy.name, index.name), _KEYS)
            if index.comment is not None:
                comment = Comment(Commented.INDEX, (move.schema, index.name), index.comment)
                yield Statement(sql=comment_on(comment), why=_KEYS, locks=locking(before, move.place))

    def _rights(self, before: Physical) -> Iterator[Statement]:
        for grant in column_grants(before, self.move):
            tree = grant_on_table(*self.move.place, replace(grant, columns=(self.move.successor,)))
            yield Statement(sql=to_sql(tree), why=_BOTH)

    def _standing(self, situation: Situation, aim: Physical, standing: Standing) -> Iterator[Statement]:
        before, move = situation.before, self.move
        for place, policy in standing.policies:
            after = next(each for each in the_table(aim, *place).policies if each.name == policy.name)
            if after != policy:
                yield Statement(sql=to_sql(alter_policy(*place, after)), why=_BOUND, locks=locking(before, place))
        for place, trigger in standing.triggers:
            made = next(each for each in the_table(aim, *place).triggers if each.name == trigger.name)
            yield altered(before, move, drop_trigger(*place, trigger.name), _BOUND)
            yield altered(before, move, create_trigger(*place, made), _BOUND)
            if made.firing is not TriggerFiring.ORIGIN:
                yield altered(before, move, set_trigger_firing(*place, made.name, made.firing), _BOUND)
        for place, column in standing.generated:
            generated = the_column(aim, *place, column.name).generated
            if generated is not None:
                yield altered(before, move, set_expression(*place, column.name, generated.expression.sql), _BOUND)
        for view in standing.views:
            after_view = find(aim, "views", view.schema, view.name)
            if after_view != view:
                tree = replace_view(after_view, situation.version)
                yield Statement(sql=to_sql(tree), why=_BOUND, locks=(access_exclusive(view.schema, view.name),))
