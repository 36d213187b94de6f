"""When a foreign key is checked is altered in place."""

from __future__ import annotations

from tests.changes.small import foreign_key, lines, parent, planned, table
from wesley.ir.constraint import Deferrable


def test_nothing_is_built_or_read() -> None:
    old = table(foreign_keys=(foreign_key("f"),))
    new = table(foreign_keys=(foreign_key("f", deferrable=Deferrable.INITIALLY_IMMEDIATE),))
    assert lines(planned((parent(), old), (parent(), new))) == [
        "expand transaction: ALTER TABLE s.t ALTER CONSTRAINT f DEFERRABLE;"
    ]
