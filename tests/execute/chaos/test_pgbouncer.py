"""PgBouncer between the tool and the server."""

from __future__ import annotations

import pytest

from tests.execute.chaos.bouncer import PROGRAM, bouncer
from tests.execute.concurrent.scene import INDEX, NEW, OLD, indexes
from tests.execute.place import begun
from wesley.execute import begin
from wesley.execute.clock import RealClock
from wesley.execute.codes import POOLED
from wesley.execute.connections import Connections
from wesley.execute.journal.install import has_journal
from wesley.observe.events import Reconnected
from wesley.postgres.session import session
from wesley.problems.problem import ServerError

pytestmark = [
    pytest.mark.server,
    pytest.mark.skipif(PROGRAM is None, reason="PgBouncer is not installed: apt-get install pgbouncer"),
]


def test_a_pool_in_transaction_mode_is_refused_before_anything_is_changed(database: str) -> None:
    with bouncer(database, "transaction") as address, Connections(address, "test") as connections:
        with pytest.raises(ServerError) as caught:
            begin.enter(connections, RealClock(), 0)
        assert caught.value.problems[0].code is POOLED
        with session(database) as one:
            assert not has_journal(one)


def test_a_pool_in_session_mode_is_as_good_as_the_server(database: str) -> None:
    with bouncer(database, "session") as address:
        with Connections(address, "first") as connections:
            begin.enter(connections, RealClock(), 0)
        with begun(address, OLD, NEW) as place:
            place.to_the_end()
        assert place.told(Reconnected) == []
    assert indexes(database) == {INDEX: True}
