"""Names in expressions and queries change as PostgreSQL itself changes them."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from msgspec.structs import replace

from tests.sql.expressions import COLUMNS, FACTS, SETUP, Example, examples
from wesley.ir.expression import Expression
from wesley.postgres.database import load
from wesley.postgres.session import Session, StatementError, session
from wesley.sql.analysis.types import Facts
from wesley.sql.context import Context
from wesley.sql.error import SqlError
from wesley.sql.expression import parse_expression, parse_query
from wesley.sql.normalise import same_expression, same_query
from wesley.sql.rename import Renames, mentions, rename_in_expression, rename_in_query, rename_type

MAIL = {"email": "mail"}


def policy(sql: str, table: str = "t") -> Expression:
    return parse_expression(sql, Context.POLICY, table=table)


@pytest.mark.parametrize(
    ("sql", "expected"),
    [
        ("email = 'email'", "mail = 'email'"),
        ("t.email ~ '@'", "t.mail ~ '@'"),
        ("lower(email) || email_2", "lower(mail) || email_2"),
        ("email(name) = name", "email(name) = name"),
        ("EXISTS (SELECT 1 FROM u WHERE u.email = t.email)", "EXISTS (SELECT 1 FROM u WHERE u.email = t.mail)"),
        ("EXISTS (SELECT 1 FROM t WHERE t.email = 'x')", "EXISTS (SELECT 1 FROM t WHERE t.email = 'x')"),
    ],
)
def test_columns_of_the_row(sql: str, expected: str) -> None:
    renamed = rename_in_expression(policy(sql), columns=MAIL, table="t")
    assert renamed == policy(expected)


def test_a_column_of_another_table_keeps_its_name() -> None:
    facts = Facts(relations={("public", "u"): {"email": "text"}, ("public", "v"): {"id": "integer"}})
    theirs = policy("id IN (SELECT id FROM u WHERE email = 'x')")
    assert rename_in_expression(theirs, columns=MAIL, table="t", facts=facts) == theirs
    ours = rename_in_expression(
        policy("1 IN (SELECT id FROM v WHERE email = 'x')"), columns=MAIL, table="t", facts=facts
    )
    assert ours.sql == "1 IN (SELECT id FROM v WHERE mail = 'x')"


def test_a_column_that_would_be_taken_for_another_gets_its_table() -> None:
    facts = Facts(relations={("public", "u"): {"mail": "text"}})
    renamed = rename_in_expression(
        policy("EXISTS (SELECT 1 FROM u WHERE email = 'x')"), columns=MAIL, table="t", facts=facts
    )
    assert renamed.sql == "EXISTS (SELECT 1 FROM u WHERE t.mail = 'x')"


@pytest.mark.parametrize(
    "sql",
    [
        "EXISTS (SELECT 1 FROM unknown WHERE email = 'x')",
        "(details).email = 'x'",
    ],
)
def test_what_cannot_be_told_is_refused(sql: str) -> None:
    with pytest.raises(SqlError):
        rename_in_expression(policy(sql), columns=MAIL, table="t")


def test_rows_of_a_trigger() -> None:
    condition = Expression(sql="old.email <> new.email", columns=("email",))
    assert rename_in_expression(condition, columns=MAIL, table="t").sql == "old.mail <> new.mail"


def test_types_functions_and_sequences() -> None:
    default = Expression(sql="f('NEW'::public.status, 'NEW'::status, nextval('public.s'), 'status'::text)")
    renamed = rename_in_expression(
        default,
        types={("public", "status"): ("app", "state")},
        functions={("public", "f"): ("public", "g")},
        relations={("public", "s"): ("public", "S 2")},
    )
    expected = "g('NEW'::app.state, 'NEW'::app.state, nextval('public.\"S 2\"'), 'status'::text)"
    assert renamed.sql == expected


def test_what_names_nothing_of_it_stays_the_very_same() -> None:
    expression = policy("name = 'x'")
    assert rename_in_expression(expression, columns=MAIL, table="t") is expression


@pytest.mark.parametrize(
    ("sql", "expected"),
    [
        ("SELECT email FROM users", "SELECT mail AS email FROM people"),
        ("SELECT users.email FROM users", "SELECT people.mail AS email FROM people"),
        ("SELECT u.email AS mail FROM users u", "SELECT u.mail FROM people u"),
        ("SELECT lower(email) FROM users", "SELECT lower(mail) FROM people"),
        ("SELECT id FROM public.users ORDER BY email", "SELECT id FROM public.people ORDER BY mail"),
        ("SELECT email FROM users ORDER BY email", "SELECT mail AS email FROM people ORDER BY email"),
        ("SELECT s.email FROM (SELECT email FROM users) s", "SELECT s.email FROM (SELECT mail AS email FROM people) s"),
        ("WITH users AS (SELECT 1 AS email) SELECT email FROM users", None),
        ("SELECT email FROM app.users", None),
        ("SELECT * FROM users", "SELECT people.id, people.mail AS email FROM people"),
        ("SELECT count(*) FROM users", "SELECT count(*) FROM people"),
    ],
)
def test_queries(sql: str, expected: str | None) -> None:
    renames = Renames(
        columns={("public", "users"): MAIL},
        relations={("public", "users"): ("public", "people")},
        facts=Facts(relations={("public", "users"): {"id": "integer", "email": "text"}}),
    )
    query = parse_query(sql)
    wanted = query if expected is None else parse_query(expected)
    renamed = rename_in_query(query, renames)
    assert same_query(renamed.sql, wanted.sql)
    assert renamed.relations == wanted.relations


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT email FROM users NATURAL JOIN orders",
        "SELECT 1 FROM users JOIN orders USING (email)",
        "SELECT a FROM users AS u (a)",
        "SELECT public.users.email FROM public.users",
    ],
)
def test_queries_that_cannot_be_followed_are_refused(sql: str) -> None:
    with pytest.raises(SqlError):
        rename_in_query(parse_query(sql), Renames(columns={("public", "users"): MAIL}))


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("public.status", "app.state"),
        ("public.status[]", "app.state[]"),
        ("other.status", "other.status"),
        ("numeric(12,2)", "numeric(12,2)"),
    ],
)
def test_types(name: str, expected: str) -> None:
    assert rename_type(name, {("public", "status"): ("app", "state")}) == expected


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("SELECT email FROM users", True),
        ("SELECT Email", True),
        ("-- the email of it", True),
        ("EXECUTE 'SELECT email'", True),
        ('SELECT "email"', True),
        ("SELECT email_2, my_email, emails", False),
        ("", False),
    ],
)
def test_mentions(body: str, *, found: bool) -> None:
    assert mentions(body, ("email", "phone")) is found


STATEMENTS = """
ALTER TABLE public.t RENAME COLUMN a TO "A b";
ALTER TABLE public.t RENAME COLUMN id TO name;
ALTER TABLE public.t RENAME COLUMN n TO amount;
ALTER TABLE public.members RENAME COLUMN name TO title;
ALTER TABLE public.members RENAME COLUMN org_id TO big;
ALTER TABLE public.t RENAME TO things;
ALTER TYPE public.status RENAME TO state;
"""
OF_T = {"a": "A b", "id": "name", "n": "amount"}
OF_MEMBERS = {"name": "title", "org_id": "big"}
ALL = Renames(
    columns={("public", "t"): OF_T, ("public", "members"): OF_MEMBERS},
    relations={("public", "t"): ("public", "things")},
    types={("public", "status"): ("public", "state")},
    facts=FACTS,
)


def columns_after(columns: Mapping[str, str], to: Mapping[str, str]) -> dict[str, str]:
    return {to.get(name, name): kind.replace("status", "state") for name, kind in columns.items()}


AFTER = replace(
    FACTS,
    relations={
        ("public", "things"): columns_after(COLUMNS, OF_T),
        ("public", "members"): columns_after(FACTS.relations["public", "members"], OF_MEMBERS),
    },
    enums=frozenset({"public.state"}),
)


@pytest.mark.server
def test_a_server_rewrites_its_own_in_the_same_way(database: str) -> None:
    load(database, SETUP)
    refused, compared = 0, 0
    with session(database) as connection:
        for example in examples():
            prints = _prints(connection, example)
            if prints is None:
                continue
            for text in (example.text, prints[0]):
                try:
                    renamed = _renamed(example, text)
                except SqlError:
                    refused += 1
                    continue
                compared += 1
                assert _same(example, renamed, prints[1]) or not _same_before(example, text, prints[0]), renamed
    assert compared > 650
    assert refused < 10


def _renamed(example: Example, text: str) -> str:
    if example.place == "view":
        return rename_in_query(Expression(sql=text), ALL).sql
    return rename_in_expression(
        Expression(sql=text),
        columns=OF_T,
        table="t",
        relations=ALL.relations,
        relation_columns=ALL.columns,
        types=ALL.types,
        facts=FACTS,
    ).sql


def _same(example: Example, left: str, right: str) -> bool:
    if example.place == "view":
        return same_query(left, right, facts=AFTER)
    columns = AFTER.relations["public", "things"]
    return same_expression(left, right, columns=columns, table="things", result=_result(example), facts=AFTER)


def _same_before(example: Example, left: str, right: str) -> bool:
    if example.place == "view":
        return same_query(left, right, facts=FACTS)
    return same_expression(left, right, columns=COLUMNS, table="t", result=_result(example), facts=FACTS)


def _result(example: Example) -> str:
    return "boolean" if example.place in ("check", "policy") else "text"


def _prints(connection: Session, example: Example) -> tuple[str, str] | None:
    """What the server prints before and after the renames; None where it refuses the text."""
    if example.place not in READS:
        return None
    create, read = READS[example.place]
    connection.run("BEGIN")
    try:
        connection.run(create.format(text=example.text))
        connection.run("SET LOCAL search_path = ''")
        before = connection.rows(read)[0][0]
        connection.run(STATEMENTS)
        return before, connection.rows(read)[0][0]
    except StatementError:
        return None
    finally:
        connection.run("ROLLBACK")


READS = {
    "check": (
        "ALTER TABLE public.t ADD CONSTRAINT k CHECK ({text})",
        "SELECT pg_get_expr(conbin, conrelid) FROM pg_constraint WHERE conname = 'k'",
    ),
    "policy": (
        "CREATE POLICY k ON public.t USING ({text})",
        "SELECT pg_get_expr(polqual, polrelid) FROM pg_policy WHERE polname = 'k'",
    ),
    "view": ("CREATE VIEW public.k AS {text}", "SELECT pg_get_viewdef('public.k'::regclass)"),
}
