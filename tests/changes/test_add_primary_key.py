"""A primary key is made of an index, on columns that are NOT NULL."""

from __future__ import annotations

from msgspec.structs import replace

from tests.changes.small import COLUMNS, index, lines, planned, primary_key, table


def test_the_index_comes_first() -> None:
    assert lines(planned(table(), table(primary_key=primary_key("x", "a")))) == [
        "expand concurrent: CREATE UNIQUE INDEX CONCURRENTLY x ON s.t USING btree (a);",
        "expand transaction: ALTER TABLE s.t ADD CONSTRAINT x PRIMARY KEY USING INDEX x;",
    ]


def test_not_null_comes_before_that() -> None:
    old = replace(table(), columns=tuple(replace(column, nullable=column.name == "a") for column in COLUMNS))
    found = lines(planned(old, table(primary_key=primary_key("x", "a"))))
    assert found.index("expand transaction: ALTER TABLE s.t ALTER COLUMN a SET NOT NULL;") < len(found) - 2
    assert found[-1] == "expand transaction: ALTER TABLE s.t ADD CONSTRAINT x PRIMARY KEY USING INDEX x;"


def test_a_unique_index_that_is_not_needed_any_more_is_used() -> None:
    plan = planned(table(indexes=(index("i", "a", unique=True),)), table(primary_key=primary_key("x", "a")))
    assert lines(plan) == ["expand transaction: ALTER TABLE s.t ADD CONSTRAINT x PRIMARY KEY USING INDEX i;"]
