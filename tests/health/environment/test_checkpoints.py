"""The local checkpoints."""

from __future__ import annotations

from msgspec.structs import replace

from tests.health.environment.machines import GOOD
from wesley.health.environment.checkpoints import CHECK


def test_none_one_and_one_that_cannot_be_read() -> None:
    assert CHECK.look(GOOD).status == "ok"
    finding = CHECK.look(replace(GOOD, checkpoints=("plan 1-abc on app, 2026",)))
    assert (finding.status, finding.seen) == ("warning", "not finished: plan 1-abc on app, 2026")
    assert CHECK.look(replace(GOOD, odd_checkpoints=("the checkpoint `x` is passed over",))).status == "warning"
