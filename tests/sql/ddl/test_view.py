"""Options of views, and each change of one, as text."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace

from tests.sql.ddl.support import printed, sql
from wesley.ir.view import View
from wesley.sql.ddl.view import (
    create_view,
    drop_view,
    rename_view,
    replace_view,
    reset_view_parameters,
    set_view_parameters,
)
from wesley.sql.error import SqlError

VIEW = View(schema="s", name="v", query=sql("SELECT a FROM s.t"), parameters=(("check_option", "local"),))
STORED = replace(VIEW, materialized=True, parameters=(("fillfactor", "70"),))


@pytest.mark.parametrize(
    ("tree", "text"),
    [
        (create_view(VIEW, 15), "CREATE VIEW s.v WITH (security_invoker=true, check_option='local')"),
        (create_view(VIEW, 14), "CREATE VIEW s.v WITH (check_option='local')"),
        (create_view(STORED, 15), "CREATE MATERIALIZED VIEW s.v WITH (fillfactor=70)"),
        (replace_view(replace(VIEW, parameters=(), security_invoker=False), 15), "CREATE OR REPLACE VIEW s.v"),
    ],
)
def test_a_view_is_created_or_replaced(tree: Any, text: str) -> None:
    assert printed(tree) == f"{text} AS\nSELECT a\nFROM s.t;"


@pytest.mark.parametrize(("view", "kind"), [(VIEW, "VIEW"), (STORED, "MATERIALIZED VIEW")])
def test_a_view_is_changed(view: View, kind: str) -> None:
    assert printed(drop_view(view)) == f"DROP {kind} s.v;"
    assert printed(rename_view(view, "w x")) == f'ALTER {kind} s.v RENAME TO "w x";'
    assert printed(set_view_parameters(view, (("a", "true"),))) == f"ALTER {kind} s.v SET (a=true);"
    assert printed(reset_view_parameters(view, ("a", "b"))) == f"ALTER {kind} s.v RESET (a, b);"


def test_a_materialized_view_cannot_be_replaced() -> None:
    with pytest.raises(SqlError, match="drop it and create it"):
        replace_view(STORED, 15)
