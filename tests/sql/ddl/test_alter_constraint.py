"""Constraints that come in steps, go, or get another name."""

from __future__ import annotations

from typing import Any

import pytest

from tests.sql.ddl.support import printed, sql
from wesley.ir.constraint import Check, Deferrable, ForeignKey, PrimaryKey, Unique
from wesley.sql.ddl.alter_constraint import (
    add_check_not_valid,
    add_key_using_index,
    add_not_null_not_valid,
    drop_constraint,
    drop_constraint_if_there,
    rename_constraint,
    set_deferrable,
    validate_constraint,
)
from wesley.sql.ddl.constraint import add_constraint
from wesley.sql.ddl.foreign_key import add_foreign_key

AT = ("s", "t")
CHECK = Check(name="c", expression=sql("a > 1"))
KEY = Unique(name="k", columns=("a",), deferrable=Deferrable.INITIALLY_DEFERRED)
REFERENCE = ForeignKey(
    name="f", columns=("a",), ref_schema="s", ref_table="r", ref_columns=("b",), match_full=True, valid=False
)


@pytest.mark.parametrize(
    ("tree", "text"),
    [
        (add_check_not_valid(*AT, CHECK), "ADD CONSTRAINT c CHECK (a > 1) NOT VALID"),
        (
            add_constraint(*AT, Check(name="c", expression=sql("a > 1"), no_inherit=True, valid=False)),
            "ADD CONSTRAINT c CHECK (a > 1) NO INHERIT NOT VALID",
        ),
        (
            add_foreign_key(*AT, REFERENCE),
            "ADD CONSTRAINT f FOREIGN KEY (a) REFERENCES s.r (b) MATCH FULL NOT VALID",
        ),
        (add_not_null_not_valid(*AT, "n", "a"), "ADD CONSTRAINT n NOT NULL a NOT VALID"),
        (add_not_null_not_valid(*AT, None, "a"), "ADD NOT NULL a NOT VALID"),
        (validate_constraint(*AT, "c d"), 'VALIDATE CONSTRAINT "c d"'),
        (drop_constraint(*AT, "c"), "DROP CONSTRAINT c"),
        (drop_constraint_if_there(*AT, "c"), "DROP CONSTRAINT IF EXISTS c"),
        (rename_constraint(*AT, "c", "d"), "RENAME CONSTRAINT c TO d"),
        (
            add_key_using_index(*AT, PrimaryKey(name="k", columns=("a",)), "i"),
            "ADD CONSTRAINT k PRIMARY KEY USING INDEX i",
        ),
        (add_key_using_index(*AT, KEY, "i"), "ADD CONSTRAINT k UNIQUE USING INDEX i DEFERRABLE INITIALLY DEFERRED"),
        (set_deferrable(*AT, "f", Deferrable.NO), "ALTER CONSTRAINT f NOT DEFERRABLE"),
        (set_deferrable(*AT, "f", Deferrable.INITIALLY_IMMEDIATE), "ALTER CONSTRAINT f DEFERRABLE"),
        (set_deferrable(*AT, "f", Deferrable.INITIALLY_DEFERRED), "ALTER CONSTRAINT f INITIALLY DEFERRED"),
    ],
)
def test_a_constraint_is_changed(tree: Any, text: str) -> None:
    assert printed(tree) == f"ALTER TABLE s.t {text};"
