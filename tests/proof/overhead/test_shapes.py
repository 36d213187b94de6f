"""The statements whose cost is measured."""

from __future__ import annotations

from proof.overhead.measure import Measured
from proof.overhead.run import psql
from proof.overhead.shapes import SHAPES, STEPS, planned


def test_every_statement_adds_a_column_and_every_table_is_a_segment() -> None:
    document = planned(SHAPES[0], 15)
    assert {step.kind for step in document.plan.steps()} == {"add-column"}
    assert len(document.plan.steps()) == STEPS
    assert [len(segment.steps) for segment in document.plan.segments] == [SHAPES[0].columns] * SHAPES[0].tables


def test_what_is_over_is_told_for_each_step() -> None:
    assert Measured(run=2.5, verification=1.0, psql=0.5).over == 2.0


def test_psql_is_found() -> None:
    assert psql().exists()
