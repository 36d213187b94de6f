"""A whole database of which a schema says nothing: every table can be taken over, whatever refers to what."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.cli.conftest import wesley as wesley  # noqa: PLC0414 - the fixture
from tests.drift.adopt.test_by_hand import adopt, name, told
from wesley.postgres.database import load

if TYPE_CHECKING:
    from tests.cli.running import Wesley

SAAS = Path(__file__).parents[3] / "examples" / "saas"
# What SDL has no words for when it stands alone.
LEFT = ("foreign key", "privilege", "trigger", "function")


@pytest.mark.server
def test_every_table_of_an_application_can_be_adopted_at_once(wesley: Wesley, database18: str) -> None:
    assert wesley("compile", "--config", str(SAAS / "wesley.toml"), "--out", "saas").status == 0
    load(database18, (wesley.folder / "saas/schema.sql").read_text())
    load(database18, "CREATE TABLE notes (id uuid PRIMARY KEY DEFAULT gen_random_uuid())")
    wesley.write("schema/a.graphql", "type Note @table { id: ID! @primaryKey }\n")
    findings = told(wesley, database18)
    tables = [finding for finding in findings if finding["object"]["kind"] == "table"]
    assert len(tables) > 20
    adopt(wesley, findings)
    left = told(wesley, database18)
    assert {finding["kind"] for finding in left} == {"extra"}
    assert {finding["object"]["kind"] for finding in left} <= set(LEFT), list(map(name, left))
    assert wesley("check").status == 0
