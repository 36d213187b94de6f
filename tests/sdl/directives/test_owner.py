"""`@owner`: a row belongs to a user."""

from __future__ import annotations

import pytest

from tests.sdl.harness import compiled, errors_of, findings, only_error
from tests.sdl.security.parts import OWNER, TENANT, Said, grants_of, policies_of, table_of
from wesley.config.settings import Settings, Tenancy


def note(arguments: str = "", more: str = "") -> str:
    return f"""\
type Note @table @owner(column: "userId"{arguments}) {more} {{
  id: ID! @primaryKey
  userId: UUID
  orgId: UUID!
}}
"""


def test_one_policy_for_everything() -> None:
    schema = compiled(note())
    assert policies_of(schema, "notes") == {"notes_owner": Said("PERMISSIVE", "ALL", "app_user", OWNER, OWNER)}
    assert grants_of(schema, "notes") == ["DELETE, INSERT, SELECT, UPDATE TO app_user"]
    assert table_of(schema, "notes").force_row_security


def test_each_command_can_say_otherwise() -> None:
    schema = compiled(
        note(', select: "public-read", insert: "authenticated", update: "org_id IS NULL", delete: "deny"')
    )
    is_set = "(SELECT NULLIF(current_setting('app.user_id', true), '') IS NOT NULL)"
    assert policies_of(schema, "notes") == {
        "notes_select": Said("PERMISSIVE", "SELECT", "public", "true", ""),
        "notes_insert": Said("PERMISSIVE", "INSERT", "app_user", "", is_set),
        "notes_update": Said("PERMISSIVE", "UPDATE", "app_user", "org_id IS NULL", "org_id IS NULL"),
        "notes_delete_deny": Said("RESTRICTIVE", "DELETE", "app_user", "false", ""),
    }
    assert grants_of(schema, "notes") == ["INSERT, UPDATE TO app_user", "SELECT TO public"]


def test_within_a_tenant() -> None:
    assert policies_of(compiled(note(more='@tenant(column: "orgId")')), "notes") == {
        "notes_owner": Said("PERMISSIVE", "ALL", "app_user", OWNER, OWNER),
        "notes_tenant": Said("RESTRICTIVE", "ALL", "app_user", TENANT, TENANT),
    }


def test_the_preset_of_rls_knows_the_column() -> None:
    schema = compiled(note(', select: "authenticated"', '@rls(select: "owner", roles: ["editor"])'))
    assert policies_of(schema, "notes")["notes_select_editor"].using == OWNER


def test_the_setting_is_that_of_the_configuration() -> None:
    schema = compiled(note(), Settings(tenancy=Tenancy(user_setting="jwt.sub")))
    assert "current_setting('jwt.sub', true)" in policies_of(schema, "notes")["notes_owner"].using


@pytest.mark.parametrize("argument", ["select", "insert", "update", "delete"])
def test_each_argument_is_checked(argument: str) -> None:
    found = errors_of(note(f', {argument}: "user_di = 1"'))
    assert {problem.message for problem in found} == {"`notes` has no column `user_di`"}


def test_a_column_that_no_user_can_be_compared_with() -> None:
    problem = only_error(note().replace("userId: UUID", "userId: Boolean"))
    assert problem.message == "a setting of the session cannot be compared with `user_id`, which is boolean"
    assert findings((problem,)) == [("E504", 1, 33)]


def test_reading_presets_are_not_for_writing() -> None:
    problem = only_error(note(', insert: "public-read"'))
    assert problem.message == "the preset `public-read` is about SELECT, not about INSERT"


def test_a_field_that_does_not_exist() -> None:
    assert only_error(note().replace('"userId"', '"usrId"')).code.code == "E201"


def test_a_table_that_something_else_creates() -> None:
    problem = only_error(note().replace("@table", "@table(managed: false)"))
    assert problem.message == "@owner would have no effect: `Note` says `managed: false`"
