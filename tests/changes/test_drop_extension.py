"""An extension goes last, without CASCADE."""

from __future__ import annotations

from tests.changes.objects import plan_of
from tests.changes.small import lines
from wesley.ir.access import Extension
from wesley.ir.schema import Physical


def test_it_waits() -> None:
    old = Physical(extensions=(Extension(name="pg_trgm"),))
    assert lines(plan_of(old, Physical())) == ["contract transaction: DROP EXTENSION pg_trgm;"]


def test_one_that_the_server_never_needed_was_never_created() -> None:
    old = Physical(extensions=(Extension(name="pgcrypto", before=13),))
    assert lines(plan_of(old, Physical())) == []
