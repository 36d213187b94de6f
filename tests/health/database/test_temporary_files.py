"""Limits on temporary files."""

from __future__ import annotations

import pytest

from tests.health.looking import run, seen
from wesley.health.database.temporary_files import CHECK

pytestmark = pytest.mark.server


def test_a_limit_below_the_biggest_table(database: str) -> None:
    run(database, "CREATE TABLE filled AS SELECT generate_series(1, 10000) AS id", "ANALYZE filled")
    status, told = seen(CHECK, database)
    assert (status, told.endswith("temporary files have no limit")) == ("ok", True)
    limited = f"{database} options='-c temp_file_limit=100kB'"
    assert seen(CHECK, limited)[0] == "warning"
    assert seen(CHECK, f"{database} options='-c temp_file_limit=1GB'")[0] == "ok"
