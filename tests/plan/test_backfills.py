"""What `@backfill` says, under the names of before."""

from __future__ import annotations

import pytest

from tests.sdl.harness import compiled
from tests.support.run_plan import run_plan
from wesley.changes.rewrite_names import Names
from wesley.plan.backfills import backfills
from wesley.plan.make import make_plan
from wesley.plan.plan import Phase
from wesley.postgres.database import load
from wesley.postgres.embedded import EmbeddedServer
from wesley.postgres.session import session
from wesley.targets.postgres.document import document

SCHEMA = compiled("""
type User @table {
  id: ID! @primaryKey
  age: Int
  isOld: Boolean! @backfill(expr: "age > 60", batch: 100)
}
""")


def test_expression_and_batch_stand_by_column() -> None:
    assert backfills(SCHEMA, Names()) == ((("public", "users", "is_old"), "age > 60", 100),)


def test_what_is_renamed_has_its_former_name() -> None:
    place, years = ("public", "users"), {"age": "years", "is_old": "is_senior"}
    former = Names(relations={place: ("old", "people")}, columns={place: years})
    assert backfills(SCHEMA, former) == ((("old", "people", "is_senior"), "years > 60", 100),)


OLD = "type User @table { id: Int! @primaryKey @identity email: String! nick: String }"
NEW = """
type User @table {
  id: Int! @primaryKey @identity
  mail: String! @renamedFrom(name: "email")
  alias: String! @renamedFrom(name: "nick") @backfill(expr: "upper(mail)")
  handle: String! @backfill(expr: "lower(mail)")
}
"""


@pytest.mark.server
def test_rows_are_filled_from_a_column_that_is_renamed_and_the_application_goes_on(
    database: str, server: EmbeddedServer
) -> None:
    old, new = compiled(OLD), compiled(NEW)
    load(database, document(old) + "INSERT INTO users (email) SELECT 'Ann' FROM generate_series(1, 20);")
    plan = make_plan(old, new, server=server.binaries.major, contract=True)

    def work() -> None:
        with session(database) as application:
            application.run("INSERT INTO users (email) VALUES ('Bob')")

    assert run_plan(database, plan, (Phase.EXPAND,), work) == []
    assert run_plan(database, plan, (Phase.CONTRACT,)) == []
    with session(database) as own:
        told = own.rows("SELECT DISTINCT mail, alias, handle FROM users ORDER BY mail")
    assert told == [("Ann", "ANN", "ann"), ("Bob", "BOB", "bob")]
