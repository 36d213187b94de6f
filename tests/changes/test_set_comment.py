"""Comments come at the end, whatever they are on."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from tests.changes.objects import domain, function, plan_of, view
from tests.changes.small import COLUMNS, index, lines, table
from wesley.ir.enum import Enum
from wesley.ir.schema import Physical
from wesley.ir.sequence import Sequence
from wesley.ir.view import View

COMMENTED = (replace(COLUMNS[0], comment="x"), *COLUMNS[1:])
VIEW = view("v", "SELECT a FROM s.t", "a")
MATERIALIZED = replace(VIEW, materialized=True, indexes=(index("i", "a"),))


def with_view(value: View) -> Physical:
    return Physical(tables=(table(),), views=(value,))


@pytest.mark.parametrize(
    ("old", "new", "name"),
    [
        (Physical(tables=(table(),)), Physical(tables=(table(comment="x"),)), "TABLE s.t"),
        (Physical(tables=(table(),)), Physical(tables=(replace(table(), columns=COMMENTED),)), "COLUMN s.t.a"),
        (
            Physical(tables=(table(indexes=(index("i", "a"),)),)),
            Physical(tables=(table(indexes=(index("i", "a", comment="x"),)),)),
            "INDEX s.i",
        ),
        (with_view(VIEW), with_view(replace(VIEW, comment="x")), "VIEW s.v"),
        (with_view(VIEW), with_view(replace(VIEW, columns=(replace(VIEW.columns[0], comment="x"),))), "COLUMN s.v.a"),
        (with_view(MATERIALIZED), with_view(replace(MATERIALIZED, comment="x")), "MATERIALIZED VIEW s.v"),
        (
            with_view(MATERIALIZED),
            with_view(replace(MATERIALIZED, indexes=(index("i", "a", comment="x"),))),
            "INDEX s.i",
        ),
        (Physical(domains=(domain(),)), Physical(domains=(domain(comment="x"),)), "DOMAIN s.price"),
        (Physical(functions=(function(),)), Physical(functions=(function(comment="x"),)), "FUNCTION s.f(int)"),
        (
            Physical(sequences=(Sequence(schema="s", name="q"),)),
            Physical(sequences=(Sequence(schema="s", name="q", comment="x"),)),
            "SEQUENCE s.q",
        ),
        (
            Physical(enums=(Enum(schema="s", name="e", values=("a",)),)),
            Physical(enums=(Enum(schema="s", name="e", values=("a",), comment="x"),)),
            "TYPE s.e",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_set_and_taken_away(old: Physical, new: Physical, name: str) -> None:
    assert lines(plan_of(old, new)) == [f"expand transaction: COMMENT ON {name} IS 'x';"]
    assert lines(plan_of(new, old)) == [f"expand transaction: COMMENT ON {name} IS NULL;"]
