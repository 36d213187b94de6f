"""CREATE EXTENSION and DROP EXTENSION."""

from __future__ import annotations

from wesley.ir.access import Extension
from wesley.sql.parse import Tree
from wesley.sql.text import quote_identifier
from wesley.sql.tree import statement


def create_extension(extension: Extension) -> Tree:
    """CREATE EXTENSION, unless it is there, in the first schema of the search path.

    One that only older servers need is created on those alone: a newer server may not even have it to offer.
    """
    if extension.before is not None:
        return statement("DO '__body'", body=_on_older_servers(extension.name, extension.before))
    return statement("CREATE EXTENSION IF NOT EXISTS __name", name=extension.name)


def drop_extension(name: str) -> Tree:
    """DROP EXTENSION; refused by PostgreSQL while something uses what it brings."""
    return statement("DROP EXTENSION __name", name=name)


def _on_older_servers(name: str, before: int) -> str:
    return f"""
BEGIN
  IF pg_catalog.current_setting('server_version_num')::integer < {before}0000 THEN
    CREATE EXTENSION IF NOT EXISTS {quote_identifier(name)};
  END IF;
END
"""
