"""A foreign key refers to a key, whole."""

from __future__ import annotations

from tests.sdl.harness import errors_of, only_error

SDL = """\
type Cell @table @primaryKey(columns: ["x", "y"]) @unique(columns: ["y", "z"]) {
  x: Int!
  y: Int!
  z: Int!
}
type Piece @table @foreignKey(columns: [COLUMNS], to: "Cell", references: [COLUMNS]) {
  id: ID! @primaryKey
  x: Int!
  y: Int!
  z: Int!
}
"""


def test_a_part_of_a_key_is_no_key() -> None:
    problem = only_error(SDL.replace("COLUMNS", '"x"'))
    assert problem.message == "`x` of `Cell` is neither its primary key nor unique"


def test_columns_of_two_keys_are_no_key() -> None:
    problem = only_error(SDL.replace("COLUMNS", '"x", "z"'))
    assert problem.message == "`x`, `z` of `Cell` are together neither its primary key nor unique"


def test_more_than_a_key_is_no_key() -> None:
    assert only_error(SDL.replace("COLUMNS", '"x", "y", "z"')).code.code == "E205"


def test_a_unique_constraint_is_a_key() -> None:
    assert not errors_of(SDL.replace("COLUMNS", '"z", "y"'))
