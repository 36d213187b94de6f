"""What is found in a schema by its name."""

from __future__ import annotations

from tests.changes.small import foreign_key, table
from wesley.ir.schema import Physical

CHILD = table("t", foreign_keys=(foreign_key("k"),))
SCHEMA = Physical(tables=(CHILD, table("p"), table("u")))


def test_a_table() -> None:
    assert SCHEMA.table("s", "t") is CHILD
    assert [SCHEMA.table("s", name) for name in ("a", "q", "z")] == [None] * 3
    assert Physical().table("s", "t") is None


def test_those_that_refer_to_it() -> None:
    assert SCHEMA.referring("s", "p") == (CHILD,)
    assert SCHEMA.referring("s", "t") == ()
