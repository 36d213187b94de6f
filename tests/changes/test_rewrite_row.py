"""The parts of a table follow its columns."""

from __future__ import annotations

from tests.changes.small import check, foreign_key, index, primary_key, unique
from wesley.changes.rewrite_row import (
    columns,
    in_row,
    renamed_check,
    renamed_exclusion,
    renamed_foreign_key,
    renamed_index,
    renamed_key,
)
from wesley.ir.constraint import Exclusion, ExclusionElement
from wesley.ir.expression import Expression
from wesley.ir.index import IndexKey
from wesley.ir.origin import Origin

TO = {"a": "z"}


def test_lists_keep_their_order() -> None:
    assert columns(("a", "b"), TO) == ("z", "b")


def test_an_expression_keeps_the_place_where_it_was_written() -> None:
    here, there = (Expression(sql="a > 0", columns=("a",), origin=Origin("x.graphql", line, 1)) for line in (1, 2))
    assert [in_row(each, TO, "t").origin.line for each in (here, there)] == [1, 2]


def test_keys() -> None:
    assert renamed_key(primary_key("p", "b", "a"), TO) == primary_key("p", "b", "z")
    assert renamed_key(unique("u", "b", include=("a",)), TO) == unique("u", "b", include=("z",))


def test_expressions_name_the_column_by_its_new_name() -> None:
    (found,) = (renamed_check(check("c", "a > 0 AND t.a < 9"), TO, "t"),)
    assert found.expression == Expression(sql="z > 0 AND t.z < 9", columns=("z",))


def test_an_index_in_keys_predicate_and_beside_them() -> None:
    old = index("i", "a", include=("a",), where=Expression(sql="a > 0", columns=("a",)))
    new = index("i", "z", include=("z",), where=Expression(sql="z > 0", columns=("z",)))
    assert renamed_index(old, TO, "t") == new


def test_an_exclusion() -> None:
    old, new = (
        Exclusion(name="x", method="gist", elements=(ExclusionElement(key=IndexKey(column=name), operator="="),))
        for name in ("a", "z")
    )
    assert renamed_exclusion(old, TO, "t") == new


def test_both_ends_of_a_foreign_key() -> None:
    names = {("s", "t"): TO, ("s", "p"): {"a": "id"}}
    assert renamed_foreign_key(foreign_key("f"), ("s", "t"), names) == foreign_key("f", "z", ref="id")
