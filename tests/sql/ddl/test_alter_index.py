"""Each change of an index, as text."""

from __future__ import annotations

from typing import Any

import pytest

from tests.sql.ddl.support import printed, sql
from wesley.ir.index import Index, IndexKey
from wesley.sql.ddl.alter_index import (
    attach_index,
    create_index_on_only,
    drop_index,
    rename_index,
    reset_index_parameters,
    set_index_parameters,
)

INDEX = Index(name="i", keys=(IndexKey(column="a"),), unique=True, where=sql("a > 1"))


@pytest.mark.parametrize(
    ("tree", "text"),
    [
        (drop_index("s", "i"), "DROP INDEX s.i;"),
        (drop_index("s", "i j", concurrently=True), 'DROP INDEX CONCURRENTLY s."i j";'),
        (rename_index("s", "i", "j"), "ALTER INDEX s.i RENAME TO j;"),
        (
            set_index_parameters("s", "i", (("fillfactor", "70"), ("deduplicate_items", "off"))),
            "ALTER INDEX s.i SET (fillfactor=70, deduplicate_items='off');",
        ),
        (reset_index_parameters("s", "i", ("fillfactor",)), "ALTER INDEX s.i RESET (fillfactor);"),
        (create_index_on_only("s", "t", INDEX), "CREATE UNIQUE INDEX i ON ONLY s.t USING btree (a) WHERE a > 1;"),
        (attach_index("s", "i", "p", "j"), "ALTER INDEX s.i ATTACH PARTITION p.j;"),
    ],
)
def test_an_index_is_changed(tree: Any, text: str) -> None:
    assert printed(tree) == text
