"""Fresh databases on a server, and SQL scripts into them."""

from __future__ import annotations

import re
import secrets
from contextlib import contextmanager
from typing import TYPE_CHECKING

from wesley.ir.origin import Origin
from wesley.postgres.address import with_database
from wesley.postgres.codes import STATEMENT_FAILED
from wesley.postgres.session import Refusal, StatementError, problem_of, session
from wesley.problems.problem import Problem
from wesley.sql.split import ScriptSyntaxError, line_and_column, statements

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wesley.postgres.session import Session

# SQLSTATE of a syntax error (PostgreSQL manual, appendix A).
SYNTAX_ERROR = "42601"
# SQLSTATE of a transaction that is in the wrong state (the same appendix, class 25).
INVALID_TRANSACTION_STATE = "25000"
SHOWN_CHARACTERS = 200
# Rows of COPY and commands of psql, which no parser of SQL reads.
_ROWS = re.compile(r"\bFROM\s+STDIN\b", re.IGNORECASE)
_PSQL_HELP = (
    "psql alone understands its commands and the rows of COPY: leave them out; `pg_dump --schema-only` writes no rows"
)


@contextmanager
def fresh_database(conninfo: str, prefix: str = "wesley") -> Iterator[str]:
    """A new empty UTF8 database for the length of a `with` block; gives its connection string.

    It is made from template0, so nothing that an administrator put into template1 is in it, and dropped afterwards with
    the connections that are left in it.

    Args:
        conninfo: a server, as a user who may create databases.
        prefix: what the database's name begins with.

    Raises:
        ServerError: the server cannot be reached or refuses.
    """
    name = f"{prefix}_{secrets.token_hex(6)}"
    with session(conninfo) as admin:
        admin.run(f"CREATE DATABASE {quoted(name)} TEMPLATE template0 ENCODING 'UTF8'")
    try:
        yield with_database(conninfo, name)
    finally:
        with session(conninfo) as admin:
            drop_database(admin, name)


def drop_database(admin: Session, name: str) -> None:
    """Drop a database with the connections that are left in it.

    Args:
        admin: a session in another database of the server.
        name: the database's name, unquoted.

    Raises:
        StatementError: the server refused it.
    """
    force = " WITH (FORCE)" if admin.version >= 130000 else ""
    if not force:
        admin.run("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [name])
    admin.run(f"DROP DATABASE IF EXISTS {quoted(name)}{force}")


def load(conninfo: str, text: str, file: str = "") -> None:
    """Run a SQL script on a connection of its own, as `psql -v ON_ERROR_STOP=1` does: one statement after the other.

    Args:
        conninfo: the database.
        text: the script; it may hold BEGIN and COMMIT, but nothing that only psql understands.
        file: the script's name for messages.

    Raises:
        ServerError: no connection, a statement failed, or a transaction was left open; the problem's origin is the
            place in the script.
    """
    offset, statement = 0, ""
    with session(conninfo) as connection:
        for offset, statement in script(text, file):
            try:
                connection.run(statement)
            except StatementError as error:
                raise located(error.refusal, text, offset, statement, file) from None
        if connection.in_transaction:
            raise located(_left_open(), text, offset, statement, file)


def _left_open() -> Refusal:
    message = "the script ends in a transaction, so what it did there is lost"
    return Refusal(sqlstate=INVALID_TRANSACTION_STATE, message=message, hint="end it with COMMIT")


def script(text: str, file: str = "") -> tuple[tuple[int, str], ...]:
    """The statements of a script with their offsets in characters.

    Raises:
        StatementError: the script is not SQL; the problem's origin is the place.
    """
    try:
        return statements(text)
    except ScriptSyntaxError as error:
        refusal = Refusal(sqlstate=SYNTAX_ERROR, message=error.message)
        line, column = line_and_column(text, error.offset)
        problem = Problem(
            code=STATEMENT_FAILED,
            message=f"{error.message} ({SYNTAX_ERROR})",
            origin=Origin(file, line, column),
            help=_PSQL_HELP if _is_for_psql(text, error.offset) else "",
        )
        raise StatementError(problem, refusal) from None


def _is_for_psql(text: str, offset: int) -> bool:
    return text.startswith("\\", offset) or _ROWS.search(text, 0, offset) is not None


def located(refusal: Refusal, text: str, offset: int, statement: str, file: str) -> StatementError:
    """A refusal with the statement's text and its place in a script.

    Args:
        refusal: what the server said.
        text: the whole script.
        offset: where the statement starts, in characters.
        statement: the statement's text.
        file: the script's name.
    """
    line, column = line_and_column(text, offset + max(refusal.position - 1, 0))
    shown = statement if len(statement) <= SHOWN_CHARACTERS else f"{statement[:SHOWN_CHARACTERS]} ..."
    general = problem_of(refusal)
    problem = Problem(
        code=general.code,
        message=general.message,
        origin=Origin(file, line, column),
        help="\n".join(filter(None, (general.help, f"statement: {shown}"))),
    )
    return StatementError(problem, refusal)


def quoted(name: str) -> str:
    """An identifier in double quotes."""
    return '"' + name.replace('"', '""') + '"'
