"""What stands on a column and is written otherwise for its new type."""

from __future__ import annotations

from typing import Any

from tests.changes.objects import policy, trigger, view
from tests.changes.small import check, index, table
from wesley.changes.anew import Anew, shared, written_anew
from wesley.ir.expression import Expression
from wesley.ir.policy import PolicyCommand
from wesley.ir.schema import Physical


def parts(sql: str, **fields: bool) -> dict[str, Any]:
    expression = Expression(sql=sql, columns=("a",))
    return {
        "checks": (check("c", sql, **fields),),
        "indexes": (index("i", "b", where=expression, **fields),),
        "policies": (policy(using=sql),),
        "triggers": (trigger(when=Expression(sql=sql.replace("a", "new.a"))),),
    }


def schema(sql: str, **fields: bool) -> Physical:
    reading = view("v", f"SELECT b FROM s.t WHERE {sql}", "b")
    return Physical(tables=(table(**parts(sql, **fields)),), views=(reading,))


OLD, NEW = schema("a > 0"), schema("a > '0'")


def found(old: Physical, new: Physical, column: str) -> Anew:
    return written_anew(old, new, old.tables[0], new.tables[0], column)


def test_it_is_all_that_differs_and_names_the_column() -> None:
    anew = found(OLD, NEW, "a")
    assert anew.apply(OLD, "s", "t") == NEW
    assert found(OLD, NEW, "k") == Anew()


def test_what_is_not_valid_stays_so() -> None:
    anew = found(schema("a > 0", valid=False), NEW, "a")
    assert [each.valid for each in anew.checks] == [False]
    assert [each.valid for each in anew.indexes] == [False]


def test_a_policy_of_another_kind_is_another_policy() -> None:
    changed = Physical(tables=(table(policies=(policy(using="a > '0'", command=PolicyCommand.DELETE),)),))
    assert found(Physical(tables=(table(policies=(policy(),)),)), changed, "a") == Anew()


def test_two_columns_share_a_part_by_its_name() -> None:
    left, right = Anew(checks=(check("c", "a > b"),)), Anew(checks=(check("c", "a > b"), check("d", "b > 0")))
    assert shared(left, right)
    assert not shared(left, Anew(indexes=(index("c", "a"),)))
