"""`@softDelete`: the column is there, and so is its field."""

from __future__ import annotations

import pytest

from tests.sdl.harness import compiled, only_error
from wesley.config.settings import Naming, Settings
from wesley.ir.api import TypeRef

SDL = "type Post @table @softDelete{arguments} {{\n  id: ID! @primaryKey\n{fields}}}\n"


def test_column_and_field_are_added() -> None:
    schema = compiled(SDL.format(arguments="", fields=""))
    column = schema.physical.tables[0].in_order()[-1]
    assert (column.name, column.type, column.nullable) == ("deleted_at", "timestamp with time zone", True)
    field = schema.api.objects[0].fields[-1]
    assert (field.name, field.type, field.column) == ("deleted_at", TypeRef("DateTime"), "deleted_at")
    assert "DateTime" in [scalar.name for scalar in schema.api.scalars]


def test_the_argument_is_a_field_name() -> None:
    schema = compiled(SDL.format(arguments='(column: "removedAt")', fields=""))
    field = schema.api.objects[0].fields[-1]
    assert (field.name, field.column) == ("removedAt", "removed_at")


def test_names_as_they_are() -> None:
    settings = Settings(naming=Naming(columns="as_is"))
    schema = compiled(SDL.format(arguments='(column: "removedAt")', fields=""), settings)
    assert schema.physical.tables[0].column("removedAt") is not None


@pytest.mark.parametrize(
    ("arguments", "fields"),
    [
        ("", "  deleted_at: DateTime\n"),
        ("", "  deletedAt: DateTime\n"),
        ('(column: "gone")', "  gone: Date\n"),
        ("", '  when: DateTime @column(name: "deleted_at")\n'),
    ],
)
def test_an_existing_field_is_used(arguments: str, fields: str) -> None:
    schema = compiled(SDL.format(arguments=arguments, fields=fields))
    assert len(schema.physical.tables[0].columns) == 2
    assert len(schema.api.objects[0].fields) == 2


def test_expressions_may_name_the_column() -> None:
    sdl = SDL.format(arguments="", fields='  slug: String! @unique(where: "deleted_at IS NULL")\n')
    (index,) = compiled(sdl).physical.tables[0].indexes
    assert index.where is not None


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ("  deletedAt: DateTime!\n", "@softDelete needs a column that may be null, and `deleted_at` is required"),
        ("  deletedAt: Boolean\n", "@softDelete needs a date or a timestamp, and `deleted_at` is boolean"),
        (
            '  by: ID @foreignKey(ref: "Post.id")\n  deleted_at: Post @belongsTo(column: "by")\n',
            "`deleted_at` is a field without a column, and cannot say when a row was deleted",
        ),
    ],
)
def test_a_field_that_cannot_say_when(fields: str, message: str) -> None:
    problems = only_error(SDL.format(arguments="", fields=fields))
    assert (problems.code.code, problems.message) == ("E103", message)
