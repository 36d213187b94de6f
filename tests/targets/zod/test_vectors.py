"""Vectors of pgvector keep both laws; the server of the `embedded` extra is the one that has the extension."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.support.node import Conversation, conversation
from tests.targets.zod.laws import JUDGE, accepted, refused_rows
from wesley.config.settings import Settings
from wesley.postgres.database import fresh_database
from wesley.postgres.session import Session, StatementError, session
from wesley.sdl.read import read
from wesley.sdl.source import Source
from wesley.targets import postgres, typescript, zod
from wesley.targets.wire.projection import wire_query

if TYPE_CHECKING:
    from wesley.postgres.embedded import EmbeddedServer

pytestmark = [pytest.mark.server, pytest.mark.node]

SDL = 'type Sample @table { three: Vector @column(type: "vector(3)") any: Vector }'
SCHEMA = read((Source("vectors.graphql", SDL),), Settings()).schema

numbers = st.floats(allow_nan=False, allow_infinity=False) | st.integers(-(2**40), 2**40) | st.just(1e39)
values = st.lists(numbers, max_size=4) | st.lists(numbers, min_size=3, max_size=3) | st.text(max_size=5) | st.none()
quick = settings(max_examples=40, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))


@pytest.fixture(scope="module")
def judge() -> Iterator[Conversation]:
    assert SCHEMA is not None
    files = zod.TARGET.emit(SCHEMA, Settings()) | typescript.TARGET.emit(SCHEMA, Settings()) | {"judge.mjs": JUDGE}
    with conversation(files, "judge.mjs") as module:
        yield module


@pytest.fixture(scope="module")
def table(server18: EmbeddedServer) -> Iterator[Session]:
    assert SCHEMA is not None
    with fresh_database(server18.conninfo()) as conninfo, session(conninfo) as opened:
        for text in postgres.TARGET.emit(SCHEMA, Settings()).values():
            opened.run(text)
        yield opened


@quick
@given(name=st.sampled_from(["three", "any"]), tried=st.lists(values, min_size=1, max_size=20))
def test_what_is_let_in_is_taken_and_what_is_sent_is_let_out(
    judge: Conversation, table: Session, name: str, tried: list[Any]
) -> None:
    assert SCHEMA is not None
    for json in accepted(judge, "insert", name, tried):
        try:
            table.run("INSERT INTO samples SELECT * FROM jsonb_populate_record(NULL::samples, %s::jsonb)", (json,))
        except StatementError as error:
            pytest.fail(f"{json}: {error}")
    found = [str(row[0]) for row in table.texts(wire_query(SCHEMA.physical.tables[0]))]
    table.run("DELETE FROM samples")
    assert refused_rows(judge, found) == []


def test_three_numbers_are_let_in_and_two_are_not(judge: Conversation) -> None:
    assert accepted(judge, "insert", "three", [[1, 2.5, -3], [1, 2], "[1,2,3]"]) == ['{"three":[1,2.5,-3]}']
