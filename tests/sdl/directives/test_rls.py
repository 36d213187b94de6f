"""`@rls`: every argument, and how several of them become policies."""

from __future__ import annotations

import pytest

from tests.sdl.harness import compiled, errors_of, findings, only_error
from tests.sdl.security.parts import OWNER, TENANT, Said, grants_of, policies_of, table_of
from wesley.config.settings import Settings, Tenancy

IS_SET = "(SELECT NULLIF(current_setting('app.user_id', true), '') IS NOT NULL)"


def note(directives: str) -> str:
    return f"""\
type Note @table {directives} {{
  id: ID! @primaryKey
  userId: UUID
  orgId: UUID!
  deletedAt: DateTime
}}
"""


def policies(directives: str) -> dict[str, Said]:
    return policies_of(compiled(note(directives)), "notes")


def test_without_a_condition_nothing_is_permitted() -> None:
    schema = compiled(note("@rls"))
    table = table_of(schema, "notes")
    assert (table.row_security, table.force_row_security, table.policies, table.grants) == (True, True, (), ())


@pytest.mark.parametrize("spelling", ["enabled", "enable"])
def test_off(spelling: str) -> None:
    table = table_of(compiled(note(f"@rls({spelling}: false)")), "notes")
    assert (table.row_security, table.force_row_security) == (False, False)


def test_without_force_the_owner_of_the_table_sees_all() -> None:
    table = table_of(compiled(note('@rls(force: false, select: "true")')), "notes")
    assert (table.row_security, table.force_row_security) == (True, False)


def test_using_is_for_every_command() -> None:
    assert policies('@rls(using: "org_id IS NOT NULL")') == {
        "notes_all": Said("PERMISSIVE", "ALL", "app_user", "org_id IS NOT NULL", "org_id IS NOT NULL")
    }


def test_check_is_for_what_is_written() -> None:
    assert policies('@rls(using: "user_id IS NULL", check: "org_id IS NULL")') == {
        "notes_all": Said("PERMISSIVE", "ALL", "app_user", "user_id IS NULL", "org_id IS NULL")
    }


def test_check_alone_is_for_inserting() -> None:
    assert policies('@rls(check: "user_id IS NULL")') == {
        "notes_insert": Said("PERMISSIVE", "INSERT", "app_user", "", "user_id IS NULL")
    }


def test_each_command_has_an_argument() -> None:
    directive = '@rls(select: "true", insert: "1 = 1", update: "2 = 2", updateCheck: "3 = 3", delete: "4 = 4")'
    assert policies(directive) == {
        "notes_select": Said("PERMISSIVE", "SELECT", "app_user", "true", ""),
        "notes_insert": Said("PERMISSIVE", "INSERT", "app_user", "", "1 = 1"),
        "notes_update": Said("PERMISSIVE", "UPDATE", "app_user", "2 = 2", "3 = 3"),
        "notes_delete": Said("PERMISSIVE", "DELETE", "app_user", "4 = 4", ""),
    }


def test_an_updated_row_must_be_one_that_could_be_updated() -> None:
    assert policies('@rls(update: "user_id IS NULL")')["notes_update"].check == "user_id IS NULL"


def test_a_command_that_nothing_is_said_of_is_not_permitted() -> None:
    schema = compiled(note('@rls(select: "true")'))
    assert policies_of(schema, "notes").keys() == {"notes_select"}
    assert grants_of(schema, "notes") == ["SELECT TO app_user"]


def test_an_argument_for_a_command_takes_the_place_of_using() -> None:
    found = policies('@rls(using: "true", delete: "user_id IS NULL")')
    assert {name: said.using or said.check for name, said in found.items()} == {
        "notes_select": "true",
        "notes_insert": "true",
        "notes_update": "true",
        "notes_delete": "user_id IS NULL",
    }


@pytest.mark.parametrize(
    ("preset", "name", "said"),
    [
        ('preset: "owner", options: {column: "userId"}', "notes_owner", ("ALL", "app_user", OWNER, OWNER)),
        ('preset: "authenticated"', "notes_authenticated", ("ALL", "app_user", IS_SET, IS_SET)),
        ('preset: "public-read"', "notes_select", ("SELECT", "public", "true", "")),
        ('preset: "admin-only", options: {roles: ["admin"]}', "notes_admin_only", ("ALL", "admin", "true", "true")),
        ('preset: "admin-only", roles: ["b", "a", "b"]', "notes_admin_only", ("ALL", "a b", "true", "true")),
        (
            'preset: "soft-delete"',
            "notes_select",
            ("SELECT", "app_user", "deleted_at IS NULL OR deleted_at >= now()", ""),
        ),
    ],
)
def test_presets(preset: str, name: str, said: tuple[str, ...]) -> None:
    assert policies(f"@rls({preset})") == {name: Said("PERMISSIVE", *said)}


