"""What clients felt, out of logs of pgbench."""

from __future__ import annotations

import pytest

from proof.figures import Transaction, felt, logged


def test_a_line_of_a_log_is_a_transaction() -> None:
    (one,) = logged(["0 17 250000 2 1700000000 500000 50000"])
    assert one.ended == pytest.approx(1700000000.5)
    assert one.ended - one.began == pytest.approx(0.2)


def test_what_is_not_whole_is_left_out() -> None:
    assert list(logged(["0 17 2500", "", "0 18 skipped 2 1700000000 500000 50000"])) == []


def test_a_stall_is_the_longest_time_in_which_nothing_ends() -> None:
    seen = felt([Transaction(0, 1), Transaction(1, 2), Transaction(1, 5), Transaction(5, 6)], since=0, until=7)
    assert (seen.transactions, seen.longest, seen.stall) == (4, 4, 3)


def test_nothing_at_all_is_a_stall_as_well() -> None:
    seen = felt([Transaction(0, 1)], since=2, until=9)
    assert (seen.transactions, seen.longest, seen.stall) == (0, 0, 7)


def test_who_waits_beyond_the_end_has_waited() -> None:
    seen = felt([Transaction(3, 20)], since=2, until=9)
    assert (seen.longest, seen.stall) == (17, 7)
