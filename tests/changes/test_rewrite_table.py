"""A table in which something is called otherwise."""

from __future__ import annotations

from msgspec.structs import replace

from tests.changes.objects import policy, trigger
from tests.changes.small import COLUMNS, check, foreign_key, partitioned, table
from wesley.changes.rewrite_names import Names, facts_of
from wesley.changes.rewrite_table import concerned_tables, renamed_table
from wesley.ir.access import Grant
from wesley.ir.column import Column, Generated
from wesley.ir.expression import Expression
from wesley.ir.index import IndexKey
from wesley.ir.schema import Physical
from wesley.ir.table import Rows, Table


def with_column(whole: Table, before: str, after: str) -> Table:
    names = Names(columns={("s", "t"): {before: after}}, facts=facts_of(Physical(tables=(whole,))))
    return renamed_table(whole, names)


def test_checks_policies_and_triggers_follow_a_column() -> None:
    whole = table(
        checks=(check("c", "a > 0"),),
        policies=(policy(),),
        triggers=(trigger(update_columns=("a",), when=Expression(sql="new.a > 0", columns=("a",))),),
    )
    found = with_column(whole, "a", "z")
    assert found.checks[0].expression == Expression(sql="z > 0", columns=("z",))
    assert found.policies[0].using == Expression(sql="z > 0", columns=("z",))
    assert found.triggers[0].update_columns == ("z",)
    assert found.triggers[0].when == Expression(sql="new.z > 0", columns=("z",))


def test_what_is_computed_of_it_follows_it() -> None:
    generated = Generated(expression=Expression(sql="a + 1", columns=("a",)), stored=True)
    whole = replace(table(), columns=(*COLUMNS, Column(name="next", type="integer", generated=generated)))
    column = with_column(whole, "a", "z").column("next")
    assert column is not None
    assert column.generated is not None
    assert column.generated.expression.sql == "z + 1"


def test_the_key_of_its_partitions_its_rows_and_grants_follow_it() -> None:
    whole = partitioned(
        rows=Rows(columns=("k",), values=(("1",),)),
        grants=(Grant(role="r", privileges=("SELECT",), columns=("a", "k")),),
    )
    found = with_column(whole, "k", "Z")
    assert found.partitioning is not None
    assert found.partitioning.keys == (IndexKey(column="Z"),)
    assert found.rows == Rows(columns=("Z",), values=(("1",),))
    assert found.grants[0].columns == ("Z", "a")


def test_a_table_is_concerned_where_it_has_the_word() -> None:
    tables = (table("a"), table("b", foreign_keys=(foreign_key("k", to="a"),)), table("ab"))
    assert [each.name for each in concerned_tables(tables, Names(relations={("s", "a"): ("s", "z")}))] == ["a", "b"]
    # Of a name with signs in it no word can be looked for.
    assert concerned_tables(tables, Names(relations={("s", "a b"): ("s", "z")})) == tables


def test_one_of_another_schema_is_not_meant() -> None:
    whole = table()
    names = Names(columns={("other", "t"): {"a": "z"}}, facts=facts_of(Physical(tables=(whole,))))
    assert renamed_table(whole, names) == whole
