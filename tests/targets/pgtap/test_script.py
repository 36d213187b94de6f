"""A generated file is a script of single calls, whatever names and texts the schema holds."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.targets.pgtap.compiled import compiled
from tests.targets.pgtap.running import files_of
from tests.targets.pgtap.sample import SCHEMA
from tests.targets.pgtap.test_compiled import COMPILED
from wesley.ir.column import Column
from wesley.ir.constraint import PrimaryKey
from wesley.ir.origin import Position
from wesley.ir.schema import Physical, Schema
from wesley.ir.table import Table
from wesley.postgres.tap import parse
from wesley.sql.split import statements
from wesley.targets.pgtap.script import said

ALLOWED = re.compile(
    r"(BEGIN|ROLLBACK|SELECT \* FROM finish\(\)|CREATE FUNCTION pg_temp\..*"
    r"|SELECT (plan|is|isnt|skip|lives_ok|bag_eq|has_\w+|columns_are|col_\w+|set_config)\(.*\)"
    r"|SELECT CASE WHEN to_regprocedure\(.*\) IS NULL THEN skip\(.*\) ELSE isn?t?\(.*\) END)\Z",
    re.DOTALL,
)
# No surrogates and no NUL: PostgreSQL cannot hold them.
HOSTILE = st.text(
    alphabet=st.one_of(st.sampled_from("'\"\\$;-#\n\t/*()"), st.characters(blacklist_categories=["Cs"])),
    min_size=1,
    max_size=15,
).filter(lambda text: "\0" not in text)


def commands(text: str) -> list[str]:
    """The statements of a file, without comments in front of them."""
    return [re.sub(r"\A(\s*--[^\n]*\n)+", "", statement).strip() for _, statement in statements(text)]


@pytest.mark.parametrize("files", [files_of(SCHEMA), COMPILED.files], ids=["by hand", "compiled"])
def test_each_statement_is_one_call(files: dict[str, str]) -> None:
    for path, text in files.items():
        found = commands(text)
        assert [statement for statement in found if not ALLOWED.match(statement)] == [], path
        assert found[0] == "BEGIN"
        assert found[-2:] == ["SELECT * FROM finish()", "ROLLBACK"]


@given(HOSTILE, HOSTILE, HOSTILE)
def test_hostile_names_and_texts_stay_data(table_name: str, column_name: str, comment: str) -> None:
    column = Column(name=column_name, type="text", nullable=False, comment=comment, position=Position(1))
    key = PrimaryKey(name=table_name[::-1], columns=(column_name,))
    table = Table(schema="public", name=table_name, columns=(column,), primary_key=key, comment=comment)

    files = files_of(Schema(physical=Physical(tables=(table,))))

    plain = files_of(
        Schema(
            physical=Physical(
                tables=(
                    Table(
                        schema="public",
                        name="t",
                        columns=(Column(name="c", type="text", nullable=False, comment="x", position=Position(1)),),
                        primary_key=PrimaryKey(name="t_pkey", columns=("c",)),
                        comment="x",
                    ),
                )
            )
        )
    )
    assert len(files) == len(plain)
    for found, expected in zip(sorted(files.items()), sorted(plain.items()), strict=True):
        kinds = [statement.partition("(")[0] for statement in commands(found[1])]
        assert kinds == [statement.partition("(")[0] for statement in commands(expected[1])]


@given(HOSTILE)
def test_a_description_is_no_directive_and_one_line(text: str) -> None:
    line = f"not ok 1 - {said(text)}\n# Failed test 1"

    found = parse("file", ("1..1", line)).results

    assert len(found) == 1
    assert not found[0].passed
    assert "\n" not in said(text)


def test_equal_schemas_give_equal_bytes() -> None:
    assert (
        compiled(" type A @table { id: ID! @primaryKey }").files == compiled("type A @table{id:ID! @primaryKey}").files
    )
    assert files_of(SCHEMA) == files_of(SCHEMA)


def test_no_time_and_no_secret_is_in_a_file(monkeypatch: pytest.MonkeyPatch) -> None:
    before = files_of(SCHEMA)
    monkeypatch.setenv("DATABASE_URL", "postgresql://secret@host/db")

    assert files_of(SCHEMA) == before
