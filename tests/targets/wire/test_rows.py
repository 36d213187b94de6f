"""Rows: which keys they have, and what may be written to them."""

from __future__ import annotations

from msgspec.structs import replace

from tests.targets.reading import schema_of
from wesley.config.settings import Settings, Types
from wesley.ir.column import Column
from wesley.ir.schema import Schema
from wesley.memory.memory import Memory
from wesley.targets.wire.rows import Member, Presence, row_types

SDL = """
type Account @table {
  id: BigInt! @primaryKey @identity
  number: Int! @identity(always: false)
  displayName: String
  plan: String! @default(value: "free")
  owner: String!
}
"""


def members(schema: Schema, settings: Settings = Settings()) -> dict[str, Member]:  # noqa: B008
    return {member.key: member for member in row_types(schema, settings)[0].members}


def test_a_key_is_optional_when_the_database_has_a_value_for_it() -> None:
    presence = {key: member.insert for key, member in members(schema_of(SDL)).items()}
    assert presence == {
        "id": Presence.NEVER,
        "number": Presence.OPTIONAL,
        "displayName": Presence.OPTIONAL,
        "plan": Presence.OPTIONAL,
        "owner": Presence.REQUIRED,
    }


def test_everything_but_the_key_can_be_updated() -> None:
    presence = {key: member.update for key, member in members(schema_of(SDL)).items()}
    assert presence == dict.fromkeys(presence, Presence.OPTIONAL) | {"id": Presence.NEVER}


def test_what_the_database_writes_and_what_is_readonly_is_not_written() -> None:
    schema = schema_of(SDL)
    account = schema.api.objects[0]
    fields = [replace(field, computed=field.name == "owner", readonly=field.name == "plan") for field in account.fields]
    changed = replace(schema, api=replace(schema.api, objects=(replace(account, fields=tuple(fields)),)))
    found = members(changed)
    assert (found["owner"].insert, found["owner"].update) == (Presence.NEVER, Presence.NEVER)
    assert (found["plan"].insert, found["plan"].update) == (Presence.OPTIONAL, Presence.NEVER)


def test_keys_are_names_of_fields_or_of_columns() -> None:
    assert "displayName" in members(schema_of(SDL))
    assert "display_name" in members(schema_of(SDL), Settings(types=Types(keys="column")))


def test_a_column_without_a_field_comes_last_under_its_own_name() -> None:
    schema = schema_of(SDL)
    table = schema.physical.tables[0]
    extended = replace(table, columns=(*table.columns, Column(name="deleted_at", type="date")))
    found = members(replace(schema, physical=replace(schema.physical, tables=(extended,))))
    assert list(found)[-1] == "deleted_at"


def test_a_table_of_someone_else_is_known_by_its_fields() -> None:
    found = members(schema_of("type Log @table(managed: false) { id: Int! note: String tags: [String!]! }"))
    assert {key: member.insert for key, member in found.items()} == {
        "id": Presence.REQUIRED,
        "note": Presence.OPTIONAL,
        "tags": Presence.REQUIRED,
    }
    assert found["tags"].value.is_array


def test_a_table_of_someone_else_keeps_the_types_of_its_columns() -> None:
    sdl = 'type Log @table(managed: false) { id: Int! size: Int @column(type: "bigint") }'
    found = members(schema_of(sdl))["size"].value.leaf.sql_type
    assert found is not None
    assert found.name == "bigint"


def test_with_a_memory_both_outputs_of_a_round_share_the_rows() -> None:
    schema, memory = schema_of(SDL), Memory()
    with memory.round():
        first = row_types(schema, Settings(), memory)
        assert row_types(schema, Settings(), memory) is first
        assert row_types(schema, Settings(types=Types(keys="column")), memory) is not first
