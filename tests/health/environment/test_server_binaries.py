"""The PostgreSQL programs on this machine."""

from __future__ import annotations

from msgspec.structs import replace

from tests.health.environment.machines import GOOD
from wesley.health.environment.server_binaries import CHECK


def test_new_enough_too_old_and_none() -> None:
    assert CHECK.look(GOOD).seen == "15.4 in /usr/lib/postgresql/15/bin"
    assert CHECK.look(replace(GOOD, wanted=18)).status == "warning"
    assert CHECK.look(replace(GOOD, wanted=12)).status == "ok"
    finding = CHECK.look(replace(GOOD, binaries=()))
    assert (finding.status, finding.seen) == ("warning", "there are none")
