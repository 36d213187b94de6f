"""When a change of a type is made in place, and when the column gets a successor."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from tests.changes.objects import plan_of
from tests.changes.small import index, lines, table
from tests.plan.planned import planned, statements
from wesley.ir.column import Column
from wesley.ir.schema import Physical
from wesley.plan.plan import Phase, Plan
from wesley.plan.undo import undo
from wesley.problems.problem import WesleyError

ITEM = """
type Item @table {
  id: ID! @primaryKey
  code: String @column(type: "varchar(20)")
}
"""


def _kinds(plan: Plan) -> list[str]:
    return [step.kind for step in plan.steps()]


def _wider(old: str) -> Plan:
    return planned(old, old.replace("varchar(20)", "varchar(40)"))


def test_a_wider_text_is_a_matter_of_the_catalog() -> None:
    plan = _wider(ITEM)
    assert statements(plan) == ["ALTER TABLE public.items ALTER COLUMN code TYPE varchar(40);"]
    assert plan.steps()[0].statement.rewrites == ()
    assert plan.steps()[0].statement.breaks_prepared != ()


def test_how_the_values_are_stored_is_said_again() -> None:
    columns = (Column(name="a", type=f"varchar({length})", storage="external") for length in (20, 40))
    old, new = (Physical(tables=(replace(table(), columns=(column,)),)) for column in columns)
    assert [line.removeprefix("expand transaction: ") for line in lines(plan_of(old, new))] == [
        "ALTER TABLE s.t ALTER COLUMN a TYPE varchar(40);",
        "ALTER TABLE s.t ALTER COLUMN a SET STORAGE external;",
    ]


def test_a_plain_index_changes_nothing() -> None:
    assert _kinds(_wider(ITEM.replace('varchar(20)")', 'varchar(20)") @index'))) == ["change-type"]


def test_an_index_with_a_predicate_on_the_column_asks_for_a_successor() -> None:
    old = ITEM.replace('varchar(20)")', 'varchar(20)") @index(where: "code > \'a\'")')
    assert "swap-type" in _kinds(_wider(old))


def test_a_check_on_the_column_is_proved_afterwards() -> None:
    old = ITEM.replace('varchar(20)")', 'varchar(20)") @check(expr: "code > \'a\'")')
    assert _kinds(_wider(old)) == ["together", "together", "together", "validate-check"]


def test_a_rewrite_asks_for_a_successor_and_leaves_the_old_column_to_the_contract() -> None:
    old = ITEM.replace('String @column(type: "varchar(20)")', "Int")
    plan = planned(old, old.replace("Int", "BigInt"))
    assert not any(step.statement.rewrites for step in plan.steps())
    contract = [step for segment in plan.segments if segment.phase is Phase.CONTRACT for step in segment.steps]
    assert [step.statement.sql for step in contract] == ["ALTER TABLE public.items DROP wesley_old_code;"]


def test_a_comment_on_an_index_is_said_again_of_its_successor() -> None:
    old, new = (
        Physical(
            tables=(
                replace(table(indexes=(index("i", "a", comment="Why."),)), columns=(Column(name="a", type=type_),)),
            )
        )
        for type_ in ("integer", "bigint")
    )
    assert "expand transaction: COMMENT ON INDEX s.i IS 'Why.';" in lines(plan_of(old, new))


def test_what_is_lost_has_to_be_named() -> None:
    old = ITEM.replace('String @column(type: "varchar(20)")', "DateTime")
    with pytest.raises(WesleyError, match=r"items\.code"):
        planned(old, old.replace("DateTime", "Date"))
    assert planned(old, old.replace("DateTime", "Date"), allow_drop=("items.code",)).segments


def test_a_type_without_a_conversion_is_refused() -> None:
    old = ITEM.replace('String @column(type: "varchar(20)")', "Boolean")
    with pytest.raises(WesleyError, match="no value of code, which is boolean, can become date"):
        planned(old, old.replace("Boolean", "Date"))


def test_a_generated_column_on_it_is_written_anew_and_the_column_is_not() -> None:
    old = """
    type Item @table {
      id: ID! @primaryKey
      net: Int!
      gross: Int! @computed(expr: "net * 2")
    }
    """
    writing = [
        step.statement.sql
        for step in planned(old, old.replace("net: Int!", "net: BigInt!")).steps()
        if step.statement.rewrites
    ]
    assert len(writing) == 1
    assert "wesley_new_gross int GENERATED ALWAYS AS (wesley_new_net * 2) STORED" in writing[0]


def test_a_type_can_change_again_before_the_contract_has_run() -> None:
    old = ITEM.replace('String @column(type: "varchar(20)")', "Int")
    back = undo(planned(old, old.replace("Int", "BigInt"), contract=False))
    assert [sql for sql in statements(back) if "DROP wesley_old" in sql] == [
        "ALTER TABLE public.items DROP wesley_old_code_2;",
        "ALTER TABLE public.items DROP wesley_old_code;",
    ]


def test_an_index_that_changes_too_is_replaced() -> None:
    old = ITEM.replace("@table", '@table @index(columns: ["code"], name: "found")')
    plan = planned(old, old.replace("varchar(20)", "varchar(40)").replace('["code"]', '["code", "id"]'))
    assert statements(plan)[:2] == [
        "ALTER TABLE public.items ALTER COLUMN code TYPE varchar(40);",
        "CREATE INDEX CONCURRENTLY wesley_new_found ON public.items USING btree (code, id);",
    ]
