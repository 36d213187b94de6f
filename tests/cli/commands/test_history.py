"""`wesley history`: the plans that were run, and who ran them."""

from __future__ import annotations

import json
import re

import pytest

from tests.cli.migration.databases import ALLOW, filled
from tests.cli.running import Wesley


@pytest.mark.server
def test_it_lists_plans_and_runs(wesley: Wesley, database15: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", database15)
    filled(wesley, database15)
    wesley("migrate", *ALLOW, "--yes")
    wesley("rollback", "--yes")
    text = wesley("history").out
    assert "  led back\n" in text
    assert "  done, leads back from plan 1\n" in text
    assert re.findall(r":\d\d\.\d+", text) == []  # times to the second
    first, second = json.loads(wesley("history", "--format", "json").out)
    assert (first["state"], second["undoes"]) == ("undone", 1)
    assert [run["outcome"] for run in first["runs"]] == ["expanded"]
    assert first["name"] in text
    assert first["approvals"]["allow_drop"] == ["users.age"]
