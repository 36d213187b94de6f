"""Each change of row-level security, as text."""

from __future__ import annotations

from typing import Any

import pytest

from tests.sql.ddl.support import printed, sql
from wesley.ir.policy import Policy
from wesley.sql.ddl.alter_policy import (
    alter_policy,
    disable_row_security,
    drop_policy,
    no_force_row_security,
    rename_policy,
)

READERS = Policy(name="p", roles=("app user", "public"))
OWN = Policy(name="p", roles=("app",), using=sql("a = 1"), check=sql("b = 2 OR c"))


@pytest.mark.parametrize(
    ("tree", "text"),
    [
        (alter_policy("s", "t", READERS), 'ALTER POLICY p ON s.t TO "app user", public;'),
        (alter_policy("s", "t", OWN), "ALTER POLICY p ON s.t TO app USING (a = 1) WITH CHECK (b = 2 OR c);"),
        (rename_policy("s", "t", "p", "q r"), 'ALTER POLICY p ON s.t RENAME TO "q r";'),
        (drop_policy("s", "t", "p"), "DROP POLICY p ON s.t;"),
        (disable_row_security("s", "t"), "ALTER TABLE s.t DISABLE ROW LEVEL SECURITY;"),
        (no_force_row_security("s", "t"), "ALTER TABLE s.t NO FORCE ROW LEVEL SECURITY;"),
    ],
)
def test_row_security_is_changed(tree: Any, text: str) -> None:
    assert printed(tree) == text