def test_deny_is_a_limit_that_nothing_widens() -> None:
    schema = compiled(note('@rls(preset: "deny") @rls(select: "true")'))
    assert policies_of(schema, "notes") == {
        "notes_select": Said("PERMISSIVE", "SELECT", "app_user", "true", ""),
        "notes_deny": Said("RESTRICTIVE", "ALL", "app_user", "false", "false"),
    }
    assert grants_of(schema, "notes") == []


def test_soft_deletion_limits_what_something_else_permits() -> None:
    found = policies('@rls(preset: "soft-delete", select: "true")')
    assert found["notes_select"] == Said("PERMISSIVE", "SELECT", "app_user", "true", "")
    assert found["notes_select_soft_delete"].mode == "RESTRICTIVE"


def test_presets_are_words_in_every_condition() -> None:
    found = policies('@owner(column: "userId") @rls(select: "authenticated", roles: ["app_user", "guest"])')
    assert found["notes_select"].using == f"{OWNER} OR {IS_SET}"
    assert found["notes_select_guest"].using == IS_SET


def test_one_permissive_policy_for_each_command_and_role() -> None:
    found = policies('@rls(select: "user_id IS NULL") @rls(select: "org_id IS NULL", delete: "true")')
    assert found == {
        "notes_select": Said("PERMISSIVE", "SELECT", "app_user", "user_id IS NULL OR org_id IS NULL", ""),
        "notes_delete": Said("PERMISSIVE", "DELETE", "app_user", "true", ""),
    }


def test_a_condition_that_is_said_twice_is_said_once() -> None:
    assert policies('@rls(select: "user_id IS NULL") @rls(select: "user_id  is null")') == {
        "notes_select": Said("PERMISSIVE", "SELECT", "app_user", "user_id IS NULL", "")
    }


def test_what_everybody_may_needs_no_policy_of_its_own() -> None:
    found = policies('@rls(preset: "public-read") @rls(select: "user_id IS NULL")')
    assert found == {"notes_select": Said("PERMISSIVE", "SELECT", "public", "true", "")}


def test_restrictive_policies_stay_apart() -> None:
    found = policies(
        '@rls(select: "true") @rls(mode: RESTRICTIVE, select: "user_id IS NULL")'
        ' @rls(mode: "RESTRICTIVE", using: "org_id IS NULL")'
    )
    assert found == {
        "notes_select": Said("PERMISSIVE", "SELECT", "app_user", "true", ""),
        "notes_select_restrictive": Said("RESTRICTIVE", "SELECT", "app_user", "user_id IS NULL", ""),
        "notes_restrictive": Said("RESTRICTIVE", "ALL", "app_user", "org_id IS NULL", "org_id IS NULL"),
    }


def test_roles_of_the_directive_and_of_each_command() -> None:
    directive = """@rls(using: "true", roles: ["a"], selectRoles: ["public"], insertRoles: ["b"],
      updateRoles: ["c", "b"], deleteRoles: ["d"])"""
    found = policies(directive)
    assert {name: (said.command, said.roles) for name, said in found.items()} == {
        "notes_select": ("SELECT", "public"),
        "notes_insert": ("INSERT", "b"),
        "notes_update": ("UPDATE", "b c"),
        "notes_delete": ("DELETE", "d"),
    }


def test_the_role_is_that_of_the_configuration() -> None:
    schema = compiled(note('@rls(select: "true")'), Settings(tenancy=Tenancy(role="web")))
    assert policies_of(schema, "notes")["notes_select"].roles == "web"


def test_policies_for_other_roles_carry_their_names() -> None:
    found = policies(
        '@rls(select: "true", roles: ["b"]) @rls(select: "user_id IS NULL") @rls(select: "1 = 1", roles: ["c"])'
    )
    assert {name: said.roles for name, said in found.items()} == {
        "notes_select": "app_user",
        "notes_select_b": "b",
        "notes_select_c": "c",
    }


