"""A schema that was loaded and read back is the schema that was written, spelling included."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from tests.examples.compiled import FOLDERS, compiled, name_of
from tests.support.databases import empty_database
from wesley.ir.column import Column
from wesley.ir.constraint import Check
from wesley.ir.expression import Expression
from wesley.ir.schema import Physical
from wesley.ir.table import Table
from wesley.ir.view import View
from wesley.postgres.catalog.ask import settle_by_server
from wesley.postgres.catalog.read import read_catalog
from wesley.postgres.catalog.settle import settle, undecided
from wesley.postgres.database import load
from wesley.postgres.embedded import EmbeddedServer
from wesley.postgres.session import session


def table(*, default: str = "0", check: str = "n > 0", name: str = "t_check", kind: str = "numeric(12,2)") -> Table:
    return Table(
        schema="public",
        name="t",
        columns=(Column(name="n", type=kind, default=Expression(sql=default)),),
        checks=(Check(name=name, expression=Expression(sql=check)),),
    )


def physical(*tables: Table) -> Physical:
    return Physical(tables=tables)


def test_the_same_expression_gets_the_expected_spelling() -> None:
    expected = physical(table())
    found = physical(table(default="'0'::numeric", check="n > (0)::numeric"))
    assert settle(found, expected) == expected
    assert undecided(settle(found, expected), expected) == ()


def test_another_expression_stays_as_it_was_found() -> None:
    found = physical(table(default="1", check="n >= 0::numeric"))
    expected = physical(table())
    assert settle(found, expected) == found
    places = [(place.name, place.element, place.found, place.expected) for place in undecided(found, expected)]
    assert places == [("t", "column n", "1", "0"), ("t", "check t_check", "n >= 0::numeric", "n > 0")]


def test_a_constraint_with_another_name_is_found_by_what_it_says() -> None:
    found = physical(table(check="n > 0::numeric", name="old_name"))
    settled = settle(found, physical(table(name="new_name"))).tables[0].checks[0]
    assert settled == Check(name="old_name", expression=Expression(sql="n > 0"))


def test_the_types_of_both_schemas_have_a_say() -> None:
    # When the column becomes an integer, PostgreSQL keeps the comparison of numerics that it was.
    found = physical(table(check="n > 0::numeric"))
    assert settle(found, physical(table(kind="integer"))).tables[0].checks == found.tables[0].checks


def test_queries_of_views() -> None:
    query = Expression(sql="SELECT n FROM t WHERE n > 0")
    expected = Physical(tables=(table(),), views=(View(schema="public", name="v", query=query),))
    printed = Expression(sql="SELECT t.n FROM public.t WHERE t.n > 0::numeric")
    found = replace(expected, views=(View(schema="public", name="v", query=printed),))
    assert settle(found, expected) == expected


@pytest.mark.server
@pytest.mark.parametrize("folder", FOLDERS, ids=name_of)
def test_examples_come_back_as_they_were_written(folder: Path, server: EmbeddedServer) -> None:
    example = compiled(folder)
    if example.settings.postgres.version > server.binaries.major:
        pytest.skip(f"written for PostgreSQL {example.settings.postgres.version}")
    expected = example.schema.physical
    (ddl,) = example.outputs["postgres"].values()
    with empty_database(server.conninfo()) as database:
        load(database, ddl)
        with session(database) as connection:
            found = read_catalog(connection).physical
    settled = settle_by_server(found, expected, ddl, server.conninfo())
    assert undecided(settled, expected) == ()


@pytest.mark.server
def test_a_server_knows_more_than_texts(server18: EmbeddedServer) -> None:
    ddl = "CREATE TABLE public.t (n numeric(12,2) DEFAULT 0, CONSTRAINT t_check CHECK (concat_ws('-', n) > 'a'));"
    expected = physical(table(check="concat_ws('-', n) > 'a'"))
    found = physical(table(check="concat_ws('-'::text, n) > 'a'::text"))
    assert settle(found, expected) == found
    assert settle_by_server(found, expected, ddl, server18.conninfo()) == expected
    other = physical(table(check="concat_ws('+'::text, n) > 'a'::text"))
    assert settle_by_server(other, expected, ddl, server18.conninfo()) == other
