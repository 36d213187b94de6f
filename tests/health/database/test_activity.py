"""Other sessions, as far as this role may see them."""

from __future__ import annotations

import pytest

from tests.health.looking import held, role, run
from wesley.health.database.activity import others
from wesley.health.server import Server
from wesley.postgres.session import session

pytestmark = pytest.mark.server


def test_what_is_told_holds_no_literals(database: str) -> None:
    with held(database, "BEGIN", "SELECT 'secret', 42"), session(database) as looking:
        (other,) = others(Server(session=looking, conninfo=database), "xact_start")
    assert (other.user, other.application, other.state, other.hidden) == (
        "postgres",
        "wesley",
        "idle in transaction",
        False,
    )
    assert "secret" not in other.told("1 s")
    assert other.told("1 s").startswith(f"process {other.pid} of postgres (wesley) for 1 s: SELECT ")


def test_other_roles_are_hidden_without_pg_monitor(database: str) -> None:
    with role(database, "doctor_plain") as address, held(database, "BEGIN", "SELECT 1"):
        for hidden in (True, False):
            with session(address) as looking:
                (other,) = others(Server(session=looking, conninfo=address), "xact_start")
            assert (other.hidden, other.query == "") == (hidden, hidden)
            run(database, "GRANT pg_monitor TO doctor_plain")
