"""A column that is there under two names gets the former one back."""

from __future__ import annotations

from tests.plan.planned import planned, statements
from wesley.plan.plan import Phase, Plan
from wesley.plan.undo import undo

SEAT = """
type Seat @table @primaryKey(fields: ["{0}", "{1}"]) @unique(fields: ["{1}", "{0}"]) {{
  {0}: Int!{2}
  {1}: Int!{3}
}}
"""
OLD = SEAT.format("train", "place", "", "")
NEW = SEAT.format("journey", "number", ' @renamedFrom(name: "train")', ' @renamedFrom(name: "place")')


def _back() -> Plan:
    return undo(planned(OLD, NEW, contract=False))


def test_it_leads_back_to_the_former_names() -> None:
    plan = planned(OLD, NEW, contract=False)
    assert undo(plan).goal == plan.before


def test_the_new_names_stay_until_the_contract() -> None:
    table = _back().between.tables[0]
    assert {column.name for column in table.columns} == {"train", "place", "journey", "number"}


def test_the_index_that_was_kept_is_used_again() -> None:
    found = statements(_back())
    assert "ALTER INDEX public.wesley_old_seats_pkey RENAME TO wesley_new_seats_pkey;" in found


def test_one_unique_key_of_the_former_names_is_there_at_each_moment() -> None:
    found = [step.statement.sql for step in _back().steps()]
    built = next(n for n, sql in enumerate(found) if "UNIQUE INDEX" in sql and "(place, train)" in sql)
    dropped = found.index("ALTER TABLE public.seats DROP CONSTRAINT wesley_old_seats_place_train_key;")
    assert built < dropped


def test_the_columns_that_go_wait() -> None:
    waiting = [step for segment in _back().segments if segment.phase is Phase.CONTRACT for step in segment.steps]
    drops = [step.statement.sql for step in waiting if " DROP " in step.statement.sql.partition("\n")[0]]
    assert "ALTER TABLE public.seats DROP journey;" in drops
