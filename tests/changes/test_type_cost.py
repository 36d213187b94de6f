"""When a column of another type needs a successor, and when ALTER COLUMN TYPE is done in a moment."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from tests.changes.small import index, table, unique
from wesley.changes.codes import TYPE_IMPOSSIBLE
from wesley.changes.situation import Situation
from wesley.changes.type_cost import cost, needs_successor
from wesley.ir.column import Column
from wesley.ir.constraint import Exclusion, ExclusionElement
from wesley.ir.expression import Expression
from wesley.ir.index import Index, IndexKey
from wesley.ir.schema import Physical
from wesley.ir.table import Table
from wesley.problems.problem import WesleyError


def asked(before: str, after: str, owner: Table, *, new: bool = False) -> bool:
    schema = Physical(tables=(replace(owner, columns=(Column(name="a", type=before),)),))
    created = frozenset({("s", "t")}) if new else frozenset()
    situation = Situation(before=schema, goal=schema, version=15, created=created)
    return needs_successor(situation, "s", "t", Column(name="a", type=after))


COMPUTED = Index(name="i", keys=(IndexKey(expression=Expression(sql="lower(a)", columns=("a",))),))
PARTIAL = index("i", "b", where=Expression(sql="a <> ''", columns=("a",)))
OF_OTHERS = index("i", "a", where=Expression(sql="b > 0", columns=("b",)))
BESIDE = replace(COMPUTED, keys=(IndexKey(expression=Expression(sql="b + 1", columns=("b",))),), include=("a",))
NOT_AT_ALL = index("i", "b", where=Expression(sql="b > 0", columns=("b",)))


def test_a_wider_text_is_done_in_a_moment() -> None:
    assert not asked("character varying(10)", "text", table(indexes=(index("i", "a"),)))


def test_another_size_of_integer_writes_every_row_anew() -> None:
    assert asked("integer", "bigint", table())


@pytest.mark.parametrize(
    "built", [COMPUTED, PARTIAL, OF_OTHERS, BESIDE], ids=["expression", "predicate", "key", "beside"]
)
def test_an_index_that_has_it_and_an_expression_or_a_predicate_is_always_built_anew(built: Index) -> None:
    assert asked("character varying(10)", "text", table(indexes=(built,)))


def test_one_of_other_columns_stays() -> None:
    assert not asked("character varying(10)", "text", table(indexes=(NOT_AT_ALL,)))


def test_the_index_of_an_exclusion_is_one() -> None:
    elements = (ExclusionElement(key=IndexKey(column="a"), operator="="),)
    excluded = Exclusion(name="x", method="btree", elements=elements)
    assert not asked("character varying(10)", "text", table(exclusions=(excluded,)))
    partial = replace(excluded, where=OF_OTHERS.where)
    assert asked("character varying(10)", "text", table(exclusions=(partial,)))


def test_in_a_table_of_the_same_plan_it_costs_nothing() -> None:
    assert not asked("integer", "bigint", table(uniques=(unique("u", "a"),)), new=True)


def test_a_type_without_a_way_to_the_other_is_refused_with_the_way_out() -> None:
    with pytest.raises(WesleyError) as caught:
        cost(Physical(), Column(name="a", type="integer"), Column(name="a", type="uuid"))
    (problem,) = caught.value.problems
    assert problem.code is TYPE_IMPOSSIBLE
    assert "@backfill" in (problem.help or "")
