"""The query that makes wire JSON."""

from __future__ import annotations

from tests.targets.reading import schema_of
from wesley.targets.wire.projection import wire_query


def test_what_json_cannot_carry_is_cast_to_text() -> None:
    schema = schema_of(
        'type User @table { id: BigInt! @primaryKey tags: [Decimal] order: Int kept: String @column(type: "tsvector") }'
    )
    assert wire_query(schema.physical.tables[0]) == (
        'SELECT row_to_json(wire) AS row FROM (SELECT id::text AS id, tags::text[] AS tags, "order", '
        "kept::text AS kept FROM public.users) AS wire"
    )
