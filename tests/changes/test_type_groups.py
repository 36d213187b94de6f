"""Columns whose types change in one transaction."""

from __future__ import annotations

from msgspec.structs import replace

from tests.changes.small import check, foreign_key, parent, table
from wesley.changes.anew import Anew
from wesley.changes.change_type import ChangeType
from wesley.changes.type_groups import groups
from wesley.ir.column import Column
from wesley.ir.schema import Physical


def change(table_name: str, column: str, anew: Anew = Anew()) -> ChangeType:  # noqa: B008 - frozen
    to = Column(name=column, type="bigint", nullable=False)
    return ChangeType(schema="s", table=table_name, column=to, anew=anew)


def shown(found: list[list[ChangeType]]) -> list[list[str]]:
    return [[f"{each.table}.{each.column.name}" for each in group] for group in found]


SCHEMA = Physical(tables=(table(foreign_keys=(foreign_key("f"),)), parent()))


def test_columns_that_have_nothing_to_do_with_each_other_change_alone() -> None:
    assert shown(groups(SCHEMA, [change("t", "b"), change("p", "b")])) == [["t.b"], ["p.b"]]


def test_both_ends_of_a_foreign_key_change_together() -> None:
    assert shown(groups(SCHEMA, [change("p", "a"), change("t", "b"), change("t", "a")])) == [["t.b"], ["p.a", "t.a"]]


def test_columns_of_one_check_that_is_written_anew_change_together() -> None:
    anew = Anew(checks=(check("c", "a > b"),))
    assert shown(groups(SCHEMA, [change("t", "a", anew), change("t", "b", anew)])) == [["t.a", "t.b"]]


def test_groups_that_a_third_one_links_become_one() -> None:
    tree = replace(parent(), foreign_keys=(foreign_key("up", "b"),))
    schema = Physical(tables=(table(foreign_keys=(foreign_key("f"),)), tree))
    assert shown(groups(schema, [change("t", "a"), change("p", "b"), change("p", "a")])) == [["t.a", "p.b", "p.a"]]
