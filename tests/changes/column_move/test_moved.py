"""A column of a table in use changes its type and its name while an application writes it without a pause."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Event
from typing import TYPE_CHECKING

import pytest

from tests.plan.planned import planned
from tests.sdl.harness import compiled
from tests.support.run_plan import run_plan
from wesley.plan.plan import Phase
from wesley.postgres.database import load
from wesley.postgres.session import session
from wesley.targets.postgres.document import document

if TYPE_CHECKING:
    from wesley.postgres.session import Session

pytestmark = pytest.mark.server

COUNTER = """
type Counter @table {
  id: Int! @primaryKey
  count: Int! @default(value: 0) @index @check(expr: "count >= 0")
}
"""
WIDER = COUNTER.replace("count: Int!", "count: BigInt!")
WIDER_AND_CALLED = WIDER.replace("count: BigInt!", 'total: BigInt! @renamedFrom(name: "count")').replace(
    "count >=", "total >="
)
CALLED = COUNTER.replace("count: Int!", 'total: Int! @renamedFrom(name: "count")').replace("count >=", "total >=")


def _count(conninfo: str, done: Event) -> int:
    """Add one until it is done; how often, each addition being committed on its own."""
    times = 0
    with session(conninfo) as worker:
        while not done.is_set():
            worker.run("UPDATE counters SET count = count + 1 WHERE id = %s", (times % 50 + 1,))
            worker.run("INSERT INTO counters (id) VALUES (%s)", (1000 + times,))
            times += 1
    return times


def _expanded_under_load(conninfo: str, new: str) -> int:
    """Run the expand part beside the application; how often that added one."""
    load(conninfo, document(compiled(COUNTER)))
    with session(conninfo) as worker:
        worker.run("INSERT INTO counters SELECT number, 100 FROM generate_series(1, 900) AS number")
        major = worker.version // 10000
    done = Event()
    with ThreadPoolExecutor(1) as pool:
        counted = pool.submit(_count, conninfo, done)
        try:
            run_plan(conninfo, planned(COUNTER, new, server=major), (Phase.EXPAND,))
        finally:
            done.set()
        return counted.result()


def _sum(worker: Session, column: str) -> object:
    return worker.rows(f"SELECT sum({column})::bigint, count(*) FROM counters")[0]


def test_no_write_is_lost_when_the_type_changes(database: str) -> None:
    times = _expanded_under_load(database, WIDER)
    with session(database) as worker:
        assert times > 0
        assert _sum(worker, "count") == (90_000 + times, 900 + times)
        assert worker.rows("SELECT pg_typeof(count)::text FROM counters LIMIT 1") == [("bigint",)]


def test_no_write_is_lost_when_the_name_changes(database: str) -> None:
    times = _expanded_under_load(database, CALLED)
    with session(database) as worker:
        assert _sum(worker, "count") == _sum(worker, "total") == (90_000 + times, 900 + times)


def test_type_and_name_change_in_one_plan(database: str) -> None:
    times = _expanded_under_load(database, WIDER_AND_CALLED)
    with session(database) as worker:
        assert _sum(worker, "count") == _sum(worker, "total") == (90_000 + times, 900 + times)
        assert worker.rows("SELECT pg_typeof(total)::text FROM counters LIMIT 1") == [("bigint",)]
        assert worker.rows("INSERT INTO counters (id, count) VALUES (-1, 5) RETURNING total") == [(5,)]
        assert worker.rows("INSERT INTO counters (id, total) VALUES (-2, 3000000000) RETURNING count") == [(3 * 10**9,)]
        assert worker.rows("INSERT INTO counters (id) VALUES (-3) RETURNING count, total") == [(0, 0)]
        assert worker.rows("UPDATE counters SET count = 7 WHERE id = -2 RETURNING total") == [(7,)]
        assert worker.rows("UPDATE counters SET total = 8 WHERE id = -1 RETURNING count") == [(8,)]
