"""A rename reaches everything that names what is renamed, and nothing else."""

from __future__ import annotations

from tests.support.schemas.expressions import expression, with_columns
from tests.support.schemas.renaming import with_column_renamed, with_relation_renamed
from tests.support.schemas.views import Output, Shape, column_types, shape_of, view_of
from wesley.ir.column import Column
from wesley.ir.constraint import ForeignKey, PrimaryKey
from wesley.ir.schema import Physical
from wesley.ir.table import Table
from wesley.ir.view import View
from wesley.sql.expression import Context

KEY = ForeignKey(name="to_users", columns=("a",), ref_schema="public", ref_table="users", ref_columns=("a",))
USERS = Table(
    schema="public",
    name="users",
    columns=(Column(name="a", type="integer", nullable=False),),
    primary_key=PrimaryKey(name="users_pkey", columns=("a",)),
)
ORDERS = Table(schema="public", name="orders", columns=(Column(name="a", type="integer"),), foreign_keys=(KEY,))
TABLES = Physical(tables=(USERS, ORDERS))
BOTH = view_of(
    View(schema="public", name="both", query=expression("true", Context.POLICY)),
    Shape(
        sources=(("public", "users"), ("public", "orders")),
        outputs=(Output(0, "a", "one"), Output(1, "a", "two")),
    ),
    column_types(TABLES),
)
PHYSICAL = Physical(tables=TABLES.tables, views=(BOTH,))


def test_a_name_in_an_expression_but_not_in_its_constants() -> None:
    found = expression("length({0}) < 9 AND {0} <> 'a'", Context.CHECK, "a")
    assert with_columns(found, {"a": "Other"}).sql == 'length("Other") < 9 AND "Other" <> \'a\''
    assert with_columns(found, {"b": "Other"}) is found


def test_a_column_in_its_own_table_and_in_what_refers_to_it() -> None:
    changed = with_column_renamed(PHYSICAL, ("public", "users"), "a", "id")
    users, orders = changed.table("public", "users"), changed.table("public", "orders")
    assert users is not None
    assert users.primary_key is not None
    assert users.primary_key.columns == ("id",)
    assert orders is not None
    assert (orders.foreign_keys[0].columns, orders.foreign_keys[0].ref_columns) == (("a",), ("id",))
    assert changed.views[0].query.sql == (
        "SELECT r1.id AS one, r2.a AS two FROM public.users r1 CROSS JOIN public.orders r2"
    )


def test_a_table_in_keys_and_views() -> None:
    changed = with_relation_renamed(PHYSICAL, ("public", "users"), ("app", "People"))
    orders = changed.table("public", "orders")
    assert orders is not None
    assert (orders.foreign_keys[0].ref_schema, orders.foreign_keys[0].ref_table) == ("app", "People")
    assert shape_of(changed.views[0]).sources == (("app", "People"), ("public", "orders"))
    assert changed.views[0].depends_on == (("app", "People"), ("public", "orders"))
