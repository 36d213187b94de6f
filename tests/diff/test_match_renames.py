"""Hints in, renames out."""

from __future__ import annotations

import pytest

from tests.sdl.harness import compiled
from wesley.diff.codes import RENAME_CONFLICT
from wesley.diff.match_renames import match_renames
from wesley.diff.renames import Renames
from wesley.ir.schema import Schema
from wesley.problems.problem import WesleyError

OLD = """
enum Mood { LOW HIGH }
type User @table @uid(value: "user") {
  id: ID! @primaryKey
  email: String! @uid(value: "user.email")
  mood: Mood
}
"""
NEW = """
enum Temper @renamedFrom(name: "mood") { DOWN @renamedFrom(name: "LOW") HIGH }
type Person @table(name: "people") @renamedFrom(name: "users") {
  id: ID! @primaryKey
  mail: String! @renamedFrom(name: "email")
  mood: Temper
}
"""
RENAMES = Renames(
    tables=((("public", "users"), ("public", "people")),),
    columns=((("public", "users"), "email", "mail"),),
    enums=((("public", "mood"), ("public", "temper")),),
    values=((("public", "mood"), "LOW", "DOWN"),),
)


def test_hints_name_what_was_there() -> None:
    assert match_renames(compiled(OLD), compiled(NEW)) == RENAMES


def test_hints_need_nothing_of_the_old_schema_but_its_names() -> None:
    assert match_renames(Schema(physical=compiled(OLD).physical), compiled(NEW)) == RENAMES


def test_a_hint_may_stay_when_the_rename_is_done() -> None:
    assert match_renames(Schema(physical=compiled(NEW).physical), compiled(NEW)) == Renames()


def test_an_identity_finds_what_has_another_name() -> None:
    new = OLD.replace("type User @table", 'type User @table(name: "people")').replace("  email:", "  mail:")
    found = match_renames(compiled(OLD), compiled(new))
    assert found == Renames(tables=RENAMES.tables, columns=RENAMES.columns)


def test_a_new_name_that_is_in_use_is_refused_at_its_place() -> None:
    old = OLD.replace("email:", "mail: String\n  email:")
    with pytest.raises(WesleyError) as caught:
        match_renames(compiled(old), compiled(NEW))
    problem = caught.value.problems[0]
    assert problem.code is RENAME_CONFLICT
    assert problem.message == "`Person.mail` was `email`, and the database has a `mail` beside it"
    assert problem.origin.line == 5


def test_one_former_name_is_claimed_once() -> None:
    both = """
    type User @table {
      id: ID! @primaryKey
      mail: String @uid(value: "user.email")
      post: String @renamedFrom(name: "email")
    }
    """
    with pytest.raises(WesleyError, match="were both `email`"):
        match_renames(compiled(OLD), compiled(both))
