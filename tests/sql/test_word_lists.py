"""The frozen lists of PostgreSQL's words are those of the server."""

from __future__ import annotations

import psycopg
import pytest

from wesley.sql.extensions import (
    OPERATOR_CLASSES,
    TYPES,
    of_default_operator_class,
    of_function,
    of_operator_class,
    of_type,
)
from wesley.sql.functions import AGGREGATES, NEVER_IMMUTABLE, SET_RETURNING, WINDOW_FUNCTIONS
from wesley.sql.keywords import COLUMN_NAMES, RESERVED, RESERVED_BUT_FUNCTION_OR_TYPE
from wesley.sql.type_name import canonical_type

pytestmark = pytest.mark.server


def words(conninfo: str, query: str) -> set[str]:
    with psycopg.connect(conninfo) as connection:
        return {str(row[0]) for row in connection.execute(query.encode())}


BUILT_IN = "FROM pg_proc WHERE pronamespace = 'pg_catalog'::regnamespace"


def test_keywords(database18: str) -> None:
    keywords = "SELECT word FROM pg_get_keywords() WHERE catcode = "
    assert words(database18, f"{keywords}'R'") == RESERVED
    assert words(database18, f"{keywords}'T'") == RESERVED_BUT_FUNCTION_OR_TYPE
    assert words(database18, f"{keywords}'C'") == COLUMN_NAMES


def test_an_older_server_has_no_other_keywords(database15: str) -> None:
    known = RESERVED | RESERVED_BUT_FUNCTION_OR_TYPE | COLUMN_NAMES
    assert words(database15, "SELECT word FROM pg_get_keywords() WHERE catcode <> 'U'") <= known


def test_aggregates_and_window_functions(database18: str) -> None:
    assert words(database18, f"SELECT proname {BUILT_IN} AND prokind IN ('a', 'w')") == AGGREGATES | WINDOW_FUNCTIONS


def test_functions_that_return_sets(database18: str) -> None:
    sets = words(database18, f"SELECT proname {BUILT_IN} AND proretset AND proname !~ '^_?pg_'")
    assert sets == SET_RETURNING


def test_functions_that_are_never_immutable(database: str) -> None:
    assert not words(database, f"SELECT proname {BUILT_IN} AND provolatile = 'i'") & NEVER_IMMUTABLE


def test_the_extensions_of_types_and_operator_classes(database18: str) -> None:
    there = words(database18, "SELECT name FROM pg_available_extensions")
    for extension in sorted({*TYPES.values(), *OPERATOR_CLASSES.values()} & there):
        with psycopg.connect(database18) as connection:
            connection.execute(f'CREATE EXTENSION "{extension}"'.encode())
            for name in (name for name, source in TYPES.items() if source == extension):
                connection.execute(f"SELECT NULL::{name}".encode())
            owned = {str(row[0]) for row in connection.execute("SELECT opcname FROM pg_opclass WHERE oid >= 16384")}
            assert owned == {name for name, source in OPERATOR_CLASSES.items() if source == extension} | _plain(owned)
            connection.rollback()


def _plain(names: set[str]) -> set[str]:
    """Operator classes that share their names with built-in ones."""
    return {name for name in names if of_operator_class(name) is None}


def test_a_scalar_needs_an_extension_in_gist_and_gin(database18: str) -> None:
    with psycopg.connect(database18) as connection:
        for method in ("gist", "gin"):
            connection.execute(f"CREATE EXTENSION btree_{method}".encode())
            found = connection.execute(
                "SELECT format_type(opcintype, NULL) FROM pg_opclass o JOIN pg_am m ON m.oid = o.opcmethod "
                "WHERE opcdefault AND o.oid >= 16384 AND amname = %s AND opcintype::regtype::text NOT LIKE 'any%%'",
                [method],
            )
            for (name,) in found.fetchall():
                if name not in ('"char"', "name"):
                    assert (
                        of_default_operator_class(method, canonical_type(name).removesuffix("(1)")) == f"btree_{method}"
                    )


def test_what_no_extension_is_known_for() -> None:
    assert (of_type("text"), of_operator_class("text_ops"), of_function("lower")) == (None, None, None)
    assert of_default_operator_class("btree", "text") is None
    assert of_default_operator_class("gist", "tstzrange") is None
    assert of_default_operator_class("gist", "status", is_enum=True) == "btree_gist"
    assert of_function("uuid_generate_v4") == "uuid-ossp"
