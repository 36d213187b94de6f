"""What a server prints for an expression is known to be the same expression, and nothing else is."""

from __future__ import annotations

import itertools
from collections import defaultdict

import pytest

from tests.sql.expressions import COLUMNS, FACTS, SETUP, Example, examples, printed
from wesley.postgres.database import load
from wesley.postgres.session import session
from wesley.sql.normalise import same_expression, same_query
from wesley.sql.type_name import canonical_type


def is_same(example: Example, text: str) -> bool:
    if example.place == "view":
        return same_query(example.text, text, facts=FACTS)
    result = "boolean" if example.place in ("check", "policy") else canonical_type(example.place)
    return same_expression(example.text, text, columns=COLUMNS, table="t", result=result, facts=FACTS)


# What a session's settings decide, and spellings that are left to a server.
UNDECIDED = {
    "'now'",
    "'2020-01-01'",
    "tz > '2020-01-01'",
    "tz IN ('2020-01-01','2020-02-01')",
    "interval '1' day",
    "ts + interval '1' day > ts",
    "iv > interval(3) '1.12345 second'",
    "NULL IS NULL",
}
# PostgreSQL 12 has other functions behind EXTRACT and SIMILAR TO (14, 13).
UNDECIDED_ON_12 = {
    "a SIMILAR TO 'x%'",
    "extract(year from ts) = 2020",
    "extract(epoch from tz) > 0",
    "extract(epoch from now())",
}


@pytest.mark.server
@pytest.mark.parametrize("major", [12, 15, 18])
def test_what_a_server_prints_is_the_same(major: int, request: pytest.FixtureRequest) -> None:
    conninfo = request.getfixturevalue(f"database{major}")
    load(conninfo, SETUP)
    allowed = UNDECIDED | (UNDECIDED_ON_12 if major == 12 else set())
    with session(conninfo) as connection:
        prints = [(example, printed(connection, example)) for example in examples()]
    known = [(example, text) for example, text in prints if text is not None]
    assert len(known) > 400
    different = {example.text for example, text in known if not is_same(example, text)}
    assert different - allowed == set()


@pytest.mark.server
@pytest.mark.parametrize("major", [18])
def test_what_counts_as_the_same_gives_the_same_values(major: int, request: pytest.FixtureRequest) -> None:
    conninfo = request.getfixturevalue(f"database{major}")
    load(conninfo, SETUP + ROWS)
    values = ("id", "n", "d", "a", "v", "c", "em", "ts", "tags", "'1'", "NULL", "1", "0.50", "'1'::text", "1::numeric")
    operators = ("=", "<", "<>", "+", "-", "*", "/", "%", "||", "~", "~~", "->", "@>", "&&", "^")
    texts = [" ".join(parts) for parts in itertools.product(values, operators, values)]
    texts += [f"coalesce({left}, {right})" for left, right in itertools.product(values, values)]
    texts += [f"{left} IN ({right}, '0')" for left, right in itertools.product(values, values)]
    texts += [f"CASE WHEN b THEN {left} ELSE {right} END" for left, right in itertools.product(values, values)]
    with session(conninfo) as connection:
        results = dict(connection.rows("SELECT e, evaluated(e) FROM unnest(%s::text[]) AS e", [texts]))
    groups = defaultdict(list)
    for text, result in results.items():
        if result is not None:
            groups[result].append(text)
    assert len(groups) > 200
    for one, other in _neighbours(texts, results):
        if same_expression(one, other, columns=COLUMNS, facts=FACTS):
            assert results[one] == results[other], (one, other)


def _neighbours(texts: list[str], results: dict[str, str | None]) -> list[tuple[str, str]]:
    """Pairs of valid expressions that differ in their constants alone."""
    alike = defaultdict(list)
    for text in texts:
        if results[text] is not None:
            bare = " ".join("_" if word.strip("(),") in CONSTANTS else word for word in text.split())
            alike[bare].append(text)
    return [pair for group in alike.values() for pair in itertools.combinations(group, 2)]


