"""CREATE TRIGGER."""

from __future__ import annotations

from wesley.ir.routine import Trigger, TriggerEvent
from wesley.sql.nodes import expression, names, relation, strings
from wesley.sql.parse import Tree
from wesley.sql.tree import Filling, statement


def create_trigger(schema: str, table: str, trigger: Trigger, *, or_replace: bool = False) -> Tree:
    """CREATE TRIGGER; in which sessions it fires is said by `set_trigger_firing`, when it is there.

    Args:
        schema, table: the table.
        trigger: the trigger.
        or_replace: OR REPLACE (PostgreSQL 14): in place of the one of the same name.
    """
    fillings: dict[str, Filling] = {
        "name": trigger.name,
        "table": relation(schema, table),
        "schema": trigger.function_schema,
        "function": trigger.function,
    }
    events = [event.value for event in TriggerEvent if event in trigger.events]
    if trigger.update_columns:
        events = [f"{event} OF __columns" if event == TriggerEvent.UPDATE else event for event in events]
        fillings["columns"] = names(trigger.update_columns)
    words = "CREATE OR REPLACE TRIGGER" if or_replace else "CREATE TRIGGER"
    pattern = f"{words} __name {trigger.timing.value} {' OR '.join(events)} ON __table"
    if trigger.old_table is not None or trigger.new_table is not None:
        pattern += " REFERENCING"
    if trigger.old_table is not None:
        pattern += " OLD TABLE AS __old"
        fillings["old"] = trigger.old_table
    if trigger.new_table is not None:
        pattern += " NEW TABLE AS __new"
        fillings["new"] = trigger.new_table
    pattern += " FOR EACH ROW" if trigger.each_row else " FOR EACH STATEMENT"
    if trigger.when is not None:
        pattern += " WHEN (__when)"
        fillings["when"] = expression(trigger.when.sql)
    if trigger.arguments:
        fillings["arguments"] = strings(trigger.arguments)
    arguments = "'__arguments'" if trigger.arguments else ""
    return statement(f"{pattern} EXECUTE FUNCTION __schema.__function({arguments})", **fillings)
