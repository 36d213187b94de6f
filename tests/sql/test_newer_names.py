"""The names that came after PostgreSQL 12 are those that its catalogs lack, version by version."""

from __future__ import annotations

import psycopg
import pytest

from wesley.sql.newer_names import (
    ARGUMENTS,
    COLLATIONS,
    FUNCTIONS,
    TYPES,
    default_class_version,
    operator_class_version,
)
from wesley.sql.operator_classes import operator_class_names

pytestmark = pytest.mark.server

# Without those that implement an operator, an aggregate, an index or a type, or administer a server.
CALLED = """
    SELECT proname FROM pg_proc AS p
    WHERE pronamespace = 'pg_catalog'::regnamespace AND proname !~ '^(pg|binary_upgrade)_'
    AND prorettype <> ALL ('{internal,cstring,index_am_handler}'::regtype[])
    AND NOT proargtypes::oid[] && '{internal,cstring}'::regtype[]::oid[]
    AND NOT EXISTS (SELECT FROM pg_operator WHERE p.oid IN (oprcode, oprrest, oprjoin))
    AND NOT EXISTS (
        SELECT FROM pg_aggregate
        WHERE p.oid IN (aggtransfn, aggfinalfn, aggcombinefn, aggmtransfn, aggminvtransfn, aggmfinalfn)
    )
    AND NOT EXISTS (SELECT FROM pg_amproc WHERE amproc = p.oid)
    AND NOT EXISTS (SELECT FROM pg_type WHERE p.oid IN (typreceive, typsend, typoutput, typinput))
"""
EVERY = "SELECT proname FROM pg_proc WHERE pronamespace = 'pg_catalog'::regnamespace"
CLASSES = "SELECT amname || ' ' || opcname FROM pg_opclass JOIN pg_am ON pg_am.oid = opcmethod"
COLUMN_TYPES = "SELECT typname FROM pg_type WHERE typnamespace = 'pg_catalog'::regnamespace AND typtype IN ('b', 'm')"
OF_EXTENSIONS = {"daitch_mokotoff", "fips_mode"}
NOT_NEW = {"extract", "similar_to_escape", "gen_random_uuid"}


def words(conninfo: str, query: str) -> set[str]:
    with psycopg.connect(conninfo) as connection:
        return {str(row[0]) for row in connection.execute(query.encode())}


def until(version: int, names: dict[str, int]) -> set[str]:
    return {name for name, needed in names.items() if needed <= version}


def test_functions(database12: str, database15: str, database18: str) -> None:
    oldest = words(database12, EVERY)
    for version, conninfo in ((15, database15), (18, database18)):
        came = words(conninfo, CALLED) - oldest - NOT_NEW
        known = until(version, FUNCTIONS) - OF_EXTENSIONS
        assert {name for name in known if not name.startswith("pg_")} == came
        assert known <= words(conninfo, EVERY) - oldest


def test_numbers_of_arguments(database12: str, database15: str, database18: str) -> None:
    counts = "SELECT proname || ' ' || pronargs FROM pg_proc WHERE provariadic = 0"
    shown = {f"{name} {count}": version for (name, count), version in ARGUMENTS.items()}
    assert not shown.keys() & words(database12, counts)
    assert shown.keys() & words(database15, counts) == until(15, shown)
    assert shown.keys() <= words(database18, counts)


def test_types(database12: str, database15: str, database18: str) -> None:
    came = words(database15, COLUMN_TYPES) - words(database12, COLUMN_TYPES)
    columns = {name for name in came if not name.startswith(("_", "pg_brin_"))}
    assert columns == TYPES.keys()
    assert {
        name for name in words(database18, COLUMN_TYPES) - words(database15, COLUMN_TYPES) if name[0] != "_"
    } == set()


def test_operator_classes(database12: str, database15: str) -> None:
    came = words(database15, CLASSES) - words(database12, CLASSES)
    for method in ("btree", "hash", "gin", "gist", "spgist", "brin"):
        for name in operator_class_names(method):
            assert (operator_class_version(method, name) > 12) == (f"{method} {name}" in came), (method, name)


def test_operator_classes_of_extensions(database12: str, database15: str) -> None:
    made = "CREATE EXTENSION btree_gist; CREATE TABLE t (b boolean)"
    index = "CREATE INDEX ON t USING gist (b)"
    with psycopg.connect(database15) as connection:
        connection.execute(made.encode())
        connection.execute(index.encode())
    with psycopg.connect(database12) as connection:
        connection.execute(made.encode())
        with pytest.raises(psycopg.errors.UndefinedObject):
            connection.execute(index.encode())
    assert operator_class_version("gist", "gist_bool_ops") == default_class_version("gist", "boolean") == 15
    assert default_class_version("gist", "integer") == 0


def test_collations(database15: str, database18: str) -> None:
    names = "SELECT collname FROM pg_collation"
    assert not COLLATIONS.keys() & words(database15, names)
    assert COLLATIONS.keys() - {"unicode"} <= words(database18, names)  # that one needs a server with ICU
