"""The risk of a statement."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from wesley.changes.lock import Lock, locks_on
from wesley.changes.statement import Mode, Probe, RelationName, Statement
from wesley.ir.size import RelationSize
from wesley.plan.report.risk import risk
from wesley.plan.report.sizes import Sizes

_USERS = RelationName(schema="public", name="users")


def _sizes(rows: int | None) -> Sizes:
    size = RelationSize(schema="public", name="users", rows=rows)
    return Sizes(known={_USERS: size}, created=frozenset())


def _statement(mode: Lock, *, scans: bool = False, loses: bool = False) -> Statement:
    return Statement(
        sql="SELECT 1;",
        why="",
        locks=locks_on("public", "users", mode),
        scans=(_USERS,) if scans else (),
        loses=("public.users",) if loses else (),
    )


def test_a_strong_lock_for_a_moment_is_a_small_risk() -> None:
    assert risk(_statement(Lock.ACCESS_EXCLUSIVE), _sizes(10**9)) == 10


def test_a_strong_lock_over_a_scan_is_a_large_one() -> None:
    assert risk(_statement(Lock.ACCESS_EXCLUSIVE, scans=True), _sizes(10**7)) == 80


def test_a_table_that_the_plan_creates_is_no_risk() -> None:
    sizes = Sizes(known={}, created=frozenset({_USERS}))
    assert risk(_statement(Lock.ACCESS_EXCLUSIVE, scans=True), sizes) == 0


def test_each_of_the_others_adds_its_share() -> None:
    statement = Statement(
        sql="SELECT 1;",
        why="",
        mode=Mode.OUTSIDE,
        probe=Probe(query="SELECT 1;", meaning="rows"),
        breaks_prepared=(_USERS,),
    )
    assert risk(statement, _sizes(1)) == 20


_ROWS = st.integers(0, 10**8)


@given(st.sampled_from(list(Lock)), st.sampled_from(list(Lock)), _ROWS, st.booleans(), st.booleans())
def test_a_stronger_lock_is_never_less(one: Lock, other: Lock, rows: int, scans: bool, loses: bool) -> None:
    weak, strong = sorted((one, other), key=lambda mode: mode.strength)
    sizes = _sizes(rows)
    assert risk(_statement(weak, scans=scans, loses=loses), sizes) <= risk(
        _statement(strong, scans=scans, loses=loses), sizes
    )


@given(st.sampled_from(list(Lock)), _ROWS, _ROWS, st.booleans())
def test_more_rows_are_never_less_and_unknown_ones_are_most(mode: Lock, one: int, other: int, loses: bool) -> None:
    statement = _statement(mode, scans=True, loses=loses)
    few, many = sorted((one, other))
    assert risk(statement, _sizes(few)) <= risk(statement, _sizes(many)) <= risk(statement, _sizes(None))


@given(st.sampled_from(list(Lock)), _ROWS, st.booleans())
def test_losing_data_is_always_more(mode: Lock, rows: int, scans: bool) -> None:
    kept, lost = (_statement(mode, scans=scans, loses=loses) for loses in (False, True))
    assert risk(kept, _sizes(rows)) < risk(lost, _sizes(rows)) <= 100
