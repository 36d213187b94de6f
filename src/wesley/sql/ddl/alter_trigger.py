"""ALTER TRIGGER, DROP TRIGGER, and in which sessions a trigger fires."""

from __future__ import annotations

from wesley.ir.routine import TriggerFiring
from wesley.sql.nodes import relation
from wesley.sql.parse import Tree
from wesley.sql.tree import statement

_FIRING = {
    TriggerFiring.ORIGIN: "ENABLE TRIGGER",
    TriggerFiring.DISABLED: "DISABLE TRIGGER",
    TriggerFiring.REPLICA: "ENABLE REPLICA TRIGGER",
    TriggerFiring.ALWAYS: "ENABLE ALWAYS TRIGGER",
}


def set_trigger_firing(schema: str, table: str, name: str, firing: TriggerFiring) -> Tree:
    """ALTER TABLE ... ENABLE or DISABLE TRIGGER.

    Args:
        schema, table: the table.
        name: the trigger.
        firing: in which sessions it fires (`session_replication_role`).
    """
    pattern = f"ALTER TABLE __table {_FIRING[firing]} __name"
    return statement(pattern, table=relation(schema, table), name=name)


def rename_trigger(schema: str, table: str, name: str, to: str) -> Tree:
    """ALTER TRIGGER ... RENAME TO."""
    pattern = "ALTER TRIGGER __name ON __table RENAME TO __to"
    return statement(pattern, name=name, table=relation(schema, table), to=to)


def drop_trigger(schema: str, table: str, name: str) -> Tree:
    """DROP TRIGGER."""
    return statement("DROP TRIGGER __name ON __schema.__table", name=name, schema=schema, table=table)
