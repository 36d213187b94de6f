"""Every case runs as it says: forward, its locks as declared, nothing left to do, back, and forward again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from tests.changes.case import DEFAULT, Case, cases
from tests.support.databases import empty_database
from tests.support.run_plan import run_plan
from tests.support.servers import DEFAULT_MAJORS
from wesley.changes.create_extension import needs
from wesley.diff.diff import diff
from wesley.ir.access import Extension
from wesley.ir.schema import Physical, Schema
from wesley.plan.kept import PLAIN
from wesley.plan.make import make_plan
from wesley.plan.own_objects import without_kept
from wesley.plan.plan import Phase
from wesley.plan.undo import undo
from wesley.postgres.catalog.read import read_physical
from wesley.postgres.catalog.settle import settle
from wesley.postgres.database import load
from wesley.postgres.session import session
from wesley.sql.text import qualified, quote_identifier
from wesley.targets.postgres.document import document

if TYPE_CHECKING:
    from wesley.ir.table import Table
    from wesley.plan.plan import Segment
    from wesley.postgres.embedded import EmbeddedServer
    from wesley.postgres.session import Session

pytestmark = [pytest.mark.server, pytest.mark.matrix]


@pytest.fixture
def is_other_work(case: Case, server: EmbeddedServer, pytestconfig: pytest.Config) -> None:
    """Skip what this server need not run: what it has no means for, or what the first one of `make check` has run.

    Where a plan is the same on both, `make check` runs it on the first, and `make matrix` on all: what a statement
    locks on each of them, `tests/locks` measures anyway.
    """
    major, first = server.binaries.major, DEFAULT_MAJORS[0]
    if major < case.options.since:
        pytest.skip(f"it needs PostgreSQL {case.options.since}")
    stated = tuple(map(int, pytestconfig.getoption("--majors").split(",")))
    comparable = major != first >= case.options.since and not case.needs_server
    if stated == DEFAULT_MAJORS and comparable and _statements(case, major) == _statements(case, first):
        pytest.skip(f"the plan is the one that runs on PostgreSQL {first}")


def _statements(case: Case, major: int) -> list[tuple[Segment, ...]]:
    plan = case.plan(major)
    return [plan.segments, undo(plan).segments]


@pytest.mark.usefixtures("is_other_work")
@pytest.mark.parametrize("case", cases(), ids=lambda case: case.name)
def test_the_plan_does_what_it_says(case: Case, database: str, server: EmbeddedServer) -> None:
    major = server.binaries.major
    # To connect for every look would take a server as long as all the statements of a plan.
    with session(database) as reader:
        before, after = _schemas(case, database, server)
        load(database, case.blocks.get("sql rows", ""))
        kept = _kept(before.physical, after.physical)
        counted = _counts(reader, kept)
        keeping = case.options.keeping
        contents = _contents(reader, before.physical) if keeping != PLAIN else {}
        plan = make_plan(before, after, server=major, contract=True, allow_drop=("*",), keeping=keeping)
        assert run_plan(database, plan, (Phase.EXPAND,)) == []
        _holds(reader, plan.between)
        assert run_plan(database, plan, (Phase.CONTRACT,)) == []
        _holds(reader, plan.goal)
        back = undo(plan)
        assert run_plan(database, back) == []
        _holds(reader, back.goal)
        assert without_kept(back.goal) == plan.before
        assert {name: _content(reader, name) for name in contents} == contents
        again = make_plan(
            Schema(physical=back.goal),
            Schema(physical=plan.goal, api=after.api),
            server=major,
            contract=True,
            allow_drop=("*",),
            keeping=keeping,
        )
        assert run_plan(database, again) == []
        _holds(reader, again.goal)
        assert without_kept(again.goal) == without_kept(plan.goal)
        assert _counts(reader, kept) == counted


def _contents(reader: Session, schema: Physical) -> dict[str, str]:
    """All rows of all tables."""
    names = [_columns(table) for table in schema.tables]
    return {name: _content(reader, name) for name in names}


def _columns(table: Table) -> str:
    columns = ", ".join(quote_identifier(column.name) for column in table.columns)
    return f"(SELECT {columns} FROM {qualified(table.schema, table.name)})"


def _content(reader: Session, query: str) -> str:
    rows = reader.rows(f"SELECT string_agg(row::text, E'\n' ORDER BY row::text) FROM {query} AS row")
    return str(rows[0][0])


def _holds(reader: Session, expected: Physical) -> None:
    """The database holds exactly this schema, so that planning again finds nothing to do."""
    expected = _as_held(expected, reader.version // 10000)
    found = settle(read_physical(reader, lookups=_lookups(expected)), expected)
    assert found == expected
    assert diff(found, expected) == ()


def _as_held(expected: Physical, major: int) -> Physical:
    """The schema as a server holds it: an extension is there or not, whatever other servers need."""
    needed = (one.name for one in expected.extensions if needs(major, one))
    return replace(expected, extensions=tuple(Extension(name=name) for name in needed))


def _schemas(case: Case, database: str, server: EmbeddedServer) -> tuple[Schema, Schema]:
    """The schemas of a case, the first one loaded into the database."""
    if not case.needs_server:
        version = min(server.binaries.major, DEFAULT)
        before = case.before(version)
        load(database, document(before))
        return before, case.after(version)
    load(database, case.blocks["sql before"])
    with empty_database(server.conninfo(), "after") as other:
        load(other, case.blocks["sql after"])
        return Schema(physical=_read(database)), Schema(physical=_read(other))


def _read(database: str) -> Physical:
    with session(database) as worker:
        return read_physical(worker)


def _lookups(schema: Physical) -> tuple[tuple[str, str], ...]:
    return tuple((table.schema, table.name) for table in schema.tables if table.rows is not None)


def _kept(old: Physical, new: Physical) -> tuple[tuple[str, str], ...]:
    """The tables that are there before and after, whose rows nothing may take but a partition that comes or goes."""
    return tuple(
        (table.schema, table.name)
        for table in old.tables
        if (after := new.table(table.schema, table.name)) is not None
        and (table.partitioning == after.partitioning or len(old.tables) == len(new.tables))
    )


def _counts(reader: Session, tables: tuple[tuple[str, str], ...]) -> list[int]:
    return [reader.rows(f"SELECT count(*) FROM {qualified(*table)}")[0][0] for table in tables]
