"""The server that is read: its version, and the transaction in which everything is printed alike."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress

from wesley.postgres.codes import CATALOG_CHANGED, CATALOG_NOT_READABLE, UNSUPPORTED_SERVER
from wesley.postgres.session import Session, StatementError
from wesley.problems.problem import Problem, ServerError

OLDEST, NEWEST = 12, 18

# `search_path` qualifies every name that is printed; the others decide how constants are printed. LOCAL ends with the
# transaction, so the session stays as it was. Compiling the queries (`jit`) takes longer than running them. Where a
# policy would hide rows of a lookup table, `row_security = off` makes it an error. A view that is printed is locked
# against being dropped, for which a migration may make it wait.
_BEGIN = """
BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY;
SET LOCAL search_path = '';
SET LOCAL quote_all_identifiers = off;
SET LOCAL DateStyle = 'ISO, YMD';
SET LOCAL IntervalStyle = 'postgres';
SET LOCAL TimeZone = 'UTC';
SET LOCAL extra_float_digits = 1;
SET LOCAL bytea_output = 'hex';
SET LOCAL jit = off;
SET LOCAL row_security = off;
SET LOCAL lock_timeout = '10s'
"""

# SQLSTATEs of a privilege that is missing, and of a lock that was waited for in vain (manual, appendix A).
_INSUFFICIENT_PRIVILEGE = "42501"
_LOCK_NOT_AVAILABLE = "55P03"
# "could not open relation with OID ...", "cache lookup failed for ...": what the functions that print say of an object
# that was dropped after the snapshot (measured on PostgreSQL 12, 15 and 18).
_INTERNAL_ERROR = "XX000"

# What format_type() says of a type that is not there any more.
_NO_TYPE = "???"


def major_version(session: Session) -> int:
    """The major version of a server that can be read.

    Raises:
        ServerError: it is older or newer than what the reader knows.
    """
    major = session.version // 10000
    if major < OLDEST:
        way_out = f"upgrade the server to PostgreSQL {OLDEST} or newer"
    elif major > NEWEST:
        way_out = "install a newer version of Wesley: what this server's catalogs hold is not known to this one"
    else:
        return major
    message = f"the server is PostgreSQL {major}; catalogs of {OLDEST} to {NEWEST} can be read"
    raise ServerError(Problem(code=UNSUPPORTED_SERVER, message=message, help=way_out))


@contextmanager
def snapshot(session: Session) -> Iterator[str]:
    """A read-only transaction of one snapshot for the length of a `with` block; gives the session's time zone.

    Raises:
        ServerError: a catalog or table may not be read, or the server refuses a query.
    """
    try:
        time_zone = str(session.rows("SELECT current_setting('TimeZone')")[0][0])
        session.run(_BEGIN)
        yield time_zone
        session.run("COMMIT")
    except StatementError as error:
        _roll_back(session)
        if error.refusal.sqlstate == _INSUFFICIENT_PRIVILEGE:
            raise ServerError(_not_readable(error)) from None
        if error.refusal.sqlstate in (_LOCK_NOT_AVAILABLE, _INTERNAL_ERROR):
            raise ServerError(_changing(error.refusal.message)) from None
        raise
    except BaseException:
        _roll_back(session)
        raise


def printed_if(is_there: bool, text: str | None) -> str | None:  # noqa: FBT001 - reads as a sentence
    """What the server printed for a part of an object; None where the object has no such part.

    Raises:
        ServerError: as for `printed`.
    """
    return printed(text) if is_there else None


def printed(text: str | None) -> str:
    """What the server printed for an object that has a print.

    Raises:
        ServerError: it printed nothing, because another session dropped the object in the meantime: the functions that
            print look at the present, the queries at their snapshot (measured on PostgreSQL 12, 15 and 18).
    """
    if text is not None and not text.startswith(_NO_TYPE):
        return text
    raise ServerError(_changing("an object was dropped meanwhile"))


def _changing(how: str) -> Problem:
    message = f"the database was changed while it was read: {how}"
    return Problem(code=CATALOG_CHANGED, message=message, help="try again when no migration runs")


def _roll_back(session: Session) -> None:
    """End the transaction; on a connection that is gone there is none."""
    with suppress(StatementError):
        session.run("ROLLBACK")


def _not_readable(error: StatementError) -> Problem:
    return Problem(
        code=CATALOG_NOT_READABLE,
        message=f"the catalog cannot be read: {error.refusal.message} ({error.refusal.sqlstate})",
        help="connect as the owner of the database, or GRANT SELECT on what the message names",
    )
