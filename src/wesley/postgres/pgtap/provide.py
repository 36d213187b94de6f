"""Give a database the pgTAP functions."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING

from wesley.postgres.database import quoted
from wesley.postgres.session import StatementError, session

if TYPE_CHECKING:
    from wesley.postgres.session import Session

SCHEMA = "wesley_tap"
SHIM = "the built-in subset of pgTAP"
# SQLSTATE of insufficient_privilege (PostgreSQL manual, appendix A).
NOT_ALLOWED = "42501"


def provide(conninfo: str, *, extension: bool = True) -> str:
    """Make the pgTAP functions callable without a schema by every role, for every later connection to the database.

    They go into a schema of their own at the end of the database's search path, so that they hide nothing.

    Args:
        conninfo: a database of our own, as its owner.
        extension: use the server's pgTAP where it has one that this user may create.

    Returns:
        What will run the tests, for people: `pgTAP 1.3.3`, or `SHIM`.

    Raises:
        ServerError: no connection, or the server refuses.
    """
    with session(conninfo) as connection:
        schema, name = (extension and _extension(connection)) or _shim(connection)
        connection.run(f"GRANT USAGE ON SCHEMA {quoted(schema)} TO PUBLIC")
        connection.run(f"GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA {quoted(schema)} TO PUBLIC")
        _add_to_search_path(connection, schema)
        return name


def shim() -> str:
    """The text of Wesley's own subset of pgTAP; it is made in the first schema of the search path."""
    folder = files("wesley.postgres.pgtap") / "shim"
    parts = sorted((part for part in folder.iterdir() if part.name.endswith(".sql")), key=lambda part: part.name)
    return "\n".join(part.read_text(encoding="utf-8") for part in parts)


def _extension(connection: Session) -> tuple[str, str] | None:
    """Schema and name of the server's pgTAP, created where it can be."""
    if not _installed(connection) and connection.rows("SELECT FROM pg_available_extensions WHERE name = 'pgtap'"):
        try:
            connection.run(f"BEGIN; CREATE SCHEMA {SCHEMA}; CREATE EXTENSION pgtap SCHEMA {SCHEMA}; COMMIT")
        except StatementError as error:
            connection.run("ROLLBACK")
            if error.refusal.sqlstate != NOT_ALLOWED:
                raise
    return _installed(connection)


def _add_to_search_path(connection: Session, schema: str) -> None:
    path, database = connection.rows("SELECT current_setting('search_path'), current_database()")[0]
    longer = ", ".join(filter(None, (path, quoted(schema))))
    connection.run(f"ALTER DATABASE {quoted(database)} SET search_path = {longer}")
    # A search path of the user's own would win over the database's (PostgreSQL manual, ALTER ROLE).
    connection.run(f"ALTER ROLE CURRENT_USER IN DATABASE {quoted(database)} SET search_path = {longer}")


def _installed(connection: Session) -> tuple[str, str] | None:
    rows = connection.rows(
        "SELECT n.nspname, e.extversion FROM pg_extension AS e JOIN pg_namespace AS n ON n.oid = e.extnamespace "
        "WHERE e.extname = 'pgtap'"
    )
    return (rows[0][0], f"pgTAP {rows[0][1]}") if rows else None


def _shim(connection: Session) -> tuple[str, str]:
    connection.run(
        f"BEGIN; CREATE SCHEMA {SCHEMA}; SET LOCAL search_path = {SCHEMA}; SET LOCAL check_function_bodies = off;\n"
        f"{shim()};\nCOMMIT"
    )
    return SCHEMA, SHIM
