"""A server connection of one's own."""

from __future__ import annotations

import pytest

from wesley.execute.pooler import refuse_pooler
from wesley.postgres.session import open_session, session

pytestmark = pytest.mark.server


def test_a_direct_connection_is_one(database: str) -> None:
    with session(database) as one:
        refuse_pooler(one, lambda: open_session(database))
