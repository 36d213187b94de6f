"""Run a pgTAP file on a database and collect what it says."""

from __future__ import annotations

from wesley.postgres.database import located, script
from wesley.postgres.session import StatementError, session
from wesley.postgres.tap import Failure, TapFile, parse


def run_file(conninfo: str, name: str, text: str) -> TapFile:
    """Run a test file on a connection of its own, statement by statement, up to the first that PostgreSQL refuses.

    Args:
        conninfo: a database with the schema and with pgTAP (or the shim) on its search path.
        name: the file's name.
        text: the file's text; it ends with ROLLBACK, and whatever it leaves open ends with the connection.

    Raises:
        ServerError: no connection can be made. A statement that fails is no error here: it fails the file.
    """
    rows: list[str] = []
    try:
        _collect(conninfo, name, text, rows)
    except StatementError as error:
        return parse(name, tuple(rows), _failure(error))
    return parse(name, tuple(rows))


def _collect(conninfo: str, name: str, text: str, rows: list[str]) -> None:
    with session(conninfo) as connection:
        for offset, statement in script(text, name):
            try:
                rows += [row[0] for row in connection.texts(statement) if row and row[0] is not None]
            except StatementError as error:
                raise located(error.refusal, text, offset, statement, name) from None


def _failure(error: StatementError) -> Failure:
    problem = error.problems[0]
    return Failure(message=problem.message, line=problem.origin.line, help=problem.help)
