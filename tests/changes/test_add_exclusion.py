"""An exclusion constraint has no form without a long lock, and the plan says so."""

from __future__ import annotations

from tests.changes.small import lines, locks, planned, table
from wesley.ir.constraint import Exclusion, ExclusionElement
from wesley.ir.expression import Expression
from wesley.ir.index import IndexKey

_ELEMENT = ExclusionElement(key=IndexKey(expression=Expression(sql="int4range(a, b)")), operator="&&")
_OVERLAP = Exclusion(name="x", method="gist", elements=(_ELEMENT,))


def test_it_reads_the_table_under_its_lock_and_has_a_probe() -> None:
    step = planned(table(), table(exclusions=(_OVERLAP,))).steps()[0].statement
    assert locks(step) == {"t": "ACCESS EXCLUSIVE"}
    assert [name.name for name in step.scans] == ["t"]
    assert step.probe is not None
    assert "one.key1 && other.key1" in step.probe.query
    assert "new table" in step.manual


def test_it_is_alone_in_its_transaction() -> None:
    assert [line.partition(":")[0] for line in lines(planned(table(), table(exclusions=(_OVERLAP,))))] == [
        "expand validation"
    ]
