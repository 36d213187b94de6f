"""Columns of a row named through it, wherever they stand; names that an empty search path does not find."""

from __future__ import annotations

import pytest

from wesley.sql.context import Context
from wesley.sql.error import SqlError
from wesley.sql.expression import parse_expression
from wesley.sql.qualify import qualified_for_row


@pytest.mark.parametrize(
    ("sql", "qualified"),
    [
        ("net * 2", "new.net * 2"),
        ("orders.net + net", "new.net + new.net"),
        ("new.net - old.net", "new.net - old.net"),
        ("\"Net\" || 'net'", "new.\"Net\" || 'net'"),
        ("coalesce(a, lower(b))", "COALESCE(new.a, lower(new.b))"),
        ("a::text::uuid", "new.a::text::uuid"),
        ("CASE WHEN a THEN b ELSE c END", "CASE WHEN new.a THEN new.b ELSE new.c END"),
        ("(SELECT a)", "(SELECT new.a)"),
        (
            "(SELECT max(price) FROM public.items WHERE order_id = new.id)",
            "(SELECT max(price) FROM public.items WHERE order_id = new.id)",
        ),
        (
            "(SELECT items.price FROM public.items LIMIT 1) * a",
            "(SELECT items.price FROM public.items LIMIT 1) * new.a",
        ),
        ("(WITH x AS (SELECT 1 AS y) SELECT y FROM x)", "(WITH x AS (SELECT 1 AS y) SELECT y FROM x)"),
        ("a::public.status", "new.a::public.status"),
        ("tags[1]", "new.tags[1]"),
    ],
)
def test_columns_are_named_through_the_row(sql: str, qualified: str) -> None:
    canonical = parse_expression(sql, Context.TRIGGER, table="orders").sql
    assert qualified_for_row(canonical, "new", "orders") == qualified


@pytest.mark.parametrize(
    ("sql", "what"),
    [
        ("a::status", "the type `status`"),
        ("(SELECT 1 FROM items)", "the table `items`"),
        ("unaccent(a)", "the function `unaccent`"),
    ],
)
def test_what_an_empty_search_path_does_not_find_is_refused(sql: str, what: str) -> None:
    with pytest.raises(SqlError, match=f"{what} needs its schema before it"):
        qualified_for_row(sql, "new", "orders")
