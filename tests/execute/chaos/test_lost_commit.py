"""The connection is lost while a COMMIT is under way: what came of it is found out, not assumed."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest

from tests.execute.chaos.cutting import When, cutter
from tests.execute.place import begun
from wesley.execute.settings import Settings
from wesley.observe.events import Reconnected
from wesley.plan.plan import SegmentKind
from wesley.postgres.session import session

pytestmark = pytest.mark.server

OLD = "type User @table { id: ID! @primaryKey age: Int! name: String }"
NEW = 'type User @table { id: ID! @primaryKey age: BigInt! @check(expr: "age >= 0") name: String @index }'
ROWS = "INSERT INTO users SELECT gen_random_uuid(), number, 'name' FROM generate_series(1, 3000) AS number;"
BACKFILLED = "SELECT sum(rows) FROM wesley.segments WHERE kind = 'backfill'"
CALM = Settings(stall_budget=1.0, patience=60.0)


@pytest.mark.parametrize("when", When)
def test_what_came_of_it_is_in_the_journal(database: str, when: When) -> None:
    """A segment that was run twice would fail, or change the same rows twice; one that was not run, be missed."""
    with (
        tempfile.TemporaryDirectory(prefix="wesley-") as folder,
        cutter(database, Path(folder)) as (cut, address),
        begun(address, OLD, NEW, rows=ROWS, settings=CALM) as place,
    ):
        assert {segment.kind for segment in place.plan.segments} == set(SegmentKind)
        cut.when = when
        place.to_the_end()
        assert cut.cuts >= 8
        assert len(place.told(Reconnected)) == cut.cuts
    with session(database) as one:
        assert one.rows(BACKFILLED) == [(3000,)]
        assert one.rows("SELECT count(*), sum(age) FROM users") == [(3000, 3000 * 3001 // 2)]
