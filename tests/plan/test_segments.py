"""What shares a transaction and what cannot."""

from __future__ import annotations

from itertools import chain

from tests.plan.planned import USER, USER_AND_ORDER, USER_WITH_CHECK, USER_WITH_INDEX, planned, statements
from wesley.changes.lock import Lock
from wesley.plan.plan import Phase, Plan, Segment, SegmentKind


def _kinds(plan: Plan) -> list[SegmentKind]:
    return [segment.kind for segment in plan.segments]


def test_an_index_of_a_table_in_use_is_built_outside_a_transaction() -> None:
    assert _kinds(planned(USER, USER_WITH_INDEX)) == [SegmentKind.CONCURRENT]


def test_a_constraint_is_validated_in_a_transaction_of_its_own() -> None:
    plan = planned(USER, USER_WITH_CHECK)
    assert _kinds(plan) == [SegmentKind.TRANSACTION, SegmentKind.VALIDATION]
    assert statements(plan) == [
        "ALTER TABLE public.users ADD CONSTRAINT users_age_check CHECK (age > 0) NOT VALID;",
        "ALTER TABLE public.users VALIDATE CONSTRAINT users_age_check;",
    ]


def test_a_new_table_and_its_index_share_a_transaction() -> None:
    plan = planned(USER, USER_AND_ORDER)
    assert _kinds(plan) == [SegmentKind.TRANSACTION]
    assert len(plan.steps()) == 2


def test_what_waits_for_the_contract_comes_last() -> None:
    plan = planned(USER_WITH_INDEX, USER_WITH_CHECK)
    assert [segment.phase for segment in plan.segments] == [Phase.EXPAND, Phase.EXPAND, Phase.CONTRACT]


def test_steps_are_numbered_through() -> None:
    plan = planned(USER_WITH_INDEX, USER_WITH_CHECK)
    assert [step.number for step in plan.steps()] == [1, 2, 3]


def _in_use(plan: Plan, segment: Segment) -> set[tuple[str, str]]:
    created = {(name.schema, name.name) for name in plan.created}
    locks = chain.from_iterable(step.statement.locks for step in segment.steps)
    return {(lock.schema, lock.name) for lock in locks if lock.mode.strength > Lock.ROW_SHARE.strength} - created


def test_no_transaction_waits_for_a_second_table_while_it_holds_a_first() -> None:
    two = USER_AND_ORDER.replace("number: Int @index", 'number: Int @check(expr: "number > 0")')
    two = two.replace("age: Int", 'age: Int @check(expr: "age > 0")')
    plan = planned(USER_AND_ORDER, two)
    transactions = [segment for segment in plan.segments if segment.kind is SegmentKind.TRANSACTION]
    assert all(len(_in_use(plan, segment)) <= 1 for segment in transactions)


def test_no_lock_is_held_while_something_else_is_done() -> None:
    """A table in use is locked with what is done to it, and not while a new one is made."""
    plan = planned(USER, USER_AND_ORDER.replace("age: Int", "age: Int\n  name: String"))
    in_use = [
        {lock.name for step in segment.steps for lock in step.statement.locks} & {"users"} for segment in plan.segments
    ]
    for segment, locked in zip(plan.segments, in_use, strict=True):
        assert not locked or all(step.statement.locks for step in segment.steps)


def test_what_is_done_to_tables_that_the_plan_makes_shares_a_transaction() -> None:
    commented = '"""Many."""\ntype {} @table {{ id: ID! @primaryKey n: Int @index }}\n'
    plan = planned(USER, USER + "".join(commented.format(name) for name in ("A", "B", "C")))
    assert len(plan.segments) == 1
