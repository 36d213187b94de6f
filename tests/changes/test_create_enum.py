"""An enum comes before its columns."""

from __future__ import annotations

from tests.changes.objects import plan_of
from tests.changes.small import lines
from wesley.ir.enum import Enum
from wesley.ir.schema import Physical


def test_its_comment_comes_at_the_end() -> None:
    new = Physical(enums=(Enum(schema="s", name="mood", values=("calm", "wild"), comment="How."),))
    assert lines(plan_of(Physical(), new)) == [
        "expand transaction: CREATE TYPE s.mood AS ENUM ('calm', 'wild');",
        "expand transaction: COMMENT ON TYPE s.mood IS 'How.';",
    ]
