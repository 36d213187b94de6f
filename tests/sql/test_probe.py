"""Probes find exactly the rows that a statement would fail on."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from wesley.ir.constraint import Exclusion, ExclusionElement, ForeignKey
from wesley.ir.expression import Expression
from wesley.ir.index import Index, IndexKey
from wesley.postgres.session import session
from wesley.sql.probe import conflicts, duplicates, orphans, rows_against

_TABLES = """
CREATE TABLE parent (x integer, y integer, PRIMARY KEY (x, y));
INSERT INTO parent VALUES (1, 1);
CREATE TABLE child (id integer, x integer, y integer, "a b" text);
INSERT INTO child VALUES (1, 1, 1, 'One'), (2, 1, 2, 'one'), (3, 1, NULL, NULL), (4, NULL, NULL, NULL), (5, 9, 9, 'x');
"""
_LOWER = Index(
    name="i", keys=(IndexKey(expression=Expression(sql='lower("a b")')),), unique=True, where=Expression(sql="id < 9")
)
_KEY = ForeignKey(
    name="f", columns=("x", "y"), ref_schema="public", ref_table="parent", ref_columns=("x", "y"), match_full=False
)
_RANGES = Exclusion(
    name="e",
    method="gist",
    elements=(ExclusionElement(key=IndexKey(expression=Expression(sql="int4range(id, id + 2)")), operator="&&"),),
    where=Expression(sql="id > 3"),
)


def test_texts_are_quoted_and_conditions_joined() -> None:
    assert duplicates("s", "t", _LOWER) == (
        'SELECT lower("a b"), count(*) AS rows FROM s.t WHERE lower("a b") IS NOT NULL AND id < 9 '
        'GROUP BY lower("a b") HAVING count(*) > 1 LIMIT 5;'
    )


@pytest.mark.server
def test_they_find_what_is_in_the_way(database15: str) -> None:
    with session(database15) as worker:
        worker.run(_TABLES)
        assert worker.rows(duplicates("public", "child", _LOWER)) == [("one", 2)]
        assert [row[0] for row in worker.rows(orphans("public", "child", _KEY))] == [2, 5]
        full = replace(_KEY, match_full=True)
        assert [row[0] for row in worker.rows(orphans("public", "child", full))] == [2, 3, 5]
        assert len(worker.rows(conflicts("public", "child", _RANGES))) == 1
        assert [row[0] for row in worker.rows(rows_against("public", "child", "x < 9"))] == [5]


@pytest.mark.server
def test_nulls_are_duplicates_only_when_they_are_not_distinct(database15: str) -> None:
    index = Index(name="i", keys=(IndexKey(column="y"),), unique=True)
    with session(database15) as worker:
        worker.run(_TABLES)
        assert worker.rows(duplicates("public", "child", index)) == []
        assert worker.rows(duplicates("public", "child", replace(index, nulls_not_distinct=True))) == [(None, 2)]
