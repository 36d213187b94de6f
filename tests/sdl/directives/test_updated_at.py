"""`@updatedAt`: a default of now, and one trigger function for all tables of a schema."""

from __future__ import annotations

import pytest

from tests.sdl.harness import compiled, only_error
from tests.sdl.loading import loaded
from wesley.ir.routine import Trigger, TriggerEvent, TriggerTiming

POST = "type Post @table {\n  id: Int! @primaryKey\n  updatedAt: DateTime! @updatedAt\n}\n"


def test_the_column_its_trigger_and_its_field() -> None:
    schema = compiled(POST)
    (table,) = schema.physical.tables
    column = table.column("updated_at")
    assert column is not None
    assert column.default is not None
    assert column.default.sql == "now()"
    assert table.triggers == (
        Trigger(
            name="set_updated_at",
            timing=TriggerTiming.BEFORE,
            events=(TriggerEvent.UPDATE,),
            function_schema="public",
            function="set_updated_at",
        ),
    )
    assert schema.api.objects[0].fields[1].computed


def test_tables_of_one_schema_share_a_function() -> None:
    app = POST.replace("type Post @table", 'type Page @table(schema: "app")')
    functions = compiled(POST + POST.replace("Post", "Note") + app).physical.functions
    assert [(function.schema, function.name) for function in functions] == [
        ("app", "set_updated_at"),
        ("public", "set_updated_at"),
    ]
    assert functions[0].body == "\nBEGIN\n    NEW.updated_at := now();\n    RETURN NEW;\nEND\n"
    assert functions[0].search_path == ""


def test_each_column_name_has_its_function() -> None:
    physical = compiled(POST.replace("}", '  "odd" at: Date @updatedAt @column(name: "Odd Name")\n}')).physical
    assert [function.name for function in physical.functions] == ["set_Odd Name", "set_updated_at"]
    assert 'NEW."Odd Name" := now();' in physical.functions[0].body


def test_a_long_name_is_cut_with_a_hash() -> None:
    long = "a" * 62
    (trigger,) = compiled(POST.replace("updatedAt:", f"{long}:")).physical.tables[0].triggers
    assert len(trigger.name) <= 63
    assert trigger.name.endswith("_set")


@pytest.mark.parametrize(
    ("directives", "code", "message"),
    [
        ("Int! @updatedAt", "E102", "@updatedAt needs a date or a timestamp, and `updated_at` is integer"),
        ("DateTime! @createdAt @updatedAt", "E103", "@createdAt and @updatedAt stand on one field"),
        ("Int! @identity @updatedAt", "E103", "`updated_at` has an identity already, and @updatedAt gives its values"),
    ],
)
def test_a_mistake(directives: str, code: str, message: str) -> None:
    problem = only_error(POST.replace("DateTime! @updatedAt", directives))
    assert (problem.code.code, problem.message[: len(message)]) == (code, message)


@pytest.mark.server
def test_every_update_writes_it_whatever_it_says(database: str) -> None:
    with loaded(database, POST) as connection:
        connection.execute("INSERT INTO posts VALUES (1, '2001-01-01Z')")
        query = "SELECT updated_at = now() FROM posts"
        assert connection.execute(query).fetchone() == (False,)
        with connection.transaction():
            connection.execute("UPDATE posts SET updated_at = '2002-02-02Z'")
            assert connection.execute(query).fetchone() == (True,)
