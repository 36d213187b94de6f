"""What a rule leaves to others is in the goal as the database has it, and no plan does anything to it."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.sdl.harness import compiled
from tests.support.schemas.pairs import pairs
from wesley.changes.edit import edit_column, edit_table, put, put_member, remove, remove_member
from wesley.config.ignore_rules import KINDS
from wesley.drift.compare import compare
from wesley.ir.access import Extension, Grant
from wesley.ir.column import Column
from wesley.ir.constraint import Check, PrimaryKey
from wesley.ir.enum import Enum
from wesley.ir.expression import Expression
from wesley.ir.index import Index, IndexKey
from wesley.ir.policy import Policy, PolicyCommand
from wesley.ir.schema import Physical, Schema
from wesley.ir.sequence import Sequence
from wesley.ir.table import Table
from wesley.plan.ignore import rules_of
from wesley.plan.ignored import ignored

SDL = """
enum Kind { A B }
type User @table @grant(roles: ["reader"], privileges: [SELECT]) {
  id: ID! @primaryKey
  name: String! @index
  kind: Kind
}
type Tag @table { id: ID! @primaryKey }
"""
GOAL = compiled(SDL).physical
BY_NAME = Index(name="by_hand", keys=(IndexKey(column="kind"),))


def users(collection: str, member: Any, physical: Physical = GOAL) -> Physical:
    return put_member(physical, "public", "users", collection, member)


CHANGES = [
    ("index *.by_hand", users("indexes", BY_NAME), "index public.users.by_hand"),
    ("column users.age", users("columns", Column(name="age", type="integer")), "column public.users.age"),
    ("column users.kind", edit_column(GOAL, "public", "users", "kind", nullable=False), "column public.users.kind"),
    ("column users.kind", remove_member(GOAL, "public", "users", "columns", "kind"), "column public.users.kind"),
    ("users", edit_column(GOAL, "public", "users", "kind", nullable=False), "table public.users"),
    ("table legacy_*", put(GOAL, "tables", Table(schema="public", name="legacy_a")), "table public.legacy_a"),
    ("table tags", remove(GOAL, "tables", "public", "tags"), "table public.tags"),
    ("extension *", put(GOAL, "extensions", Extension(name="x")), "extension x"),
    ("comment *", edit_table(GOAL, "public", "users", comment="x"), "comment public.users"),
    ("comment *.kind", edit_column(GOAL, "public", "users", "kind", comment="x"), "comment public.users.kind"),
    ("row security users", edit_table(GOAL, "public", "users", row_security=True), "row security public.users"),
    ("persistence *", edit_table(GOAL, "public", "users", unlogged=True), "persistence public.users"),
    (
        "enum value *.C",
        put(GOAL, "enums", Enum(schema="public", name="kind", values=("A", "C", "B"))),
        "enum value public.kind.C",
    ),
    (
        "enum value *.B",
        put(GOAL, "enums", Enum(schema="public", name="kind", values=("A",))),
        "enum value public.kind.B",
    ),
    (
        "policy *",
        users("policies", Policy(name="p", roles=("app",), command=PolicyCommand.ALL, using=Expression(sql="true"))),
        "policy public.users.p",
    ),
    (
        "check constraint *",
        users("checks", Check(name="c", expression=Expression(sql="true"))),
        "check constraint public.users.c",
    ),
    (
        "privilege *.writer",
        edit_table(
            GOAL,
            "public",
            "users",
            grants=(Grant(role="reader", privileges=("SELECT",)), Grant(role="writer", privileges=("INSERT",))),
        ),
        "privilege public.users.writer",
    ),
    ("privilege *", edit_table(GOAL, "public", "users", grants=()), "privilege public.users.reader"),
    (
        "primary key *",
        edit_table(GOAL, "public", "users", primary_key=PrimaryKey(name="k", columns=("id", "name"))),
        "primary key public.users.k",
    ),
]


@pytest.mark.parametrize(("rule", "found", "named"), CHANGES, ids=[each[2] for each in CHANGES])
def test_what_it_fits_stays_as_the_database_has_it(rule: str, found: Physical, named: str) -> None:
    taken = ignored(found, GOAL, rules_of([rule], ()))
    assert taken.goal == found
    assert f"{named} (rule `{rule}`)" in taken.told
    assert ignored(found, GOAL, ()).goal is GOAL


def test_what_no_rule_fits_is_as_it_was_asked_for() -> None:
    found = users("indexes", BY_NAME, edit_column(GOAL, "public", "users", "name", nullable=True))
    taken = ignored(found, GOAL, rules_of(["index by_hand", "index users.by_hand"], ()))
    assert taken.goal == users("indexes", BY_NAME)
    assert taken.told == ("index public.users.by_hand (rule `index users.by_hand`)",)


def test_what_has_another_name_is_left_alone_by_either() -> None:
    renamed = Index(name="by_name", keys=(IndexKey(column="name"),))
    bare = remove_member(GOAL, "public", "users", "indexes", "users_name_idx")
    found = put_member(bare, "public", "users", "indexes", renamed)
    for rule in ("index *.by_name", "index *.users_name_idx"):
        assert ignored(found, GOAL, rules_of([rule], ())).goal == found


def test_a_table_that_is_not_there_yet_is_made_with_all_its_parts() -> None:
    found = remove(GOAL, "tables", "public", "users")
    assert ignored(found, GOAL, rules_of(["index *", "column *.kind"], ())).goal is GOAL


def test_the_sequence_of_a_column_comes_with_it() -> None:
    column = Column(name="n", type="integer")
    sequence = Sequence(schema="public", name="users_n_seq", owned_by=("public", "users", "n"))
    found = put(users("columns", column), "sequences", sequence)
    assert ignored(found, GOAL, rules_of(["column *.n"], ())).goal == found


@pytest.mark.parametrize("rule", ["users.by_hand", "people.by_hand", "index *.by_hand"])
def test_a_rule_fits_the_parts_of_a_renamed_table_by_either_name(rule: str) -> None:
    found, renamed = users("indexes", BY_NAME), {("public", "users"): ("public", "people")}
    taken = ignored(found, GOAL, rules_of([rule], ()), renamed)
    assert taken.goal == found
    assert taken.told == (f"index public.users.by_hand (rule `{rule}`)",)


def test_a_rule_that_fits_all_of_the_table_by_its_new_name_does_not_keep_it_as_it_is() -> None:
    found, renamed = users("indexes", BY_NAME), {("public", "users"): ("audit", "users")}
    assert ignored(found, GOAL, rules_of(["audit.*"], ()), renamed).goal is GOAL


def test_the_right_of_others_on_a_column_goes_with_it() -> None:
    theirs = Grant(role="dba", privileges=("SELECT",), columns=("kind", "name"))
    found = edit_table(GOAL, "public", "users", grants=(theirs, Grant(role="reader", privileges=("SELECT",))))
    goal = remove_member(GOAL, "public", "users", "columns", "kind")
    table = ignored(found, goal, rules_of(["privilege *.dba"], ())).goal.table("public", "users")
    assert table is not None
    assert table.grants == (replace(theirs, columns=("name",)), Grant(role="reader", privileges=("SELECT",)))


def test_what_a_plan_has_made_for_itself_goes_whatever_a_rule_says() -> None:
    old = users("columns", Column(name="wesley_old_kind", type="text"))
    assert ignored(old, GOAL, rules_of(["column *"], ())).goal == GOAL


@settings(max_examples=60, suppress_health_check=list(HealthCheck))
@given(pairs(), st.sampled_from(KINDS))
def test_what_is_left_differs_as_before_and_is_of_no_kind_that_was_left_to_others(
    pair: tuple[Schema, Schema], kind: str
) -> None:
    found, goal = pair[0].physical, pair[1].physical
    left = compare(found, ignored(found, goal, rules_of([f"{kind} *"], ())).goal)
    before = {(one.kind, one.subject) for one in compare(found, goal)}
    assert {(one.kind, one.subject) for one in left} <= before
    assert kind not in {one.subject.kind for one in left}


@settings(max_examples=30, suppress_health_check=list(HealthCheck))
@given(pairs())
def test_a_rule_for_all_leaves_nothing_to_do(pair: tuple[Schema, Schema]) -> None:
    found, goal = pair[0].physical, pair[1].physical
    assert compare(found, ignored(found, goal, rules_of(["*"], ())).goal) == ()
