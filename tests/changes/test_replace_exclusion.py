"""An exclusion constraint is replaced without a gap."""

from __future__ import annotations

from msgspec.structs import replace

from tests.changes.small import lines, planned, table
from wesley.ir.constraint import Exclusion, ExclusionElement
from wesley.ir.expression import Expression
from wesley.ir.index import IndexKey

_ELEMENT = ExclusionElement(key=IndexKey(expression=Expression(sql="int4range(a, b)")), operator="&&")
_OVERLAP = Exclusion(name="x", method="gist", elements=(_ELEMENT,))


def test_the_new_one_is_there_before_the_old_one_goes() -> None:
    narrower = replace(_OVERLAP, where=Expression(sql="a > 0"))
    found = lines(planned(table(exclusions=(_OVERLAP,)), table(exclusions=(narrower,))))
    assert found[0].startswith("expand validation: ALTER TABLE s.t ADD CONSTRAINT wesley_new_x EXCLUDE")
    assert found[1:] == [
        "expand transaction: ALTER TABLE s.t DROP CONSTRAINT x;",
        "expand transaction: ALTER INDEX s.wesley_new_x RENAME TO x;",
    ]
