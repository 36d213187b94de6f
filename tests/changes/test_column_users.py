"""All that stands on a column is found, and nothing else."""

from __future__ import annotations

from tests.changes.tables import ID, schema, sql, users
from wesley.changes.column_users import column_users
from wesley.ir.column import Column, Generated
from wesley.ir.constraint import Check, Exclusion, ExclusionElement, ForeignKey, PrimaryKey, Unique
from wesley.ir.index import Index, IndexKey
from wesley.ir.policy import Policy
from wesley.ir.routine import Trigger, TriggerEvent, TriggerTiming
from wesley.ir.table import Table

TRIGGER = Trigger(
    name="log",
    timing=TriggerTiming.AFTER,
    events=(TriggerEvent.UPDATE,),
    function_schema="public",
    function="log",
    update_columns=("nick",),
)
TABLE = users(
    Column(name="nick", type="text"),
    Column(name="shown", type="text", generated=Generated(expression=sql("nick", "nick"), stored=True)),
    uniques=(Unique(name="one_nick", columns=("nick",)),),
    checks=(Check(name="some_nick", expression=sql("nick <> ''", "nick")),),
    exclusions=(
        Exclusion(
            name="no_same", method="gist", elements=(ExclusionElement(key=IndexKey(column="nick"), operator="="),)
        ),
    ),
    indexes=(Index(name="lowered", keys=(IndexKey(expression=sql("lower(nick)", "nick")),)),),
    policies=(Policy(name="own", roles=("public",), using=sql("nick = current_user", "nick")),),
    triggers=(TRIGGER,),
)


def test_all_of_them_are_named() -> None:
    assert set(column_users(schema(TABLE), TABLE, "nick")) == {
        "unique one_nick",
        "check some_nick",
        "exclusion no_same",
        "index lowered",
        "policy own",
        "trigger log",
        "generated column shown",
    }


def test_nothing_stands_on_another_column() -> None:
    assert column_users(schema(TABLE), TABLE, "shown") == ()


def test_keys_of_other_tables_are_found() -> None:
    key = ForeignKey(
        name="posts_user", columns=("user_id",), ref_schema="public", ref_table="users", ref_columns=("id",)
    )
    posts = Table(
        schema="public",
        name="posts",
        columns=(Column(name="user_id", type="bigint"),),
        foreign_keys=(key,),
    )
    owner = users(primary_key=PrimaryKey(name="users_pkey", columns=("id",)))
    assert column_users(schema(owner, posts), owner, ID.name) == (
        "primary key users_pkey",
        "foreign key posts_user of public.posts",
    )
