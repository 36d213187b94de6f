"""REVOKE takes away what GRANT gives."""

from __future__ import annotations

import pytest

from tests.sql.ddl.support import printed
from wesley.ir.access import Grant
from wesley.sql.ddl.grant import PRIVILEGES, grant_on_table, revoke_on_namespace, revoke_on_table
from wesley.sql.error import SqlError


@pytest.mark.parametrize("privilege", sorted(PRIVILEGES))
def test_a_privilege(privilege: str) -> None:
    grant = Grant(role="app user", privileges=(privilege,))
    assert printed(grant_on_table("s", "t", grant)) == f'GRANT {privilege} ON s.t TO "app user";'
    assert printed(revoke_on_table("s", "t", grant)) == f'REVOKE {privilege} ON s.t FROM "app user";'
    assert printed(revoke_on_namespace("n m", grant)) == f'REVOKE {privilege} ON SCHEMA "n m" FROM "app user";'


def test_privileges_on_columns() -> None:
    grant = Grant(role="public", privileges=("SELECT", "UPDATE"), columns=("a", "b c"))
    assert (
        printed(revoke_on_table("s", "t", grant)) == 'REVOKE SELECT (a, "b c"), UPDATE (a, "b c") ON s.t FROM public;'
    )


def test_a_privilege_that_is_none_is_refused() -> None:
    with pytest.raises(SqlError):
        revoke_on_table("s", "t", Grant(role="x", privileges=("SELECT ON t FROM public; --",)))
