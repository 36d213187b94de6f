"""What the server of a plan lacks is refused with the way out."""

from __future__ import annotations

import pytest

from tests.changes.small import foreign_key, unique
from wesley.changes.needs import refuse_newer_foreign_key, refuse_newer_index
from wesley.changes.situation import Situation
from wesley.ir.schema import Physical
from wesley.problems.problem import WesleyError

_OLD, _NEW = (Situation(before=Physical(), goal=Physical(), version=version) for version in (14, 15))


def test_nulls_not_distinct_came_with_15() -> None:
    wanted = unique("u", "a", nulls_not_distinct=True)
    refuse_newer_index(_NEW, wanted)
    refuse_newer_index(_OLD, unique("u", "a"))
    with pytest.raises(WesleyError) as refusal:
        refuse_newer_index(_OLD, wanted)
    assert refusal.value.problems[0].help == "write the schema without it, or plan for a newer server"


def test_the_list_of_columns_came_with_15() -> None:
    wanted = foreign_key("f", set_columns=("a",))
    refuse_newer_foreign_key(_NEW, wanted)
    with pytest.raises(WesleyError, match="ON DELETE of f needs PostgreSQL 15"):
        refuse_newer_foreign_key(_OLD, wanted)
