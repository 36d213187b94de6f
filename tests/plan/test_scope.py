"""What SDL has no words for stays as the database has it."""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace

from tests.sdl.harness import compiled
from wesley.changes.edit import edit_column, edit_table, put, the_column, the_table
from wesley.ir.access import Extension, Grant, Namespace
from wesley.ir.domain import Domain
from wesley.ir.routine import Function, Trigger, TriggerEvent, TriggerTiming
from wesley.ir.schema import Physical, Schema
from wesley.ir.sequence import Sequence
from wesley.ir.table import Partition, Table
from wesley.plan.make import make_plan
from wesley.plan.scope import is_ours, limited, scoped, widened, with_view_types

SDL = """
type User @table {
  id: ID! @primaryKey
  name: String! @index
  updatedAt: DateTime! @updatedAt
}
type Event @table @partition(by: RANGE, columns: ["at"]) @primaryKey(columns: ["id", "at"]) {
  id: ID!
  at: DateTime!
}
"""
SCHEMA = compiled(SDL)
FOUND = SCHEMA.physical
AUDIT = Function(schema="public", name="audit", returns="trigger", body="BEGIN RETURN NULL; END")


def statements(found: Physical, goal: Schema = SCHEMA) -> list[str]:
    old = Schema(physical=found)
    plan = make_plan(old, scoped(old, goal), server=15, contract=True, allow_drop=("*",))
    return [step.statement.sql for step in plan.steps()]


def users(**fields: Any) -> Physical:
    return edit_table(FOUND, "public", "users", **fields)


def test_settings_of_tables_and_columns_stay() -> None:
    assert statements(users(parameters=(("fillfactor", "70"),), unlogged=True)) == []
    assert statements(edit_column(FOUND, "public", "users", "name", storage="EXTERNAL", statistics=500)) == []


def test_what_sdl_does_say_is_changed_all_the_same() -> None:
    (changed,) = statements(edit_column(FOUND, "public", "users", "name", storage="EXTERNAL", comment="old"))
    assert changed.startswith("COMMENT ON COLUMN")


def test_domains_sequences_and_extensions_stay() -> None:
    found = put(FOUND, "domains", Domain(schema="public", name="email", type="text"))
    found = put(found, "sequences", Sequence(schema="public", name="tickets"))
    assert statements(put(found, "extensions", Extension(name="pg_stat_statements"))) == []


def test_the_sequence_of_a_column_stays_as_long_as_the_column() -> None:
    sequence = Sequence(schema="public", name="users_n_seq", owned_by=("public", "users", "name"))
    found = put(FOUND, "sequences", sequence)
    assert widened(found, FOUND).sequences == (sequence,)
    gone = replace(sequence, owned_by=("public", "users", "gone"))
    assert widened(put(FOUND, "sequences", gone), FOUND).sequences == ()


def test_other_schemas_stay() -> None:
    found = put(FOUND, "namespaces", Namespace(name="billing"))
    assert statements(put(found, "tables", Table(schema="billing", name="invoices"))) == []


def test_a_table_that_sdl_leaves_out_of_its_own_schema_goes() -> None:
    (dropped,) = statements(put(FOUND, "tables", Table(schema="public", name="old")))
    assert dropped == "DROP TABLE public.old;"


def test_a_table_that_sdl_calls_unmanaged_stays() -> None:
    declared = compiled(SDL + 'type Old @table(name: "old", managed: false) { id: ID! @primaryKey }')
    assert statements(put(FOUND, "tables", Table(schema="public", name="old")), declared) == []


def test_functions_and_triggers_of_somebody_else_stay() -> None:
    trigger = Trigger(
        name="audit",
        timing=TriggerTiming.AFTER,
        events=(TriggerEvent.INSERT,),
        function_schema="public",
        function="audit",
    )
    triggers = the_table(FOUND, "public", "users").triggers
    assert statements(put(users(triggers=(*triggers, trigger)), "functions", AUDIT)) == []


def test_triggers_of_directives_go_with_their_directive() -> None:
    without = compiled(SDL.replace(" @updatedAt", ""))
    found = statements(FOUND, without)
    assert any(sql.startswith("DROP TRIGGER set_updated_at") for sql in found)
    assert any(sql.startswith("DROP FUNCTION public.set_updated_at") for sql in found)


def test_functions_are_known_by_their_shape() -> None:
    (made,) = FOUND.functions
    assert is_ours(made)
    assert not is_ours(AUDIT)
    assert not is_ours(replace(made, settings=(("work_mem", "64MB"),)))
    assert is_ours(replace(AUDIT, name="wesley_sync_users_name"))


def test_partitions_that_were_made_later_stay() -> None:
    partitioning = the_table(FOUND, "public", "events").partitioning
    assert partitioning is not None
    later = Partition(schema="public", name="events_2026", bound="FOR VALUES FROM ('2026-01-01') TO ('2027-01-01')")
    more = replace(partitioning, partitions=(*partitioning.partitions, later))
    assert statements(edit_table(FOUND, "public", "events", partitioning=more)) == []


def test_privileges_that_no_directive_gives_stay_and_others_go() -> None:
    kept = Grant(role="app", privileges=("TRUNCATE",))
    assert statements(users(grants=(kept,))) == []
    (revoked,) = statements(users(grants=(Grant(role="app", privileges=("SELECT", "TRUNCATE")),)))
    assert revoked.startswith("REVOKE SELECT ON")


def test_privileges_on_schemas_stay() -> None:
    assert statements(put(FOUND, "namespaces", Namespace(name="public", grants=(_usage("reports"),)))) == []


def _usage(role: str) -> Grant:
    return Grant(role=role, privileges=("CREATE", "USAGE"))


def test_what_stays_is_told_in_the_names_that_a_rename_gives() -> None:
    renamed = compiled(SDL.replace("name: String!", 'fullName: String! @renamedFrom(name: "name")'))
    found = edit_column(FOUND, "public", "users", "name", statistics=500)
    goal = scoped(Schema(physical=found), renamed)
    assert the_column(goal.physical, "public", "users", "full_name").statistics == 500


def test_only_the_schemas_that_are_asked_for() -> None:
    found = put(put(FOUND, "namespaces", Namespace(name="b")), "tables", Table(schema="b", name="t"))
    kept = limited(Schema(physical=found), ("b",)).physical
    assert [table.name for table in kept.tables] == ["t"]
    assert [one.name for one in kept.namespaces] == ["b"]


VIEW = """
type Order @table { id: ID! @primaryKey amount: Decimal! @column(type: "numeric(14,2)") }
type Total @view(sql: "SELECT sum(amount) AS total FROM orders") { total: Decimal @column(type: "numeric(14,2)") }
"""


def test_types_of_view_columns_are_those_that_postgresql_found() -> None:
    goal = compiled(VIEW)
    (view,) = goal.physical.views
    found = replace(
        goal.physical, views=(replace(view, columns=tuple(replace(one, type="numeric") for one in view.columns)),)
    )
    (typed,) = with_view_types(goal, goal.physical, found).physical.views
    assert [column.type for column in typed.columns] == ["numeric"]
