"""What is unique across tenants."""

from __future__ import annotations

from tests.sdl.harness import findings, warnings_of


def user(directives: str = "", email: str = "") -> str:
    return f"""\
type User @table @tenant(column: "orgId") {directives} {{
  id: ID! @primaryKey
  orgId: UUID!
  emailAddress: String! {email}
}}
"""


def test_a_unique_field() -> None:
    [problem] = warnings_of(user(email="@unique"), "W506")
    assert problem.message == (
        "`users_email_address_key` is unique across tenants: an error tells one tenant what another has"
    )
    assert problem.help == (
        'write `@unique(columns: ["orgId", "emailAddress"])` on the type to let each tenant have its own'
    )
    assert findings((problem,)) == [("W506", 4, 25)]


def test_a_partial_unique_index() -> None:
    assert warnings_of(user(email='@unique(where: "org_id IS NOT NULL")'), "W506")


def test_what_is_unique_within_a_tenant() -> None:
    assert not warnings_of(user('@unique(columns: ["emailAddress", "orgId"])'), "W506")


def test_the_keys_that_foreign_keys_need() -> None:
    sdl = (
        user()
        + """\
type Post @table @tenant(column: "orgId") {
  id: ID! @primaryKey
  orgId: UUID!
  userId: ID! @foreignKey(ref: "User.id")
}
"""
    )
    assert not warnings_of(sdl, "W506")


def test_the_table_of_the_tenants_has_no_tenant_beside_it() -> None:
    sdl = "type Org @table @tenant(root: true) { id: ID! @primaryKey slug: String! @unique }"
    assert not warnings_of(sdl, "W506")


def test_tables_without_a_tenant() -> None:
    assert not warnings_of("type Country @table { id: ID! @primaryKey code: String! @unique }", "W506")
