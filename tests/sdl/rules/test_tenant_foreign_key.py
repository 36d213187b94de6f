"""Foreign keys between tables of tenants: what they become, and what cannot be."""

from __future__ import annotations

import pytest

from tests.sdl.harness import compiled, errors_of, findings, only_error
from tests.sdl.security.parts import table_of
from wesley.config.settings import Postgres, Settings
from wesley.ir.constraint import ForeignKey

DEFAULTED = 'ID @default(expr: "gen_random_uuid()")'


def tasks(key: str = "", project: str = "", project_id: str = DEFAULTED) -> str:
    return f"""\
type Project @table @tenant(column: "orgId") {project} {{
  id: ID! @primaryKey
  orgId: UUID!
}}
type Task @table @tenant(column: "accountId") {{
  id: ID! @primaryKey
  accountId: UUID!
  projectId: {project_id} @foreignKey(ref: "Project.id"{key})
}}
"""


def key_of(sdl: str, table: str = "tasks", settings: Settings = Settings()) -> ForeignKey:  # noqa: B008 - frozen
    [key] = table_of(compiled(sdl, settings), table).foreign_keys
    return key


def test_the_tenant_comes_first_on_both_sides() -> None:
    key = key_of(tasks())
    assert key.name == "tasks_project_id_fkey"
    assert (key.columns, key.ref_columns) == (("account_id", "project_id"), ("org_id", "id"))
    assert key.set_columns == ()


def test_what_is_referred_to_becomes_a_key() -> None:
    table = table_of(compiled(tasks()), "projects")
    assert [(unique.name, unique.columns) for unique in table.uniques] == [("projects_org_id_id_key", ("org_id", "id"))]
    assert table.indexes == (), "the key begins with the tenant, so no index is needed beside it"


@pytest.mark.parametrize("columns", ['["orgId", "id"]', '["id", "orgId"]'])
def test_a_key_that_is_there_already_serves(columns: str) -> None:
    assert len(table_of(compiled(tasks(project=f"@unique(columns: {columns})")), "projects").uniques) == 1


def test_a_deferrable_key_does_not() -> None:
    unique = '@unique(columns: ["orgId", "id"], deferrable: INITIALLY_DEFERRED)'
    names = [unique.name for unique in table_of(compiled(tasks(project=unique)), "projects").uniques]
    assert names == ["projects_org_id_id_key", "projects_org_id_id_key1"]


def test_one_index_serves_the_foreign_key_and_the_tenant() -> None:
    [index] = table_of(compiled(tasks()), "tasks").indexes
    assert index.leading_columns() == ("account_id", "project_id")


@pytest.mark.parametrize("action", ["SET_NULL", "SET_DEFAULT"])
def test_deleting_leaves_the_tenant_as_it_is(action: str) -> None:
    assert key_of(tasks(f", onDelete: {action}")).set_columns == ("project_id",)


@pytest.mark.parametrize("version", [12, 14])
def test_before_15_that_is_refused_with_the_way_out(version: int) -> None:
    settings = Settings(postgres=Postgres(version=version))
    problem = only_error(tasks(", onDelete: SET_NULL"), settings)
    assert problem.code.code == "E601"
    assert "tenantScoped: false" in problem.help
    assert not errors_of(tasks(", onDelete: SET_NULL, tenantScoped: false"), settings)


@pytest.mark.parametrize("action", ["SET_NULL", "SET_DEFAULT"])
def test_updating_cannot_leave_the_tenant_as_it_is(action: str) -> None:
    problem = only_error(tasks(f", onUpdate: {action}"))
    words = action.replace("_", " ")
    assert problem.message == (
        f"ON UPDATE {words} would change the tenant column `account_id` as well: it takes no list of columns"
    )
    assert findings((problem,)) == [("E503", 8, 53)]
    assert "tenantScoped: false" in problem.help
    assert not errors_of(tasks(f", onUpdate: {action}, tenantScoped: false"))


def test_a_key_that_compares_no_tenant() -> None:
    key = key_of(tasks(", tenantScoped: false"))
    assert (key.columns, key.ref_columns) == (("project_id",), ("id",))


