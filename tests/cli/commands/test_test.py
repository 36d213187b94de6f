"""`wesley test`: a schema is loaded into a real PostgreSQL, and its pgTAP tests run there."""

from __future__ import annotations

import secrets
import xml.etree.ElementTree as ET
from typing import TYPE_CHECKING

import pytest

from tests.cli.running import USER
from wesley.postgres.session import session

if TYPE_CHECKING:
    from tests.cli.running import Wesley
    from wesley.postgres.embedded import EmbeddedServer

pytestmark = pytest.mark.server

TENANT = """\
"A note."
type Note @table @tenant(column: "orgId") {
  id: ID! @primaryKey
  orgId: ID! @index
  text: String!
}
"""


def test_a_schema_is_proved(wesley: Wesley) -> None:
    wesley.write("a.graphql", TENANT)
    result = wesley("test", "a.graphql")
    assert result.status == 0, result.err
    assert "in 4 files, all passed (PostgreSQL" in result.out


def test_tap_and_junit(wesley: Wesley) -> None:
    wesley.write("a.graphql", USER)
    tap = wesley("test", "a.graphql", "--format", "tap")
    assert tap.status == 0, tap.err
    assert tap.out.startswith(("TAP version", "1.."))
    junit = wesley("test", "a.graphql", "--format", "junit")
    root = ET.fromstring(junit.out)  # noqa: S314 - our own output
    assert root.iter("testcase")
    assert not list(root.iter("failure"))


def test_who_may_create_databases_and_roles_need_not_be_a_superuser(wesley: Wesley, server: EmbeddedServer) -> None:
    wesley.write("a.graphql", TENANT)
    name = f"creator_{secrets.token_hex(4)}"
    with session(server.conninfo()) as admin:
        admin.run("DROP ROLE IF EXISTS app_user")
        admin.run(f"CREATE ROLE {name} LOGIN CREATEDB CREATEROLE")
        try:
            url = server.conninfo().replace("user=postgres", f"user={name}")
            result = wesley("test", "a.graphql", "--database-url", url)
        finally:
            admin.run(f"DROP ROLE {name}")
    assert (result.status, result.err) == (0, ""), result.out
    assert "all passed" in result.out


def test_a_schema_with_errors_reaches_no_server(wesley: Wesley) -> None:
    wesley.write("a.graphql", "type User @table { id: Nothing! @primaryKey }")
    result = wesley("test", "a.graphql")
    assert (result.status, result.out) == (1, "")
    assert "error[E002]" in result.err


def test_a_server_that_is_not_there_is_one_clear_message(wesley: Wesley) -> None:
    wesley.write("a.graphql", USER)
    result = wesley("test", "a.graphql", "--database-url", "postgresql://nobody:secret@127.0.0.1:1/none")
    assert result.status == 3
    assert result.err.startswith("error[")
    assert "secret" not in result.err
    assert "Traceback" not in result.err


def test_database_url_in_the_environment_is_not_a_server_to_test_on(
    wesley: Wesley, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://127.0.0.1:1/production")
    wesley.write("a.graphql", USER)
    assert wesley("test", "a.graphql").status == 0
