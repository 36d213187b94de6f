"""Let a column that has a second name lead again under the first one: the way back of `swap_name.py`."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from wesley.changes.column_move.move import Move
from wesley.changes.column_move.step import altered
from wesley.changes.column_move.swap_name import SwapNames
from wesley.changes.column_move.sync import both_ways, sync_trigger, the_pair
from wesley.changes.edit import edit_table, find, put, put_member, remove, remove_member, the_table
from wesley.changes.statement import Statement
from wesley.ir.routine import Function, Trigger
from wesley.ir.schema import Physical
from wesley.sql.ddl.alter_trigger import drop_trigger
from wesley.sql.ddl.function import create_function, drop_function
from wesley.sql.ddl.trigger import create_trigger
from wesley.sql.deparse import to_sql

_TURNED = (
    "From here on the first name leads again. The default, the trigger and all that stands on the column change over "
    "in one transaction, so no INSERT can get the default in place of a value that somebody gave it."
)


class TurnBack(SwapNames, frozen=True, kw_only=True):
    """The column that was replaced takes everything over from its successor; both are kept equal until the contract.

    `move.column` is the second name, `move.successor` the first one, which has copies of all that stands on the second.
    """

    def title(self) -> str:
        move = self.move
        return f"Let {move.schema}.{move.table}.{move.successor} lead again, beside {move.column}"

    def apply(self, schema: Physical) -> Physical:
        move = self.move
        pair = the_pair(the_table(schema, *move.place).triggers, move.successor, move.column)
        schema = remove(schema, "functions", pair.function_schema, pair.function, "")
        schema = remove_member(schema, *move.place, "triggers", pair.name)
        trigger = sync_trigger(the_table(schema, *move.place), move)
        schema = put(schema, "functions", both_ways(move))
        schema = super().apply(known_once(schema, move))
        return put_member(schema, *move.place, "triggers", trigger)

    def _sync(self, before: Physical, aim: Physical) -> Iterator[Statement]:
        move = self.move
        pair = the_pair(the_table(before, *move.place).triggers, move.successor, move.column)
        function: Function = find(before, "functions", pair.function_schema, pair.function, "")
        turned = the_pair(the_table(aim, *move.place).triggers, move.column, move.successor)
        yield altered(before, move, drop_trigger(*move.place, pair.name), _TURNED)
        yield Statement(sql=to_sql(drop_function(function)), why=_TURNED)
        yield Statement(sql=to_sql(create_function(both_ways(move))), why=_TURNED)
        yield altered(before, move, create_trigger(*move.place, turned), _TURNED)
        yield from self._bodies(before, aim)


def known_once(schema: Physical, move: Move) -> Physical:
    """The schema with the second name alone in what names both: the triggers on UPDATE OF, and the grants."""
    table = the_table(schema, *move.place)
    grants = tuple(replace(grant, columns=_only(grant.columns, move)) for grant in table.grants)
    return edit_table(
        schema, *move.place, triggers=tuple(_listening(each, move) for each in table.triggers), grants=grants
    )


def _listening(trigger: Trigger, move: Move) -> Trigger:
    return replace(trigger, update_columns=_only(trigger.update_columns, move))


def _only(columns: tuple[str, ...], move: Move) -> tuple[str, ...]:
    if move.column not in columns:
        return columns
    return tuple(column for column in columns if column != move.successor)
