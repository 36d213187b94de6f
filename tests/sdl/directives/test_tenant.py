"""`@tenant`: one policy, one index, foreign keys that stay within the tenant."""

from __future__ import annotations

import pytest

from tests.sdl.harness import compiled, findings, only_error
from tests.sdl.security.parts import TENANT, Said, grants_of, policies_of, table_of
from wesley.config.settings import Ids, Settings, Tenancy
from wesley.ir.api import Tenant

PROJECT = """\
type Project @table @tenant(column: "orgId") {
  id: ID! @primaryKey
  orgId: UUID!
}
"""


def test_alone_it_is_one_policy_for_everything() -> None:
    table = table_of(compiled(PROJECT), "projects")
    assert table.row_security
    assert table.force_row_security
    assert policies_of(compiled(PROJECT), "projects") == {
        "projects_tenant": Said("PERMISSIVE", "ALL", "app_user", TENANT, TENANT)
    }


def test_the_application_may_do_what_the_policy_lets_it_and_no_more() -> None:
    schema = compiled(PROJECT)
    assert grants_of(schema, "projects") == ["DELETE, INSERT, SELECT, UPDATE TO app_user"]
    assert [role.name for role in schema.roles] == ["app_user"]


def test_types_know_their_tenant() -> None:
    assert compiled(PROJECT).api.objects[0].tenant == Tenant(column="org_id", setting="app.tenant_id", role="app_user")


def test_the_column_is_indexed() -> None:
    [index] = table_of(compiled(PROJECT), "projects").indexes
    assert (index.name, index.leading_columns()) == ("projects_org_id_idx", ("org_id",))


@pytest.mark.parametrize(
    "more",
    [
        '@index(columns: ["orgId", "name"])',
        '@unique(columns: ["orgId", "name"])',
        '@index(columns: ["orgId"], using: "hash")',
    ],
)
def test_an_index_that_begins_with_the_column_serves(more: str) -> None:
    sdl = f'type P @table @tenant(column: "orgId") {more} {{ id: ID! @primaryKey orgId: UUID! name: String! }}'
    table = table_of(compiled(sdl), "ps")
    assert "ps_org_id_idx" not in [index.name for index in table.indexes if index.leading_columns() == ("org_id",)][1:]
    assert len(table.indexes) + len(table.uniques) == 1


@pytest.mark.parametrize(
    "more",
    [
        '@index(columns: ["name", "orgId"])',
        '@index(columns: ["orgId"], where: "name IS NULL", name: "part")',
        '@index(columns: ["orgId"], using: "brin", name: "blocks")',
    ],
)
def test_an_index_that_cannot_find_every_row_of_a_tenant_does_not(more: str) -> None:
    sdl = f'type P @table @tenant(column: "orgId") {more} {{ id: ID! @primaryKey orgId: UUID! name: String }}'
    assert "ps_org_id_idx" in [index.name for index in table_of(compiled(sdl), "ps").indexes]


def test_the_example_of_the_founding_document() -> None:
    schema = compiled("""\
        type User @table @tenant(column: "org_id") {
          id: ID! @primaryKey
          email: String! @unique
          org_id: ID! @index
        }
        """)
    assert policies_of(schema, "users") == {"users_tenant": Said("PERMISSIVE", "ALL", "app_user", TENANT, TENANT)}


@pytest.mark.parametrize("spelling", ["@tenant(by:", "@wes_tenant(column:", "@wesley_tenant(by:"])
def test_other_spellings(spelling: str) -> None:
    assert policies_of(compiled(PROJECT.replace("@tenant(column:", spelling)), "projects").keys() == {"projects_tenant"}


def test_setting_and_role_are_those_of_the_configuration() -> None:
    settings = Settings(tenancy=Tenancy(setting="x.org", role="Web App"))
    [policy] = table_of(compiled(PROJECT, settings), "projects").policies
    assert policy.using is not None
    assert "current_setting('x.org', true)" in policy.using.sql
    assert policy.roles == ("Web App",)


@pytest.mark.parametrize(
    ("written", "cast"),
    [
        ("orgId: BigInt!", "::bigint"),
        ("orgId: Int!", "::int"),
        ("orgId: String!", None),
        ('orgId: String! @column(type: "varchar(20)")', None),
        ('orgId: String! @column(type: "char(5)")', "::bpchar"),
        ('orgId: Decimal! @column(type: "numeric(20, 0)")', "::numeric"),
        ("orgId: Key!", '::app."Key"'),
        ("orgId: Tier!", "::public.tier"),
    ],
)
def test_the_setting_is_cast_to_the_type_without_its_length(written: str, cast: str | None) -> None:
    enums = 'enum Tier { A B } enum Key @enum(name: "Key", schema: "app") { A B }'
    sdl = f'type P @table @tenant(column: "orgId") {{ id: ID! @primaryKey {written} }} {enums}'
    [policy] = table_of(compiled(sdl), "ps").policies
    value = "NULLIF(current_setting('app.tenant_id', true), '')"
    assert policy.using is not None
    wanted = value if cast is None else f"({value}){cast}"
    assert policy.using.sql == f"org_id = (SELECT {wanted})"


