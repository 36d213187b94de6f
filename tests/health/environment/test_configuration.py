"""The configuration of the project."""

from __future__ import annotations

from msgspec.structs import replace

from tests.health.environment.machines import GOOD
from wesley.health.environment.configuration import CHECK


def test_right_wrong_and_none() -> None:
    assert CHECK.look(GOOD).seen == "wesley.toml"
    assert CHECK.look(replace(GOOD, configuration="")).seen == "there is none, so the defaults hold"
    finding = CHECK.look(replace(GOOD, configuration_problem=("wesley.toml:1:1: unknown key", "take it away")))
    assert (finding.status, finding.seen, finding.do) == ("error", "wesley.toml:1:1: unknown key", "take it away")
