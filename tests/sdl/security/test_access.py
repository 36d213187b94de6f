"""Who may do what: the configuration, policies and `@grant` together, and what follows for schemas and enums."""

from __future__ import annotations

from tests.sdl.harness import compiled
from tests.sdl.security.parts import grants_of, policies_of
from wesley.config.settings import Roles, Settings
from wesley.ir.schema import Schema

PROJECT = "type Project @table {} {{ id: ID! @primaryKey orgId: UUID! name: String {} }}"
TENANT = '@tenant(column: "orgId")'


def configured(**grants: tuple[str, ...]) -> Settings:
    return Settings(roles=Roles(grants=grants))  # type: ignore[arg-type]


def usage(schema: Schema) -> dict[str, list[str]]:
    return {namespace.name: [grant.role for grant in namespace.grants] for namespace in schema.physical.namespaces}


def test_the_configuration_grants_on_every_table() -> None:
    settings = configured(reporting=("SELECT",))
    schema = compiled(PROJECT.format("", "") + "type A @table { id: ID! @primaryKey }", settings)
    assert grants_of(schema, "projects") == grants_of(schema, "as") == ["SELECT TO reporting"]


def test_grant_adds_to_the_configuration_for_one_table() -> None:
    sdl = PROJECT.format('@grant(roles: ["reporting"], privileges: [INSERT])', "")
    assert grants_of(compiled(sdl, configured(reporting=("SELECT",))), "projects") == ["INSERT, SELECT TO reporting"]


def test_a_role_of_the_configuration_sees_one_tenant() -> None:
    schema = compiled(PROJECT.format(TENANT, ""), configured(reporting=("SELECT",)))
    assert policies_of(schema, "projects")["projects_tenant"].roles == "app_user reporting"
    assert grants_of(schema, "projects") == ["DELETE, INSERT, SELECT, UPDATE TO app_user", "SELECT TO reporting"]


def test_the_configuration_limits_the_role_of_the_application() -> None:
    schema = compiled(PROJECT.format(TENANT, ""), configured(app_user=("SELECT", "INSERT")))
    assert grants_of(schema, "projects") == ["INSERT, SELECT TO app_user"]


def test_what_no_policy_permits_is_not_granted() -> None:
    sdl = PROJECT.format('@rls(select: "true")', "")
    assert grants_of(compiled(sdl, configured(app_user=("SELECT", "INSERT"))), "projects") == ["SELECT TO app_user"]
    assert grants_of(compiled(sdl, configured(reporting=("SELECT",))), "projects") == ["SELECT TO app_user"]


def test_what_everybody_may_can_be_granted_to_one() -> None:
    sdl = PROJECT.format('@rls(preset: "public-read")', "")
    found = grants_of(compiled(sdl, configured(reporting=("SELECT", "INSERT"))), "projects")
    assert found == ["SELECT TO public", "SELECT TO reporting"]


def test_readonly_fields_are_left_out_of_updating() -> None:
    schema = compiled(PROJECT.format(TENANT, "@readonly"))
    assert grants_of(schema, "projects") == [
        "DELETE, INSERT, SELECT TO app_user",
        "UPDATE (id, org_id) TO app_user",
    ]


def test_readonly_fields_are_left_out_of_what_is_granted_by_hand() -> None:
    sdl = PROJECT.format('@grant(roles: ["a"], privileges: [UPDATE])', "@readonly")
    assert grants_of(compiled(sdl), "projects") == ["UPDATE (id, org_id) TO a"]


def test_schemas_can_be_used_by_who_has_a_privilege_in_them() -> None:
    sdl = PROJECT.format(TENANT, "").replace("@table", '@table(schema: "app")') + (
        'type Country @table(schema: "geo") { id: ID! @primaryKey }'
    )
    assert usage(compiled(sdl)) == {"app": ["app_user"], "geo": []}


def test_what_everybody_may_read_everybody_can_name() -> None:
    sdl = PROJECT.format('@rls(preset: "public-read")', "").replace("@table", '@table(schema: "app")')
    assert usage(compiled(sdl)) == {"app": ["public"]}


def test_in_the_schema_public_everybody_is_at_home() -> None:
    assert usage(compiled(PROJECT.format(TENANT, ""))) == {"public": []}


def test_types_of_columns_can_be_named() -> None:
    sdl = PROJECT.format(TENANT, "kind: Kind") + 'enum Kind @enum(schema: "types") { A }'
    assert usage(compiled(sdl))["types"] == ["app_user"]


def test_lookup_tables_are_read_by_who_reads_what_refers_to_them() -> None:
    sdl = PROJECT.format(TENANT, "kind: Kind") + 'enum Kind @enum(storage: LOOKUP, schema: "types") { A }'
    schema = compiled(sdl)
    assert grants_of(schema, "kinds") == ["SELECT TO app_user"]
    assert usage(schema)["types"] == ["app_user"]


def test_lookup_tables_are_not_read_by_others() -> None:
    sdl = PROJECT.format('@grant(roles: ["importer"], privileges: [INSERT])', "kind: Kind")
    assert grants_of(compiled(sdl + "enum Kind @enum(storage: LOOKUP) { A }"), "kinds") == []


def test_views_are_read_by_whom_grant_names() -> None:
    sdl = 'type N @view(sql: "SELECT 1 AS n") @grant(roles: ["reporting"]) { n: Int }'
    schema = compiled(sdl, configured(other=("SELECT",)))
    assert grants_of(schema, "ns") == ["SELECT TO reporting"]
