"""A former name goes with the trigger that kept it equal to the new one."""

from __future__ import annotations

from tests.changes.small import lines
from tests.plan.planned import planned, statements
from wesley.changes.statement import RelationName
from wesley.diff.diff import diff
from wesley.plan.plan import Phase, Plan

OLD = """
type User @table {
  id: ID! @primaryKey
  age: Int! @index
}
"""
NEW = OLD.replace("age: Int!", 'years: Int! @renamedFrom(name: "age")')


def contract(plan: Plan) -> list[str]:
    return [line for line in lines(plan) if line.startswith("contract")]


def test_trigger_function_and_column_go_in_one_transaction() -> None:
    plan = planned(OLD, NEW)
    assert contract(plan) == [
        "contract transaction: DROP TRIGGER wesley_sync_column_users_age ON public.users;",
        "contract transaction: DROP FUNCTION public.wesley_sync_column_users_age();",
        "contract transaction: ALTER TABLE public.users DROP age;",
    ]
    assert len([segment for segment in plan.segments if segment.phase is Phase.CONTRACT]) == 1


def test_every_value_is_under_the_new_name_so_nothing_is_lost() -> None:
    assert [step.statement.loses for step in planned(OLD, NEW).steps() if step.statement.loses] == []


def test_statements_that_clients_have_prepared_fail_once() -> None:
    last = planned(OLD, NEW).steps()[-1].statement
    assert last.breaks_prepared == (RelationName(schema="public", name="users"),)


def test_it_is_found_again_in_the_database_that_waits_for_it() -> None:
    plan = planned(OLD, NEW)
    (change,) = diff(plan.between, plan.goal)
    assert change.title() == "Leave public.users.age to years"
    assert change.apply(plan.between) == plan.goal


def test_a_table_that_has_moved_has_left_its_functions_behind() -> None:
    old = "type Price @table {\n  id: ID! @primaryKey\n  shop: String!\n}\n"
    new = """
type Price @table(schema: "press") @renamedFrom(name: "prices", schema: "public") {
  id: ID! @primaryKey
  store: String! @renamedFrom(name: "shop")
  label: String! @backfill(expr: "upper(store)")
}
"""
    dropped = [sql for sql in statements(planned(old, new)) if sql.startswith("DROP FUNCTION")]
    assert dropped == [
        "DROP FUNCTION public.wesley_sync_fill_prices_label();",
        "DROP FUNCTION public.wesley_sync_column_prices_shop();",
    ]
