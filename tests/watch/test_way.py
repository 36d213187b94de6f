"""How a database gets to its next schema, and which of its tables are different then."""

from __future__ import annotations

from tests.sdl.harness import compiled
from wesley.config.settings import Settings, Tenancy
from wesley.watch.way import touched, way

ORG = "type Org @table {\n  id: ID! @primaryKey\n  name: String!\n}\n"
USER = 'type User @table {\n  id: ID! @primaryKey\n  orgId: ID! @foreignKey(ref: "Org.id")\n}\n'
TAG = "type Tag @table {\n  id: ID! @primaryKey\n}\n"
BEFORE = compiled(ORG + USER + TAG)


def test_a_field_more_is_a_plan() -> None:
    found = way(BEFORE, compiled(ORG + USER + TAG.replace("}", "  color: String\n}")), 18)
    assert found.plan is not None
    assert len(found.plan.steps()) == 1
    assert found.plan.contract


def test_a_plan_that_would_lose_data_is_none() -> None:
    found = way(BEFORE, compiled(ORG.replace("  name: String!\n", "") + USER + TAG), 18)
    assert found.plan is None
    assert found.reason == "the data of public.orgs.name would be lost"


def test_of_several_losses_the_first_is_told() -> None:
    found = way(BEFORE, compiled(ORG.replace("  name: String!\n", "") + USER), 18)
    assert found.plan is None
    assert found.reason.endswith("would be lost, and 1 more")


def test_tables_that_differ_are_touched_and_those_that_refer_to_them() -> None:
    now = compiled(ORG.replace("name: String!", "name: String! @unique") + USER + TAG)
    assert touched(BEFORE, now) == frozenset({("public", "orgs"), ("public", "users")})


def test_tables_that_come_and_go_are_touched() -> None:
    assert touched(BEFORE, compiled(ORG + USER)) == frozenset({("public", "tags")})
    assert touched(compiled(ORG + USER), BEFORE) == frozenset({("public", "tags")})
    assert touched(BEFORE, BEFORE) == frozenset()


def test_where_more_than_tables_differs_everything_is_touched() -> None:
    with_enum = compiled(ORG + USER + TAG.replace("}", "  color: Color\n}") + "enum Color { RED }\n")
    assert touched(BEFORE, with_enum) is None


def test_another_role_touches_everything() -> None:
    tenants = ORG + USER.replace("@table", '@table @tenant(column: "orgId")')
    before = compiled(tenants)
    assert touched(before, compiled(tenants, Settings(tenancy=Tenancy(role="somebody_else")))) is None
