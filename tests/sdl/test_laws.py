"""Laws of the reader: whatever is written becomes a schema or located errors, and what becomes a schema loads."""

from __future__ import annotations

import psycopg
import pytest
from hypothesis import HealthCheck, given, settings

from tests.sdl.right_schemas import right_schemas
from tests.sdl.schemas import schemas
from wesley.config.settings import Postgres, Settings
from wesley.sdl.read import Reading, read
from wesley.sdl.source import Source
from wesley.targets.postgres import TARGET

SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large]
ON_18 = Settings(postgres=Postgres(version=18))


def reading(sdl: str) -> Reading:
    return read([Source("a.graphql", sdl)], ON_18)


@settings(max_examples=150, deadline=None, derandomize=True, suppress_health_check=SLOW)
@given(schemas())
def test_any_text_becomes_a_schema_or_errors_with_their_places(sdl: str) -> None:
    found = reading(sdl)
    errors = [problem for problem in found.problems if problem.is_error]
    assert (found.schema is None) == bool(errors)
    assert all(problem.origin.known and problem.message for problem in found.problems)


@settings(max_examples=30, deadline=None, derandomize=True, suppress_health_check=SLOW)
@given(schemas())
def test_the_same_text_becomes_the_same(sdl: str) -> None:
    assert reading(sdl) == reading(sdl)


@pytest.mark.server
def test_what_becomes_a_schema_loads(database18: str) -> None:
    loaded = 0
    with psycopg.connect(database18, autocommit=True) as connection:

        @settings(max_examples=120, deadline=None, derandomize=True, suppress_health_check=SLOW)
        @given(right_schemas())
        def loads(sdl: str) -> None:
            nonlocal loaded
            schema = reading(sdl).schema
            if schema is not None:
                (sql,) = TARGET.emit(schema, ON_18).values()
                with connection.transaction(force_rollback=True):
                    connection.execute(sql.encode())
                loaded += 1

        loads()
    assert loaded
