"""In a trigger function a column stands behind NEW or OLD, and there alone it can be given another name."""

from __future__ import annotations

import pytest

from tests.changes.objects import function, trigger, trigger_function
from tests.changes.small import table
from wesley.changes.rewrite_body import bodies_of, renamed_body, with_renamed_bodies
from wesley.ir.schema import Physical

SERVES = Physical(
    tables=(table(triggers=(trigger("g"),)),), functions=(trigger_function(body="BEGIN NEW.a := 1; RETURN NEW; END"),)
)
NAMES = {("s", "t"): {"a": "n"}}


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("NEW.a := OLD.a", "NEW.n := OLD.n"),
        ("new . a := 1", "new . n := 1"),
        ("NEW.ab := 1", "NEW.ab := 1"),
        ("renew.a := 1", "renew.a := 1"),
        ("x.a := 1; a := 1", "x.a := 1; a := 1"),
    ],
)
def test_columns_of_the_row(body: str, expected: str) -> None:
    assert renamed_body(body, {"a": "n"}) == expected


def test_names_that_need_quotes_have_them() -> None:
    assert renamed_body('NEW."A b" := 1', {"A b": 'n"\\1'}) == 'NEW."n""\\1" := 1'


def test_a_function_that_serves_the_table_alone_is_rewritten() -> None:
    (found,) = with_renamed_bodies(SERVES, NAMES).functions
    assert found.body == "BEGIN NEW.n := 1; RETURN NEW; END"


def test_one_that_serves_two_tables_is_left_alone() -> None:
    both = Physical(tables=(*SERVES.tables, table("u", triggers=(trigger("g"),))), functions=SERVES.functions)
    assert with_renamed_bodies(both, NAMES) == both


def test_one_for_no_trigger_is_left_alone() -> None:
    other = Physical(tables=SERVES.tables, functions=(function(body="SELECT NEW.a"),))
    assert list(bodies_of(other, NAMES)) == []
