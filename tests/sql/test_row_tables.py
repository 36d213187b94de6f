"""Which tables a statement reads or writes."""

from __future__ import annotations

import pytest

from wesley.sql.row_tables import row_tables


@pytest.mark.parametrize(
    ("sql", "tables"),
    [
        ("SELECT 1 FROM a.b JOIN c ON true", ("a.b", "c")),
        ("SELECT 1 WHERE EXISTS (SELECT FROM deep.down)", ("deep.down",)),
        ('INSERT INTO "My" SELECT * FROM other', ('"My"', "other")),
        ("UPDATE t SET v = (SELECT max(v) FROM u)", ("t", "u")),
        ("DELETE FROM t USING u", ("t", "u")),
        ("CREATE MATERIALIZED VIEW m AS SELECT * FROM t", ("m", "t")),
        ("ALTER TABLE t ADD COLUMN a int", ()),
        ("ALTER TABLE t ADD COLUMN a int; DELETE FROM u", ("u",)),
    ],
)
def test_tables_with_rows(sql: str, tables: tuple[str, ...]) -> None:
    assert row_tables(sql) == tables
