"""What `@backfill` says, under the names of before."""

from __future__ import annotations

from tests.sdl.harness import compiled
from wesley.plan.backfills import backfills

SCHEMA = compiled("""
type User @table {
  id: ID! @primaryKey
  age: Int
  isOld: Boolean! @backfill(expr: "age > 60", batch: 100)
}
""")


def test_expression_and_batch_stand_by_column() -> None:
    assert backfills(SCHEMA, {}) == ((("public", "users", "is_old"), "age > 60", 100),)


def test_a_table_that_is_renamed_has_its_former_name() -> None:
    former = {("public", "users"): ("old", "people")}
    assert backfills(SCHEMA, former) == ((("old", "people", "is_old"), "age > 60", 100),)
