"""Queries that tell whether a change of a domain, a sequence or reference rows would fail."""

from __future__ import annotations

import pytest

from wesley.postgres.session import session
from wesley.sql.object_probe import indexes_beside, rows_with_values, sequence_beyond, values_against


def test_values_of_a_domain_in_each_of_its_columns() -> None:
    one = values_against([("s", "t", "a")], "text", "VALUE <> '' AND length(VALUE) < 9")
    assert one == (
        "SELECT value FROM (SELECT a::text AS value FROM s.t) held"
        " WHERE NOT (value <> '' AND length(value) < 9) LIMIT 5;"
    )
    two = values_against([("s", "t", "a"), ("s", "u", "b")], "text", "VALUE <> ''")
    assert two.count("LIMIT 5") == 2
    assert "UNION ALL" in two


def test_a_sequence_beyond_its_bounds() -> None:
    assert sequence_beyond("s", "q", None, 9) == "SELECT last_value FROM s.q WHERE last_value > 9;"
    assert sequence_beyond("s", "q", -1, 9) == ("SELECT last_value FROM s.q WHERE last_value < -1 OR last_value > 9;")


def test_rows_that_refer_to_a_value() -> None:
    assert rows_with_values("s", "t", "a", ["it's", "b"]) == "SELECT * FROM s.t WHERE a IN ('it''s', 'b') LIMIT 5;"


@pytest.mark.server
def test_indexes_of_other_names(database: str) -> None:
    with session(database) as worker:
        worker.run('CREATE TABLE "A b" (a int PRIMARY KEY, b int)')
        worker.run('CREATE INDEX other ON "A b" (b)')
        assert worker.rows(indexes_beside("public", "A b", ("A b_pkey", "other"))) == []
        assert worker.rows(indexes_beside("public", "A b", ("A b_pkey",))) == [("other",)]
        assert len(worker.rows(indexes_beside("public", "A b", ()))) == 2
        assert worker.rows(indexes_beside("public", "missing", ())) == []
