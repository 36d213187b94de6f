"""The words of a plan for a newcomer: those that it uses, no others."""

from __future__ import annotations

from tests.plan.formats.document import CHECKED, DROPPED, EMPTY
from tests.plan.planned import USER, USER_WITH_INDEX, planned
from wesley.plan.formats.explain import glossary
from wesley.plan.plan import Plan


def words(plan: Plan) -> list[str]:
    return [text.partition(":")[0] for text in glossary(plan)]


def test_phases_and_ways_to_run_that_occur() -> None:
    assert words(CHECKED.plan) == ["expand", "one transaction", "a transaction of its own", "blocks", "risk"]
    assert words(DROPPED.plan) == ["contract", "one transaction", "blocks", "risk"]


def test_what_runs_outside_a_transaction_is_told_of_in_full() -> None:
    assert words(planned(USER, USER_WITH_INDEX))[1] == "outside a transaction"


def test_of_an_empty_plan_only_what_every_report_has() -> None:
    assert words(EMPTY.plan) == ["blocks", "risk"]
