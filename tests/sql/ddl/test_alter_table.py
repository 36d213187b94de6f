"""Each change of a whole table, as text."""

from __future__ import annotations

from typing import Any

import pytest

from tests.sql.ddl.support import printed
from wesley.ir.table import Partition
from wesley.sql.ddl.alter_table import (
    LOCK_MODES,
    attach_partition,
    detach_partition,
    drop_table,
    lock_table,
    rename_table,
    reset_parameters,
    set_logged,
    set_parameters,
    set_table_schema,
    set_unlogged,
)
from wesley.sql.error import SqlError

AT = ("s", "my table")
YEAR = Partition(schema="p", name="y", bound="FOR VALUES FROM ('2026-01-01') TO (MAXVALUE)")


@pytest.mark.parametrize(
    ("tree", "text"),
    [
        (drop_table(*AT), 'DROP TABLE s."my table";'),
        (rename_table(*AT, "Other"), 'ALTER TABLE s."my table" RENAME TO "Other";'),
        (set_table_schema(*AT, "Other"), 'ALTER TABLE s."my table" SET SCHEMA "Other";'),
        (set_parameters(*AT, (("fillfactor", "70"),)), 'ALTER TABLE s."my table" SET (fillfactor=70);'),
        (reset_parameters(*AT, ("a", "toast.b")), 'ALTER TABLE s."my table" RESET (a, toast.b);'),
        (set_logged(*AT), 'ALTER TABLE s."my table" SET LOGGED;'),
        (set_unlogged(*AT), 'ALTER TABLE s."my table" SET UNLOGGED;'),
        (
            attach_partition(*AT, YEAR),
            "ALTER TABLE s.\"my table\" ATTACH PARTITION p.y FOR VALUES FROM ('2026-01-01') TO (maxvalue);",
        ),
        (detach_partition(*AT, YEAR), 'ALTER TABLE s."my table" DETACH PARTITION p.y;'),
        (detach_partition(*AT, YEAR, concurrently=True), 'ALTER TABLE s."my table" DETACH PARTITION p.y CONCURRENTLY;'),
        (lock_table((AT, ("s", "u")), "SHARE"), 'LOCK TABLE s."my table", s.u IN SHARE MODE;'),
    ],
)
def test_a_table_is_changed(tree: Any, text: str) -> None:
    assert printed(tree) == text


@pytest.mark.parametrize("mode", sorted(LOCK_MODES))
def test_every_mode_of_a_lock(mode: str) -> None:
    text = printed(lock_table((("s", "t"),), mode))
    assert text == ("LOCK TABLE s.t;" if mode == "ACCESS EXCLUSIVE" else f"LOCK TABLE s.t IN {mode} MODE;")


@pytest.mark.parametrize(
    "build",
    [
        lambda: lock_table((AT,), "share"),
        lambda: attach_partition(*AT, Partition(schema="s", name="p", bound="DEFAULT, DROP COLUMN a")),
    ],
)
def test_what_is_none_is_refused(build: Any) -> None:
    with pytest.raises(SqlError):
        build()
