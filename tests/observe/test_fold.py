"""A run in figures."""

from __future__ import annotations

from functools import reduce

import pytest

from tests.observe.stream import ended, refused, run_started, segment_started, statement_started, whole_run
from wesley.observe.events import (
    BlockerEnded,
    CleanedUp,
    Continued,
    Event,
    HoldersSeen,
    Outcome,
    Paused,
    Reconnected,
    Retried,
    SegmentDone,
    StatementDone,
    Warned,
)
from wesley.observe.fold import after
from wesley.observe.metrics import Metrics


def _figures(*events: Event) -> Metrics:
    return reduce(after, events, Metrics())


def test_a_run_that_is_through() -> None:
    figures = _figures(*whole_run())
    assert (figures.outcome, figures.duration) == ("done", 9.0)
    assert (figures.segments, figures.operations, figures.begun) == (2, 5, 5)
    assert (figures.statements_done, figures.statements_total) == (5, 5)
    assert (figures.rows, figures.batches) == (1500, 2)
    assert (figures.cpu, figures.memory, figures.backends, figures.wal) == (0.5, 80_000_000, 3, 4096)
    assert figures.checkpoint_success_rate == 0.5


def test_what_earlier_runs_have_done_counts_for_the_plan_and_not_for_the_run() -> None:
    figures = _figures(run_started(done=3), segment_started(4, 2), SegmentDone(number=4, total=5, seconds=1))
    assert (figures.segments_total, figures.segments_done, figures.segments) == (5, 4, 1)
    assert (figures.statements_total, figures.statements_done, figures.operations) == (8, 5, 2)


def test_a_statement_that_was_rolled_back_and_run_again_is_one_operation() -> None:
    attempt = (statement_started(1), StatementDone(statement="3/1", number=1, seconds=0))
    figures = _figures(
        run_started(), segment_started(1, 1), *attempt, refused(), *attempt, SegmentDone(number=1, total=2, seconds=1)
    )
    assert (figures.begun, figures.operations, figures.retries, figures.lock_refusals) == (2, 1, 1, 1)


def test_waiting_for_locks_is_counted_while_it_lasts_and_once_in_the_end() -> None:
    waiting = _figures(segment_started(1, 1), HoldersSeen(relations=("a",), blockers=(), waiting=5.0), refused())
    assert waiting.lock_wait == pytest.approx(5.7)
    assert after(waiting, SegmentDone(number=1, total=2, seconds=7, waited=6.1)).lock_wait == pytest.approx(6.1)


def test_a_stall_is_a_wait_of_others_above_the_budget() -> None:
    figures = _figures(refused(waited=0.09), refused(waited=0.3), SegmentDone(number=1, total=2, seconds=1, held=0.2))
    assert (figures.stalls, figures.longest_stall) == (2, 0.3)
    assert reduce(after, (refused(waited=0.3),), Metrics(stall_budget=0.5)).stalls == 0


def test_rows_of_a_statement_count_once_whether_told_in_batches_or_not() -> None:
    assert _figures(statement_started(1), StatementDone(statement="3/1", number=1, seconds=1, rows=7)).rows == 7
    assert _figures(*whole_run()).rows == 1500


def test_errors_are_counted_by_category_with_what_passed() -> None:
    figures = _figures(
        statement_started(1),
        statement_started(2),
        Retried(number=2, reason="a deadlock", sqlstate="40P01", pause=0.1),
        Reconnected(lost="worker", seconds=1),
        ended(Outcome.STOPPED, category="execution"),
    )
    assert dict(figures.errors) == {"parse": 0, "validation": 0, "planning": 0, "execution": 1, "resource": 2}
    assert dict(figures.error_rates)["resource"] == 1.0
    assert figures.outcome == "stopped"


def test_everything_else_is_counted() -> None:
    figures = _figures(
        Paused(number=1, reason="a standby is behind"),
        Continued(number=1, seconds=4),
        CleanedUp(number=1, what="an index"),
        BlockerEnded(blocker=refused().blockers[0]),
        Warned(message="x"),
    )
    assert (figures.pauses, figures.paused) == (1, 4)
    assert (figures.cleanups, figures.blockers_ended, figures.warnings) == (1, 1, 1)


def test_a_run_without_checkpoints_and_statements_has_rates_too() -> None:
    assert Metrics().checkpoint_success_rate == 1.0
    assert {rate for _, rate in Metrics().error_rates} == {0.0}
