"""One name space, one name: the second one who wants it is told, and who has it."""

from __future__ import annotations

from tests.sdl.harness import errors_of, findings, only_error


def test_two_fields_that_become_one_column() -> None:
    problem = only_error("""\
        type User @table {
          id: ID! @primaryKey
          orgId: UUID
          org_id: UUID
        }
        """)
    assert problem.message == "two columns are called `org_id` in the database"
    assert findings((problem,)) == [("E203", 4, 3)]
    assert problem.related[0].origin.place() == ("a.graphql", 3, 3)


def test_two_types_that_become_one_table() -> None:
    problem = only_error("""\
        type User @table { id: ID! @primaryKey }
        type Person @table(name: "users") { id: ID! @primaryKey(name: "people_pkey") }
        """)
    assert problem.message == "two tables are called `users` in the database"


def test_one_name_in_two_schemas_is_fine() -> None:
    assert not errors_of("""\
        type User @table { id: ID! @primaryKey }
        type Person @table(name: "users", schema: "crm") { id: ID! @primaryKey }
        """)


def test_a_constraint_that_takes_the_name_of_a_table() -> None:
    problem = only_error("""\
        type User @table { id: ID! @primaryKey email: String! @unique(name: "posts") }
        type Post @table { id: ID! @primaryKey }
        """)
    assert problem.message == "the table and the unique constraint are called `posts` in the database"


def test_an_enum_that_takes_the_name_of_a_table() -> None:
    """A table has a row type of its own name, so CREATE TABLE fails beside a type of that name."""
    problem = only_error("""\
        type Colour @table(name: "colour") { id: ID! @primaryKey shade: Shade }
        enum Shade { RED }
        enum colour { BLUE }
        type Wall @table { id: ID! @primaryKey colour: colour }
        """)
    assert problem.message == "the table and the enum are called `colour` in the database"


def test_checks_of_two_tables_may_share_a_name() -> None:
    assert not errors_of("""\
        type A @table { id: ID! @primaryKey n: Int @check(expr: "n > 0", name: "positive") }
        type B @table { id: ID! @primaryKey n: Int @check(expr: "n > 0", name: "positive") }
        """)
