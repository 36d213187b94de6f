"""`@enum` chooses how values are stored: a type, a check, or a table with a foreign key."""

from __future__ import annotations

import pytest

from tests.sdl.harness import compiled, errors_of, only_error
from wesley.config.settings import Enums, Naming, Settings
from wesley.ir.enum import Enum
from wesley.ir.schema import Physical
from wesley.ir.table import Rows, Table

TASK = "type Task @table { id: ID! @primaryKey  priority: Priority! }"


def physical(sdl: str, settings: Settings = Settings()) -> Physical:  # noqa: B008 - frozen
    return compiled(sdl, settings).physical


def task(sdl: str, settings: Settings = Settings()) -> Table:  # noqa: B008 - frozen
    found = physical(sdl, settings).table("public", "tasks")
    assert found is not None
    return found


def type_of(table: Table, column: str) -> str:
    found = table.column(column)
    assert found is not None
    return found.type


def test_an_enum_is_a_native_type_in_the_order_of_its_values() -> None:
    sdl = '"How urgent" enum Priority { URGENT HIGH LOW }' + TASK
    assert physical(sdl).enums == (
        Enum(schema="public", name="priority", values=("URGENT", "HIGH", "LOW"), comment="How urgent"),
    )
    assert type_of(task(sdl), "priority") == "public.priority"
    assert compiled(sdl).api.enums[0].relation == ("public", "priority")


def test_a_native_type_may_be_named_and_live_elsewhere() -> None:
    sdl = 'enum Priority @enum(name: "Urgency", schema: "app") { HIGH LOW }' + TASK
    assert [(enum.schema, enum.name) for enum in physical(sdl).enums] == [("app", "Urgency")]
    assert type_of(task(sdl), "priority") == 'app."Urgency"'
    assert [namespace.name for namespace in physical(sdl).namespaces] == ["app", "public"]


@pytest.mark.parametrize("storage", ["CHECK", '"check"', '"CHECK"'])
def test_check_stores_text_and_holds_it_to_the_values(storage: str) -> None:
    sdl = f"enum Priority @enum(storage: {storage}) {{ HIGH LOW }}" + TASK
    assert physical(sdl).enums == ()
    assert type_of(task(sdl), "priority") == "text"
    (check,) = task(sdl).checks
    assert (check.name, check.expression.sql) == ("tasks_priority_check", "priority IN ('HIGH', 'LOW')")
    assert compiled(sdl).api.enums[0].relation is None


def test_the_elements_of_an_array_are_checked() -> None:
    sdl = "enum P @enum(storage: CHECK) { HIGH LOW } type Task @table { id: ID! @primaryKey  all: [P!]!  some: [P] }"
    assert [check.expression.sql for check in task(sdl).checks if "<@" in check.expression.sql] == [
        "\"all\" <@ ARRAY['HIGH', 'LOW']::text[]",
        "array_replace(\"some\", NULL, 'HIGH') <@ ARRAY['HIGH', 'LOW']::text[]",
    ]


def test_lookup_stores_the_values_as_rows_of_a_table() -> None:
    sdl = '"How urgent" enum Priority @enum(storage: LOOKUP) { HIGH LOW @dbValue(name: "low") }' + TASK
    table = physical(sdl).table("public", "priorities")
    assert table is not None
    assert [(column.name, column.type, column.nullable) for column in table.columns] == [("value", "text", False)]
    assert table.primary_key is not None
    assert (table.primary_key.name, table.primary_key.columns) == ("priorities_pkey", ("value",))
    assert table.rows == Rows(columns=("value",), values=(("HIGH",), ("low",)))
    assert table.comment == "How urgent"
    (key,) = task(sdl).foreign_keys
    assert (key.name, key.columns, key.ref_table, key.ref_columns) == (
        "tasks_priority_fkey",
        ("priority",),
        "priorities",
        ("value",),
    )
    assert type_of(task(sdl), "priority") == "text"


def test_a_lookup_table_is_named_like_any_table() -> None:
    settings = Settings(enums=Enums(storage="lookup"), naming=Naming(tables="singular"))
    tables = physical("enum Priority { HIGH }" + TASK.replace("@table", '@table(name: "tasks")'), settings).tables
    assert [table.name for table in tables] == ["priority", "tasks"]


@pytest.mark.parametrize(
    "arguments", ['storage: NATIVE, schema: "x"', "storage: CHECK", 'storage: LOOKUP, schema: "x"']
)
def test_an_enum_that_no_column_uses_makes_nothing(arguments: str) -> None:
    sdl = f"enum P @enum({arguments}) {{ HIGH }} type Query {{ all(p: P): [Int!] }}"
    old = " type Old @table(managed: false) { id: ID! @primaryKey p: P }"
    assert physical(sdl + old) == Physical()
    assert compiled(sdl + old).api.enums[0].relation is None


@pytest.mark.parametrize("parameter", ["name", "schema"])
def test_a_check_has_no_name_of_its_own(parameter: str) -> None:
    problem = only_error(f'enum P @enum(storage: CHECK, {parameter}: "x") {{ HIGH }}')
    assert problem.message == f"`{parameter}` names a type or a table, and storage CHECK makes neither"


def test_the_configuration_chooses_and_the_directive_has_the_last_word() -> None:
    sdl = "enum P { A } enum Q @enum(storage: NATIVE) { A } type Task @table { id: ID! @primaryKey p: P q: Q }"
    settings = Settings(enums=Enums(storage="check"))
    assert type_of(task(sdl, settings), "p") == "text"
    assert type_of(task(sdl, settings), "q") == "public.q"


def test_quotes_in_values_stay_values() -> None:
    sdl = 'enum Priority @enum(storage: CHECK) { HIGH @dbValue(name: "it\'s\\\\") }' + TASK
    (check,) = task(sdl).checks
    assert check.expression.sql in ("priority IN (E'it''s\\\\')", "priority IN ('it''s\\')")


@pytest.mark.parametrize(
    ("storage", "written", "right"),
    [("CHECK", "varchar(10)", True), ("LOOKUP", "citext", True), ("NATIVE", "text", False), ("CHECK", "int", False)],
)
def test_a_column_type_must_be_able_to_hold_the_enum(storage: str, written: str, *, right: bool) -> None:
    sdl = (
        f"enum P @enum(storage: {storage}) {{ A }}\n"
        f'type Task @table {{ id: ID! @primaryKey p: P @column(type: "{written}") }}'
    )
    assert [problem.code.code for problem in errors_of(sdl)] == ([] if right else ["E103"])
