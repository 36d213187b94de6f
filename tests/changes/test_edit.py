"""Schemas with one thing in them changed: what is put can be found, what is removed is gone, all else is the same."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.changes.objects import function
from tests.changes.small import foreign_key, index, table
from wesley.changes.edit import (
    edit_column,
    edit_table,
    exchange,
    find,
    find_member,
    put,
    put_member,
    remove,
    remove_member,
)
from wesley.ir.schema import Physical

NAMES = st.lists(st.sampled_from("abcdefgh"), unique=True)


@given(NAMES, st.sampled_from("abcdefgh"))
def test_a_collection_stays_sorted(names: list[str], name: str) -> None:
    schema = put(Physical(tables=tuple(map(table, names))), "tables", table(name, comment="x"))
    assert schema == Physical(tables=(*(table(each) for each in names if each != name), table(name, comment="x")))
    assert find(schema, "tables", "s", name).comment == "x"


@given(NAMES.filter(bool))
def test_what_is_removed_can_be_put_back(names: list[str]) -> None:
    schema = Physical(tables=tuple(map(table, names)))
    less = remove(schema, "tables", "s", names[0])
    assert less.table("s", names[0]) is None
    assert put(less, "tables", table(names[0])) == schema


def test_functions_are_told_apart_by_their_arguments() -> None:
    one, two = function(arguments="integer"), function(arguments="text")
    schema = put(put(Physical(), "functions", two), "functions", one)
    assert schema.functions == (one, two)
    assert remove(schema, "functions", "s", "f", "integer").functions == (two,)


def test_all_that_stays_is_the_very_same_value() -> None:
    schema = Physical(tables=(table("a"), table("b")))
    edited = edit_table(schema, "s", "b", comment="x")
    assert edited.tables[0] is schema.tables[0]
    assert schema.tables[1].comment is None


@given(NAMES.filter(bool), st.sampled_from("abcdefghz"))
def test_what_is_exchanged_is_where_its_name_belongs(names: list[str], name: str) -> None:
    others, schema = names[1:], Physical(tables=tuple(map(table, names)))
    if name not in others:
        pairs = [(schema.table("s", names[0]), table(name))]
        assert exchange(schema, "tables", pairs) == Physical(tables=(*map(table, others), table(name)))
    assert exchange(schema, "tables", [(each, each) for each in schema.tables]) is schema


def test_references_are_handed_on() -> None:
    schema = Physical(tables=(table("p"), table("t", foreign_keys=(foreign_key("k"),))))
    assert schema.references.to(("s", "p")) == (("s", "t"),)
    more = put(schema, "tables", table("u", foreign_keys=(foreign_key("l"),)))
    assert set(more.references.to(("s", "p"))) == {("s", "t"), ("s", "u")}
    # A place to look at, not a promise.
    assert remove(more, "tables", "s", "u").references is more.references


def test_parts_of_a_table() -> None:
    schema = Physical(tables=(table(indexes=(index("i", "a"), index("j", "b"))),))
    edited = put_member(schema, "s", "t", "indexes", index("i", "k"))
    assert find_member(edited, "s", "t", "indexes", "i") == index("i", "k")
    assert remove_member(edited, "s", "t", "indexes", "j").tables == (table(indexes=(index("i", "k"),)),)
    column = edit_column(schema, "s", "t", "a", comment="x").tables[0].column("a")
    assert column is not None
    assert column.comment == "x"


def test_what_is_not_there_is_said_by_name() -> None:
    with pytest.raises(LookupError, match=r"tables has no s\.t"):
        remove(Physical(), "tables", "s", "t")
    with pytest.raises(LookupError, match=r"no table s\.t"):
        edit_table(Physical(), "s", "t")
    with pytest.raises(LookupError, match=r"s\.t has no i among its indexes"):
        remove_member(Physical(tables=(table(),)), "s", "t", "indexes", "i")
