"""What a database holds against what it should."""

from __future__ import annotations

import pytest

from tests.plan.planned import USER, USER_WITH_CHECK
from tests.sdl.harness import compiled
from wesley.execute.codes import NOT_VERIFIED
from wesley.execute.compare import compare, refuse_unverified
from wesley.postgres.database import load
from wesley.postgres.session import session
from wesley.problems.problem import ServerError
from wesley.targets.postgres.document import document

pytestmark = pytest.mark.server

SCHEMA = compiled(USER_WITH_CHECK)


def test_what_was_loaded_is_what_it_should_be(database: str) -> None:
    load(database, document(SCHEMA))
    with session(database) as one:
        refuse_unverified(compare(one, SCHEMA.physical))


@pytest.mark.parametrize(
    ("ddl", "said"),
    [
        ("ALTER TABLE users ADD COLUMN extra text", "extra"),
        ("CREATE TABLE wesley_left (id int)", "wesley_left"),
        ("CREATE INDEX left_over ON users (age)", "left_over"),
        ("ALTER TABLE users DROP CONSTRAINT users_age_check", "users_age_check"),
    ],
)
def test_what_differs_is_said(database: str, ddl: str, said: str) -> None:
    load(database, document(SCHEMA))
    with session(database) as one:
        one.run(ddl)
        with pytest.raises(ServerError) as caught:
            refuse_unverified(compare(one, SCHEMA.physical))
    assert caught.value.problems[0].code is NOT_VERIFIED
    assert said in caught.value.problems[0].message


def test_a_schema_that_it_is_not_limited_to_is_not_looked_at(database: str) -> None:
    load(database, document(compiled(USER)) + "CREATE SCHEMA other; CREATE TABLE other.t (id int);")
    with session(database) as one:
        assert compare(one, compiled(USER).physical, ("public",)).is_equal
        assert not compare(one, compiled(USER).physical).is_equal
