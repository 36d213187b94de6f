"""What two schemas have in common by name."""

from __future__ import annotations

from tests.changes.objects import function
from tests.changes.small import table
from wesley.changes.pairs import common_tables, differing, only_in
from wesley.ir.schema import Physical

OLD, NEW = table(), table(comment="x")


def test_tables_that_are_equal_are_no_pair() -> None:
    old = Physical(tables=(OLD, table("same"), table("gone")))
    new = Physical(tables=(NEW, table("same"), table("come")))
    assert list(common_tables(old, new)) == [(OLD, NEW)]


def test_only_in_goes_by_name() -> None:
    assert list(only_in((NEW, table("come")), (OLD,))) == [table("come")]


def test_differing_goes_by_name_and_arguments() -> None:
    one, two = function(arguments="integer"), function(arguments="text")
    assert list(differing((one,), (two,))) == []
    other = function(arguments="integer", body="SELECT 2")
    assert list(differing((one, two), (other, two))) == [(one, other)]
