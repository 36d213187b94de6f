"""Keep a column and its successor equal, whoever writes which of the two."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from wesley.changes.change import TableChange
from wesley.changes.column_move.former import still_same
from wesley.changes.column_move.move import Move
from wesley.changes.column_move.unconvertible import unconvertible
from wesley.changes.edit import find, put, put_member, the_table
from wesley.changes.lock import Lock
from wesley.changes.own_names import sync_name
from wesley.changes.relations import family_locks
from wesley.changes.situation import Situation
from wesley.changes.statement import Statement
from wesley.ir.routine import Function, Trigger, TriggerEvent, TriggerTiming
from wesley.ir.schema import Physical
from wesley.ir.table import Table
from wesley.sql.ddl.function import create_function
from wesley.sql.ddl.trigger import create_trigger
from wesley.sql.deparse import to_sql
from wesley.sql.text import quote_identifier

# PostgreSQL fires the triggers of an event in the order of their names, as bytes: this stands behind every ASCII name.
_LAST = "~"
_WORD = "column"


class StartSync(TableChange, frozen=True, kw_only=True):
    """A trigger that gives the successor of a column its value whenever a row is written."""

    move: Move

    def title(self) -> str:
        return f"Give {self.schema}.{self.table}.{self.move.successor} the value of {self.move.column} in each write"

    def apply(self, schema: Physical) -> Physical:
        trigger = sync_trigger(the_table(schema, self.schema, self.table), self.move)
        schema = put(schema, "functions", one_way(self.move))
        return put_member(schema, self.schema, self.table, "triggers", trigger)

    def statements(self, situation: Situation) -> tuple[Statement, ...]:
        trigger = sync_trigger(the_table(situation.before, self.schema, self.table), self.move)
        return (
            Statement(
                sql=to_sql(create_function(one_way(self.move))),
                why="It writes no table, it changes the row on its way: so it cannot call itself.",
                probe=unconvertible(situation, self.move),
            ),
            Statement(
                sql=to_sql(create_trigger(self.schema, self.table, trigger)),
                why="From now on every row that is written has both values, so that the rows which are there can be "
                "filled in batches while the application goes on. It fires after the other BEFORE triggers.",
                locks=family_locks(situation.before, self.schema, self.table, Lock.SHARE_ROW_EXCLUSIVE),
            ),
        )


def function_name(move: Move) -> str:
    """The name of the function that keeps the two equal."""
    return sync_name(_WORD, move.table, move.column)


def is_pair(trigger: Trigger) -> bool:
    """True for a trigger that keeps a column and its successor equal; its arguments are the two."""
    return trigger.function.startswith(sync_name(_WORD) + "_") and len(trigger.arguments) == 2


def the_pair(triggers: Iterable[Trigger], column: str, successor: str) -> Trigger:
    """The trigger that keeps these two equal.

    Raises:
        LookupError: there is none.
    """
    for trigger in triggers:
        if is_pair(trigger) and trigger.arguments == (column, successor):
            return trigger
    raise LookupError(f"nothing keeps {column} and {successor} equal")


def sync_trigger(table: Table, move: Move) -> Trigger:
    """The trigger; its name is behind those of all other triggers that could change the row, as far as names go."""
    name = function_name(move)
    if any(each.timing is TriggerTiming.BEFORE and each.name > name for each in table.triggers if each.each_row):
        name = _LAST + name
    return Trigger(
        name=name[:63],
        timing=TriggerTiming.BEFORE,
        events=(TriggerEvent.INSERT, TriggerEvent.UPDATE),
        function_schema=move.schema,
        function=function_name(move),
        arguments=(move.column, move.successor),
    )


def the_sync(schema: Physical, move: Move) -> Trigger:
    """The trigger of a move that has begun.

    Raises:
        LookupError: it has not.
    """
    return the_pair(the_table(schema, move.schema, move.table).triggers, move.column, move.successor)


def the_function(schema: Physical, move: Move) -> Function:
    """The function of a move that has begun."""
    found: Function = find(schema, "functions", move.schema, function_name(move), "")
    return found


def one_way(move: Move) -> Function:
    """From the column to its successor: as long as no application knows the successor.

    On the way back a value that nobody has written since is that of before: the type of before may have no place for
    what it became (99.99 as numeric(4, 2) became 100 as integer).
    """
    given = f"NEW.{quote_identifier(move.successor)} := {_value(move)};"
    if move.former is None:
        return _function(move, [f"    {given}"])
    return _function(
        move,
        [
            f"    IF {still_same(move.former, move.column, 'NEW.')} THEN",
            f"        NEW.{quote_identifier(move.successor)} := NEW.{quote_identifier(move.former.column)};",
            "    ELSE",
            f"        {given}",
            "    END IF;",
        ],
    )


def both_ways(move: Move) -> Function:
    """Between a column and its successor, one application writing the one and another the other.

    In an INSERT the old name wins when it has a value: only the successor has a default, so the value that stands
    there beside it can be no one's choice. In an UPDATE that counts which was changed. Values are compared byte by
    byte: `*<>` knows every type, and what an operator takes for equal (1.0 and 1.00) is a change too.
    """
    old, new = f"{quote_identifier(move.column)}", f"{quote_identifier(move.successor)}"
    return _function(
        move,
        [
            "    IF TG_OP = 'INSERT' THEN",
            f"        IF NEW.{old} IS NULL THEN",
            f"            NEW.{old} := NEW.{new};",
            "        ELSE",
            f"            NEW.{new} := NEW.{old};",
            "        END IF;",
            f"    ELSIF ROW(NEW.{new})::record *<> ROW(OLD.{new})::record THEN",
            f"        NEW.{old} := NEW.{new};",
            f"    ELSIF ROW(NEW.{old})::record *<> ROW(OLD.{old})::record THEN",
            f"        NEW.{new} := NEW.{old};",
            "    END IF;",
        ],
    )


def _value(move: Move) -> str:
    """The successor's value in PL/pgSQL, where an assignment converts as ALTER COLUMN TYPE does."""
    return value_of(move, f"NEW.{quote_identifier(move.column)}")


def value_of(move: Move, source: str) -> str:
    """The successor's value out of `source`, SQL of the column's value."""
    for each in move.using:
        source = f"{source}::{each}"
    return source


def _function(move: Move, lines: list[str]) -> Function:
    body = "\n".join(["", "BEGIN", *lines, "    RETURN NEW;", "END", ""])
    function = Function(schema=move.schema, name=function_name(move), returns="trigger", body=body)
    return replace(function, settings=(("TimeZone", "UTC"),)) if move.utc else function
