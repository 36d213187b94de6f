"""The triggers of a table, as the catalog holds them; what they do is tested in `behaviour.py`."""

from __future__ import annotations

from wesley.ir.routine import Trigger
from wesley.ir.table import Table
from wesley.targets.pgtap.expected import trigger_ddl
from wesley.targets.pgtap.script import Line, invoke, test
from wesley.targets.pgtap.table import real, same


def triggers(table: Table) -> list[Line]:
    """The exact set of triggers and of each timing, events, condition, function and arguments."""
    names = tuple(sorted(trigger.name for trigger in table.triggers))
    lines = [test(f"{table.name} has exactly its triggers", "is", invoke("pg_temp.triggers", real(table)), names)]
    for trigger in table.triggers:
        lines += _trigger(table, trigger)
    return lines


def _trigger(table: Table, trigger: Trigger) -> list[Line]:
    return [
        test(f"the expected form of trigger {trigger.name} can be built", "lives_ok", trigger_ddl(table, trigger)),
        same(table, "trigger_definition", trigger.name, f"trigger {trigger.name} is the expected one"),
    ]