def test_a_name() -> None:
    assert policies('@rls(name: "Mine", select: "true")').keys() == {"Mine"}
    assert policies('@rls(name: "all", using: "true")').keys() == {"all"}
    assert policies('@rls(name: "n", select: "true", insert: "true")').keys() == {"n_select", "n_insert"}


def test_names_that_two_policies_want() -> None:
    found = policies('@rls(name: "notes_delete", select: "true") @rls(delete: "true")')
    assert found["notes_delete"].command == "SELECT"
    assert found["notes_delete_app_user"].command == "DELETE"


class TestWithinATenant:
    def policies(self, directives: str) -> dict[str, Said]:
        return policies(f'@tenant(column: "orgId") {directives}')

    limit = Said("RESTRICTIVE", "ALL", "app_user", TENANT, TENANT)

    def test_the_tenant_limits_what_is_permitted(self) -> None:
        assert self.policies('@rls(select: "true")') == {
            "notes_select": Said("PERMISSIVE", "SELECT", "app_user", "true", ""),
            "notes_tenant": self.limit,
        }

    def test_the_tenant_limits_every_role_that_is_named(self) -> None:
        found = self.policies('@rls(select: "true", roles: ["support"])')
        assert found["notes_tenant"].roles == "app_user support"
        assert self.policies('@rls(preset: "public-read")')["notes_tenant"].roles == "public"

    @pytest.mark.parametrize("directive", ["@rls", "@rls(force: false)", "@rls(enabled: true)"])
    def test_without_a_condition_the_tenant_permits(self, directive: str) -> None:
        assert self.policies(directive) == {"notes_tenant": self.limit._replace(mode="PERMISSIVE")}

    def test_beside_limits_the_tenant_permits(self) -> None:
        assert self.policies('@rls(delete: "deny") @rls(preset: "soft-delete")') == {
            "notes_tenant": self.limit._replace(mode="PERMISSIVE"),
            "notes_delete_deny": Said("RESTRICTIVE", "DELETE", "app_user", "false", ""),
            "notes_select_soft_delete": Said(
                "RESTRICTIVE", "SELECT", "app_user", "deleted_at IS NULL OR deleted_at >= now()", ""
            ),
        }

    def test_the_preset_is_the_tenant_itself(self) -> None:
        assert self.policies('@rls(preset: "tenant")') == {"notes_tenant": self.limit._replace(mode="PERMISSIVE")}

    def test_a_check_of_ones_own_does_not_take_the_tenants_away(self) -> None:
        found = self.policies('@rls(preset: "tenant", check: "user_id IS NOT NULL")')
        assert found == {
            "notes_all": Said("PERMISSIVE", "ALL", "app_user", TENANT, "user_id IS NOT NULL"),
            "notes_tenant": self.limit,
        }

    def test_roles_and_name_without_a_condition_are_the_tenants(self) -> None:
        assert self.policies('@rls(roles: ["web", "job"], name: "isolation")') == {
            "isolation": Said("PERMISSIVE", "ALL", "job web", TENANT, TENANT)
        }

    def test_what_is_denied_is_not_granted(self) -> None:
        schema = compiled(note('@tenant(column: "orgId") @rls(delete: "deny")'))
        assert grants_of(schema, "notes") == ["INSERT, SELECT, UPDATE TO app_user"]


