"""What of an expression or a query is younger than PostgreSQL 12, and which version brought it."""

from __future__ import annotations

import pytest

from wesley.sql.expression import Context, parse_expression, parse_query
from wesley.sql.newer import newer_in_expression, newer_in_query


def in_expression(sql: str) -> list[tuple[int, str]]:
    canonical = parse_expression(sql, Context.TRIGGER).sql
    return [(newer.version, newer.what) for newer in newer_in_expression(canonical)]


def in_query(sql: str) -> list[tuple[int, str]]:
    return [(newer.version, newer.what) for newer in newer_in_query(parse_query(sql).sql)]


@pytest.mark.parametrize(
    ("sql", "version", "what"),
    [
        ("gcd(a, b)", 13, "the function `gcd`"),
        ("pg_catalog.regexp_like(a, b)", 15, "the function `regexp_like`"),
        ("upper(b) || uuidv7()::text", 18, "the function `uuidv7`"),
        ("random(1, 6)", 17, "the function `random` with 2 arguments"),
        ("range_merge(a)", 14, "the function `range_merge` with 1 argument"),
        ("a IS NFC NORMALIZED", 13, "IS NORMALIZED"),
        ("normalize(a, NFKD)", 13, "NORMALIZE"),
        ("a AT LOCAL", 17, "AT LOCAL"),
        ("a::xid8", 13, "the type `xid8`"),
        ("a::int4multirange[] IS NULL", 14, "the type `int4multirange`"),
        ('a < b COLLATE "pg_c_utf8"', 17, "the collation `pg_c_utf8`"),
        ("data['key']", 14, "a subscript that is text"),
        ("a + 1_000.5", 16, "the way in which the number 1_000.5 is written"),
        ("a + 0xFFFFFFFFFF", 16, "the way in which the number 0xFFFFFFFFFF is written"),
        ("a IS JSON OBJECT", 16, "IS JSON"),
        ("JSON_OBJECT('a': b)", 16, "JSON_OBJECT"),
        ("JSON_ARRAY(a, b)", 16, "JSON_ARRAY"),
        ("JSON_VALUE(data, '$.a')", 17, "JSON_EXISTS, JSON_QUERY or JSON_VALUE"),
        ("JSON_SCALAR(a)", 17, "JSON_SCALAR"),
        ("JSON_SERIALIZE(data)", 17, "JSON_SERIALIZE"),
        ("JSON(a)", 17, "JSON()"),
    ],
)
def test_expressions(sql: str, version: int, what: str) -> None:
    assert in_expression(sql) == [(version, what)]


@pytest.mark.parametrize(
    "sql",
    [
        "extract(year FROM a)",
        "a SIMILAR TO 'x%'",
        "substring(a SIMILAR 'x' ESCAPE 'y')",
        "a AT TIME ZONE 'UTC'",
        "random()",
        "regexp_replace(a, 'b', 'c', 'g')",
        "list[1] || list['2']",
        "json_object('{a, 1}')",
        "jsonb_path_exists(data, '$.a')",
        "0xFF + 1_000",  # the parser makes plain numbers of them
        "ext.uuidv7()",
        "a::app.xid8",
        "'uuidv7() and json_value()'",
        "gen_random_uuid()",
    ],
)
def test_what_12_has_too_or_somebody_brings(sql: str) -> None:
    assert in_expression(sql) == []


@pytest.mark.parametrize(
    ("sql", "version", "what"),
    [
        ("SELECT a FROM t ORDER BY a FETCH FIRST 3 ROWS WITH TIES", 13, "FETCH FIRST ... WITH TIES"),
        ("SELECT count(*) FROM t GROUP BY DISTINCT ROLLUP (a), a", 14, "GROUP BY DISTINCT"),
        ("SELECT * FROM t JOIN u USING (id) AS both_of_them", 14, "USING with an alias"),
        ("SELECT a FROM (SELECT a FROM t)", 16, "a subquery in FROM without an alias"),
        ("SELECT JSON_ARRAYAGG(a) FROM t", 16, "JSON_ARRAYAGG"),
        ("SELECT JSON_OBJECTAGG(a: b) FROM t", 16, "JSON_OBJECTAGG"),
        ("SELECT JSON_ARRAY(SELECT a FROM t)", 16, "JSON_ARRAY"),
        ("SELECT a FROM t, JSON_TABLE(data, '$[*]' COLUMNS (a int PATH '$')) AS j", 17, "JSON_TABLE"),
        ("SELECT s FROM t, string_to_table(a, ',') AS s", 14, "the function `string_to_table`"),
    ],
)
def test_queries(sql: str, version: int, what: str) -> None:
    assert in_query(sql) == [(version, what)]


@pytest.mark.parametrize(
    ("clause", "what"), [("SEARCH DEPTH FIRST BY n SET o", "SEARCH"), ("CYCLE n SET c USING p", "CYCLE")]
)
def test_clauses_of_recursive_queries(clause: str, what: str) -> None:
    sql = f"WITH RECURSIVE r (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r) {clause} SELECT n FROM r"
    assert in_query(sql) == [(14, f"{what} in a WITH clause")]


def test_each_part_is_found_once_the_oldest_first() -> None:
    found = in_query("SELECT uuidv7(), gcd(a, 2), (SELECT gcd(b, 3) FROM t AS o), uuidv7() AS second FROM t")
    assert found == [(13, "the function `gcd`"), (18, "the function `uuidv7`")]


def test_only_a_function_may_be_brought_by_an_extension() -> None:
    assert [newer.is_function for newer in newer_in_query("SELECT uuidv7(), a::xid8")] == [False, True]
