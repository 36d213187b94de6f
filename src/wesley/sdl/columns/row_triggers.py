"""Triggers that write one column of a row before it is stored, and their functions."""

from __future__ import annotations

from wesley.ir.origin import Origin
from wesley.ir.routine import Function, Trigger, TriggerEvent, TriggerTiming
from wesley.sdl.draft import Draft, TableDraft
from wesley.sdl.names import free_name


def add_row_trigger(
    draft: Draft, table: TableDraft, *, name: str, assignment: str, events: tuple[TriggerEvent, ...], origin: Origin
) -> None:
    """Add a BEFORE trigger and its function, which lives in the schema of the table.

    Tables of one schema share a function that does the same. Its search path is empty, so that nobody can put an
    object of their own in the way of what it calls (PostgreSQL manual, CREATE FUNCTION, "Writing SECURITY DEFINER
    Functions Safely").

    Args:
        draft: the schema.
        table: the table.
        name: of both; the function gets a number where another function has the name.
        assignment: the statement in PL/pgSQL, built from quoted names and canonical expressions.
        events: what it fires on.
        origin: the element that asked for it.
    """
    body = f"\nBEGIN\n    {assignment}\n    RETURN NEW;\nEND\n"
    function = _function_name(draft, table.schema, name, body)
    if table.managed:
        made = Function(schema=table.schema, name=function, returns="trigger", body=body, origin=origin)
        draft.functions.setdefault((table.schema, function), made)
    table.triggers.append(
        Trigger(
            name=name,
            timing=TriggerTiming.BEFORE,
            events=tuple(sorted(events)),
            function_schema=table.schema,
            function=function,
            origin=origin,
        )
    )


def _function_name(draft: Draft, schema: str, name: str, body: str) -> str:
    known = draft.functions.get((schema, name))
    if known is None or known.body == body:
        return name
    return free_name(name, {function for owner, function in draft.functions if owner == schema})
