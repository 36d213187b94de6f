"""Bodies of functions are people's: what they name is said, not rewritten."""

from __future__ import annotations

from tests.changes.objects import function
from wesley.changes.bodies import naming
from wesley.changes.own_names import sync_name
from wesley.ir.schema import Physical

READS = function("total", arguments="", body="SELECT sum(age) FROM users")
OURS = function(sync_name("users", "age"), body="SELECT age FROM users")
SCHEMA = Physical(functions=(READS, OURS))


def test_functions_that_have_all_the_names_are_listed() -> None:
    assert naming(SCHEMA, ("users", "age")).startswith("The bodies of s.total() name age, users;")


def test_one_name_alone_is_not_enough() -> None:
    assert naming(SCHEMA, ("users", "name")) == ""


def test_our_own_functions_are_ours_to_change() -> None:
    assert naming(Physical(functions=(OURS,)), ("age",)) == ""
