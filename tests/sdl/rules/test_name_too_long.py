"""PostgreSQL keeps 63 bytes of a name: a longer one of the user is refused, a longer one of ours is shortened."""

from __future__ import annotations

from tests.sdl.harness import compiled, findings, only_error

LONG = "n" * 64


def test_a_name_of_64_bytes() -> None:
    problem = only_error(f'type User @table(name: "{LONG}") {{ id: ID! @primaryKey(name: "p") }}')
    assert problem.message == "the name of this table has 64 bytes, PostgreSQL keeps 63"
    assert findings((problem,)) == [("E204", 1, 6)]


def test_bytes_are_counted_not_characters() -> None:
    problem = only_error(f'type User @table {{ id: ID! @primaryKey @column(name: "{"ü" * 32}") }}')
    assert "64 bytes" in problem.message


def test_a_derived_name_is_shortened_and_stays_its_own() -> None:
    stem = "a_field_with_a_name_that_is_as_long_as_a_name_may_ever_be_in_sql"[:60]
    schema = compiled(f"""\
        type User @table {{
          id: ID! @primaryKey
          {stem}_a: String! @unique
          {stem}_b: String! @unique
        }}
        """)
    names = [unique.name for unique in schema.physical.tables[0].uniques]
    assert len(set(names)) == 2
    assert all(len(name.encode()) <= 63 and name.endswith("_key") for name in names)
