"""What two schemas have in common is in neither of the narrow ones."""

from __future__ import annotations

from tests.changes.objects import function
from tests.changes.small import index, table
from wesley.diff.narrow import COLLECTIONS, narrow, unified
from wesley.ir.schema import Physical


def test_elements_that_are_equal_are_left_out() -> None:
    old = Physical(tables=(table("same"), table("gone"), table("t")), functions=(function(),))
    new = Physical(tables=(table("same"), table("come"), table("t", comment="x")), functions=(function(),))
    left, right = narrow(old, new)
    assert left == Physical(tables=(table("gone"), table("t")))
    assert right == Physical(tables=(table("come"), table("t", comment="x")))


def test_functions_of_one_name_are_told_apart() -> None:
    one, two = function(arguments="integer"), function(arguments="text")
    assert narrow(Physical(functions=(one, two)), Physical(functions=(two,))) == (
        Physical(functions=(one,)),
        Physical(),
    )


def test_what_is_equal_becomes_one_value() -> None:
    old = Physical(tables=(table("same"), table("t", indexes=(index("i", "a"),)), table("gone")))
    new = Physical(tables=(table("same"), table("t", indexes=(index("i", "a"),), comment="x")))
    found = unified(old, new)
    assert found == old
    assert found.tables[1] is new.tables[0]
    assert found.tables[2].indexes is new.tables[1].indexes


def test_no_collection_is_forgotten() -> None:
    assert sorted(COLLECTIONS) == sorted(Physical.__struct_fields__)
