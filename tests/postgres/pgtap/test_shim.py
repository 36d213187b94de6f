"""The built-in subset of pgTAP prints what pgTAP prints: each call, passing and failing, is run with both."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.postgres.pgtap.calls import ROLES, SCHEMA, calls
from tests.support.servers import real_pgtap
from wesley.postgres.database import fresh_database
from wesley.postgres.pgtap.provide import SHIM, provide, shim
from wesley.postgres.session import StatementError, session

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wesley.postgres.embedded import EmbeddedServer
    from wesley.postgres.session import Session

pytestmark = pytest.mark.server


@pytest.fixture
def databases(server: EmbeddedServer) -> Iterator[tuple[str, str]]:
    """Two databases with one schema, one with pgTAP and one with the shim."""
    with fresh_database(server.conninfo()) as real, fresh_database(server.conninfo()) as ours:
        for conninfo in (real, ours):
            with session(conninfo) as connection:
                connection.run(ROLES)
                connection.run(SCHEMA)
        with session(real) as connection:
            connection.run("CREATE SCHEMA wesley_tap")
            connection.run("SET search_path = wesley_tap, public")
            connection.run(real_pgtap())
        assert provide(ours, extension=False) == SHIM
        yield real, ours


def test_each_call_prints_the_same_lines(databases: tuple[str, str]) -> None:
    real, ours = (printed(conninfo) for conninfo in databases)
    assert {call: text for call, text in ours.items() if text != real[call]} == {}
    assert len(real) == len(calls()) > 290
    assert {call: code for call, code in real.items() if isinstance(code, str)} == {}


def test_plan_and_finish_print_the_same_lines(databases: tuple[str, str]) -> None:
    scripts = [
        ["plan(1)", "ok(true)", "finish()"],
        ["plan(2)", "ok(true)", "finish()"],
        ["plan(1)", "ok(true)", "ok(true)", "finish()"],
        ["plan(1)", "ok(false)", "finish()"],
        ["plan(3)", "ok(false)", "ok(false)", "ok(true)", "finish()"],
        ["plan(1)", "ok(false)", "finish(true)"],
        ["plan(2)", "ok(false)", "ok(false)", "finish(true)"],
        ["no_plan()", "ok(true)", "ok(false)", "finish()"],
        ["plan(1)", "finish()"],
        ["plan(1)", "plan(2)"],
    ]
    for script in scripts:
        real, ours = (lines(conninfo, script) for conninfo in databases)
        assert ours == real


def test_the_tests_work_as_a_role_of_the_application(databases: tuple[str, str]) -> None:
    for conninfo in databases:
        with session(conninfo) as connection:
            connection.run("SET search_path = wesley_tap; BEGIN; GRANT USAGE ON SCHEMA wesley_tap TO PUBLIC")
            connection.run("SELECT plan(1); SET LOCAL ROLE tap_reader")
            assert connection.texts("SELECT throws_ok('DELETE FROM app.users', '42501', NULL, 'refused')") == [
                ("ok 1 - refused",)
            ]


def test_each_function_of_the_shim_is_called_above() -> None:
    made = set(re.findall(r'CREATE FUNCTION "?([a-z]\w*)', shim()))
    called = {re.split(r"\W", call)[0] for call in calls()}
    assert made - called == {"plan", "no_plan", "finish"}


def printed(conninfo: str) -> dict[str, object]:
    """What each call prints, each in a transaction of its own."""
    with session(conninfo) as connection:
        connection.run("SET search_path = public, wesley_tap")
        return {call: said(connection, call) for call in calls()}


def said(connection: Session, call: str) -> object:
    connection.run("BEGIN")
    connection.run("SELECT plan(9)")
    try:
        return [normal(row[0] or "") for row in connection.texts(f"SELECT {call}")]
    except StatementError as error:
        return error.refusal.sqlstate
    finally:
        connection.run("ROLLBACK")


def lines(conninfo: str, script: list[str]) -> list[object]:
    with session(conninfo) as connection:
        connection.run("SET search_path = public, wesley_tap")
        connection.run("BEGIN")
        try:
            return [row[0] for call in script for row in connection.texts(f"SELECT * FROM {call}")]
        except StatementError as error:
            return [error.refusal.message]


def normal(text: str) -> str:
    """Without what differs between two runs: the row that was refused, a line in a function of the harness itself."""
    return re.sub(r"(function lives_ok\(text,text\) line |Failing row contains ).*", r"\1...", text)
