"""`@pattern`: a check in the database, and a rule where JavaScript reads the expression alike."""

from __future__ import annotations

import pytest

from tests.sdl.harness import compiled, findings, only_error, place_of
from wesley.ir.api import Rules

SDL = 'type Post @table {{\n  id: ID! @primaryKey\n  slug: {kind} @pattern(regex: "{regex}")\n}}\n'


@pytest.mark.parametrize(
    ("regex", "check", "pattern"),
    [
        ("^[a-z]+$", "slug ~ '^[a-z]+$'", "^[a-z]+$"),
        (r"^\\d+$", "slug ~ '^[0-9]+$'", "^[0-9]+$"),
        ("it's", "slug ~ 'it''s'", "it's"),
        (r"a\\.b", r"slug ~ E'a\\.b'", r"a\.b"),
    ],
)
def test_check_and_rule(regex: str, check: str, pattern: str) -> None:
    schema = compiled(SDL.format(kind="String!", regex=regex))
    (found,) = schema.physical.tables[0].checks
    assert (found.name, found.expression.sql) == ("posts_slug_pattern_check", check)
    assert schema.api.objects[0].fields[1].rules == Rules(pattern=pattern)


def test_outside_the_common_subset_it_is_the_databases_alone() -> None:
    schema = compiled(SDL.format(kind="String", regex="^[[:alpha:]]+$"))
    assert schema.physical.tables[0].checks[0].expression.sql == "slug ~ '^[[:alpha:]]+$'"
    assert schema.api.objects[0].fields[1].rules is None


@pytest.mark.parametrize(
    ("kind", "regex", "code", "at", "message"),
    [
        ("String", "^[a-z", "E403", "[a-z", "this `[` is not closed"),
        ("String", "a**", "E403", '*"', "a quantifier cannot follow a quantifier"),
        ("String", "", "E101", '""', "`regex` of @pattern is empty"),
        ("Int", "a", "E102", "@pattern", "@pattern needs a text, and `slug` is integer"),
        ("[String]", "a", "E102", "@pattern", "@pattern needs a text, and `slug` is text[]"),
    ],
)
def test_a_mistake_is_told_at_its_place(kind: str, regex: str, code: str, at: str, message: str) -> None:
    sdl = SDL.format(kind=kind, regex=regex)
    problem = only_error(sdl)
    assert problem.message == message
    assert findings((problem,)) == [(code, *place_of(at, sdl))]
