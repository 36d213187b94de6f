"""A new table is made with all that CREATE TABLE can say; what is left finds it there."""

from __future__ import annotations

from msgspec.structs import replace

from tests.changes.objects import policy
from tests.changes.small import (
    COLUMNS,
    LOW,
    check,
    foreign_key,
    index,
    lines,
    locks,
    parent,
    partitioned,
    planned,
    primary_key,
    statement,
    table,
    unique,
)
from wesley.changes.create_table import bare


def test_key_uniques_and_checks_are_in_it_and_no_lock_is_taken() -> None:
    full = table(primary_key=primary_key("t_pkey", "a"), uniques=(unique("u", "b"),), checks=(check("c", "a > 0"),))
    plan = planned((), full)
    assert lines(plan) == [
        "expand transaction: CREATE TABLE s.t ( a int NOT NULL, b int NOT NULL, k int NOT NULL, CONSTRAINT t_pkey "
        "PRIMARY KEY (a), CONSTRAINT u UNIQUE (b), CONSTRAINT c CHECK (a > 0) );"
    ]
    assert locks(plan.steps()[0].statement) == {}


def test_indexes_foreign_keys_and_policies_come_after_it_in_their_plain_form() -> None:
    full = table(indexes=(index("i", "b"),), foreign_keys=(foreign_key("f"),), policies=(policy(),), row_security=True)
    plan = planned(parent(), (parent(), full))
    assert [line.partition("(")[0] for line in lines(plan)[1:]] == [
        "expand transaction: CREATE INDEX i ON s.t USING btree ",
        "expand transaction: ALTER TABLE s.t ADD CONSTRAINT f FOREIGN KEY ",
        "expand transaction: CREATE POLICY p ON s.t FOR SELECT TO public USING ",
        "expand transaction: ALTER TABLE s.t ENABLE ROW LEVEL SECURITY;",
    ]


def test_partitions_come_after_their_table() -> None:
    first, second = lines(planned((), partitioned(LOW)))
    assert first.endswith("PARTITION BY RANGE (k);")
    assert second == "expand transaction: CREATE TABLE s.low PARTITION OF s.t FOR VALUES FROM (0) TO (10);"


def test_two_tables_that_refer_to_each_other_are_both_there_before_their_foreign_keys() -> None:
    tables = tuple(
        table(name, primary_key=primary_key(f"{name}_pkey", "a"), foreign_keys=(foreign_key(f"{name}_fk", "b", other),))
        for name, other in (("l", "r"), ("r", "l"))
    )
    plan = planned((), tables)
    assert [line.split()[2:5] for line in lines(plan)] == [
        ["CREATE", "TABLE", "s.l"],
        ["CREATE", "TABLE", "s.r"],
        ["ALTER", "TABLE", "s.l"],
        ["ALTER", "TABLE", "s.r"],
    ]
    assert statement(plan, "CREATE TABLE s.l").why.startswith("A new table is empty")


def test_what_cannot_be_said_in_it_is_not_in_the_bare_one() -> None:
    proved = replace(COLUMNS[0], not_null_valid=False, comment="x", statistics=10)
    unproved = check("c", "a > 0", valid=False)
    assert bare(replace(table(checks=(unproved,)), columns=(proved,))) == replace(
        table(), columns=(replace(COLUMNS[0], nullable=True),)
    )
