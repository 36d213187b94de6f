"""Rows that are in the way are found before anything is changed, and none that the plan deals with itself."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.execute.backfill.filling import StillClock
from tests.plan.planned import USER, USER_WITH_CHECK, planned
from tests.sdl.harness import compiled
from wesley.execute.clock import RealClock
from wesley.execute.codes import DATA_IN_THE_WAY
from wesley.execute.unmet_probes import unmet_probes
from wesley.postgres.database import load
from wesley.postgres.session import Session, session
from wesley.targets.postgres.document import document

pytestmark = pytest.mark.server

FILLED = USER.replace("age: Int", 'age: Int! @backfill(expr: "0")')
STRICT = USER.replace("age: Int", "age: Int!")


@pytest.fixture
def filled(database15: str) -> Iterator[Session]:
    """A table with rows that hold odd values."""
    load(database15, document(compiled(USER)) + "INSERT INTO users (age) VALUES (NULL), (-5);")
    with session(database15) as one:
        yield one


def found(one: Session, new: str) -> list[str]:
    problems = unmet_probes(one, planned(USER, new).steps(), RealClock())
    assert {problem.code for problem in problems} <= {DATA_IN_THE_WAY}
    assert not one.in_transaction
    return [f"{problem.message}; {problem.help}" for problem in problems]


def test_the_statement_the_rows_and_the_query_are_told_and_no_value(filled: Session) -> None:
    (told,) = found(filled, USER_WITH_CHECK)
    assert told.startswith("statement 2, Validate check ")
    assert "find them with\nSELECT" in told
    assert "-5" not in told
    filled.run("DELETE FROM users WHERE age < 0")
    assert found(filled, USER_WITH_CHECK) == []


def test_rows_that_the_plan_fills_itself_are_not_in_the_way(filled: Session) -> None:
    assert len(found(filled, STRICT)) == 1
    assert found(filled, FILLED) == []


def test_a_column_that_is_filled_hides_no_rows_of_another_one(filled: Session) -> None:
    (told,) = found(filled, STRICT.replace("age: Int!", "age: Int!\n  zone: String! @backfill(expr: \"'UTC'\")"))
    assert "Validate check" in told
    # Its values come out of the other one.
    assert found(filled, STRICT.replace("age: Int!", 'age: Int!\n  years: Int! @backfill(expr: "age")')) == []


def test_what_cannot_be_asked_yet_or_in_time_is_left_to_the_statement(filled: Session, database15: str) -> None:
    assert found(filled, USER.replace("age: Int", "age: Int\n  name: String! @backfill(expr: \"'x'\")")) == []
    with session(database15) as other:
        other.run("BEGIN; LOCK TABLE users")
        assert found(filled, USER_WITH_CHECK) == []


def test_a_great_many_probes_come_to_an_end(filled: Session) -> None:
    class Slow(StillClock):
        def now(self) -> float:
            self.time = getattr(self, "time", 0.0) + 10
            return self.time

    steps = planned(USER, USER_WITH_CHECK).steps()
    assert len(unmet_probes(filled, steps, Slow())) == 1
    assert len(unmet_probes(filled, (*steps, *steps), Slow())) == 1