def test_a_column_that_takes_its_type_from_the_key_that_it_refers_to() -> None:
    sdl = """\
        type Org @table @tenant(root: true) { id: ID! @primaryKey @column(type: "bigint") }
        type P @table @tenant(column: "orgId") { id: ID! @primaryKey orgId: ID! @foreignKey(ref: "Org.id") }
        """
    [policy] = table_of(compiled(sdl), "ps").policies
    assert policy.using is not None
    assert policy.using.sql.endswith("::bigint)")


def test_the_table_of_the_tenants_shows_one_row() -> None:
    schema = compiled("type Org @table @tenant(root: true) { id: ID! @primaryKey }")
    condition = TENANT.replace("org_id", "id")
    assert policies_of(schema, "orgs") == {"orgs_tenant": Said("PERMISSIVE", "ALL", "app_user", condition, condition)}
    assert table_of(schema, "orgs").indexes == ()


def test_the_table_of_the_tenants_may_number_its_keys() -> None:
    settings = Settings(ids=Ids(type="bigint"))
    assert compiled("type Org @table @tenant(root: true) { id: ID! @primaryKey }", settings)


def test_everybody_who_has_a_privilege_sees_one_tenant() -> None:
    schema = compiled(PROJECT.replace("@table", '@table @grant(roles: ["reporting"], privileges: [SELECT])'))
    assert policies_of(schema, "projects")["projects_tenant"].roles == "app_user reporting"
    assert grants_of(schema, "projects") == [
        "DELETE, INSERT, SELECT, UPDATE TO app_user",
        "SELECT TO reporting",
    ]


def test_a_table_that_is_not_managed_gets_nothing() -> None:
    schema = compiled(PROJECT.replace("@table", "@table(managed: false)"))
    assert not schema.physical.tables
    assert schema.api.objects[0].tenant is not None


@pytest.mark.parametrize(
    ("directive", "fields", "message"),
    [
        ("@tenant", "orgId: UUID!", "@tenant needs `column`, the field that says whose a row is"),
        (
            '@tenant(column: "orgId")',
            "orgId: UUID",
            "the tenant column `org_id` may be null, and such a row would be nobody's",
        ),
        (
            '@tenant(column: "orgId")',
            "orgId: [UUID!]!",
            "a setting of the session cannot be compared with `org_id`, which is uuid[]",
        ),
        (
            '@tenant(column: "orgId")',
            "orgId: JSON!",
            "a setting of the session cannot be compared with `org_id`, which is jsonb",
        ),
        (
            "@tenant(root: true)",
            "other: UUID! @primaryKey",
            "the table of the tenants needs a primary key of one column",
        ),
        (
            '@tenant(root: true, column: "other")',
            "other: UUID!",
            "the tenant column of the table of the tenants is its primary key",
        ),
    ],
)
def test_a_column_that_cannot_tell_tenants_apart(directive: str, fields: str, message: str) -> None:
    problem = only_error(f"type Project @table {directive} {{ id: ID! @primaryKey {fields} }}")
    assert problem.message == message
    assert problem.code.code == "E501"
    assert problem.help


def test_what_is_wrong_with_the_tenant_is_told_of_once() -> None:
    problem = only_error("""\
        type Project @table @tenant(column: "orgId") @rls(select: "tenant", preset: "tenant") {
          id: ID! @primaryKey
          orgId: UUID
        }
        """)
    assert problem.code.code == "E501"


def test_a_field_that_does_not_exist() -> None:
    problem = only_error(PROJECT.replace('"orgId"', '"ordId"'))
    assert problem.message == "`Project` has no field `ordId` with a column"
    assert findings((problem,)) == [("E201", 1, 37)]


def test_columns_are_named_by_their_fields() -> None:
    problem = only_error(PROJECT.replace('"orgId"', '"org_id"'))
    assert problem.help == "arguments use field names: write `orgId`"


def test_only_on_a_table() -> None:
    problem = only_error('type Project @tenant(column: "orgId") { orgId: UUID! }')
    assert problem.code.code == "E102"
