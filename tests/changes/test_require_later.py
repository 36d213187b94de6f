"""NOT NULL of a column that comes back waits until everybody knows the column."""

from __future__ import annotations

import pytest

from tests.changes.tables import schema, situation, users
from wesley.changes.require_later import RequireLater
from wesley.changes.set_not_null import SetNotNull
from wesley.ir.column import Column


@pytest.mark.parametrize(("version", "statements"), [(15, 4), (18, 2)])
def test_every_step_of_it_waits(version: int, statements: int) -> None:
    change = RequireLater(required=SetNotNull(schema="public", table="users", column="nick"))
    forms = change.online(situation(schema(users(Column(name="nick", type="text"))), version=version))
    assert len(forms) == statements
    assert all(form.contract for form in forms)
