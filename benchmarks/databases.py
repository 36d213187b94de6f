"""Databases of throw-away servers that hold a schema."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wesley.postgres.embedded import EmbeddedServer


def create(server: EmbeddedServer, name: str, text: str) -> None:
    """Create a database that holds a schema.

    Args:
        server: where.
        name: name of the database; a plain word.
        text: the schema, in the schema language.

    Raises:
        RuntimeError: the schema has errors.
    """
    from wesley.config.settings import Settings
    from wesley.postgres.database import load, quoted
    from wesley.postgres.session import session
    from wesley.sdl.read import read
    from wesley.sdl.source import Source
    from wesley.targets.postgres.document import document

    schema = read([Source("bench.graphql", text)], Settings()).schema
    if schema is None:
        raise RuntimeError("the benchmark's schema has errors")
    with session(server.conninfo()) as admin:
        admin.run(f"CREATE DATABASE {quoted(name)}")
    load(server.conninfo(name), document(schema))
