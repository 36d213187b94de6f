"""Every case runs as it says: forward, its locks as declared, nothing left to do, back, and forward again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.changes.case import Case, cases
from tests.support.run_plan import run_plan
from wesley.diff.diff import diff
from wesley.ir.schema import Physical, Schema
from wesley.plan.make import make_plan
from wesley.plan.plan import Phase, Plan
from wesley.plan.undo import undo
from wesley.postgres.catalog.read import read_catalog
from wesley.postgres.catalog.settle import settle
from wesley.postgres.database import fresh_database, load
from wesley.postgres.session import session
from wesley.sql.text import qualified
from wesley.targets.postgres.document import document

if TYPE_CHECKING:
    from wesley.postgres.embedded import EmbeddedServer

pytestmark = pytest.mark.server


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.name)
def test_the_plan_does_what_it_says(case: Case, database: str, server: EmbeddedServer) -> None:
    major = server.binaries.major
    if major < case.options.server and case.options.server > 15:
        pytest.skip(f"the case is about PostgreSQL {case.options.server}")
    before, after = _schemas(case, database, server)
    load(database, case.blocks.get("sql rows", ""))
    kept = _kept(before.physical, after.physical)
    counted = _counts(database, kept)
    plan = make_plan(before, after, server=major, contract=True, allow_drop=("*",))
    assert run_plan(database, plan, (Phase.EXPAND,)) == []
    _holds(database, plan.between)
    assert run_plan(database, plan, (Phase.CONTRACT,)) == []
    _holds(database, plan.goal)
    back = undo(plan)
    assert run_plan(database, back) == []
    _holds(database, plan.before)
    _again(database, plan, after)
    assert _counts(database, kept) == counted


def _again(database: str, plan: Plan, after: Schema) -> None:
    goal = Schema(physical=plan.goal, api=after.api)
    again = make_plan(Schema(physical=plan.before), goal, server=plan.server, contract=True, allow_drop=("*",))
    assert run_plan(database, again) == []
    _holds(database, plan.goal)


def _holds(database: str, expected: Physical) -> None:
    """The database holds exactly this schema, so that planning again finds nothing to do."""
    with session(database) as worker:
        found = settle(read_catalog(worker, lookups=_lookups(expected)).physical, expected)
    assert found == expected
    assert diff(found, expected) == ()


def _schemas(case: Case, database: str, server: EmbeddedServer) -> tuple[Schema, Schema]:
    """The schemas of a case, the first one loaded into the database."""
    if not case.needs_server:
        before = case.before()
        load(database, document(before))
        return before, case.after()
    load(database, case.blocks["sql before"])
    with fresh_database(server.conninfo(), "after") as other:
        load(other, case.blocks["sql after"])
        return Schema(physical=_read(database)), Schema(physical=_read(other))


def _read(database: str) -> Physical:
    with session(database) as worker:
        return read_catalog(worker).physical


def _lookups(schema: Physical) -> tuple[tuple[str, str], ...]:
    return tuple((table.schema, table.name) for table in schema.tables if table.rows is not None)


def _kept(old: Physical, new: Physical) -> tuple[tuple[str, str], ...]:
    """The tables that are there before and after, whose rows nothing may take."""
    return tuple((table.schema, table.name) for table in old.tables if new.table(table.schema, table.name) is not None)


def _counts(database: str, tables: tuple[tuple[str, str], ...]) -> list[int]:
    with session(database) as worker:
        return [worker.rows(f"SELECT count(*) FROM {qualified(*table)}")[0][0] for table in tables]
