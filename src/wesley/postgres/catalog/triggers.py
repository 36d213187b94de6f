"""Triggers of tables that fire before or after a change."""

from __future__ import annotations

from typing import NamedTuple

from wesley.ir.routine import Trigger, TriggerEvent, TriggerFiring, TriggerTiming
from wesley.postgres.catalog.names import Names
from wesley.postgres.catalog.scope import Scope, own
from wesley.postgres.catalog.server import printed_if
from wesley.postgres.session import Session
from wesley.sql.printed import printed_expression, printed_trigger

# Constraint triggers and those of views are listed by `unmanaged_on_tables`; so are those of partitions.
_TRIGGERS = """
SELECT g.tgrelid, c.relname, g.tgname, g.tgtype, fn.nspname, p.proname,
    (SELECT array_agg(a.attname::text) FROM pg_attribute a
     WHERE a.attrelid = g.tgrelid AND a.attnum = ANY (g.tgattr::smallint[])),
    g.tgenabled::text, g.tgoldtable, g.tgnewtable,
    g.tgnargs > 0 OR g.tgqual IS NOT NULL,
    CASE WHEN g.tgnargs > 0 OR g.tgqual IS NOT NULL THEN pg_get_triggerdef(g.oid) END
FROM pg_trigger g JOIN pg_class c ON c.oid = g.tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace
    JOIN pg_proc p ON p.oid = g.tgfoid JOIN pg_namespace fn ON fn.oid = p.pronamespace
WHERE NOT g.tgisinternal AND g.tgconstraint = 0 AND c.relkind IN ('r', 'p') AND NOT c.relispartition
    AND {in_scope} AND {own}
"""

# Bits of pg_trigger.tgtype (catalog/pg_trigger.h).
_ROW, _BEFORE = 1, 2
_EVENTS = (
    (8, TriggerEvent.DELETE),
    (4, TriggerEvent.INSERT),
    (32, TriggerEvent.TRUNCATE),
    (16, TriggerEvent.UPDATE),
)
_FIRINGS = {
    "O": TriggerFiring.ORIGIN,
    "D": TriggerFiring.DISABLED,
    "R": TriggerFiring.REPLICA,
    "A": TriggerFiring.ALWAYS,
}


class _Row(NamedTuple):
    relation: int
    table: str
    name: str
    type: int
    function_schema: str
    function: str
    update_columns: list[str] | None
    enabled: str
    old_table: str | None
    new_table: str | None
    has_more: bool
    definition: str | None


def read_triggers(session: Session, scope: Scope, names: Names) -> dict[int, tuple[Trigger, ...]]:
    """The triggers by oid of their table.

    Raises:
        StatementError: the server refused it.
        SqlError: the parser library cannot read a trigger that has arguments or a condition.
    """
    sql = _TRIGGERS.format(in_scope=scope.names("n.nspname"), own=own("pg_class", "c.oid"))
    found: dict[int, list[Trigger]] = {}
    for row in (_Row(*row) for row in session.rows(sql)):
        found.setdefault(row.relation, []).append(_trigger(row, names))
    return {oid: tuple(triggers) for oid, triggers in found.items()}


def _trigger(row: _Row, names: Names) -> Trigger:
    definition = printed_if(row.has_more, row.definition)
    arguments, condition = ((), None) if definition is None else printed_trigger(definition)
    return Trigger(
        name=row.name,
        timing=TriggerTiming.BEFORE if row.type & _BEFORE else TriggerTiming.AFTER,
        events=tuple(event for bit, event in _EVENTS if row.type & bit),
        function_schema=row.function_schema,
        function=row.function,
        arguments=arguments,
        update_columns=tuple(sorted(row.update_columns or ())),
        when=None if condition is None else printed_expression(condition, row.table, names.brought),
        each_row=bool(row.type & _ROW),
        old_table=row.old_table,
        new_table=row.new_table,
        firing=_FIRINGS[row.enabled],
    )
