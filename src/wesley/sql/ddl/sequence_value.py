"""Let a sequence go on where values are already: `setval` (manual, "Sequence Manipulation Functions", 9.17)."""

from __future__ import annotations

from wesley.ir.column import Identity
from wesley.sql.ddl.sequence import first_value
from wesley.sql.nodes import expression, relation
from wesley.sql.parse import Tree
from wesley.sql.text import qualified
from wesley.sql.tree import statement

_UPWARDS = (
    "SELECT pg_catalog.setval(pg_catalog.pg_get_serial_sequence('__of', '__column')::regclass,"
    " pg_catalog.max(__value)) FROM __table HAVING pg_catalog.max(__value) >= __start"
)
_DOWNWARDS = _UPWARDS.replace("pg_catalog.max", "pg_catalog.min").replace(">=", "<=")


def continue_sequence(schema: str, table: str, column: str, sequence: tuple[str, str]) -> Tree:
    """The sequence of an identity column goes on where another one stands.

    Args:
        schema, table, column: the identity column.
        sequence: schema and name of the other sequence.
    """
    return statement(
        "SELECT pg_catalog.setval(pg_catalog.pg_get_serial_sequence('__of', '__column')::regclass,"
        " last_value, is_called) FROM __sequence",
        of=qualified(schema, table),
        column=column,
        sequence=relation(*sequence),
    )


def continue_identity(schema: str, table: str, column: str, identity: Identity) -> Tree:
    """The sequence of an identity column goes on behind the last value in the table, if there is one."""
    return statement(
        _DOWNWARDS if identity.increment is not None and identity.increment < 0 else _UPWARDS,
        of=qualified(schema, table),
        column=column,
        value=column,
        table=relation(schema, table),
        start=expression(str(first_value(identity))),
    )


def continue_owned(schema: str, table: str, column: str, sequence: tuple[str, str]) -> Tree:
    """A sequence goes on behind the last value of a column, if there is one."""
    return statement(
        "SELECT pg_catalog.setval('__sequence'::regclass, pg_catalog.max(__value)) FROM __table"
        " HAVING pg_catalog.max(__value) > 0",
        sequence=qualified(*sequence),
        value=column,
        table=relation(schema, table),
    )