CONSTANTS = {"'1'", "1", "'1'::text", "1::numeric", "0.50"}
ROWS = """
INSERT INTO public.t (id, n, d, a, v, c, em, ts, tags, b) VALUES
  (1, 1.00, 1, '1', '1', '1', 'a@b', '2020-01-01', '{1}', true),
  (7, 0.50, 0.5, 'x ', 'x ', 'x ', 'x@y', '2020-01-02 10:00', '{x,1}', false),
  (NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
CREATE FUNCTION evaluated(e text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE result text;
BEGIN
  EXECUTE 'SELECT string_agg(pg_typeof(x) || coalesce(x::text, ''-''), ''|'' ORDER BY id) FROM (SELECT id, '
    || e || ' AS x FROM public.t) AS s' INTO result;
  RETURN result;
EXCEPTION
  WHEN undefined_function OR ambiguous_function OR datatype_mismatch OR cannot_coerce THEN RETURN NULL;
  WHEN OTHERS THEN RETURN SQLSTATE;
END $$;
"""


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("a = 'x'", "(a = 'x'::text)"),
        ("n > 0", "(n > (0)::numeric)"),
        ("v IN ('x', 'y')", "((v)::text = ANY ((ARRAY['x'::character varying, 'y'::character varying])::text[]))"),
        ("v IN ('x', 'y')", "((v)::text = ANY (ARRAY[('x'::character varying)::text, ('y'::varchar)::text]))"),
        ("t.a LIKE 'x%'", "(a ~~ 'x%'::text)"),
        ("id <> 1 AND (b AND n > 1)", "((id <> 1) AND b AND (n > (1)::numeric))"),
        ("tz > CURRENT_TIMESTAMP", "(tz > now())"),
        ("st = 'NEW'", "(st = 'NEW'::public.status)"),
        ("em ~ '@'", "((em)::text ~ '@'::text)"),
        ("jb @> '{\"a\":1}'", "(jb @> '{\"a\": 1}'::jsonb)"),
        ("NOT (a IS NOT DISTINCT FROM v)", "(NOT (NOT (a IS DISTINCT FROM (v)::text)))"),
    ],
)
def test_same(left: str, right: str) -> None:
    assert same_expression(left, right, columns=COLUMNS, table="t", result="boolean", facts=FACTS)
    assert same_expression(right, left, columns=COLUMNS, table="t", result="boolean", facts=FACTS)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("a = 'x'", "a = 'X'"),
        ("a = 'x'", "a = 'x '"),
        ("a LIKE 'x%'", "a ILIKE 'x%'"),
        ("a LIKE 'x%'", "a ~ 'x%'"),
        ("id / 2 = 1", "id / 2::numeric = 1"),
        ("id + 1 * 2 > 1", "(id + 1) * 2 > 1"),
        ("id - (1 - 2) > 0", "id - 1 - 2 > 0"),
        ("NOT b AND id > 1", "NOT (b AND id > 1)"),
        ("b AND id > 1 OR n > 1", "b AND (id > 1 OR n > 1)"),
        ("b OR id > 1", "id > 1 OR b"),
        ("a <> 'x'", "a IS DISTINCT FROM 'x'"),
        ("b", "b IS TRUE"),
        ("NOT b", "b IS FALSE"),
        ("b = true", "b"),
        ("id IN (1, 2)", "id IN (2, 1)"),
        ("id IN (1, 2)", "id NOT IN (1, 2)"),
        ("id BETWEEN 1 AND 5", "id BETWEEN SYMMETRIC 1 AND 5"),
        ("id BETWEEN 1 AND 5", "id > 1 AND id < 5"),
        ("n = 1.5", "n = 1.50"),
        ("n::numeric(10,2) > 1", "n::numeric(10,1) > 1"),
        ("a::varchar(3) = 'x'", "a::varchar = 'x'"),
        ("a = 'x'", "a = 'x'::varchar(1)"),
        ("c = 'x'", "c = 'x'::text"),
        ("a = 'x'", "a = 'x' COLLATE \"C\""),
        ("a COLLATE \"C\" = 'x'", "a COLLATE \"POSIX\" = 'x'"),
        ("tz > now()", "tz > clock_timestamp()"),
        ("tz > CURRENT_TIMESTAMP", "tz > CURRENT_TIMESTAMP(0)"),
        ("tz > '2020-01-01'", "tz > '2020-01-01 00:00:00+00'"),
        ("st = 'NEW'", "st = 'NEW'::app.status"),
        ("st = 'NEW'", "st::text = 'NEW'"),
        ("em = 'x'", "em = 'x'::public.email"),
        ("lower(a) = 'x'", "public.lower(a) = 'x'"),
        ("lower(a) = 'x'", "upper(a) = 'x'"),
        ("coalesce(a, v) = 'x'", "coalesce(v, a) = 'x'"),
        ("nullif(a, '') = v", "nullif(a, v) = ''"),
        ("a = 'x'", "\"A\" = 'x'"),
        ("a OPERATOR(public.=) 'x'", "a = 'x'"),
        ("jb -> 'a' = '1'", "jb ->> 'a' = '1'"),
        ("jb = '1.0'", "jb = '1.00'"),
        ("j::text = '{\"a\":1}'", "j::text = '{\"a\": 1}'"),
        ("id = ANY (nums)", "id = ALL (nums)"),
        ("tags = '{a}'", "tags = ARRAY['b']"),
        ("(id, a) = (1, 'x')", "(id, a) <> (1, 'x')"),
        ("CASE WHEN b THEN 1 ELSE 2 END = 1", "CASE WHEN b THEN 1 END = 1"),
        ("CASE WHEN b THEN 1 END = 1", "CASE b WHEN true THEN 1 END = 1"),
        ("iv > '1 day'", "iv > '24:00:00'"),
        ("iv > '1 month'", "iv > '30 days'"),
        ("old.a = 'x'", "new.a = 'x'"),
        ("unknown_function('1') = a", "unknown_function(1) = a"),
        ("unknown_function('1') = a", "unknown_function('1'::text) = a"),
    ],
)
def test_near_misses_are_different(left: str, right: str) -> None:
    assert not same_expression(left, right, columns=COLUMNS, table="t", result="boolean", facts=FACTS)
    assert not same_expression(right, left, columns=COLUMNS, table="t", result="boolean", facts=FACTS)


