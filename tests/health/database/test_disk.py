"""Room on the disk of the server."""

from __future__ import annotations

import pytest

from tests.health.looking import found, seen
from wesley.health.database.disk import CHECK, judged

pytestmark = pytest.mark.server


def test_a_server_on_this_machine_and_on_another(database: str) -> None:
    finding = found(CHECK, database, free_bytes=1 << 40)
    assert (finding.status, finding.value) == ("ok", float(1 << 40))
    assert found(CHECK, database, free_bytes=100).status == "error"
    status, told = seen(CHECK, database)
    assert (status, "free room is seen only on the machine of the server" in told) == ("skipped", True)


@pytest.mark.parametrize(("free", "status"), [(99, "error"), (299, "warning"), (300, "ok")])
def test_room_for_the_biggest_table(free: float, status: str) -> None:
    assert judged("seen", free, 100).status == status
