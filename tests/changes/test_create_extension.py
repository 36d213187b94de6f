"""An extension is created before what needs it, where the server needs it."""

from __future__ import annotations

from tests.changes.objects import plan_of
from tests.changes.small import lines
from wesley.ir.access import Extension
from wesley.ir.schema import Physical

TRIGRAMS = Physical(extensions=(Extension(name="pg_trgm"),))
UUIDS = Physical(extensions=(Extension(name="pgcrypto", before=13),))


def test_it_has_a_transaction_of_its_own() -> None:
    assert lines(plan_of(Physical(), TRIGRAMS)) == ["expand validation: CREATE EXTENSION IF NOT EXISTS pg_trgm;"]


def test_a_server_that_has_by_itself_what_is_needed_gets_none() -> None:
    assert lines(plan_of(Physical(), UUIDS, server=13)) == []
    assert lines(plan_of(Physical(), UUIDS, server=12)) == [
        "expand validation: CREATE EXTENSION IF NOT EXISTS pgcrypto;"
    ]


def test_one_that_is_there_is_enough() -> None:
    there = Physical(extensions=(Extension(name="pgcrypto"),))
    assert lines(plan_of(there, UUIDS, server=12)) == []
