"""A materialized view over a column that changes its type is built beside the one in use."""

from __future__ import annotations

from msgspec.structs import replace

from tests.changes.objects import plan_of, view
from tests.changes.small import table
from tests.changes.tables import sql
from wesley.changes.build_view import Built
from wesley.changes.column_move.views_beside import without_built
from wesley.ir.column import Column
from wesley.ir.index import Index, IndexKey
from wesley.ir.schema import Physical
from wesley.ir.view import View
from wesley.plan.plan import Plan

INDEX = Index(name="m_a_idx", keys=(IndexKey(column="a"),))
BELOW = view("below", "SELECT a FROM s.t WHERE a > 0", "a")
COUNTED = view("m", "SELECT a FROM s.below", "a", reads=("below",), materialized=True, indexes=(INDEX,))
ABOVE = view("top", "SELECT a FROM s.m", "a", reads=("m",))


def _of(type_name: str) -> Physical:
    own = table()
    columns = tuple(replace(each, type=type_name) if each.name == "a" else each for each in own.columns)
    views = tuple(replace(each, columns=(Column(name="a", type=type_name),)) for each in (BELOW, COUNTED, ABOVE))
    return Physical(tables=(replace(own, columns=columns),), views=views)


def _plan() -> Plan:
    return plan_of(_of("integer"), _of("bigint"))


def _of_kind(kind: str) -> str:
    return "\n".join(step.statement.sql for step in _plan().steps() if step.kind == kind)


def test_it_is_built_once_with_what_it_reads_and_with_its_indexes() -> None:
    built = _of_kind("build-view")
    assert "CREATE VIEW s.wesley_new_below AS\n" in built
    assert built.count("CREATE MATERIALIZED VIEW s.wesley_new_m AS\n") == 1
    assert "CREATE INDEX wesley_new_m_a_idx ON s.wesley_new_m" in built


def test_no_query_runs_in_the_exchange() -> None:
    swap = _of_kind("swap-type")
    assert "ALTER MATERIALIZED VIEW s.wesley_new_m RENAME TO m;" in swap
    assert "CREATE MATERIALIZED" not in swap
    assert "CREATE VIEW s.top AS\n" in swap


def test_the_plan_reaches_its_goal() -> None:
    assert _plan().goal == _of("bigint")


def test_what_was_built_is_known_by_its_own_name() -> None:
    views: tuple[View, ...] = (BELOW, replace(BELOW, name="wesley_new_below", query=sql("SELECT 1")))
    assert without_built(views, (Built(name=("s", "below"), own="wesley_new_below"),)) == (BELOW,)
