"""What a plan knows nothing of is left alone."""

from __future__ import annotations

from msgspec.structs import replace

from tests.plan.planned import USER, USER_AND_ORDER
from tests.sdl.harness import compiled
from wesley.changes.edit import edit_table, put_member
from wesley.config.ignore_rules import parsed
from wesley.diff.renames import Renames
from wesley.execute.others_work import with_ignored_parts, with_others_work
from wesley.ir.access import Grant
from wesley.ir.column import Column
from wesley.ir.index import Index, IndexKey

ONE, BOTH = compiled(USER).physical, compiled(USER_AND_ORDER).physical


def test_a_table_that_the_plan_does_not_know_stays() -> None:
    assert with_others_work(ONE, BOTH, (ONE,)).tables == BOTH.tables


def test_one_that_the_plan_makes_goes() -> None:
    assert with_others_work(ONE, BOTH, (ONE, BOTH)) == ONE


THEIRS = edit_table(
    put_member(
        put_member(ONE, "public", "users", "indexes", Index(name="dba_i", keys=(IndexKey(column="id"),))),
        "public",
        "users",
        "columns",
        Column(name="dba_c", type="text"),
    ),
    "public",
    "users",
    grants=(Grant(role="dba_r", privileges=("SELECT",)),),
)
RULES = (parsed("*.dba_*"),)


def test_parts_that_a_rule_fits_stay_in_a_table_of_the_plan() -> None:
    assert with_ignored_parts(ONE, THEIRS, (ONE, BOTH), RULES, Renames()) == THEIRS
    assert with_ignored_parts(ONE, THEIRS, (ONE, BOTH), (), Renames()) == ONE


def test_a_part_that_the_plan_speaks_of_is_led_back_whatever_a_rule_says() -> None:
    assert with_ignored_parts(ONE, THEIRS, (ONE, THEIRS), RULES, Renames()) == ONE


def test_a_rule_fits_by_either_name_of_a_renamed_table() -> None:
    (users,) = THEIRS.tables
    now = replace(THEIRS, tables=(replace(users, name="people"),))
    renames = Renames(tables=((("public", "users"), ("public", "people")),))
    for rule in ("people.dba_*", "users.dba_*"):
        assert with_ignored_parts(ONE, now, (ONE,), (parsed(rule),), renames) == THEIRS
