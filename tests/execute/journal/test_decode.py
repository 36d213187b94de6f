"""What somebody has written into the journal by hand is refused, and is no bug."""

from __future__ import annotations

import pytest

from wesley.execute.codes import FOREIGN_JOURNAL
from wesley.execute.journal.decode import decode
from wesley.execute.journal.plans import Approvals
from wesley.problems.problem import ServerError


def test_a_value_comes_back() -> None:
    assert decode('{"soft_drop":true}', Approvals) == Approvals(soft_drop=True)


@pytest.mark.parametrize("text", ["", "x", "{", "[]", '{"soft_drop":7}'])
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(ServerError) as raised:
        decode(text, Approvals)
    assert raised.value.problems[0].code is FOREIGN_JOURNAL
