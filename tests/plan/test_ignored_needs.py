"""What others manage and have not made, and who needs it."""

from __future__ import annotations

import pytest

from tests.sdl.harness import compiled
from wesley.changes.edit import put, remove, remove_member
from wesley.ir.access import Extension
from wesley.ir.schema import Physical
from wesley.plan.ignore import rules_of
from wesley.plan.ignored import ignored
from wesley.plan.ignored_needs import lost, missing

SDL = """
enum Kind { A B }
type User @table { id: ID! @primaryKey kind: Kind name: String! @index updatedAt: DateTime! @updatedAt }
type Post @table { id: ID! @primaryKey userId: ID! @foreignKey(ref: "User.id") }
type Name @view(sql: "SELECT name FROM users") { name: String }
"""
EMPTY = Physical()
ASKED = put(compiled(SDL).physical, "extensions", Extension(name="pg_trgm"))


@pytest.mark.parametrize(
    ("rule", "found", "told"),
    [
        ("extension *", remove(ASKED, "extensions", "pg_trgm"), {"the schema needs the extension pg_trgm"}),
        (
            "table users",
            remove(ASKED, "tables", "public", "users"),
            {
                "the foreign key posts_user_id_fkey of public.posts needs public.users",
                "the view public.names needs public.users",
            },
        ),
        ("enum *", remove(ASKED, "enums", "public", "kind"), {"the table public.users needs the type public.kind"}),
        (
            "column *.name",
            remove_member(ASKED, "public", "users", "columns", "name"),
            {"the index users_name_idx of public.users needs public.users.name"},
        ),
    ],
    ids=lambda each: each if isinstance(each, str) else "",
)
def test_it_is_told_with_its_place(rule: str, found: Physical, told: set[str]) -> None:
    problems = missing(EMPTY, ASKED, ignored(found, ASKED, rules_of([rule], ())).goal)
    assert {each.message.partition(", which")[0] for each in problems} == told
    assert all(each.code.code == "MIG020" for each in problems)
    assert all(each.origin.known for each in problems) == (rule != "extension *")


def test_a_function_that_others_have_not_made() -> None:
    (function,) = ASKED.functions
    found = remove(ASKED, "functions", function.schema, function.name, function.arguments)
    (problem,) = missing(EMPTY, ASKED, ignored(found, ASKED, rules_of(["function *"], ())).goal)
    assert "set_updated_at" in problem.message
    assert "needs the function public." in problem.message


def test_nothing_is_needed_where_all_of_it_is_left_to_others() -> None:
    assert missing(EMPTY, ASKED, ignored(EMPTY, ASKED, rules_of(["*"], ())).goal) == ()
    assert missing(EMPTY, ASKED, ASKED) == ()


def test_a_column_of_others_keeps_its_table_from_going() -> None:
    goal, rules = remove(ASKED, "tables", "public", "posts"), rules_of(["*.user_*"], ())
    (problem,) = lost(ASKED, goal, rules)
    assert problem.message.startswith("the plan drops public.posts with its column user_id, which the rule `*.user_*`")
    assert lost(ASKED, ASKED, rules) == lost(ASKED, goal, rules_of(["*.name", "index *"], ())) == ()
