"""How volatile an expression is, compared with what servers say of their functions, operators and casts."""

from __future__ import annotations

import pytest

from tests.sql.expressions import COLUMNS, FACTS
from wesley.ir.expression import Expression
from wesley.postgres.session import session
from wesley.sql.text import quote_identifier
from wesley.sql.volatility import evaluated_once, volatility

ORDER = ("immutable", "stable", "volatile")
LETTERS = {"i": "immutable", "s": "stable", "v": "volatile"}


@pytest.mark.parametrize(
    ("sql", "expected"),
    [
        ("0", "immutable"),
        ("'{}'::jsonb", "immutable"),
        ("'2020-01-01'::timestamp with time zone", "immutable"),
        ("lower(a) || 'x'", "immutable"),
        ("n * 2 > id AND b", "immutable"),
        ("v IN ('x', 'y')", "immutable"),
        ("id::text", "immutable"),
        ("day::timestamp", "immutable"),
        ("CASE WHEN b THEN a ELSE v END", "immutable"),
        ("now()", "stable"),
        ("CURRENT_TIMESTAMP", "stable"),
        ("CURRENT_USER", "stable"),
        ("tz::text", "stable"),
        ("a::timestamp with time zone", "stable"),
        ("ts::timestamptz", "stable"),
        ("day < tz", "stable"),
        ("coalesce(day, tz)", "stable"),
        ("coalesce(day, ts)", "immutable"),
        ("greatest(ts, tz)", "stable"),
        ("ARRAY[day, tz]", "stable"),
        ("CASE WHEN b THEN day ELSE tz END", "stable"),
        ("CASE day WHEN tz THEN 1 END", "stable"),
        ("(day, id) = (tz, 1)", "stable"),
        ("tz + '1 day'", "stable"),
        ("tstzrange(day, tz)", "stable"),
        ("nums::text", "stable"),
        ("st::text", "stable"),
        ("current_setting('a.b', true)", "stable"),
        ("(SELECT max(id) FROM members)", "stable"),
        ("coalesce(a, current_user)", "stable"),
        ("random()", "volatile"),
        ("gen_random_uuid()", "volatile"),
        ("clock_timestamp()", "volatile"),
        ("nextval('s'::regclass)", "volatile"),
        ("lower(random()::text)", "volatile"),
        ("(SELECT random())", "volatile"),
        ("unknown_function(1)", "volatile"),
        ("app.now()", "volatile"),
        ("a OPERATOR(app.=) 'x'", "volatile"),
        ("a::app.unknown_type", "volatile"),
        ("id +", "volatile"),
        ("public.steady(1)", "stable"),
        ("steady(1)", "stable"),
        ("app.steady(1)", "volatile"),
    ],
)
def test_expressions(sql: str, expected: str) -> None:
    own = {("public", "steady"): "stable"}
    assert volatility(sql, own, columns=COLUMNS, facts=FACTS) == expected  # type: ignore[arg-type]
    assert ORDER.index(volatility(Expression(sql=sql), own)) >= ORDER.index(expected)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("default", "once"),
    [("0", True), ("now()", True), ("'x'::text", True), ("random()", False), ("nextval('s')", False)],
)
def test_what_add_column_evaluates_once(default: str, *, once: bool) -> None:
    assert evaluated_once(default) is once
    assert not evaluated_once(default, constrained_domain=True)


@pytest.mark.server
@pytest.mark.parametrize("major", [12, 15, 18])
def test_no_answer_is_better_than_a_servers_own(major: int, request: pytest.FixtureRequest) -> None:
    with session(request.getfixturevalue(f"server{major}").conninfo()) as connection:
        known = connection.rows(FUNCTIONS)
        signs = connection.rows(OPERATORS)
        casts = connection.rows(CASTS)
    assert len(known) > 1000
    assert [name for name, letter in known if _is_better(f"{quote_identifier(name)}()", letter)] == []
    better = [
        (name, left, right)
        for name, left, right, letter in signs
        if _is_better(f"x OPERATOR(pg_catalog.{name}) y", letter, {"x": left, "y": right})
    ]
    assert better == []
    assert [pair for *pair, letter in casts if _is_better(f"x::{pair[1]}", letter, {"x": pair[0]})] == []


def _is_better(sql: str, letter: str, columns: dict[str, str] | None = None) -> bool:
    return ORDER.index(volatility(sql, columns=columns)) < ORDER.index(LETTERS[letter])


# Not those that nobody can call, and not pseudo-types that no column has.
FUNCTIONS = """
SELECT proname, provolatile::text FROM pg_proc
WHERE pronamespace = 'pg_catalog'::regnamespace
  AND NOT proargtypes::oid[] && ARRAY['internal'::regtype, 'cstring'::regtype]::oid[]
"""
OPERATORS = """
SELECT oprname, oprleft::regtype::text, oprright::regtype::text, provolatile::text
FROM pg_operator JOIN pg_proc ON pg_proc.oid = oprcode
WHERE oprleft <> 0 AND oprright <> 0 AND oprnamespace = 'pg_catalog'::regnamespace
"""
CASTS = """
SELECT castsource::regtype::text, casttarget::regtype::text, provolatile::text
FROM pg_cast JOIN pg_proc ON pg_proc.oid = castfunc
WHERE castsource <> casttarget
"""
