"""What is said of a condition without a server is what PostgreSQL says, or that it is not known."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wesley.postgres.session import session
from wesley.targets.pgtap.evaluating import UNKNOWN, Context, Value, cast, evaluate
from wesley.targets.pgtap.reading import Unreadable, read

KNOWN = [
    "1 + 2 * 3 = 7",
    "2 BETWEEN 1 AND 3 AND NOT 5 BETWEEN 1 AND 3",
    "4 NOT BETWEEN 1 AND 3",
    "'b' IN ('a', 'b')",
    "'c' NOT IN ('a', 'b')",
    "'c' NOT IN ('a', NULL)",
    "NULL IN ('a')",
    "1 = ANY (ARRAY[1, 2])",
    "1 <> ALL (ARRAY[1, 2])",
    "3 <> ALL (ARRAY[1, NULL])",
    "'a' = ANY ('{a,b}'::text[])",
    "length('héllo') = 5",
    "char_length('abc') BETWEEN 1 AND 3",
    "octet_length('é') = 2",
    "lower('ABC') = 'abc' AND upper('abc') = 'ABC'",
    "btrim('  a ') = 'a'",
    "num_nonnulls(1, NULL, 3) = 2",
    "num_nulls(1, NULL, 3) = 1",
    "num_nulls(VARIADIC ARRAY[1, NULL]) = 1",
    "num_nulls(VARIADIC NULL::int[]) = 0",
    "num_nulls(NULL::int[]) = 1",
    "num_nonnulls(ARRAY[1, 2], 3) = 2 AND num_nonnulls(ARRAY[1, 2]) = 1",
    "coalesce(NULL, 5) = 5",
    "nullif('', '') IS NULL",
    "nullif('a', '') IS NOT NULL",
    "abs(-5) = 5",
    "-5 < -4",
    "cardinality('{a,b}'::text[]) = 2",
    "jsonb_typeof('{}'::jsonb) = 'object'",
    "NULL AND false",
    "NULL AND true",
    "NULL OR true",
    "NOT NULL::boolean",
    "true IS TRUE AND false IS NOT TRUE AND (NULL::boolean) IS NULL",
    "1 IS DISTINCT FROM NULL",
    "1 IS NOT DISTINCT FROM 1",
    "NULL IS DISTINCT FROM NULL",
    "'abc' LIKE 'a%'",
    "'abc' LIKE '_b_'",
    "'abc' NOT LIKE 'b%'",
    "'ABC' ILIKE 'a%'",
    "'a1' ~ '^[a-z][0-9]$'",
    "'a1' !~ '^[a-z]$'",
    "'a b' ~ '^[^[:space:]]+$'",
    "'x-1' ~ '^[[:alnum:]-]+$'",
    r"'a.b' ~ '^\w+\.\w+$'",
    "'a' || 'b' = 'ab'",
    "'2001-02-03' < '2001-02-04'",
    "CAST('5' AS integer) + 1 = 6",
    "'5'::numeric(4,2) = 5",
    "(SELECT nullif(current_setting('app.some', true), '')) = 'x'",
    "(SELECT nullif(current_setting('app.none', true), '')::uuid) IS NULL",
    "'it''s' = 'it' || '''' || 's'",
    r"E'a\\b' = E'a\\b'",
    "pg_catalog.length('ab') = 2",
]
NOT_KNOWN = [
    "md5('a') = 'x'",
    "'B' < 'a'",
    "5 / 2 = 2",
    "a_column > 1",
    "'a' ~ 'a\\mb'",
    "position('a' in 'b') = 1",
    "CASE WHEN true THEN true END",
    "EXISTS (SELECT 1)",
    "date '2001-01-01' < now()",
    "(1, 2) = (1, 2)",
    "1 = 1) OR (true",
    "'unfinished",
    "",
    "((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((1))))))))))))))))))",
]


def decided(sql: str, row: dict[str, Value] | None = None) -> Value:
    try:
        return evaluate(read(sql), Context(row or {}, {"app.some": "x", "app.none": ""}))
    except Unreadable:
        return UNKNOWN


@pytest.mark.server
def test_what_is_known_is_what_postgresql_says(database18: str) -> None:
    with session(database18) as connection:
        connection.run("SELECT set_config('app.some', 'x', false), set_config('app.none', '', false)")
        for sql in KNOWN:
            assert decided(sql) is connection.rows(f"SELECT {sql}")[0][0], sql


@pytest.mark.parametrize("sql", NOT_KNOWN)
def test_what_is_not_known_is_said_to_be_unknown(sql: str) -> None:
    assert decided(sql) is UNKNOWN


def test_unknown_parts_matter_only_when_they_decide() -> None:
    assert decided("md5('a') = 'x' AND false") is False
    assert decided("md5('a') = 'x' OR true") is True
    assert decided("md5('a') = 'x' OR false") is UNKNOWN


def test_columns_have_the_values_of_the_row() -> None:
    row: dict[str, Value] = {"price": Decimal(5), "Odd name": "x", "vip": True}

    assert decided("price > 4 AND \"Odd name\" = 'x' AND vip", row) is True
    assert decided("orders.price > 5", row) is False
    assert decided("NOT vip", row) is False


def test_casts_give_values_of_the_type() -> None:
    assert cast("5", "numeric(4,2)") == Decimal(5)
    assert cast("t", "boolean") is True
    assert cast("x", "integer") is UNKNOWN
    assert cast(None, "integer") is None
    assert cast("{a,b}", "text[]") == ("a", "b")
    assert cast('{"a b"}', "text[]") is UNKNOWN


@given(st.text(alphabet="()'\"=<>+-*/.,:[]~ aorndit12_$\\", max_size=40))
def test_no_text_breaks_the_reader(text: str) -> None:
    decided(text)
