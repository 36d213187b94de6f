"""Five hundred mutated schemas: each is refused with located problems, or compiled by every target."""

from __future__ import annotations

import pytest

from tests.fuzz.drive import run


@pytest.mark.parametrize("first", [0, 250])
def test_mutated_schemas_break_nothing(first: int) -> None:
    outcome = run(first, 250)
    assert not outcome.broken, "\n\n".join(outcome.broken[:5])
    assert outcome.counts["refused"] > 100
    assert outcome.counts["compiled"] > 2
