"""The undo of a plan brings back every value that a change of type had cut: of old columns, or of side tables."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.sdl.harness import compiled
from tests.support.run_plan import run_plan
from wesley.plan.kept import PLAIN, Keeping
from wesley.plan.make import make_plan
from wesley.plan.own_objects import without_kept
from wesley.plan.plan import Phase
from wesley.plan.undo import undo
from wesley.postgres.catalog.read import read_catalog
from wesley.postgres.database import load
from wesley.postgres.session import session
from wesley.targets.postgres.document import document

if TYPE_CHECKING:
    from wesley.plan.plan import Plan
    from wesley.postgres.embedded import EmbeddedServer

pytestmark = pytest.mark.server

BEFORE = """
type Item @table {
  id: Int! @primaryKey
  price: Decimal @column(type: "numeric(8,4)")
  rate: Decimal! @column(type: "numeric")
  grade: Decimal @column(type: "numeric(4,2)")
  seen: DateTime
}
"""
AFTER = """
type Item @table {
  id: Int! @primaryKey
  price: Decimal @column(type: "numeric(6,2)")
  rate: Decimal! @column(type: "numeric(6,2)")
  grade: Int
  seen: Date
}
"""
RENAMED = AFTER.replace("  price: Decimal", '  cost: Decimal @renamedFrom(name: "price")')
MOVED = AFTER.replace("type Item @table", 'type Article @table @renamedFrom(name: "items")')
ROWS = """
INSERT INTO items (id, price, rate, grade, seen)
SELECT number, number + 0.2345, number + 0.5678, number / 10.0, '2020-01-01 12:34:56.789Z'
FROM generate_series(1, 50) AS number;
INSERT INTO items (id, price, rate, grade, seen) VALUES
  (51, NULL, 0, 99.99, NULL),
  (52, 1.2, 1.20, NULL, '2020-01-01 00:00Z'),
  (54, 1.2, 1.20, 99.99, '2020-01-01 00:00Z');
"""
# 99.99 became 100, for which numeric(4, 2) has no place.
MEANWHILE = """
UPDATE {table} SET {price} = 7.77 WHERE id = 1;
UPDATE {table} SET {price} = NULL, rate = 9 WHERE id = 2;
UPDATE {table} SET grade = 4, seen = '2021-02-03' WHERE id IN (3, 51);
INSERT INTO {table} (id, {price}, rate, grade, seen) VALUES (53, 1.23, 1.5, 2, '2022-01-01');
"""
WRITTEN = """
UPDATE items SET price = 7.77 WHERE id = 1;
UPDATE items SET price = NULL, rate = 9.00 WHERE id = 2;
UPDATE items SET grade = 4, seen = '2021-02-03 00:00Z' WHERE id IN (3, 51);
INSERT INTO items (id, price, rate, grade, seen) VALUES (53, 1.23, 1.50, 2, '2022-01-01 00:00Z');
"""


@pytest.mark.parametrize(
    ("after", "table", "price", "keeping"),
    [
        (AFTER, "items", "price", PLAIN),
        (RENAMED, "items", "cost", PLAIN),
        (MOVED, "articles", "price", PLAIN),
        (RENAMED, "items", "cost", Keeping(keep_data=True)),
    ],
    ids=["retyped", "renamed", "moved", "contract"],
)
def test_what_nobody_has_written_since_is_as_before(
    database: str, server: EmbeddedServer, after: str, table: str, price: str, keeping: Keeping
) -> None:
    load(database, document(compiled(BEFORE)) + ROWS)
    old, new, contract = compiled(BEFORE), compiled(after), keeping.keep_data
    plan = make_plan(old, new, server=server.binaries.major, contract=contract, allow_drop=("*",), keeping=keeping)
    _run(database, plan, *(tuple(Phase) if contract else (Phase.EXPAND,)))
    load(database, MEANWHILE.format(table=table, price=price))
    back = undo(plan)
    _run(database, back, *Phase)
    rows = _rows(database)
    with session(database) as worker:
        worker.run("SET TimeZone = 'UTC'")
        worker.run("TRUNCATE items")
    load(database, "SET TimeZone = 'UTC';" + ROWS + WRITTEN)
    assert rows == _rows(database)
    with session(database) as worker:
        assert without_kept(read_catalog(worker).physical) == plan.before


def _run(database: str, plan: Plan, *phases: Phase) -> None:
    wrong = run_plan(database, plan, phases)
    assert wrong == [], "\n".join(wrong)


def _rows(database: str) -> list[tuple[Any, ...]]:
    with session(database) as worker:
        return worker.rows("SELECT row::text FROM items AS row ORDER BY id")
