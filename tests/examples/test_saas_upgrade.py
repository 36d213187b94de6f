"""The upgrade of examples/saas: two versions of an application live through it, and through the way back."""

from __future__ import annotations

from functools import cache
from itertools import count
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from tests.examples.compiled import EXAMPLES, read_in
from tests.examples.saas_applications import (
    ACME,
    ANN,
    BOLT,
    CLEO,
    new_answers,
    new_statements,
    old_answers,
    old_statements,
    says,
    signs_up,
)
from tests.plan.formats.test_script import psql
from tests.support.run_plan import run_plan
from wesley.diff.diff import diff
from wesley.ir.schema import Physical, Schema
from wesley.plan.formats.script import script
from wesley.plan.make import make_plan
from wesley.plan.plan import Phase, Plan
from wesley.plan.scope import with_view_types
from wesley.plan.undo import undo
from wesley.postgres.catalog.ask import settle_by_server
from wesley.postgres.catalog.read import read_catalog
from wesley.postgres.database import load
from wesley.postgres.session import StatementError, session
from wesley.sql.text import qualified
from wesley.targets.postgres.document import document

if TYPE_CHECKING:
    from pathlib import Path

    from wesley.postgres.embedded import EmbeddedServer

SAAS = EXAMPLES / "saas"
ROWS = (EXAMPLES.parent / "tests" / "examples" / "saas_rows.sql").read_text(encoding="utf-8")
ALLOWED = ("users.last_seen_at",)


@cache
def _versions() -> tuple[Schema, Schema]:
    found = tuple(read_in(SAAS, (name,)).schema for name in ("schema", "next"))
    assert found[0] is not None
    assert found[1] is not None
    return found[0], found[1]


def _plan(server: int) -> Plan:
    return make_plan(*_versions(), server=server, contract=True, allow_drop=ALLOWED)


def _load(database: str) -> None:
    load(database, document(_versions()[0]))
    load(database, ROWS)


def _holds(database: str, expected: Physical) -> None:
    with session(database) as worker:
        catalog = read_catalog(worker, lookups=(("public", "currencies"),)).physical
    found = settle_by_server(catalog, expected, document(Schema(physical=expected)), database)
    # The server alone knows the types of the columns of a view.
    known = with_view_types(Schema(physical=expected), expected, found).physical
    assert diff(found, known) == ()
    assert found == known


def _rows(database: str) -> dict[str, int]:
    """How many rows the tables of the first version have."""
    names = [(table.schema, table.name) for table in _versions()[0].physical.tables]
    with session(database) as worker:
        return {name: worker.rows(f"SELECT count(*) FROM {qualified(schema, name)}")[0][0] for schema, name in names}


@pytest.mark.server
def test_both_applications_work_all_the_way(database: str, server: EmbeddedServer) -> None:
    _load(database)
    assert [name for name, rows in _rows(database).items() if rows == 0] == []
    plan, numbers = _plan(server.binaries.major), count(101)

    def old_application() -> None:
        number = next(numbers)
        assert says(database, old_statements(number)) == old_answers(number)
        signs_up(database, "display_name", f"Old{number}")
        assert says(database, ("SELECT id::text FROM users",), BOLT, CLEO) == [[(CLEO,)]]

    def new_application() -> None:
        number = next(numbers)
        assert says(database, new_statements(number)) == new_answers(number)
        signs_up(database, "full_name", f"New{number}", "Asia/Tokyo")

    old_application()
    assert run_plan(database, plan, (Phase.EXPAND,), old_application) == []
    _holds(database, plan.between)
    new_application()
    old_application()
    _each_reads_what_the_other_writes(database)
    _tenants_are_apart(database)
    assert run_plan(database, plan, (Phase.CONTRACT,), new_application) == []
    _holds(database, plan.goal)


def _each_reads_what_the_other_writes(database: str) -> None:
    names = "SELECT display_name, full_name, time_zone FROM users"
    zone = "Europe/Vienna"
    says(database, ("UPDATE users SET display_name = 'Old'",))
    assert says(database, (names,)) == [[("Old", "Old", zone)]]
    says(database, ("UPDATE users SET full_name = 'New'",))
    assert says(database, (names,)) == [[("New", "New", zone)]]
    signs_up(database, "display_name", "Dora")
    signs_up(database, "full_name", "Emil", "Asia/Tokyo")
    with session(database) as owner:
        assert owner.rows(f"{names} WHERE email IN ('dora@new.example', 'emil@new.example') ORDER BY 1") == [
            ("Dora", "Dora", "UTC"),
            ("Emil", "Emil", "Asia/Tokyo"),
        ]


def _tenants_are_apart(database: str) -> None:
    assert says(database, ("SELECT count(*) > 0 FROM time_entries",)) == [[(True,)]]
    assert says(database, ("SELECT count(*) FROM time_entries",), BOLT, CLEO) == [[(0,)]]
    task = "SELECT id, gen_random_uuid() FROM tasks LIMIT 1"
    stolen = f"""INSERT INTO time_entries (organization_id, task_id, membership_id, started_at, minutes)
    SELECT '{ACME}', task.*, now(), 5 FROM ({task}) AS task"""
    with pytest.raises(StatementError, match="row-level security"):
        says(database, (stolen,), BOLT, CLEO)


@pytest.mark.server
def test_it_leads_back_and_forward_again_with_all_rows(database: str, server: EmbeddedServer) -> None:
    _load(database)
    plan, rows = _plan(server.binaries.major), _rows(database)
    assert run_plan(database, plan) == []
    assert run_plan(database, undo(plan)) == []
    _holds(database, plan.before)
    assert _rows(database) == rows
    assert says(database, old_statements(501)) == old_answers(501)
    assert run_plan(database, plan) == []
    _holds(database, plan.goal)
    assert says(database, new_statements(2)) == new_answers(2)


@pytest.mark.server
def test_its_first_half_leads_back_too(database: str, server: EmbeddedServer) -> None:
    _load(database)
    half = make_plan(*_versions(), server=server.binaries.major, allow_drop=ALLOWED)
    assert run_plan(database, half, (Phase.EXPAND,)) == []
    assert run_plan(database, undo(half)) == []
    _holds(database, half.before)
    assert says(database, old_statements(501)) == old_answers(501)
    with session(database) as owner:
        kept = owner.rows("SELECT display_name, last_seen_at IS NULL FROM users WHERE email ~ 'bolt'")
    assert kept == [("Cleo", False)]


@pytest.mark.server
def test_psql_runs_it_with_its_contract(database15: str, tmp_path: Path) -> None:
    _load(database15)
    plan = _plan(15)
    psql(database15, script(plan), tmp_path)
    _holds(database15, plan.goal)
    assert says(database15, new_statements(1)) == new_answers(1)
    assert says(database15, (f"SELECT full_name FROM users WHERE id = '{ANN}'",)) == [[("Anna 1",)]]


def test_planning_from_its_first_half_leaves_the_contract() -> None:
    plan, new = _plan(15), _versions()[1]
    rest = make_plan(replace(new, physical=plan.between), new, server=15, contract=True, allow_drop=ALLOWED)
    contract = [step for segment in plan.segments if segment.phase is Phase.CONTRACT for step in segment.steps]
    assert sorted(step.statement.sql for step in rest.steps()) == sorted(step.statement.sql for step in contract)
    assert {segment.phase for segment in rest.segments} == {Phase.CONTRACT}


def test_planning_again_finds_nothing() -> None:
    new = _versions()[1]
    assert make_plan(replace(new, physical=_plan(15).goal), new, server=15).segments == ()
