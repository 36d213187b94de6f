"""A copy of the template is what `fresh_database` gives."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.support.databases import empty_database
from wesley.postgres.database import fresh_database
from wesley.postgres.session import session

if TYPE_CHECKING:
    from wesley.postgres.embedded import EmbeddedServer

_SETTINGS = "SELECT encoding, datcollate, datctype, datistemplate, datallowconn, datacl::text FROM pg_database "
_CONTENTS = "SELECT relname, relkind, relacl::text FROM pg_class ORDER BY relname, relnamespace"


def _held(conninfo: str) -> list[tuple[object, ...]]:
    with session(conninfo) as one:
        return one.rows(_SETTINGS + "WHERE datname = current_database()") + one.rows(_CONTENTS)


@pytest.mark.server
def test_it_is_as_a_fresh_one(server: EmbeddedServer) -> None:
    with empty_database(server.conninfo()) as copied, fresh_database(server.conninfo()) as fresh:
        assert _held(copied) == _held(fresh)
    with session(server.conninfo()) as admin:
        assert admin.rows("SELECT FROM pg_database WHERE datname ~ '^test_'") == []
