"""Each failure is of one of five kinds."""

from __future__ import annotations

import pytest

from wesley.execute import codes
from wesley.execute.category import category
from wesley.execute.errors import Category
from wesley.plan.codes import DATA_LOSS, NOT_A_PLAN
from wesley.postgres.codes import NOT_REACHED
from wesley.postgres.session import Refusal, StatementError
from wesley.problems.problem import Code, Problem, WesleyError
from wesley.sdl.rules.graphql_syntax import GRAPHQL_SYNTAX


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        (GRAPHQL_SYNTAX.code, Category.PARSE),
        (NOT_A_PLAN, Category.PARSE),
        (DATA_LOSS, Category.PLANNING),
        (codes.UNFINISHED_RUN, Category.VALIDATION),
        (codes.STEP_FAILED, Category.EXECUTION),
        (codes.OTHER_RUN, Category.RESOURCE),
        (NOT_REACHED, Category.RESOURCE),
    ],
)
def test_by_its_code(code: Code, expected: Category) -> None:
    assert category(WesleyError(Problem(code=code, message="it failed"))) is expected


@pytest.mark.parametrize(("state", "expected"), [("23505", Category.EXECUTION), ("53100", Category.RESOURCE)])
def test_by_what_the_server_says(state: str, expected: Category) -> None:
    problem = Problem(code=codes.STEP_FAILED, message="it failed")
    assert category(StatementError(problem, Refusal(sqlstate=state, message="it failed"))) is expected


def test_by_what_the_machine_says() -> None:
    assert category(OSError(28, "no space")) is Category.RESOURCE
    assert category(ValueError("odd")) is Category.EXECUTION
