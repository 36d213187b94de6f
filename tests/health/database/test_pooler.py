"""Whether the address leads to a pooler."""

from __future__ import annotations

import pytest

from tests.execute.chaos.bouncer import PROGRAM, bouncer
from tests.health.looking import seen
from wesley.health.database.pooler import CHECK

pytestmark = pytest.mark.server


def test_the_server_itself(database: str) -> None:
    assert seen(CHECK, database) == ("ok", "the session has a server connection of its own")


@pytest.mark.skipif(PROGRAM is None, reason="PgBouncer is not installed")
@pytest.mark.parametrize(("mode", "status"), [("transaction", "error"), ("session", "ok")])
def test_a_pooler(database18: str, mode: str, status: str) -> None:
    with bouncer(database18, mode) as address:
        assert seen(CHECK, address)[0] == status
