"""Where a backfill stands, as the journal has it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wesley.execute.backfill.position import KeyPosition, PagePosition, decoded, encoded, start, with_rows


@given(st.lists(st.text(), min_size=1), st.integers(0), st.booleans())
def test_a_key_comes_back_from_the_journal(low: list[str], walked: int, over: bool) -> None:
    position = KeyPosition(low=tuple(low), walked=walked, is_over=over)
    assert decoded(encoded(position), ("id",)) == position


def test_a_page_comes_back_from_the_journal() -> None:
    position = PagePosition(page=3, end=9, changed=2, before=7)
    assert decoded(encoded(position), ()) == position


def test_nothing_in_the_journal_is_the_start() -> None:
    assert decoded("", ("id",)) == start(("id",)) == KeyPosition()
    assert decoded("", ()) == start(()) == PagePosition()


@pytest.mark.parametrize(
    ("position", "is_over"),
    [
        (PagePosition(), False),
        (PagePosition(page=3, end=9), False),
        (PagePosition(page=9, end=9, changed=5), False),
        (PagePosition(page=9, end=9, changed=0), True),
        (PagePosition(page=9, end=9, changed=4, before=5), False),
        (PagePosition(page=9, end=9, changed=5, before=5), True),
        (PagePosition(page=0, end=0), True),
    ],
)
def test_pages_are_walked_again_until_nothing_is_left_or_no_less(position: PagePosition, is_over: bool) -> None:
    assert position.is_over is is_over


def test_rows_count_for_the_pass() -> None:
    assert with_rows(PagePosition(page=1, end=2, changed=3), 4) == PagePosition(page=1, end=2, changed=7)
    assert with_rows(KeyPosition(walked=3), 4) == KeyPosition(walked=3)
