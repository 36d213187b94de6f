"""What names a column: known of one row, assumed of a text that reads other tables too."""

from __future__ import annotations

import pytest

from tests.changes.objects import policy, trigger, view
from tests.changes.small import index
from wesley.changes.mentions import (
    has_word,
    index_names_any,
    names_any,
    policy_names_any,
    policy_reads,
    trigger_names_any,
    view_reads,
)
from wesley.ir.expression import Expression

ELSEWHERE = Expression(sql="EXISTS (SELECT FROM s.m WHERE m.owner = id)", relations=("s.m",))


def test_an_expression_of_a_row_names_its_columns() -> None:
    assert names_any(Expression(sql="a > 0", columns=("a",)), ("a", "b"))
    assert not names_any(Expression(sql="a > 0", columns=("a",)), ("b",))
    assert not names_any(None, ("a",))


def test_with_a_subquery_every_word_counts() -> None:
    assert names_any(ELSEWHERE, ("id",))
    assert not names_any(ELSEWHERE, ("i",))


@pytest.mark.parametrize(
    ("sql", "name", "found"),
    [
        ("a + b", "a", True),
        ("aa + b", "a", False),
        ("a_b", "a", False),
        ("AGE > 1", "age", True),
        ('"Age" > 1', "Age", True),
        ("age > 1", "Age", False),
        ('"age of" > 1', "age", False),
        ("'age'", "age", True),
    ],
)
def test_a_word_is_a_whole_name_and_may_stand_in_a_string(sql: str, name: str, *, found: bool) -> None:
    assert has_word(sql, name) is found


def test_an_index_names_columns_in_keys_predicate_and_beside_them() -> None:
    where = Expression(sql="k > 0", columns=("k",))
    whole = index("i", "a", include=("b",), where=where)
    assert [index_names_any(whole, (column,)) for column in ("a", "b", "k", "x")] == [True, True, True, False]


def test_a_trigger_is_bound_by_its_columns_and_its_condition() -> None:
    bound = trigger(update_columns=("a",), when=Expression(sql="new.b > old.b"))
    assert trigger_names_any(bound, ("a",))
    assert trigger_names_any(bound, ("b",))
    assert not trigger_names_any(bound, ("k",))


def test_a_policy_names_columns_of_its_own_table_and_reads_those_of_others() -> None:
    assert policy_names_any(policy(), ("a",))
    reading = policy(using=None, check=ELSEWHERE)
    assert policy_reads(reading, "s", "m", ("owner",))
    assert not policy_reads(reading, "s", "other", ("owner",))


def test_a_view_reads_the_columns_of_its_tables_by_name_or_all_of_them() -> None:
    named, everything = view("v", "SELECT a FROM s.t", "a"), view("w", "SELECT * FROM s.t", "a")
    assert [view_reads(named, "s", "t", (column,)) for column in ("a", "b")] == [True, False]
    assert view_reads(everything, "s", "t", ("b",))
    assert not view_reads(named, "s", "other", ("a",))
