"""Who may be computed from whom."""

from __future__ import annotations

import pytest

from tests.sdl.harness import errors_of, only_error
from wesley.config.settings import Postgres, Settings

SDL = """\
type Order @table {{
  id: ID! @primaryKey
  net: Int!
  first: Int @computed(expr: "net", mode: {first})
  second: Int @computed(expr: "first", mode: {second})
}}
"""
ON_18 = Settings(postgres=Postgres(version=18))


@pytest.mark.parametrize("first", ["STORED", "VIRTUAL", "TRIGGER"])
@pytest.mark.parametrize("second", ["STORED", "VIRTUAL", "TRIGGER"])
def test_only_a_generated_column_may_read_what_a_trigger_wrote(first: str, second: str) -> None:
    errors = errors_of(SDL.format(first=first, second=second), ON_18)
    assert not errors if (first == "TRIGGER" and second != "TRIGGER") else errors[0].code.code == "E312"


def test_a_trigger_may_read_the_value_that_was_given_for_its_own_column() -> None:
    slug = 'slug: String @computed(expr: "coalesce(slug, title)", mode: TRIGGER)'
    sdl = f"type Post @table {{\n  title: String!\n  {slug}\n}}"
    assert not errors_of(sdl)


def test_a_trigger_may_not_read_what_another_trigger_writes() -> None:
    sdl = """\
    type Post @table {
      updatedAt: DateTime! @updatedAt
      day: Date @computed(expr: "updated_at::date", mode: TRIGGER)
    }
    """
    assert only_error(sdl).message == "`day` is computed from `updated_at`, which is computed too"


def test_a_ring_is_found_at_each_end() -> None:
    sdl = 'type A @table {\n  x: Int @computed(expr: "y")\n  y: Int @computed(expr: "x")\n}\n'
    assert [problem.origin.line for problem in errors_of(sdl)] == [2, 3]
