"""Row-level security goes off last, when nobody can read who shall not."""

from __future__ import annotations

from tests.changes.objects import policy
from tests.changes.small import lines, planned, table
from wesley.ir.access import Grant


def test_after_what_is_revoked_and_before_the_policies_go() -> None:
    old = table(
        policies=(policy(),),
        row_security=True,
        force_row_security=True,
        grants=(Grant(role="app", privileges=("SELECT",)),),
    )
    assert lines(planned(old, table())) == [
        "contract transaction: REVOKE SELECT ON s.t FROM app;",
        "contract transaction: ALTER TABLE s.t DISABLE ROW LEVEL SECURITY;",
        "contract transaction: ALTER TABLE s.t NO FORCE ROW LEVEL SECURITY;",
        "contract transaction: DROP POLICY p ON s.t;",
    ]
