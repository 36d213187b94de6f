"""Functions, and the triggers that call them."""

from __future__ import annotations

from enum import StrEnum
from sys import intern

from msgspec import Struct
from msgspec.structs import force_setattr

from wesley.ir.expression import Expression
from wesley.ir.origin import NOWHERE, Origin


class Function(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """CREATE FUNCTION.

    Args:
        schema, name: where it lives.
        arguments: argument types, as `pg_get_function_identity_arguments()` prints them.
        returns: result type, or `trigger`.
        language: `sql` or `plpgsql`.
        body: its text.
        volatility: `immutable`, `stable` or `volatile`.
        security_definer: SECURITY DEFINER.
        strict: STRICT (RETURNS NULL ON NULL INPUT).
        leakproof: LEAKPROOF.
        parallel: `unsafe`, `restricted` or `safe`.
        search_path: value of SET search_path; None when not set.
        settings: the other SET clauses, sorted by name.
        comment: text of COMMENT ON FUNCTION.
        origin: the element that asked for it.
    """

    schema: str
    name: str
    arguments: str = ""
    returns: str
    language: str = "plpgsql"
    body: str
    volatility: str = "volatile"
    security_definer: bool = False
    strict: bool = False
    leakproof: bool = False
    parallel: str = "unsafe"
    search_path: str | None = ""
    settings: tuple[tuple[str, str], ...] = ()
    comment: str | None = None
    origin: Origin = NOWHERE

    def __post_init__(self) -> None:
        for field in ("language", "volatility", "parallel"):
            force_setattr(self, field, intern(getattr(self, field)))


class TriggerTiming(StrEnum):
    """When a trigger fires."""

    BEFORE = "BEFORE"
    AFTER = "AFTER"


class TriggerEvent(StrEnum):
    """What a trigger fires on."""

    INSERT = "INSERT"
    UPDATE = "UPDATE"
    DELETE = "DELETE"
    TRUNCATE = "TRUNCATE"


class TriggerFiring(StrEnum):
    """In which sessions a trigger fires (ALTER TABLE, `ENABLE TRIGGER`): pg_trigger.tgenabled."""

    ORIGIN = "ORIGIN"
    DISABLED = "DISABLED"
    REPLICA = "REPLICA"
    ALWAYS = "ALWAYS"


class Trigger(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """CREATE TRIGGER.

    PostgreSQL fires the triggers of one event in the order of their names.

    Args:
        name: trigger name, unique in its table.
        timing, events: when it fires; `events` sorted.
        function_schema, function: what it calls.
        arguments: string arguments of the function, in order.
        update_columns: the column list of UPDATE OF; empty for all.
        when: WHEN condition.
        each_row: FOR EACH ROW; otherwise FOR EACH STATEMENT.
        old_table, new_table: names of the transition tables of REFERENCING.
        firing: in which sessions it fires.
        origin: the element that asked for it.
    """

    name: str
    timing: TriggerTiming
    events: tuple[TriggerEvent, ...]
    function_schema: str
    function: str
    arguments: tuple[str, ...] = ()
    update_columns: tuple[str, ...] = ()
    when: Expression | None = None
    each_row: bool = True
    old_table: str | None = None
    new_table: str | None = None
    firing: TriggerFiring = TriggerFiring.ORIGIN
    origin: Origin = NOWHERE
