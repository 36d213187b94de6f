"""Give rows the new name of an enum's value that is stored as text."""

from __future__ import annotations

from collections.abc import Iterator

from wesley.changes.backfill import Backfill
from wesley.changes.edit import the_column
from wesley.changes.later import Later, later
from wesley.changes.situation import Situation
from wesley.sql.text import quote_identifier, quote_literal
from wesley.sql.type_name import is_array


def renamed_texts(situation: Situation, schema: str, table: str, column: str, gone: frozenset[str]) -> Iterator[Later]:
    """The backfills of one column, which wait: the application in use does not know the new value.

    Args:
        situation: right before.
        schema, table, column: what holds the values.
        gone: the values that go.
    """
    array = is_array(the_column(situation.before, schema, table, column).type)
    name = quote_identifier(column)
    for place, before, after in situation.texts:
        if place != (schema, table, column) or before not in gone:
            continue
        was, now = quote_literal(before), quote_literal(after)
        fill = Backfill(
            schema=schema,
            table=table,
            assignments=((column, f"array_replace({name}, {was}, {now})" if array else now),),
            condition=f"{was} = ANY ({name})" if array else f"{name} = {was}",
        )
        yield from later((fill,), situation)
