"""The folder that keeps clusters."""

from __future__ import annotations

from msgspec.structs import replace

from tests.health.environment.machines import GOOD
from wesley.health.environment.cache import CHECK


def test_usable_or_not() -> None:
    assert CHECK.look(GOOD).seen == "2 clusters of 48 MB in /home/me/.cache/wesley"
    finding = CHECK.look(replace(GOOD, cache_problem="cannot be written"))
    assert (finding.status, finding.seen) == ("warning", "/home/me/.cache/wesley cannot be written")
    assert CHECK.look(replace(GOOD, cache="")).status == "warning"
