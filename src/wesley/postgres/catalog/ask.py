"""What texts cannot settle, a server can: it prints two expressions alike when it has understood them alike."""

from __future__ import annotations

from typing import TypeAlias

from wesley.ir.expression import Expression
from wesley.ir.schema import Physical
from wesley.postgres.catalog.places import Path, decided
from wesley.postgres.catalog.read import read_physical
from wesley.postgres.catalog.settle import settle, undecided
from wesley.postgres.database import fresh_database, load
from wesley.postgres.session import session


def settle_by_server(found: Physical, expected: Physical, ddl: str, conninfo: str) -> Physical:
    """The schema that was found, with the spelling of the expected one wherever a server takes both as the same.

    Args:
        found: a schema as a catalog has it.
        expected: the schema that it is compared with.
        ddl: a script that creates `expected` in an empty database.
        conninfo: a server of the same major version, where databases may be created; nothing is left there.

    Returns:
        What `settle` gives; where that leaves places undecided, the script is loaded into a database of its own, and
        what is printed there as it was found is taken as the same.

    Raises:
        ServerError: the server cannot be reached, or refuses the script.
    """
    settled = settle(found, expected)
    if not undecided(settled, expected):
        return settled
    with fresh_database(conninfo) as scratch:
        load(scratch, ddl)
        with session(scratch) as connection:
            printed = _prints(expected, read_physical(connection))

    def decide(path: Path, before: Expression, after: Expression) -> Expression:
        return after if printed.get(_key(path, after)) == before.sql else before

    return decided(settled, expected, decide)


_Key: TypeAlias = tuple[str, str, int]


def _prints(expected: Physical, read: Physical) -> dict[_Key, str]:
    """What the server prints for the expressions of a schema that it has loaded."""
    prints: dict[_Key, str] = {}

    def note(path: Path, before: Expression, after: Expression) -> Expression:
        prints[_key(path, before)] = after.sql
        return before

    decided(expected, read, note)
    return prints


def _key(path: Path, expression: Expression) -> _Key:
    """An expression of the expected schema: the table that it is about, and itself."""
    return (getattr(path[1], "schema", ""), getattr(path[1], "name", ""), id(expression))
