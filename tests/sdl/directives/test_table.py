"""`@table` makes a table of a type."""

from __future__ import annotations

import pytest

from tests.sdl.harness import compiled
from wesley.config.settings import Naming, Postgres, Settings


@pytest.mark.parametrize(
    ("type_name", "table"),
    [
        ("User", "users"),
        ("OrderItem", "order_items"),
        ("Company", "companies"),
        ("Day", "days"),
        ("Address", "addresses"),
        ("Box", "boxes"),
        ("Person", "people"),
        ("Status", "statuses"),
        ("Settings", "settings"),
        ("HTTPServer", "http_servers"),
        ("SalesPerson", "sales_people"),
    ],
)
def test_a_table_is_called_by_the_plural(type_name: str, table: str) -> None:
    schema = compiled(f"type {type_name} @table {{ id: ID! @primaryKey }}")
    assert [found.name for found in schema.physical.tables] == [table]


def test_every_argument() -> None:
    schema = compiled('type User @table(name: "Odd \\"name\\"", schema: "app") { id: ID! @primaryKey }')
    (table,) = schema.physical.tables
    assert (table.schema, table.name) == ("app", 'Odd "name"')
    assert [namespace.name for namespace in schema.physical.namespaces] == ["app"]


def test_an_unmanaged_table_has_types_and_no_ddl() -> None:
    schema = compiled('type User @table(managed: false, name: "auth_users") { id: ID! @primaryKey }')
    assert schema.physical.tables == ()
    assert schema.api.objects[0].relation == ("public", "auth_users")
    assert not schema.api.objects[0].managed
    assert [table.name for table in schema.api.unmanaged] == ["auth_users"]


def test_naming_is_configurable() -> None:
    naming = Naming(tables="singular", columns="as_is")
    schema = compiled("type OrderItem @table { itemId: ID! @primaryKey }", Settings(naming=naming))
    (table,) = schema.physical.tables
    assert table.name == "order_item"
    assert [column.name for column in table.columns] == ["itemId"]


def test_the_default_schema_is_configurable() -> None:
    schema = compiled("type A @table { id: ID! @primaryKey }", Settings(postgres=Postgres(schema="app")))
    assert schema.physical.tables[0].schema == "app"


def test_a_type_without_it_is_no_table() -> None:
    schema = compiled("type Page { total: Int! }")
    assert schema.physical.tables == ()
    assert schema.api.objects[0].relation is None


@pytest.mark.parametrize("name", ["wes_table", "wesley_table"])
def test_aliases(name: str) -> None:
    assert compiled(f"type User @{name} {{ id: ID! @primaryKey }}").physical.tables[0].name == "users"
