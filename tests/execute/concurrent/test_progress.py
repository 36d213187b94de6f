"""How long a build still takes, as a range that says what is known."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wesley.execute.concurrent.progress import Stage, left

SCAN = "building index: scanning table"
VALIDATION = "index validation: scanning table"


def test_the_table_is_read_a_second_time_after_the_build() -> None:
    assert left(Stage(SCAN, done=25, total=100, unit="blocks"), in_phase=10, in_all=20) == (30, 45 + 50)
    assert left(Stage(VALIDATION, done=25, total=100, unit="blocks"), in_phase=10, in_all=20) == (30, 45)


@pytest.mark.parametrize(
    ("stage", "in_phase"),
    [
        (Stage(SCAN), 10.0),
        (Stage(SCAN, done=0, total=100, unit="blocks"), 10.0),
        (Stage(SCAN, done=5, total=100, unit="blocks"), 0.5),
        (Stage("waiting for old snapshots", done=1, total=2, unit="lockers"), 10.0),
    ],
)
def test_nobody_knows_how_long_others_take_or_what_a_moment_says(stage: Stage, in_phase: float) -> None:
    assert left(stage, in_phase, in_phase) == (None, None)


@given(
    st.sampled_from([SCAN, VALIDATION]),
    st.integers(1, 1000),
    st.integers(0, 1000),
    st.floats(1, 1000),
    st.floats(0, 1000),
)
def test_the_shortest_is_never_longer_than_the_longest(
    phase: str, done: int, rest: int, in_phase: float, before: float
) -> None:
    fastest, slowest = left(Stage(phase, done, done + rest, "rows"), in_phase, before + in_phase)
    assert fastest is not None
    assert slowest is not None
    assert 0 <= fastest <= slowest
