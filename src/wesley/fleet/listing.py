"""A fleet file: the databases of a fleet, one a line, or queries that list them."""

from __future__ import annotations

from msgspec import Struct

from wesley.fleet.codes import NOT_A_FLEET
from wesley.postgres.session import session
from wesley.problems.problem import Problem, UsageError

_QUERY = "query:"
_BAR = " | "
_COMMENT = "#"


class Entry(Struct, frozen=True, kw_only=True):
    """A line that says something.

    Args:
        line: its number, from 1.
        address: where the database is, or where the query is asked.
        query: what lists databases; empty when the address is one itself.
    """

    line: int
    address: str
    query: str = ""


def entries(text: str, file: str) -> tuple[Entry, ...]:
    """The lines of a fleet file. Empty ones and those that begin with `#` say nothing.

    Args:
        text: the file.
        file: its name, for messages.

    Raises:
        UsageError: a line cannot be read, or there is none. No message shows a line: it may hold a password.
    """
    told = [(number, line.strip()) for number, line in enumerate(text.splitlines(), start=1)]
    found = tuple(_entry(number, line, file) for number, line in told if line and not line.startswith(_COMMENT))
    if not found:
        message = f"`{file}` names no database"
        raise UsageError(Problem(code=NOT_A_FLEET, message=message, help="write an address on each line"))
    return found


def _entry(number: int, line: str, file: str) -> Entry:
    if not line.startswith(_QUERY):
        return Entry(line=number, address=line)
    address, bar, query = line.removeprefix(_QUERY).partition(_BAR)
    if not (bar and address.strip() and query.strip()):
        raise unreadable(file, number, "a query has no address", "write `query: ADDRESS | SELECT ...`")
    return Entry(line=number, address=address.strip(), query=query.strip())


def listed(conninfo: str, query: str, file: str, line: int) -> tuple[str, ...]:
    """What a query lists: addresses, or names of databases of the server that it is asked on.

    Args:
        conninfo: where it is asked, in a transaction that can only read.
        query: gives one column of text.
        file, line: where it stands, for messages.

    Raises:
        UsageError: it gives something else, or nothing.
        ServerError: the server cannot be reached or refuses it.
    """
    with session(conninfo) as asking:
        asking.run("BEGIN READ ONLY")
        rows = asking.texts(query)
        asking.run("ROLLBACK")
    if not rows or any(len(row) != 1 or not row[0] for row in rows):
        help_text = "have it give one column: an address, or the name of a database of the same server"
        raise unreadable(file, line, "the query lists no databases", help_text)
    return tuple(str(name) for (name,) in rows)


def unreadable(file: str, line: int, message: str, help_text: str) -> UsageError:
    """A line that cannot be used; its text is not shown, for it may hold a password."""
    return UsageError(Problem(code=NOT_A_FLEET, message=f"{file}:{line}: {message}", help=help_text))
