"""Every kind of change of which only a server can read the schemas is found when somebody has made it by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.changes.case import Case, cases
from tests.support.databases import empty_database
from wesley.drift.compare import compare
from wesley.postgres.catalog.read import read_physical
from wesley.postgres.database import load
from wesley.postgres.session import session

if TYPE_CHECKING:
    from wesley.ir.schema import Physical
    from wesley.postgres.embedded import EmbeddedServer


@pytest.mark.server
@pytest.mark.parametrize("case", [one for one in cases() if one.needs_server], ids=lambda case: case.name)
def test_it_is_found(case: Case, server18: EmbeddedServer) -> None:
    before, after = _read(case, "before", server18), _read(case, "after", server18)
    assert bool(compare(after, before)) == (before != after)
    assert compare(before, before) == ()


def _read(case: Case, side: str, server: EmbeddedServer) -> Physical:
    with empty_database(server.conninfo(), "case") as database:
        load(database, case.blocks[f"sql {side}"])
        with session(database) as looking:
            return read_physical(looking)
