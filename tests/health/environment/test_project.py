"""The schema of the project."""

from __future__ import annotations

from msgspec.structs import replace

from tests.health.environment.machines import GOOD
from wesley.health.environment.project import CHECK


def test_each_state_of_a_schema() -> None:
    assert (CHECK.look(GOOD).status, CHECK.look(GOOD).seen) == ("ok", "nothing wrong in 3 files")
    assert CHECK.look(replace(GOOD, warnings=2)).status == "warning"
    finding = CHECK.look(replace(GOOD, errors=1, warnings=2))
    assert (finding.status, finding.seen) == ("error", "1 error in 3 files")
    assert CHECK.look(replace(GOOD, schema_problem="no file")).status == "skipped"
