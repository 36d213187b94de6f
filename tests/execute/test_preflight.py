"""Everything that is in the way of a plan is told at once, and nothing is changed."""

from __future__ import annotations

import pytest

from tests.execute.place import documented
from tests.plan.planned import USER, USER_WITH_CHECK, planned
from tests.sdl.harness import compiled
from wesley.execute.clock import RealClock
from wesley.execute.preflight import refuse_unready
from wesley.plan.formats.json import parts
from wesley.postgres.database import load
from wesley.postgres.session import session
from wesley.problems.problem import WesleyError
from wesley.targets.postgres.document import document

pytestmark = pytest.mark.server

LINES = tuple(parts(documented(planned(USER, USER_WITH_CHECK)))[1])


def test_nothing_is_in_the_way_of_an_owner(database: str) -> None:
    load(database, document(compiled(USER)))
    with session(database) as one:
        refuse_unready(one, LINES, RealClock())


def test_rows_are_looked_at_when_the_role_may(database15: str) -> None:
    load(database15, document(compiled(USER)) + "INSERT INTO users (age) VALUES (0);")
    with session(database15) as admin:
        admin.run("CREATE ROLE preflight_weak LOGIN")
        try:
            with pytest.raises(WesleyError) as caught:
                refuse_unready(admin, LINES, RealClock())
            assert [problem.code.code for problem in caught.value.problems] == ["EXE011"]
            with session(f"{database15} user=preflight_weak") as weak, pytest.raises(WesleyError) as caught:
                refuse_unready(weak, LINES, RealClock())
            assert [problem.message for problem in caught.value.problems] == [
                "preflight_weak may not make the schema of the journal",
                "preflight_weak does not own public.users, which the plan changes",
            ]
        finally:
            admin.run("DROP ROLE preflight_weak")
