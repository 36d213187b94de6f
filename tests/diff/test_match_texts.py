"""Values of enums that are stored as text and have another name now."""

from __future__ import annotations

import pytest

from tests.sdl.harness import compiled
from wesley.diff.match_renames import match_renames
from wesley.diff.renames import inverse

SCHEMA = """
enum Status @enum(storage: {storage}) {{ {values} }}
type Invoice @table{table} {{
  id: ID! @primaryKey
  {column}
}}
"""


def _texts(storage: str, old: str, new: str, *, table: str = "", column: str = "status: Status!") -> object:
    before = compiled(SCHEMA.format(storage=storage, values=old, table="", column="status: Status!"))
    after = compiled(SCHEMA.format(storage=storage, values=new, table=table, column=column))
    return match_renames(before, after).texts


@pytest.mark.parametrize("storage", ["CHECK", "LOOKUP"])
def test_a_hint_names_the_value_before(storage: str) -> None:
    found = _texts(storage, "A B", 'A C @renamedFrom(name: "B")')
    assert found == ((("public", "invoices", "status"), "B", "C"),)


def test_a_hint_counts_until_the_old_value_is_gone() -> None:
    assert _texts("CHECK", "A C", 'A C @renamedFrom(name: "B")') == ()
    assert _texts("CHECK", "A B C", 'A C @renamedFrom(name: "B")') != ()


def test_the_column_has_its_old_names() -> None:
    found = _texts(
        "LOOKUP",
        "A B",
        'A C @renamedFrom(name: "B")',
        table='(name: "bills") @renamedFrom(name: "invoices")',
        column='state: Status! @renamedFrom(name: "status")',
    )
    assert found == ((("public", "invoices", "status"), "B", "C"),)


def test_the_other_way_round_it_has_its_new_names() -> None:
    before = compiled(SCHEMA.format(storage="CHECK", values="A B", table="", column="status: Status!"))
    column, values = 'state: Status! @renamedFrom(name: "status")', 'A C @renamedFrom(name: "B")'
    after = compiled(SCHEMA.format(storage="CHECK", values=values, table="", column=column))
    back = inverse(match_renames(before, after))
    assert back.texts == ((("public", "invoices", "state"), "C", "B"),)
