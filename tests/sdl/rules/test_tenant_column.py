"""One table of tenants, and one type for everything that is compared with the setting."""

from __future__ import annotations

from tests.sdl.harness import errors_of, findings, only_error


def test_two_tables_of_tenants() -> None:
    problem = only_error("""\
        type Org @table @tenant(root: true) { id: ID! @primaryKey }
        type Team @table @tenant(root: true) { id: ID! @primaryKey }
        """)
    assert problem.message == "`Team` and `Org` are both the table of the tenants"
    assert findings((problem,)) == [("E501", 2, 6)]
    assert problem.related[0].origin.place() == ("a.graphql", 1, 6)


def test_a_tenant_column_of_another_type_than_the_tenants_key() -> None:
    problem = only_error("""\
        type Org @table @tenant(root: true) { id: ID! @primaryKey }
        type Project @table @tenant(column: "orgId") { id: ID! @primaryKey orgId: String! }
        """)
    assert problem.message == "the tenant column of `Project` is text, the key of `Org` is uuid"


def test_without_a_table_of_tenants_any_type_will_do() -> None:
    assert not errors_of('type Project @table @tenant(column: "orgId") { id: ID! @primaryKey orgId: BigInt! }')


def test_a_column_that_the_database_writes() -> None:
    problem = only_error("""\
        type Project @table @tenant(column: "orgId") {
          id: ID! @primaryKey
          orgId: BigInt! @identity
        }
        """)
    assert problem.message == "the tenant column `org_id` is written by the database, not by who inserts the row"
