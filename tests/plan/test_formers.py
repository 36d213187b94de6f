"""A way back finds the values of before in old columns, or puts them beside their rows again."""

from __future__ import annotations

from tests.sdl.harness import compiled
from wesley.changes.column_move.former import Former
from wesley.diff.renames import NO_RENAMES, Renames
from wesley.plan.formers import kept_formers, left_formers
from wesley.plan.kept import Keeping, OldColumn
from wesley.plan.make import make_plan
from wesley.plan.undo import undo

ITEM = """
type Item @table {{
  id: ID! @primaryKey
  price: Decimal! @column(type: "{type}")
}}
"""
OLD = OldColumn(schema="public", table="items", column="price", old="wesley_old_price", types=("integer",), back=())


def test_an_old_column_is_found_under_the_name_that_its_table_has_now() -> None:
    moved = Renames(tables=((("public", "articles"), ("public", "items")),))
    former = Former(column="wesley_old_price", types=("integer",))
    assert left_formers([OLD], NO_RENAMES) == {("public", "items", "price"): former}
    assert left_formers([OLD], moved) == {("public", "articles", "price"): former}


def test_values_that_need_not_fit_stand_beside_their_rows_before_the_way_back_is_gone() -> None:
    old, new = (compiled(ITEM.format(type=each)) for each in ("numeric(4, 2)", "integer"))
    plan = make_plan(old, new, server=15, contract=True, keeping=Keeping(keep_data=True))
    changes, formers = kept_formers(plan.kept, plan.goal, plan.before, NO_RENAMES)
    assert [change.title() for change in changes] == [
        "Add column wesley_old_price to public.items",
        "Fill wesley_old_price of public.items",
    ]
    assert formers[("public", "items", "price")].column == "wesley_old_price"
    assert undo(plan).steps()[-1].title == "Drop column wesley_old_price of public.items"


def test_values_that_always_fit_come_back_when_the_way_is_gone() -> None:
    old, new = (compiled(ITEM.format(type=each)) for each in ("numeric", "numeric(4, 2)"))
    plan = make_plan(old, new, server=15, contract=True, keeping=Keeping(keep_data=True))
    assert kept_formers(plan.kept, plan.goal, plan.before, NO_RENAMES) == ((), {})
