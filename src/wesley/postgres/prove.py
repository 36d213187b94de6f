"""Prove a schema: load it into a fresh database of a real server and run its pgTAP tests there."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from wesley.postgres.binaries import choose
from wesley.postgres.database import fresh_database, load
from wesley.postgres.embedded import embedded_server
from wesley.postgres.pgtap.provide import provide
from wesley.postgres.report.values import Report
from wesley.postgres.roles import drop_roles, role_names
from wesley.postgres.run_tests import run_file
from wesley.postgres.session import session

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


def prove(
    conninfo: str | None, ddl: str, tests: Mapping[str, str], *, at_least: int = 0, ddl_file: str = "schema.sql"
) -> Report:
    """Load DDL into a fresh database and run test files against it, each on a connection of its own.

    Whatever happens, Ctrl-C included, the database is dropped again, and so are the roles that the DDL made, unless
    something outside this run depends on them by then.

    Args:
        conninfo: a server, as a user who may create databases (and roles, where the DDL does); None for a throw-away
            server of our own.
        ddl: the schema as one SQL script.
        tests: the text of each test file by its name; they run in this order.
        at_least: the lowest major version of a throw-away server that will do.
        ddl_file: what messages call the script.

    Raises:
        ServerError: no server, no connection, or a statement of the DDL failed (its origin is the place in the script).
            A test that fails is no error: the report says so.
    """
    with (
        _server(conninfo, at_least) as address,
        # Around the database: roles can be dropped when what they own and may do is gone.
        _roles_of_the_run(address, ddl) as left,
        fresh_database(address) as database,
    ):
        load(database, ddl, ddl_file)
        pgtap = provide(database)
        files = tuple(run_file(database, name, text) for name, text in tests.items())
        server = _version(database)
    return Report(server=server, pgtap=pgtap, files=files, roles_left=tuple(left))


@contextmanager
def _server(conninfo: str | None, at_least: int) -> Iterator[str]:
    if conninfo is not None:
        yield conninfo
    else:
        with embedded_server(choose(at_least=at_least)) as server:
            yield server.conninfo()


@contextmanager
def _roles_of_the_run(conninfo: str, ddl: str) -> Iterator[list[str]]:
    """Drop the roles that appear meanwhile and that the DDL names; the list holds those that cannot be dropped."""
    with session(conninfo) as admin:
        before = role_names(admin)
    left: list[str] = []
    try:
        yield left
    finally:
        with session(conninfo) as admin:
            # Others may create roles on this server at the same time: theirs are not in our DDL.
            left += drop_roles(admin, [name for name in role_names(admin) - before if _names(ddl, name)])


def _names(ddl: str, role: str) -> bool:
    """True when the script may name the role: as it is, as an identifier or in a string."""
    return any(form in ddl for form in (role, role.replace('"', '""'), role.replace("'", "''")))


def _version(conninfo: str) -> str:
    with session(conninfo) as connection:
        return f"{connection.version // 10000}.{connection.version % 10000}"
