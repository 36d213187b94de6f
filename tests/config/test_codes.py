"""Each code of the configuration shows a configuration that has it and one that does not."""

from __future__ import annotations

import pytest

from tests.config.test_decode import problems, settings
from wesley.config.codes import CODES
from wesley.problems.problem import Code


@pytest.mark.parametrize("code", CODES, ids=lambda code: code.code)
def test_the_examples_are_true(code: Code) -> None:
    assert [problem.code for problem in problems(code.bad)] == [code]
    settings(code.good)
