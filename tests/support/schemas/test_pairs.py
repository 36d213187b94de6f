"""Random schemas are valid, every edit is reached, and renames come with their hints."""

from __future__ import annotations

import pytest
from hypothesis import Phase, given, settings

from tests.support.schemas.edits.catalog import BY_NAME
from tests.support.schemas.faults import faults
from tests.support.schemas.pairs import EDITS, evolved, pairs, physical_schemas
from wesley.ir.api import Hints
from wesley.ir.schema import Schema
from wesley.sql.text import qualified

Pair = tuple[Schema, Schema]


@settings(max_examples=50)
@given(pairs(version=18, virtual=True))
def test_both_schemas_of_a_pair_are_valid(pair: Pair) -> None:
    assert not faults(pair[0])
    assert not faults(pair[1])


def test_each_edit_has_one_name() -> None:
    assert len(BY_NAME) == len(EDITS)


@pytest.mark.parametrize("name", BY_NAME)
def test_an_edit_can_be_asked_for(name: str) -> None:
    changed = []

    @settings(max_examples=8, phases=[Phase.generate])
    @given(pairs(edits=(name,), max_steps=4))
    def look(pair: Pair) -> None:
        assert not faults(pair[1])
        changed.append(pair[0].physical != pair[1].physical)

    look()
    assert sum(changed) * 2 > len(changed)


@settings(max_examples=10)
@given(physical_schemas())
def test_a_schema_alone_has_no_hints(schema: Schema) -> None:
    assert not _hints(schema)


def _hints(schema: Schema) -> list[Hints]:
    found = [value.hints for value in schema.api.objects] + [value.hints for value in schema.api.enums]
    found += [field.hints for value in schema.api.objects for field in value.fields]
    found += [value.hints for enum in schema.api.enums for value in enum.values]
    return [hints for hints in found if hints.renamed_from is not None]


@settings(max_examples=30)
@given(pairs(edits=("rename_table", "rename_column", "move_table", "rename_column", "add_column"), max_steps=4))
def test_a_hint_names_what_the_first_schema_has(pair: Pair) -> None:
    before = {qualified(table.schema, table.name): table for table in pair[0].physical.tables}
    assert _hints(pair[1])
    for found in pair[1].api.objects:
        assert found.relation is not None
        table = before.get(found.hints.renamed_from or qualified(*found.relation))
        assert table is not None
        names = {column.name for column in table.columns}
        for field in found.fields:
            assert field.hints.renamed_from is None or field.hints.renamed_from in names


@settings(max_examples=30)
@given(pairs(edits=("rename_enum", "rename_enum_value", "rename_enum_value"), max_steps=4))
def test_hints_of_enums_and_their_values(pair: Pair) -> None:
    before = {qualified(enum.schema, enum.name): enum for enum in pair[0].physical.enums}
    for found in pair[1].api.enums:
        assert found.relation is not None
        enum = before.get(found.hints.renamed_from or qualified(*found.relation))
        for value in found.values:
            assert enum is None or (value.hints.renamed_from or value.stored) in enum.values


@settings(max_examples=50)
@given(pairs(max_edits=12, max_steps=10))
def test_nothing_looks_like_a_renaming_without_its_hint(pair: Pair) -> None:
    """No table that is in both schemas both gained and lost a column, but by a renaming."""
    for found in pair[1].api.objects:
        assert found.relation is not None
        before = [
            table
            for table in pair[0].physical.tables
            if qualified(table.schema, table.name) == (found.hints.renamed_from or qualified(*found.relation))
        ]
        for table in before:
            old = {column.name for column in table.columns}
            new = {field.hints.renamed_from or field.column for field in found.fields}
            assert not (old - new and new - old)


@settings(max_examples=20)
@given(physical_schemas(max_steps=6).flatmap(evolved))
def test_a_schema_that_was_made_elsewhere_evolves(schema: Schema) -> None:
    assert not faults(schema)
