"""Rows for tests follow foreign keys within a tenant and satisfy the checks of their tables."""

from __future__ import annotations

import pytest

from tests.targets.pgtap.compiled import compiled
from tests.targets.pgtap.test_compiled import COMPILED
from wesley.targets.pgtap.closure import plan
from wesley.targets.pgtap.conditions import whole_row
from wesley.targets.pgtap.evaluating import Context, evaluate
from wesley.targets.pgtap.fixtures import Fixtures, Unsolved

FIXTURES = Fixtures(COMPILED.schema)
SOLVED = [key for key in FIXTURES.tables if key[1] != "odds"]


@pytest.mark.parametrize("key", SOLVED, ids=[key[1] for key in SOLVED])
@pytest.mark.parametrize("full", [True, False], ids=["all keys", "required keys"])
def test_rows_satisfy_the_checks(key: tuple[str, str], full: bool) -> None:
    for tenant in (0, 1):
        row = Context(whole_row(FIXTURES.filled[key], FIXTURES.row(key, tenant, full=full)))
        assert [one.name for one in FIXTURES.conditions(key) if evaluate(one.node, row) not in (True, None)] == []


def test_rows_refer_to_rows_of_the_same_tenant() -> None:
    user, org = (FIXTURES.row(("public", name), 0, full=True) for name in ("users", "orgs"))

    assert user["org_id"] == org["id"]


def test_a_check_on_foreign_keys_leaves_one_of_them_null() -> None:
    row = FIXTURES.row(("public", "items"), 0, full=True)

    assert [name for name in ("user_id", "parent_id") if row.get(name)] == ["user_id"]


def test_whole_row_lookup_enums_are_their_rows() -> None:
    assert FIXTURES.row(("public", "items"), 0, full=True)["color"] == "GREEN"
    assert FIXTURES.row(("public", "items"), 1, full=True)["color"] == "RED"


def test_what_cannot_be_found_is_said() -> None:
    with pytest.raises(Unsolved, match="odds"):
        FIXTURES.row(("public", "odds"), 0, full=True)


def test_each_table_comes_after_those_that_it_needs() -> None:
    steps = plan(FIXTURES, ("public", "notes"))

    assert steps.before == ((("public", "orgs"),), (("public", "users"),))
    assert steps.together == ()


def test_a_row_that_needs_two_others_gets_a_second_one() -> None:
    steps = plan(FIXTURES, ("public", "blockers"))
    row, items = steps.rows["public", "blockers"][0], steps.rows["public", "items"]

    assert [item["id"] for item in items if item["org_id"] == row["org_id"]] == [row["item_id"], row["waits_for_id"]]


def test_tables_that_need_each_other_go_in_together() -> None:
    assert plan(FIXTURES, ("public", "lefts")).together == (("public", "rights"),)


def test_a_nullable_key_that_leads_back_is_left_for_later() -> None:
    steps = plan(FIXTURES, ("public", "orgs"))

    assert [key.name for key in steps.late] == ["orgs_owner_id_fkey"]
    assert "owner_id" not in steps.rows["public", "orgs"][0]


def test_a_row_that_breaks_one_check_breaks_no_other() -> None:
    sdl = """type A @table { id: ID! @primaryKey
      n: Int! @check(expr: "n > 5", name: "low") @check(expr: "n < 50", name: "high") }"""
    fixtures = Fixtures(compiled(sdl).schema)
    key = next(iter(fixtures.tables))

    (low,), (high,) = fixtures.violations(key, "low"), fixtures.violations(key, "high")

    assert int(low["n"] or 0) <= 5
    assert int(high["n"] or 0) >= 50


def test_each_part_of_a_check_is_broken_on_its_own() -> None:
    fixtures = Fixtures(
        compiled('type A @table { id: ID! @primaryKey n: Int! @check(expr: "n BETWEEN 5 AND 9") }').schema
    )
    key = next(iter(fixtures.tables))

    found = [int(cells["n"] or 0) for cells in fixtures.violations(key, fixtures.tables[key].checks[0].name)]

    assert sorted(value > 9 for value in found) == [False, True]


def test_a_long_chain_of_tables_is_no_trouble() -> None:
    tables = ["type T0 @table { id: ID! @primaryKey }"]
    tables += [
        f'type T{number} @table {{ id: ID! @primaryKey up: ID! @foreignKey(ref: "T{number - 1}.id") }}'
        for number in range(1, 60)
    ]
    fixtures = Fixtures(compiled("\n".join(tables)).schema)

    assert len(plan(fixtures, ("public", "t59s")).before) == 59


def test_what_breaks_a_check_of_a_generated_column_does_not_overflow_it() -> None:
    schema = compiled(
        'type Item @table { id: ID! @primaryKey a: Int! b: Int! @computed(expr: "a * 2") @range(max: 100) }'
    ).schema
    key = ("public", "items")
    fixtures = Fixtures(schema)

    (cells,) = fixtures.violations(key, fixtures.tables[key].checks[0].name)

    assert 100 < 2 * int(cells["a"] or 0) < 2**31
