"""When what was measured is as promised."""

from __future__ import annotations

from msgspec.structs import replace

from proof.figures import Felt
from proof.load.cases import CACHED_PLAN, Case
from proof.load.measure import Measured, Watched
from proof.load.verdict import shortcomings

CASE = Case(name="add_index", plain="CREATE INDEX ON orders (note)")


def felt(stall: float) -> Felt:
    return Felt(transactions=1000, longest=stall, stall=stall)


def watched(stall: float, *errors: str, before: float = 0.01) -> Watched:
    return Watched(before=felt(before), during=felt(stall), errors=errors, seconds=1)


GOOD = Measured(case=CASE, migrated=watched(0.02), plain=watched(2), faults=())


def test_what_nobody_felt_is_as_promised() -> None:
    assert shortcomings(GOOD) == ()


def test_a_long_stall_is_not_unless_the_machine_stalls_anyway() -> None:
    assert shortcomings(replace(GOOD, migrated=watched(0.16))) == ("a stall of 160 ms, 150 ms are allowed",)
    assert shortcomings(replace(GOOD, migrated=watched(0.16, before=0.06))) == ()


def test_an_error_is_not_unless_it_was_announced() -> None:
    failed = replace(GOOD, migrated=watched(0.02, CACHED_PLAN))
    assert shortcomings(failed) == (f"a client saw: {CACHED_PLAN}",)
    assert shortcomings(replace(failed, case=replace(CASE, announced=(CACHED_PLAN,)))) == ()


def test_a_plain_form_that_nobody_feels_shows_nothing() -> None:
    harmless = replace(GOOD, plain=watched(0.05))
    assert shortcomings(harmless) == ("the plain form is not 5 times worse: 50 ms",)
    assert shortcomings(replace(harmless, case=replace(CASE, is_strong=False))) == ()


def test_a_plain_form_may_break_clients_instead() -> None:
    breaking = replace(GOOD, case=replace(CASE, breaks=True))
    assert shortcomings(breaking) == ("the plain form does not break clients",)
    assert shortcomings(replace(breaking, plain=watched(0.01, "no such column"))) == ()


def test_what_is_left_in_the_database_counts() -> None:
    assert shortcomings(replace(GOOD, faults=("index i is invalid",))) == ("index i is invalid",)
