"""Which objects of a database are read, and what about the catalogs differs between versions."""

from __future__ import annotations

from msgspec import Struct

from wesley.sql.text import quote_literal

JOURNAL = "wesley"
"""The schema of a database in which the journal of its migrations lives; it is no part of anybody's schema."""


class Scope(Struct, frozen=True):
    """What is asked for.

    Args:
        version: major version of the server.
        namespaces: names of the schemas to read; None for all but PostgreSQL's own and the journal's.
    """

    version: int
    namespaces: tuple[str, ...] | None = None

    def names(self, column: str) -> str:
        """The condition that a schema, whose name is in `column`, is read."""
        if self.namespaces is None:
            return f"({column} !~ '^pg_' AND {column} NOT IN ('information_schema', '{JOURNAL}'))"
        listed = ", ".join(quote_literal(name) for name in self.namespaces if name != JOURNAL)
        return f"{column} IN ({listed})" if listed else "false"

    def since(self, version: int, sql: str, otherwise: str) -> str:
        """A part of a query for servers of this major version and newer, and its stand-in for older ones."""
        return sql if self.version >= version else otherwise


_COMMENT = (
    "(SELECT remark.description FROM pg_description remark "
    "WHERE remark.classoid = '{catalog}'::regclass AND remark.objoid = {oid} AND remark.objsubid = 0)"
)


def own(catalog: str, oid: str) -> str:
    """The condition that an object belongs to no extension (manual, System Catalogs, pg_depend: deptype `e`).

    Args:
        catalog: name of the system catalog that holds it.
        oid: the column with its oid.
    """
    return (
        f"NOT EXISTS (SELECT FROM pg_depend own WHERE own.classid = '{catalog}'::regclass "
        f"AND own.objid = {oid} AND own.deptype = 'e')"
    )


def comment(catalog: str, oid: str) -> str:
    """The comment on an object as a whole (pg_description), as a scalar subquery.

    Args:
        catalog: name of the system catalog that holds it.
        oid: the column with its oid.
    """
    return _COMMENT.format(catalog=catalog, oid=oid)
