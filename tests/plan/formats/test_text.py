"""The plan in a terminal."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from tests.plan.formats.document import CHECKED, DROPPED, EMPTY
from wesley.cli.terminal import colored, plain
from wesley.plan.formats.text import text

SHOWN = """\
from old.json
to   schema
on   PostgreSQL 15

2 statements; risk 26 (medium)
duration: the size of the tables is unknown: plan against a live database to
  know

EXPAND
  safe at any time: the application in use goes on
                                                       blocks  risk  time
one transaction
     1 Add check users_age_check to public.users       all       10  < 1 s
a transaction of its own
     2 Validate check users_age_check of public.users  DDL       26  ?

Can fail on the data: mend what its query finds first
  2: rows that users_age_check does not allow
     SELECT * FROM public.users WHERE NOT age > 0 LIMIT 5;

Next
  wesley plan --from old.json --out plan.sql
  psql -X -v ON_ERROR_STOP=1 -d DATABASE -f plan.sql
  way back: 1 statement, risk 10; see --undo
"""


def test_nothing_to_do() -> None:
    assert text(EMPTY, plain, 80) == "Nothing to do: old.json is as schema has it.\n"


def test_every_step_says_what_it_blocks_how_risky_it_is_and_how_long_it_takes() -> None:
    assert text(CHECKED, plain, 80, again="wesley plan --from old.json") == SHOWN


def test_what_waits_and_what_is_lost_is_told() -> None:
    shown = text(DROPPED, plain, 80)
    assert "1 statement, 1 of them for later; risk 55 (high)" in shown
    assert "waits until the old application is gone; shown here, and run only with" in shown
    assert "Lost for good, with what is in it\n  public.users.age\n" in shown
    assert "when the old application is gone: plan again from the database, with" in shown


def test_where_it_is_run_right_now_the_contract_is_the_same_command() -> None:
    shown = text(DROPPED, plain, 80, again="")
    assert "  when the old application is gone: the same command with --contract\n" in shown
    assert "\non   PostgreSQL" not in shown


def test_a_plan_from_a_database_is_run_there_or_as_a_script() -> None:
    shown = text(CHECKED, plain, 80, again="wesley plan --to new --env prod")
    assert (
        "Next\n"
        "  wesley migrate --to new --env prod\n"
        "or as a script\n"
        "  wesley plan --to new --env prod --out plan.sql\n"
        "  psql -X -v ON_ERROR_STOP=1 -d DATABASE -f plan.sql\n"
    ) in shown


@pytest.mark.parametrize("more", ["--from old.json", "--pg 16", "--undo"])
def test_what_wesley_migrate_would_not_plan_alike_is_a_script_only(more: str) -> None:
    assert "wesley migrate" not in text(CHECKED, plain, 80, again=f"wesley plan --env prod {more}")


def test_what_only_waits_needs_no_way_back() -> None:
    assert text(DROPPED, plain, 80).endswith("  way back: nothing is to be undone before the contract\n")


def test_objects_that_are_left_alone_are_listed() -> None:
    shown = text(replace(EMPTY, unmanaged=("rule keep of public.users (CREATE RULE)",)), plain, 80)
    assert shown.endswith("Left alone, because Wesley does not manage it\n  rule keep of public.users (CREATE RULE)\n")


def test_what_the_plan_cannot_make_is_listed() -> None:
    shown = text(replace(EMPTY, unplanned=("aggregate public.total(integer)",)), plain, 80)
    assert "does not manage it: make it yourself\n  aggregate public.total(integer)\n" in shown


def test_a_name_stays_on_its_line() -> None:
    shown = text(replace(EMPTY, unmanaged=("rule a\nb of public.users",)), plain, 80)
    assert shown.endswith("\n  rule a\\nb of public.users\n")


def test_explaining_tells_the_reason_of_every_step_and_what_the_words_mean() -> None:
    shown = text(CHECKED, plain, 100, explain=True)
    assert "NOT VALID holds for every row that is written from now on" in shown
    assert "\nWords\n  expand: what is added" in shown
    assert "contract:" not in shown


@pytest.mark.parametrize("width", [60, 80, 120])
def test_no_line_but_sql_is_wider_than_the_terminal(width: int) -> None:
    lines = text(CHECKED, plain, width, explain=True).split("\n")
    assert [line for line in lines if len(line) > width and "SELECT" not in line] == []


def test_colors_change_nothing_but_colors() -> None:
    shown = text(CHECKED, colored, 80)
    for style in ("1;33", "1", "2", "32", "34"):
        assert f"\x1b[{style}m" in shown
        shown = shown.replace(f"\x1b[{style}m", "")
    assert shown.replace("\x1b[0m", "") == text(CHECKED, plain, 80)


def test_signs_that_would_command_the_terminal_are_shown_as_escapes() -> None:
    (segment, *others) = CHECKED.plan.segments
    step = replace(segment.steps[0], title="Drop \x1b[2J\ntable")
    plan = replace(CHECKED.plan, segments=(replace(segment, steps=(step,)), *others))
    assert "Drop \\x1b[2J\\ntable" in text(replace(CHECKED, plan=plan), plain, 80)
