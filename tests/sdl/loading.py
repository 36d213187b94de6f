"""Schema text in, a loaded database out."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg

from tests.sdl.harness import compiled
from wesley.config.settings import Settings
from wesley.targets.postgres import TARGET


@contextmanager
def loaded(conninfo: str, sdl: str, settings: Settings = Settings()) -> Iterator[psycopg.Connection[Any]]:  # noqa: B008
    """A connection to a database that the generated SQL was loaded into.

    Args:
        conninfo: an empty database.
        sdl: the schema.
        settings: the configuration.
    """
    (sql,) = TARGET.emit(compiled(sdl, settings), settings).values()
    with psycopg.connect(conninfo, autocommit=True) as connection:
        connection.execute(sql.encode())
        yield connection
