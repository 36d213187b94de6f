"""The pair of releases that the benchmark plans from one to the other."""

from __future__ import annotations

from benchmarks.pairs import pair
from tests.sdl.harness import compiled
from wesley.plan.make import make_plan


def test_a_pair_has_a_plan_with_every_kind_of_change_that_a_release_brings() -> None:
    texts = pair(50)
    plan = make_plan(compiled(texts.old), compiled(texts.new), server=15, allow_drop=("*",))
    kinds = {step.kind for step in plan.steps()}
    assert kinds >= {"create-table", "add-column", "create-index", "add-foreign-key", "add-check", "drop-column"}
    assert kinds >= {"add-enum-value", "drop-table"}
    assert plan.renames.columns


def test_an_additive_pair_drops_and_renames_nothing() -> None:
    texts = pair(50, additive=True)
    plan = make_plan(compiled(texts.old), compiled(texts.new), server=15)
    assert not plan.renames
    assert not any(loss for step in plan.steps() for loss in step.statement.loses)


def test_the_same_size_gives_the_same_texts() -> None:
    assert pair(5) == pair(5)
