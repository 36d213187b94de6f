"""A materialized view is built while the one in use is read."""

from __future__ import annotations

from msgspec.structs import replace

from tests.changes.objects import plan_of, view
from tests.changes.small import index, lines, table
from wesley.changes.build_view import BuildView, builds
from wesley.ir.access import Grant
from wesley.ir.schema import Physical
from wesley.ir.view import View
from wesley.plan.plan import Phase, Plan, SegmentKind

BELOW = view("below", "SELECT a FROM s.t", "a")
COUNTED = view(
    "counted", "SELECT a FROM s.below", "a", reads=("below",), materialized=True, indexes=(index("counted_idx", "a"),)
)
WIDER = view("below", "SELECT 1 AS b, a FROM s.t", "b", "a")


def planned(old: tuple[View, ...], new: tuple[View, ...]) -> Plan:
    return plan_of(Physical(tables=(table(),), views=old), Physical(tables=(table(),), views=new))


def test_its_query_runs_before_anybody_waits() -> None:
    granted = replace(COUNTED, grants=(Grant(role="app", privileges=("SELECT",)),), comment="x")
    plan = planned((BELOW, granted), (WIDER, granted))
    assert [line.removeprefix("expand ") for line in lines(plan)] == [
        "transaction: CREATE VIEW s.wesley_new_below AS SELECT 1 AS b, a FROM s.t;",
        "validation: CREATE MATERIALIZED VIEW s.wesley_new_counted AS SELECT a FROM s.wesley_new_below;",
        "transaction: CREATE INDEX wesley_new_counted_idx ON s.wesley_new_counted USING btree (a);",
        "transaction: GRANT SELECT ON s.wesley_new_counted TO app;",
        "transaction: COMMENT ON MATERIALIZED VIEW s.wesley_new_counted IS 'x';",
        "transaction: DROP MATERIALIZED VIEW s.counted;",
        "transaction: DROP VIEW s.below;",
        "transaction: ALTER VIEW s.wesley_new_below RENAME TO below;",
        "transaction: ALTER MATERIALIZED VIEW s.wesley_new_counted RENAME TO counted;",
        "transaction: ALTER INDEX s.wesley_new_counted_idx RENAME TO counted_idx;",
    ]
    assert [segment.kind for segment in plan.segments[-1:]] == [SegmentKind.TRANSACTION]


def test_a_view_on_top_of_it_is_made_when_it_has_its_name() -> None:
    other = replace(COUNTED, query=view("x", "SELECT a + 1 AS a FROM s.below").query)
    on_top = view("top", "SELECT a FROM s.counted", "a", reads=("counted",))
    plan = planned((BELOW, COUNTED, on_top), (BELOW, other, on_top))
    assert [line.removeprefix("expand transaction: ") for line in lines(plan)][-5:] == [
        "DROP VIEW s.top;",
        "DROP MATERIALIZED VIEW s.counted;",
        "ALTER MATERIALIZED VIEW s.wesley_new_counted RENAME TO counted;",
        "ALTER INDEX s.wesley_new_counted_idx RENAME TO counted_idx;",
        "CREATE VIEW s.top AS SELECT a FROM s.counted;",
    ]


def test_one_that_only_loses_columns_is_built_when_the_contract_is_run() -> None:
    wide = view("counted", "SELECT a, b FROM s.t", "a", "b", materialized=True)
    narrow = view("counted", "SELECT a FROM s.t", "a", materialized=True)
    plan = planned((wide,), (narrow,))
    assert {segment.phase for segment in plan.segments} == {Phase.CONTRACT}
    assert lines(plan)[0].startswith("contract validation: CREATE MATERIALIZED VIEW s.wesley_new_counted")
    assert plan.goal.views == (narrow,)


def test_what_a_stopped_plan_has_left_is_not_in_the_way() -> None:
    left = replace(BELOW, name="wesley_new_counted")
    before = Physical(tables=(table(),), views=(BELOW, COUNTED, left))
    ((build, built),) = builds(before, (COUNTED,))
    assert isinstance(build, BuildView)
    assert built.own == build.view.name == "wesley_new_counted_2"
