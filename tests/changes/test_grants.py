"""Grants as single privileges and back."""

from __future__ import annotations

from wesley.changes.grants import grouped, privileges, worded
from wesley.ir.access import Grant

WHOLE = Grant(role="app", privileges=("INSERT", "SELECT"))
SOME = Grant(role="app", privileges=("UPDATE",), columns=("a", "b"))


def test_there_and_back() -> None:
    assert grouped(privileges((WHOLE, SOME))) == (WHOLE, SOME)


def test_what_a_role_has_on_the_whole_table_it_has_on_each_column() -> None:
    wide = Grant(role="app", privileges=("UPDATE",))
    assert privileges((wide, SOME)) == privileges((wide,))


def test_many_columns_are_counted_for_people() -> None:
    assert worded((WHOLE, SOME)) == "INSERT, SELECT, UPDATE (a, b)"
    assert worded((Grant(role="app", privileges=("UPDATE",), columns=("a", "b", "c", "d")),)) == "UPDATE (4 columns)"
