"""Checks that list the values of one column are versions of each other, whatever they are called."""

from __future__ import annotations

from tests.changes.small import check, lines, planned, table
from wesley.changes.value_checks import same_column
from wesley.ir.constraint import Check
from wesley.ir.table import Table
from wesley.sql.context import Context
from wesley.sql.expression import parse_expression


def listing(name: str, column: str, *values: str) -> Check:
    texts = ", ".join(f"'{value}'" for value in values)
    return Check(name=name, expression=parse_expression(f"{column} IN ({texts})", Context.CHECK))


def checked(*checks: Check) -> Table:
    return table(checks=checks)


OLD = listing("old", "a", "x", "y")


def test_they_are_matched_by_the_column() -> None:
    narrow, other = listing("new", "a", "x"), listing("other", "b", "x")
    assert same_column(checked(OLD), checked(narrow, other)) == ((OLD, narrow),)


def test_no_others_are() -> None:
    assert same_column(checked(OLD), checked(OLD, listing("new", "a", "x"))) == ()
    assert same_column(checked(OLD), checked(check("new", "a > 0"))) == ()


def test_what_is_listed_no_more_is_forbidden_in_the_contract() -> None:
    assert lines(planned(checked(OLD), checked(listing("new", "a", "x")))) == [
        "expand transaction: ALTER TABLE s.t RENAME CONSTRAINT old TO new;",
        "contract transaction: ALTER TABLE s.t DROP CONSTRAINT new;",
        "contract transaction: ALTER TABLE s.t ADD CONSTRAINT new CHECK (a IN ('x')) NOT VALID;",
        "contract validation: ALTER TABLE s.t VALIDATE CONSTRAINT new;",
    ]


def test_both_lists_are_allowed_until_then() -> None:
    assert lines(planned(checked(OLD), checked(listing("new", "a", "x", "z"))))[:3] == [
        "expand transaction: ALTER TABLE s.t DROP CONSTRAINT old;",
        "expand transaction: ALTER TABLE s.t ADD CONSTRAINT new CHECK (a IN ('x', 'z', 'y')) NOT VALID;",
        "expand validation: ALTER TABLE s.t VALIDATE CONSTRAINT new;",
    ]