@pytest.mark.parametrize(
    ("directives", "code", "message"),
    [
        (
            '@tenant(column: "orgId") @rls(enabled: false)',
            "E502",
            "`Note` cannot have row-level security on and off",
        ),
        ('@rls(select: "true") @rls(enabled: false)', "E502", "`Note` cannot have row-level security on and off"),
        (
            '@rls(enabled: false, select: "true")',
            "E502",
            "`select` says something of policies, and `enabled: false` that there are none",
        ),
        ("@rls(force: true) @rls(force: false)", "E502", "one @rls says `force: true` and another `force: false`"),
        (
            '@rls(preset: "authenticated", using: "true")',
            "E502",
            "`preset` and `using` both say what holds for every command",
        ),
        (
            '@rls(preset: "admin-only", roles: ["a"], options: {roles: ["b"]})',
            "E502",
            "`roles` is given twice, in `options` too",
        ),
        ('@rls(updateCheck: "true")', "E502", "`updateCheck` alone lets nobody update a row"),
        ('@rls(roles: ["a"])', "E502", "`roles` is for no policy: this @rls has no condition"),
        ('@rls(name: "a")', "E502", "`name` is for no policy: this @rls has no condition"),
        ("@rls(mode: RESTRICTIVE)", "E502", "`mode` is for no policy: this @rls has no condition"),
        (
            '@rls(select: "true", insertRoles: ["a"])',
            "E502",
            "`insertRoles` is for no policy: nothing is said of INSERT",
        ),
        (
            '@rls(select: "true", name: "a") @rls(select: "user_id IS NULL", name: "b")',
            "E502",
            "`a` and `b` are one policy: both are for SELECT and `app_user`",
        ),
        ('@rls(preset: "ownr")', "E504", "there is no preset `ownr`"),
        (
            '@rls(preset: "owner")',
            "E504",
            "the preset `owner` needs the option `column`: the field that holds the user",
        ),
        (
            '@rls(select: "owner")',
            "E504",
            "the preset `owner` needs the option `column`: the field that holds the user",
        ),
        ('@rls(preset: "time-window")', "E504", "the preset `time-window` comes later"),
        ('@rls(select: "hierarchical")', "E504", "the preset `hierarchical` comes later"),
        ('@rls(preset: "tenant")', "E504", "the preset `tenant` needs @tenant on `Note`"),
        (
            '@rls(preset: "admin-only")',
            "E504",
            "the preset `admin-only` needs the option `roles`: who the administrators are",
        ),
        (
            '@rls(preset: "admin-only", options: {roles: [1]})',
            "E504",
            "`roles` of `options` is a list of strings",
        ),
        (
            '@rls(preset: "owner", options: {colum: "userId"})',
            "E504",
            "no preset that is used here takes the option `colum`",
        ),
        ('@rls(select: "true", options: {a: 1})', "E504", "no preset that is used here takes the option `a`"),
        ('@rls(preset: "owner", options: "userId")', "E504", "`options` is an object"),
        ('@rls(insert: "soft-delete")', "E504", "the preset `soft-delete` is about SELECT, not about INSERT"),
        (
            '@rls(preset: "soft-delete", options: {column: "userId"})',
            "E504",
            "`user_id` cannot hold the time of a deletion: it is uuid",
        ),
        ('@rls(select: "true", roles: [])', "E506", "the list of roles is empty"),
        ('@rls(select: "true", roles: ["Public"])', "E506", "`Public` is not `public`"),
        ('@rls(select: "true", selectRoles: ["none"])', "E506", "no role can be called `none`"),
        ('@rls(select: "usr_id IS NULL")', "E402", "`notes` has no column `usr_id`"),
        ('@rls(using: "true) OR (true")', "E401", None),
        ('@rls(select: "true; DROP TABLE notes")', "E401", None),
        ('@rls(preset: "owner", options: {column: "usrId"})', "E201", "`Note` has no field `usrId` with a column"),
    ],
)
def test_what_is_refused(directives: str, code: str, message: str | None) -> None:
    problem = only_error(note(directives))
    assert problem.code.code == code
    assert message in (None, problem.message)
    assert problem.origin.known


def test_a_wrong_condition_for_all_commands_is_one_problem() -> None:
    assert findings(errors_of(note('@rls(using: "usr_id IS NULL")'))) == [("E402", 1, 31)]


def test_a_condition_may_name_the_table_in_a_subquery() -> None:
    sql = "EXISTS (SELECT 1 FROM app.members m WHERE m.org_id = notes.org_id)"
    assert policies(f'@rls(select: "{sql}")')["notes_select"].using == sql


def test_not_on_a_view() -> None:
    sdl = 'type N @view(sql: "SELECT 1 AS n") @rls(select: "true") { n: Int }'
    assert {problem.code.code for problem in errors_of(sdl)} <= {"E102", "E002"}


def test_each_condition_without_roles_is_told_of() -> None:
    found = errors_of(note('@rls(select: "admin-only", delete: "admin-only")'))
    assert findings(found) == [("E504", 1, 31), ("E504", 1, 53)]


def test_soft_deletion_knows_the_column_of_its_directive() -> None:
    schema = compiled('type Note @table @softDelete @rls(preset: "soft-delete") { id: ID! @primaryKey }')
    assert policies_of(schema, "notes")["notes_select"].using == "deleted_at IS NULL OR deleted_at >= now()"


def test_conditions_that_name_the_table_are_put_together() -> None:
    found = policies('@rls(select: "notes.user_id IS NULL") @rls(select: "notes.org_id IS NULL")')
    assert found["notes_select"].using == "notes.user_id IS NULL OR notes.org_id IS NULL"
