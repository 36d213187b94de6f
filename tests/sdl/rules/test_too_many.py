"""What PostgreSQL has no room for is found before it says so."""

from __future__ import annotations

import pytest

from tests.sdl.harness import compiled, findings, only_error


def wide(count: int, on_type: str = "") -> str:
    """A table with so many columns beside its key; `{}` in `on_type` is the list of their fields."""
    names = [f"c{number}" for number in range(count)]
    listed = "[" + ", ".join(f'"{name}"' for name in names) + "]"
    fields = "\n".join(f"  {name}: Int!" for name in names)
    return f"type Wide @table {on_type.replace('{}', listed)} {{\n  id: ID! @primaryKey\n{fields}\n}}\n"


def test_a_table_has_at_most_1600_columns() -> None:
    problem = only_error(wide(1600))
    assert problem.message == "`wides` has 1601 columns, and PostgreSQL has room for 1600"
    assert findings((problem,)) == [("E206", 1, 6)]
    compiled(wide(1599))


@pytest.mark.parametrize(
    ("on_type", "what"),
    [
        ("@index(columns: {})", "the index `wides_"),
        ("@unique(columns: {})", "the key `wides_"),
        ("@partition(by: RANGE, columns: {})", "the partition key of `wides`"),
    ],
)
def test_a_list_of_columns_has_at_most_32(on_type: str, what: str) -> None:
    sdl = wide(33, on_type).replace(" @primaryKey", "") if "partition" in on_type else wide(33, on_type)
    problem = only_error(sdl)
    assert problem.message.startswith(what)
    assert problem.message.endswith("has 33 columns, and PostgreSQL has room for 32")


def test_32_are_enough() -> None:
    compiled(wide(32, "@index(columns: {})"))
