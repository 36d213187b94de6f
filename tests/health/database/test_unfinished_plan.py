"""A plan that was not run to its end."""

from __future__ import annotations

import re

import pytest

from tests.health.looking import found, held, role, run, seen
from wesley.execute.guard import KEY
from wesley.execute.journal.install import install
from wesley.health.database.unfinished_plan import CHECK
from wesley.postgres.session import session

pytestmark = pytest.mark.server


PLAN = (
    "INSERT INTO wesley.plans (digest, direction, source, target, contract, approvals, head, no_way_back, state)"
    " VALUES ('0123456789', 'forward', '', '', false, '{}', '{}', '', 'begun')"
)


def test_each_state_of_a_plan(database: str) -> None:
    assert seen(CHECK, database) == ("ok", "no plan was run here")
    with session(database) as owner:
        install(owner)
    assert seen(CHECK, database) == ("ok", "no plan has left anything here")
    run(database, PLAN)
    status, told = seen(CHECK, database)
    assert (status, told.endswith("is not finished, and nobody works on it")) == ("error", True)
    with held(database, f"SELECT pg_advisory_lock({KEY})"):
        status, told = seen(CHECK, database)
        assert (status, told.endswith("is not finished; a migrator works on it")) == ("warning", True)
    run(database, "UPDATE wesley.plans SET state = 'expanded', ended_at = now()")
    status, told = seen(CHECK, database)
    assert (status, told.startswith("the contract of plan 1-01234567 waits since ")) == ("warning", True)
    assert re.search(r":\d\d[+-]\d\d", told), told  # to the second, with the zone
    run(database, "UPDATE wesley.plans SET state = 'done'")
    assert seen(CHECK, database)[0] == "ok"


def test_a_schema_of_that_name_that_is_no_journal(database: str) -> None:
    run(database, "CREATE SCHEMA wesley", "CREATE TABLE wesley.mine (id integer)")
    assert seen(CHECK, database) == ("error", "the database has a schema `wesley` that is not Wesley's")


def test_a_journal_that_was_changed_by_hand(database: str) -> None:
    with session(database) as owner:
        install(owner)
    run(database, PLAN, "UPDATE wesley.plans SET approvals = 'nonsense'")
    assert seen(CHECK, database) == ("error", "the journal was changed by hand: a row of it cannot be read")


def test_a_role_that_may_not_read_the_journal(database: str) -> None:
    with session(database) as owner:
        install(owner)
    with role(database, "onlooker") as onlooker:
        finding = found(CHECK, onlooker)
    assert (finding.status, finding.seen) == ("skipped", "this role may not read the journal")
    assert finding.do.startswith("GRANT USAGE ON SCHEMA wesley")
