"""A plan says nothing that its server does not know."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from wesley.ir.column import Column
from wesley.ir.schema import Physical, Schema
from wesley.ir.table import Table
from wesley.plan.make import make_plan
from wesley.problems.problem import WesleyError

PLAIN = Table(schema="s", name="t", columns=(Column(name="a", type="text"),))
COMPRESSED = replace(PLAIN, columns=(Column(name="a", type="text", compression="lz4"),))


def _planned(old: tuple[Table, ...], new: tuple[Table, ...], server: int) -> None:
    make_plan(Schema(physical=Physical(tables=old)), Schema(physical=Physical(tables=new)), server=server)


@pytest.mark.parametrize("old", [(), (PLAIN,)])
def test_what_is_younger_than_the_server_is_refused(old: tuple[Table, ...]) -> None:
    with pytest.raises(WesleyError, match="came with PostgreSQL 14, and the plan is for 13") as caught:
        _planned(old, (COMPRESSED,), 13)
    assert caught.value.problems[0].code.code == "MIG131"
    _planned(old, (COMPRESSED,), 14)


def test_what_the_server_holds_it_knows() -> None:
    _planned((COMPRESSED,), (COMPRESSED, replace(PLAIN, name="u")), 13)
