"""Operator classes by access method, and which types need none named: compared with real catalogs."""

from __future__ import annotations

import psycopg
import pytest

from wesley.sql.built_in_types import BUILT_IN
from wesley.sql.operator_classes import has_default, has_equality, is_operator_class, operator_class_names

METHODS = ("btree", "hash", "gin", "gist", "spgist", "brin")


@pytest.mark.parametrize(
    ("name", "method", "known"),
    [
        ("text_pattern_ops", "btree", True),
        ("text_pattern_ops", "gin", False),
        ("gin_trgm_ops", "gin", True),
        ("gin_trgm_ops", "gist", False),
        ("gist_trgm_ops", "gist", True),
        ("vector_cosine_ops", "hnsw", True),
        ("text_opps", "btree", False),
    ],
)
def test_an_operator_class_belongs_to_a_method(name: str, method: str, known: bool) -> None:
    assert is_operator_class(name, method) is known


def test_a_type_of_an_extension_may_have_a_default() -> None:
    assert has_default("gist", "geometry(Point,4326)")
    assert has_default("btree", "public.money_amount")


def test_an_enum_can_be_compared_and_hashed() -> None:
    assert [method for method in METHODS if has_default(method, "public.status", is_enum=True)] == ["btree", "hash"]


def test_hnsw_always_needs_one() -> None:
    assert not has_default("hnsw", "vector(3)")


@pytest.mark.server
def test_the_classes_are_those_of_the_catalog(database: str) -> None:
    with psycopg.connect(database) as connection:
        found = connection.execute("SELECT amname, opcname FROM pg_opclass JOIN pg_am ON pg_am.oid = opcmethod")
        rows = found.fetchall()
    for method in METHODS:
        assert {name for owner, name in rows if owner == method} == operator_class_names(method)


@pytest.mark.server
def test_a_type_has_a_default_where_postgresql_indexes_it(database: str) -> None:
    with psycopg.connect(database, autocommit=True) as connection:
        for method in METHODS:
            for canonical in sorted(BUILT_IN):
                assert _can_index(connection, method, canonical) == has_default(method, canonical), (method, canonical)


def _can_index(connection: psycopg.Connection, method: str, canonical: str) -> bool:
    connection.execute(f"CREATE TEMP TABLE one (value {canonical})".encode())
    try:
        connection.execute(f"CREATE INDEX ON one USING {method} (value)".encode())
    except psycopg.errors.UndefinedObject:
        return False
    finally:
        connection.execute("DROP TABLE one")
    return True


@pytest.mark.server
def test_equality_is_in_the_default_class_where_the_catalog_has_it(database18: str) -> None:
    query = """
        SELECT amname, format_type(opcintype, NULL), bool_or(oprname = '=') FROM pg_opclass
        JOIN pg_am ON pg_am.oid = opcmethod JOIN pg_amop ON amopfamily = opcfamily AND amoplefttype = opcintype
        JOIN pg_operator ON pg_operator.oid = amopopr WHERE amname IN ('gist', 'spgist') AND opcdefault GROUP BY 1, 2
    """
    with psycopg.connect(database18) as connection:
        rows = connection.execute(query.encode()).fetchall()
    assert rows
    assert [row for row in rows if has_equality(row[0], row[1]) is not row[2]] == []
