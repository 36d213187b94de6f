"""The casts are those of the servers' own catalog."""

from __future__ import annotations

import pytest

from wesley.postgres.session import session
from wesley.sql.built_in_types import BUILT_IN
from wesley.sql.casts import STRINGS, Cast, cast_between
from wesley.sql.column_type import ColumnType

IN_CATALOG = """
SELECT format_type(castsource, NULL), format_type(casttarget, NULL), castmethod::text, castcontext::text FROM pg_cast
WHERE castsource <> casttarget AND NOT EXISTS (
    SELECT FROM pg_type WHERE oid IN (castsource, casttarget) AND typname IN ('pg_node_tree', 'pg_mcv_list')
)
"""
# New in PostgreSQL 18 (integers and bytea) and 14 (xid8); gone since 13 (path).
NOT_EVERYWHERE = {
    *((number, "bytea") for number in ("smallint", "integer", "bigint")),
    *(("bytea", number) for number in ("smallint", "integer", "bigint")),
    ("xid8", "xid"),
    ("path", "point"),
}


def _base(name: str) -> ColumnType:
    return ColumnType(base=name)


@pytest.mark.server
@pytest.mark.matrix
def test_the_catalog_has_these_casts(database: str) -> None:
    with session(database) as connection:
        rows = connection.rows(IN_CATALOG)
        types = {name for (name,) in connection.rows("SELECT format_type(oid, NULL) FROM pg_type")} & BUILT_IN
    wrong = []
    for old, new, method, context in rows:
        if {old, new} <= BUILT_IN and (old, new) not in NOT_EVERYWHERE:
            wanted = Cast.BINARY if method == "b" else Cast.EXPLICIT if context == "e" else Cast.ASSIGNED
            if cast_between(_base(old), _base(new)) is not wanted:
                wrong.append((old, new, wanted))
    assert not wrong
    listed = {(old, new) for old, new, _, _ in rows}
    others = ((old, new) for old in types - STRINGS for new in types - STRINGS - {old} if (old, new) not in listed)
    assert not [(old, new) for old, new in others if cast_between(_base(old), _base(new))]


def test_output_and_input_convert_what_has_no_cast() -> None:
    assert cast_between(_base("uuid"), _base("text")) is Cast.ASSIGNED
    assert cast_between(_base("text"), _base("uuid")) is Cast.EXPLICIT
    assert cast_between(_base("uuid"), _base("date")) is None
    assert "text" in STRINGS


def test_arrays_convert_as_their_elements_do() -> None:
    def array(name: str) -> ColumnType:
        return ColumnType(base=name, array=True)

    assert cast_between(array("integer"), array("bigint")) is Cast.ASSIGNED
    assert cast_between(array("text"), array("uuid")) is Cast.EXPLICIT
    assert cast_between(array("integer"), _base("integer")) is None