def test_without_types_a_cast_may_matter() -> None:
    # Of a column of type citext the two are not the same.
    assert not same_expression("a = 'x'", "a = 'x'::text")
    assert same_expression("(a = 'x')", "a='x'")
    assert same_expression("lower(a::text) = 'x'", "(lower((a)::text) = 'x'::text)")


@pytest.mark.parametrize(
    ("left", "right", "result"),
    [("0", "'0'::numeric", "numeric(12,2)"), ("'a'", "'a'::character varying", "character varying(3)")],
)
def test_the_place_of_a_default_gives_it_a_type(left: str, right: str, result: str) -> None:
    assert same_expression(left, right, result=result)
    assert not same_expression(left, right)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("SELECT id FROM t", "SELECT id AS key FROM t"),
        ("SELECT id FROM t", "SELECT id FROM members"),
        ("SELECT id, a FROM t", "SELECT a, id FROM t"),
        ("SELECT id FROM t", "SELECT DISTINCT id FROM t"),
        ("SELECT id FROM t UNION SELECT id FROM members", "SELECT id FROM t UNION ALL SELECT id FROM members"),
        ("SELECT t.id FROM t JOIN members m ON m.id = t.id", "SELECT t.id FROM t LEFT JOIN members m ON m.id = t.id"),
        ("SELECT t.id FROM t JOIN members m ON m.id = t.id", "SELECT m.id FROM t JOIN members m ON m.id = t.id"),
        ("SELECT id FROM t ORDER BY id", "SELECT id FROM t ORDER BY id DESC"),
        ("SELECT id FROM t LIMIT 1", "SELECT id FROM t OFFSET 1"),
        ("SELECT id FROM t", "SELECT id FROM ONLY t"),
        ("SELECT id FROM t", "SELECT id FROM other.t"),
        ("SELECT id FROM t WHERE id IN (SELECT id FROM members)", "SELECT id FROM t WHERE id IN (SELECT t.id)"),
    ],
)
def test_queries_that_differ(left: str, right: str) -> None:
    assert not same_query(left, right, facts=FACTS)


def test_queries_that_are_not_followed_are_compared_as_they_stand() -> None:
    text = "WITH RECURSIVE w AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM w) SELECT n FROM w"
    assert same_query(text, text.replace("n + 1", "(n + 1)"))
    assert not same_query(text, text.replace("n + 1", "n + 2"))


def test_what_does_not_parse_is_different() -> None:
    assert not same_expression("a = ", "a = 1")
    assert not same_expression("a) = (b", "a = b")
    assert not same_expression("ALL a", "a")
    assert not same_query("SELECT", "DELETE FROM t")
