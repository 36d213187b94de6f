"""Schemas, extensions, roles, enums and functions."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import psycopg
import pytest
from hypothesis import given

from tests.sql.ddl.support import printed
from tests.support.ir import HOSTILE, texts
from wesley.ir.access import Extension, Namespace, Role
from wesley.ir.enum import Enum
from wesley.ir.routine import Function
from wesley.sql.ddl.enum import create_enum
from wesley.sql.ddl.extension import create_extension
from wesley.sql.ddl.function import create_function
from wesley.sql.ddl.namespace import create_namespace
from wesley.sql.ddl.role import create_role
from wesley.sql.error import SqlError


def test_schema_and_extension() -> None:
    assert printed(create_namespace(Namespace(name="my app"))) == 'CREATE SCHEMA IF NOT EXISTS "my app";'
    assert printed(create_extension(Extension(name="uuid-ossp"))) == 'CREATE EXTENSION IF NOT EXISTS "uuid-ossp";'


def test_an_extension_that_only_older_servers_need() -> None:
    text = printed(create_extension(Extension(name="pgcrypto", before=13)))
    assert "< 130000 THEN\n    CREATE EXTENSION IF NOT EXISTS pgcrypto;" in text


def test_an_enum_keeps_the_order_of_its_values() -> None:
    text = printed(create_enum(Enum(schema="public", name="status", values=("b", "", "a", "it's"))))
    assert text == "CREATE TYPE public.status AS ENUM ('b', '', 'a', 'it''s');"


@given(name=texts.filter(bool), value=texts.filter(bool))
def test_an_enum_of_any_texts(name: str, value: str) -> None:
    printed(create_enum(Enum(schema=name[:15], name=name[:15], values=(value[:15],))))


@given(name=texts.filter(bool))
def test_a_role_of_any_name(name: str) -> None:
    printed(create_role(Role(name=name[:15])))


@pytest.mark.server
def test_a_role_is_created_once_and_by_two_sessions_at_once(database: str) -> None:
    roles = [Role(name=f"made by test {name[:20]}") for name in HOSTILE]
    script = "\n".join(printed(create_role(role)) for role in roles)

    def load() -> None:
        with psycopg.connect(database, autocommit=True) as connection:
            connection.execute(script.encode())

    with ThreadPoolExecutor(4) as pool:
        for done in [pool.submit(load) for _ in range(4)]:
            done.result()
    with psycopg.connect(database, autocommit=True) as connection:
        query = "SELECT rolname, rolcanlogin FROM pg_roles WHERE rolname LIKE 'made by test %' ORDER BY 1"
        made = connection.execute(query).fetchall()
        assert {name for name, _ in made} == {role.name for role in roles}
        assert not any(can_log_in for _, can_log_in in made)
        for role in roles:
            connection.execute(psycopg.sql.SQL("DROP ROLE {}").format(psycopg.sql.Identifier(role.name)))


@pytest.mark.server
def test_who_may_not_create_roles_can_run_it_where_they_exist(database: str) -> None:
    statement = printed(create_role(Role(name="already there"))).encode()
    with psycopg.connect(database) as connection:
        connection.execute(statement)
        connection.execute("CREATE ROLE plain_user; SET ROLE plain_user")
        connection.execute(statement)
        connection.rollback()


def test_a_function() -> None:
    function = Function(
        schema="app",
        name="f",
        arguments="a integer, text[]",
        returns="SETOF uuid",
        language="sql",
        body="SELECT 1 -- $body$",
        volatility="immutable",
        security_definer=True,
        search_path="pg_catalog, public",
    )
    assert printed(create_function(function)) == (
        "CREATE FUNCTION app.f(a int, text[]) RETURNS SETOF uuid\n"
        "LANGUAGE sql IMMUTABLE SECURITY DEFINER SET search_path TO pg_catalog, public\n"
        "AS $body1$SELECT 1 -- $body$$body1$;"
    )


@given(body=texts.filter(bool), name=texts.filter(bool))
def test_a_function_of_any_body(body: str, name: str) -> None:
    text = printed(create_function(Function(schema="s", name=name[:15], returns="trigger", body=body)))
    assert body in text


@pytest.mark.parametrize("arguments", ["a int) RETURNS int AS 'x", "a int); DROP TABLE x; --", "'x'", "("])
def test_arguments_that_are_none_are_refused(arguments: str) -> None:
    with pytest.raises(SqlError):
        create_function(Function(schema="s", name="f", arguments=arguments, returns="trigger", body="x"))


@pytest.mark.parametrize("returns", ["int AS 'x'", "", "int; DROP TABLE x", "int)"])
def test_a_result_that_is_no_type_is_refused(returns: str) -> None:
    with pytest.raises(SqlError):
        create_function(Function(schema="s", name="f", returns=returns, body="x"))
