"""`@grant`: privileges of roles on tables, views and columns."""

from __future__ import annotations

import pytest

from tests.sdl.harness import compiled, findings, only_error
from tests.sdl.security.parts import grants_of
from wesley.config.settings import Roles, Settings


def country(directives: str = "", field: str = "") -> str:
    return f"""\
type Country @table {directives} {{
  id: ID! @primaryKey
  name: String! {field}
}}
"""


def test_without_it_nobody_but_the_owner_may_do_anything() -> None:
    schema = compiled(country())
    assert grants_of(schema, "countries") == []
    assert schema.roles == ()


def test_the_default_is_to_read_and_write_rows() -> None:
    schema = compiled(country('@grant(roles: ["app_user"])'))
    assert grants_of(schema, "countries") == ["DELETE, INSERT, SELECT, UPDATE TO app_user"]
    assert [role.name for role in schema.roles] == ["app_user"]


def test_privileges_of_several_uses_are_added() -> None:
    directives = '@grant(roles: ["a", "b"], privileges: [SELECT]) @grant(roles: ["b"], privileges: ["UPDATE"])'
    assert grants_of(compiled(country(directives)), "countries") == ["SELECT TO a", "SELECT, UPDATE TO b"]


def test_all_is_every_privilege_of_a_table() -> None:
    found = grants_of(compiled(country('@grant(roles: ["a"], privileges: [ALL])')), "countries")
    assert found == ["DELETE, INSERT, REFERENCES, SELECT, TRIGGER, TRUNCATE, UPDATE TO a"]


def test_every_role() -> None:
    schema = compiled(country('@grant(roles: ["public"], privileges: [SELECT])'))
    assert grants_of(schema, "countries") == ["SELECT TO public"]
    assert schema.roles == ()


def test_on_a_field_it_is_about_the_column() -> None:
    found = grants_of(compiled(country(field='@grant(roles: ["a"], privileges: [SELECT, UPDATE])')), "countries")
    assert found == ["SELECT, UPDATE (name) TO a"]


def test_on_a_field_the_default_has_no_delete() -> None:
    found = grants_of(compiled(country(field='@grant(roles: ["a"])')), "countries")
    assert found == ["INSERT, SELECT, UPDATE (name) TO a"]


def test_a_column_adds_nothing_to_the_same_privilege_on_the_table() -> None:
    schema = compiled(country('@grant(roles: ["a"], privileges: [SELECT])', '@grant(roles: ["a"])'))
    assert grants_of(schema, "countries") == ["SELECT TO a", "INSERT, UPDATE (name) TO a"]


def test_a_column_takes_the_place_of_what_policies_call_for() -> None:
    sdl = country('@rls(preset: "authenticated")', '@grant(roles: ["app_user"], privileges: [UPDATE])')
    assert grants_of(compiled(sdl), "countries") == ["DELETE, INSERT, SELECT TO app_user", "UPDATE (name) TO app_user"]


def test_a_grant_on_the_table_takes_the_place_of_what_policies_call_for() -> None:
    sdl = country('@rls(preset: "authenticated") @grant(roles: ["app_user"], privileges: [SELECT])')
    assert grants_of(compiled(sdl), "countries") == ["SELECT TO app_user"]


def test_roles_are_not_created_when_they_are_somebody_elses() -> None:
    schema = compiled(country('@grant(roles: ["a"])'), Settings(roles=Roles(create=False)))
    assert schema.roles == ()
    assert grants_of(schema, "countries")


def test_roles_of_postgresql_itself_are_not_created() -> None:
    assert compiled(country('@grant(roles: ["pg_monitor"], privileges: [SELECT])')).roles == ()


@pytest.mark.parametrize(
    ("directives", "field", "code", "message"),
    [
        ("", '@grant(roles: ["a"], privileges: [DELETE])', "E507", "DELETE cannot be granted on a column"),
        ("", '@grant(roles: ["a"], privileges: [TRUNCATE])', "E507", "TRUNCATE cannot be granted on a column"),
        ('@grant(roles: ["a"], privileges: [])', "", "E507", "the list of privileges is empty"),
        ("@grant(roles: [])", "", "E506", "the list of roles is empty"),
        ('@grant(roles: ["PUBLIC"])', "", "E506", "`PUBLIC` is not `public`"),
        (
            '@rls(select: "true") @grant(roles: ["a"], privileges: [ALL])',
            "",
            "E507",
            "TRUNCATE would empty `Country` past its row-level security",
        ),
    ],
)
def test_what_is_refused(directives: str, field: str, code: str, message: str) -> None:
    problem = only_error(country(directives, field))
    assert (problem.code.code, problem.message) == (code, message)
    assert problem.help


def test_the_place_of_a_privilege_that_cannot_be_granted() -> None:
    problem = only_error(country(field='@grant(roles: ["a"], privileges: [SELECT, DELETE])'))
    assert findings((problem,)) == [("E507", 3, 59)]


def test_an_unknown_privilege() -> None:
    assert only_error(country('@grant(roles: ["a"], privileges: [READ])')).code.code in ("E002", "E101")


def test_a_table_that_something_else_creates() -> None:
    problem = only_error(country('@grant(roles: ["a"])').replace("@table", "@table(managed: false)"))
    assert problem.code.code == "E103"


def test_a_readonly_field_cannot_be_opened_for_updating() -> None:
    problem = only_error(country(field='@readonly @grant(roles: ["a"])'))
    assert problem.message == "`name` is @readonly, and UPDATE would let it be changed"
    assert findings((problem,)) == [("E507", 3, 27)]
