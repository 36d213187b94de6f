"""An exclusion constraint goes at once."""

from __future__ import annotations

from tests.changes.small import lines, planned, table
from wesley.ir.constraint import Exclusion, ExclusionElement
from wesley.ir.expression import Expression
from wesley.ir.index import IndexKey

_ELEMENT = ExclusionElement(key=IndexKey(expression=Expression(sql="int4range(a, b)")), operator="&&")
_OVERLAP = Exclusion(name="x", method="gist", elements=(_ELEMENT,))


def test_it_does_not_wait() -> None:
    assert lines(planned(table(exclusions=(_OVERLAP,)), table())) == [
        "expand transaction: ALTER TABLE s.t DROP CONSTRAINT x;"
    ]
