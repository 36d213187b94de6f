"""Users' SQL is held to what its place allows, and its canonical text is what PostgreSQL reads alike."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wesley.ir.origin import Origin
from wesley.sql.error import SqlError
from wesley.sql.expression import Context, output_names, parse_expression, parse_query

ROW_CONTEXTS = [context for context in Context if context is not Context.DEFAULT]
PLAIN_CONTEXTS = [
    *(Context.CHECK, Context.DEFAULT, Context.GENERATED, Context.INDEX_KEY, Context.PREDICATE),
]
IMMUTABLE_CONTEXTS = [Context.GENERATED, Context.INDEX_KEY, Context.PREDICATE]


def refusal(text: str, context: Context, table: str | None = "t") -> SqlError:
    with pytest.raises(SqlError) as caught:
        parse_expression(text, context, table=table)
    return caught.value


@pytest.mark.parametrize(
    ("text", "sql", "columns", "functions"),
    [
        ("a > 1 AND b IS NOT NULL -- x", "a > 1 AND b IS NOT NULL", ("a", "b"), ()),
        ("  lower( email )  ", "lower(email)", ("email",), ("lower",)),
        ("t.total >= 0", "t.total >= 0", ("total",), ()),
        ("\"My Col\" = 'x'", "\"My Col\" = 'x'", ("My Col",), ()),
        ("a COLLATE \"C\" < 'x\\y'", "a COLLATE \"C\" < E'x\\\\y'", ("a",), ()),
        ('pg_catalog.abs(a) + "F".g(b)', 'pg_catalog.abs(a) + "F".g(b)', ("a", "b"), ('"F".g', "pg_catalog.abs")),
        ("geometry::varchar(3)", "geometry::varchar(3)", ("geometry",), ()),
        ("b::geometry(point, 4326) IS NULL", "b::geometry(point, 4326) IS NULL", ("b",), ()),
        ("CASE WHEN a THEN b ELSE c END", "CASE WHEN a THEN b ELSE c END", ("a", "b", "c"), ()),
        ("(a).b", "(a).b", ("a",), ()),
        ("a IN (1, 2) OR a = ANY (b)", "a IN (1, 2) OR a = ANY(b)", ("a", "b"), ()),
        ("xmlforest(a) IS DOCUMENT", "xmlforest(a) IS DOCUMENT", ("a",), ()),
        ("'üü' || \"ö\"", "'üü' || \"ö\"", ("ö",), ()),
    ],
)
def test_a_check(text: str, sql: str, columns: tuple[str, ...], functions: tuple[str, ...]) -> None:
    found = parse_expression(text, Context.CHECK, table="t")
    assert (found.sql, found.columns, found.functions, found.relations) == (sql, columns, functions, ())


def test_the_origin_is_kept() -> None:
    found = parse_expression("a", Context.CHECK, Origin("f", 2, 3))
    assert found.origin.place() == ("f", 2, 3)


@pytest.mark.parametrize(
    "text", ["now()", "'draft'", "gen_random_uuid()", "CURRENT_TIMESTAMP", "ARRAY[]::text[]", "1 + 1"]
)
def test_a_default(text: str) -> None:
    assert parse_expression(text, Context.DEFAULT).columns == ()


def test_a_default_cannot_refer_to_a_column() -> None:
    assert "cannot refer to the column `pending`" in refusal("pending", Context.DEFAULT).message


@pytest.mark.parametrize("context", Context)
@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            "   ",
            "-- nothing",
            "1) UNION (SELECT 2",
            "1) + (2",
            "1), (2",
            "1) FROM t WHERE (true",
            "1; DROP TABLE x",
        ),
        *("1, 2", "1 AS x", "1) AS (x", "*", "t.*", "1) LIMIT (1", "1) INTO x", "1)--", "1))--", "a\0", "\ud800"),
        *(
            "$1",
            "DEFAULT",
            "count(*)",
            "sum(1)",
            "array_agg(DISTINCT 1)",
            "rank() OVER ()",
            "lag(1) OVER w",
            "GROUPING(1)",
        ),
        *(
            "f(1) OVER (ORDER BY 1)",
            "f(DISTINCT 1)",
            "f(1) FILTER (WHERE true)",
            "unnest(ARRAY[1])",
            "generate_series(1, 2)",
        ),
        *(
            "JSON_ARRAYAGG(1)",
            "JSON_OBJECTAGG('a': 1)",
            "MERGE_ACTION()",
            "pg_catalog.max(1)",
            "percentile_cont(1) WITHIN GROUP (ORDER BY 1)",
        ),
        *(
            "(DELETE FROM t)",
            "VALUES (1",
            "/* open",
            "'open",
            '"open',
            "$$open",
            "zz.a",
            "other.t.a",
            "CURRENT OF c",
        ),
    ],
)
def test_nowhere(text: str, context: Context) -> None:
    error = refusal(text, context)
    assert error.message
    assert 0 <= error.offset <= len(text)


@pytest.mark.parametrize("context", PLAIN_CONTEXTS)
@pytest.mark.parametrize(
    "text", ["(SELECT 1)", "SELECT 1", "EXISTS (SELECT FROM users)", "1 IN (SELECT 2)", "ARRAY(SELECT 1)"]
)
def test_no_subquery_where_one_row_is_looked_at(text: str, context: Context) -> None:
    assert "subquery" in refusal(text, context).message


@pytest.mark.parametrize("context", IMMUTABLE_CONTEXTS)
@pytest.mark.parametrize(
    "text", ["now() > a", "random() > a", "CURRENT_DATE > a", "current_setting('x') = a", "CURRENT_USER = a"]
)
def test_only_what_never_changes_can_be_stored(text: str, context: Context) -> None:
    assert context.value in refusal(text, context).message


@pytest.mark.parametrize(
    ("text", "offset"),
    [("a b c", 2), ("ö b c", 2), ("a + zz.b", 4), ("'ö' || zz.b", 7), ("1 + count(*)", 4), ("a +", 3), ("a > $1", 4)],
)
def test_the_place_of_the_error_counts_characters(text: str, offset: int) -> None:
    assert refusal(text, Context.CHECK).offset == offset


def test_a_policy_reads_other_tables_and_its_own_row() -> None:
    found = parse_expression(
        "EXISTS (SELECT 1 FROM app.users u WHERE u.id = t.user_id AND active) AND org = (SELECT current_setting('x'))",
        Context.POLICY,
        table="t",
    )
    # `active` may be a column of app.users: only a catalog could tell.
    assert found.columns == ("org", "user_id")
    assert found.relations == ("app.users",)
    assert found.functions == ("current_setting",)


def test_a_name_of_an_inner_query_is_not_known_outside() -> None:
    assert "known here" in refusal("EXISTS (SELECT FROM users u) AND u.id = 1", Context.POLICY).message


def test_a_trigger_knows_the_new_and_the_old_row() -> None:
    found = parse_expression("NEW.a + OLD.b + (SELECT count(*) FROM x WHERE x.c = NEW.d)", Context.TRIGGER)
    assert found.columns == ("a", "b", "d")
    assert "known here" in refusal("NEW.a", Context.CHECK).message


@pytest.mark.parametrize("context", [Context.POLICY, Context.BACKFILL, Context.TRIGGER])
@pytest.mark.parametrize(
    "text",
    [
        "(WITH x AS (DELETE FROM t RETURNING 1) SELECT 1)",
        "(SELECT 1 FROM t FOR UPDATE)",
        "(SELECT $1)",
        "(SELECT 1 FROM db.s.t)",
    ],
)
def test_a_subquery_only_reads(text: str, context: Context) -> None:
    refusal(text, context)


def test_deep_nesting_is_refused_in_words() -> None:
    assert "40 levels" in refusal("||".join(["a"] * 200), Context.CHECK).message
    assert "40 levels" in refusal("(" * 500 + "f(" * 60 + "1" + ")" * 560, Context.CHECK).message
    assert "10000 words" in refusal("1+" * 50_000 + "1", Context.CHECK).message
    assert refusal("(" * 9_000 + "1", Context.CHECK).message


def test_a_long_list_is_not_deep() -> None:
    values = ", ".join(str(number) for number in range(4000))
    assert parse_expression(f"a IN ({values})", Context.CHECK).columns == ("a",)


@given(text=st.text(max_size=60), context=st.sampled_from(Context))
def test_any_text_gives_an_error_or_an_expression_that_is_its_own_canonical_form(text: str, context: Context) -> None:
    try:
        found = parse_expression(text, context, table="t")
    except SqlError:
        return
    assert parse_expression(found.sql, context, table="t") == found


@pytest.mark.parametrize(
    ("text", "relations", "names"),
    [
        ("SELECT a, b AS c, count(*), *, 1 FROM app.t, users;", ("app.t", "users"), ("a", "c", "count", None, None)),
        ("WITH users AS (SELECT * FROM users) SELECT id FROM users", ("users",), ("id",)),
        ("WITH RECURSIVE q AS (SELECT 1 AS n UNION ALL SELECT n FROM q) SELECT n FROM q", (), ("n",)),
        ("WITH a AS (SELECT 1 AS x), b AS (SELECT x FROM a) SELECT x FROM b, public.a", ("public.a",), ("x",)),
        ("SELECT t.a FROM x t UNION SELECT b FROM y ORDER BY a", ("x", "y"), ("a",)),
        ("SELECT u.a FROM u LEFT JOIN LATERAL (SELECT * FROM o WHERE o.id = u.id) z ON true", ("o", "u"), ("a",)),
        ("VALUES (1, 2), (3, 4)", (), ("column1", "column2")),
        ("TABLE app.t", ("app.t",), (None,)),
        (
            'SELECT "A".b FROM s."A" WHERE EXISTS (SELECT FROM "S"."B" x WHERE x.i = "A".b)',
            ('"S"."B"', 's."A"'),
            ("b",),
        ),
        ("SELECT row_number() OVER w FROM t TABLESAMPLE system (1) WINDOW w AS ()", ("t",), ("row_number",)),
        ("SELECT g FROM generate_series(1, 2) g, ROWS FROM (f(g)) AS r", (), ("g",)),
    ],
)
def test_a_view(text: str, relations: tuple[str, ...], names: tuple[str | None, ...]) -> None:
    found = parse_query(text)
    assert found.relations == relations
    assert output_names(text) == names
    assert parse_query(found.sql) == found


@pytest.mark.parametrize(
    "text",
    [
        *("", "-- nothing", "SELECT 1; SELECT 2", "DROP TABLE x", "SELECT 1 INTO x", "SELECT * FROM a FOR UPDATE"),
        *("WITH x AS (INSERT INTO a VALUES (1) RETURNING *) SELECT * FROM x", "INSERT INTO a VALUES (1)", "SELECT $1"),
        *("SELECT * FROM db.s.t", "SELECT 1 FROM", "CREATE VIEW v AS SELECT 1", "SELECT u.a FROM t"),
    ],
)
def test_a_view_is_one_select_that_only_reads(text: str) -> None:
    with pytest.raises(SqlError):
        parse_query(text)
