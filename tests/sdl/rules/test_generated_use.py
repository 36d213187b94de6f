"""Where a generated column cannot be used."""

from __future__ import annotations

import pytest

from tests.sdl.harness import errors_of, findings, only_error
from wesley.config.settings import Postgres, Settings

SDL = """\
type User @table {{
  id: Int! @primaryKey
}}
type Order @table {on_type} {{
  id: Int! @primaryKey
  half: Int! @computed(expr: "id / 2", mode: {mode}) {on_field}
}}
"""
ON_18 = Settings(postgres=Postgres(version=18))


@pytest.mark.parametrize("action", ["onDelete: SET_NULL", "onUpdate: CASCADE", "onUpdate: SET_DEFAULT"])
def test_nothing_writes_a_generated_column(action: str) -> None:
    sdl = SDL.format(on_type="", mode="STORED", on_field=f'@foreignKey(ref: "User.id", {action})')
    found = [problem for problem in errors_of(sdl) if problem.code.code == "E313"]
    assert [problem.message for problem in found] == ["the foreign key would write the generated column `half`"]


@pytest.mark.parametrize("action", ["onDelete: CASCADE", "onDelete: RESTRICT"])
def test_a_generated_column_may_refer(action: str) -> None:
    assert not errors_of(SDL.format(on_type="", mode="STORED", on_field=f'@foreignKey(ref: "User.id", {action})'))


@pytest.mark.parametrize(
    ("on_type", "on_field", "message"),
    [
        ("", "@index", "the virtual column `half` cannot be indexed"),
        ("", "@unique", "the virtual column `half` cannot be part of a key"),
        ("", '@foreignKey(ref: "User.id", index: false)', "the virtual column `half` cannot refer to another table"),
        ('@index(expr: "half + 1")', "", "the virtual column `half` cannot be indexed"),
        ('@exclude(elements: ["half WITH ="])', "", "the virtual column `half` cannot exclude rows"),
        ('@index(columns: ["id"], where: "half > 1")', "", "the virtual column `half` cannot be indexed"),
        ('@index(columns: ["id"], include: ["half"])', "", "the virtual column `half` cannot be indexed"),
    ],
)
def test_a_virtual_column_has_no_values_to_index(on_type: str, on_field: str, message: str) -> None:
    problem = only_error(SDL.format(on_type=on_type, mode="VIRTUAL", on_field=on_field), ON_18)
    assert problem.message == message
    assert findings((problem,))[0][0] == "E313"


def test_a_stored_column_can_be_indexed() -> None:
    assert not errors_of(SDL.format(on_type='@index(expr: "half + 1")', mode="STORED", on_field="@index @unique"))