def test_a_key_that_is_written_out() -> None:
    key = key_of("""\
        type Project @table @tenant(column: "orgId") @unique(columns: ["id", "orgId"]) {
          id: ID! @primaryKey
          orgId: UUID!
        }
        type Task @table @tenant(column: "orgId")
          @foreignKey(columns: ["projectId", "orgId"], to: "Project", references: ["id", "orgId"]) {
          id: ID! @primaryKey
          orgId: UUID!
          projectId: ID!
        }
        """)
    assert key.columns == ("project_id", "org_id")


def test_a_table_that_refers_to_itself() -> None:
    schema = compiled("""\
        type Task @table @tenant(column: "orgId") {
          id: ID! @primaryKey
          orgId: UUID!
          parentId: ID @foreignKey(ref: "Task.id", onDelete: SET_NULL)
        }
        """)
    [key] = table_of(schema, "tasks").foreign_keys
    assert (key.columns, key.ref_columns) == (("org_id", "parent_id"), ("org_id", "id"))


ROOT = "type Org @table @tenant(root: true) { id: ID! @primaryKey %s }\n"


def test_to_the_tenant_itself_the_key_is_plain() -> None:
    sdl = ROOT % "" + (
        'type P @table @tenant(column: "orgId") { id: ID! @primaryKey orgId: ID! @foreignKey(ref: "Org.id") '
        'partnerId: ID @foreignKey(ref: "Org.id") }'
    )
    keys = table_of(compiled(sdl), "ps").foreign_keys
    assert {key.columns for key in keys} == {("org_id",), ("partner_id",)}


def test_from_the_tenant_to_its_own_rows() -> None:
    sdl = ROOT % 'homeId: ID @foreignKey(ref: "P.id", onDelete: SET_NULL)' + (
        'type P @table @tenant(column: "orgId") { id: ID! @primaryKey orgId: ID! @foreignKey(ref: "Org.id") }'
    )
    key = key_of(sdl, "orgs")
    assert (key.columns, key.ref_columns, key.set_columns) == (("id", "home_id"), ("org_id", "id"), ("home_id",))


def test_relations_are_those_of_the_key() -> None:
    sdl = tasks().replace("accountId: UUID!", "accountId: UUID!\n  project: Project @belongsTo")
    [task] = [value for value in compiled(sdl).api.objects if value.name == "Task"]
    [relation] = [field.relation for field in task.fields if field.relation is not None]
    assert relation.foreign_key == "tasks_project_id_fkey"


def test_a_tenant_on_one_side_only() -> None:
    sdl = """\
        type Country @table {{ id: ID! @primaryKey }}
        type P @table @tenant(column: "orgId") {{
          id: ID! @primaryKey
          orgId: UUID!
          countryId: ID @foreignKey(ref: "Country.id"{})
        }}
        """
    assert key_of(sdl.format(""), "ps").columns == ("country_id",)
    problem = only_error(sdl.format(", tenantScoped: true"))
    assert problem.message == "`tenantScoped: true` needs a tenant on both sides of the foreign key"
    assert findings((problem,)) == [("E503", 5, 17)]


def test_nothing_can_be_added_to_a_table_that_something_else_creates() -> None:
    sdl = tasks().replace("type Project @table", "type Project @table(managed: false)")
    problem = only_error(sdl)
    assert problem.message == "`org_id`, `id` of `Project` are together no key, and the table is not managed here"
    known = sdl.replace('@tenant(column: "orgId")', '@tenant(column: "orgId") @unique(columns: ["orgId", "id"])')
    assert key_of(known).columns == ("account_id", "project_id")


def test_a_tenant_column_that_is_paired_with_something_else() -> None:
    problem = only_error("""\
        type Project @table @tenant(column: "orgId") { id: ID! @primaryKey orgId: UUID! }
        type Task @table @tenant(column: "projectId") {
          id: ID! @primaryKey
          projectId: ID! @foreignKey(ref: "Project.id")
        }
        """)
    assert problem.code.code == "E503"
    assert "`project_id` and `org_id`" in problem.message


def test_scoped_to_a_tenant_itself_from_another_column() -> None:
    sdl = ROOT % "" + (
        'type P @table @tenant(column: "orgId") { id: ID! @primaryKey orgId: ID! '
        'partnerId: ID @foreignKey(ref: "Org.id", tenantScoped: true) }'
    )
    assert only_error(sdl).message == "`partner_id` refers to a tenant itself: there is no tenant beside it to compare"
