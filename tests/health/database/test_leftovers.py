"""What plans have made and not taken away."""

from __future__ import annotations

import pytest

from tests.health.database.test_unfinished_plan import PLAN
from tests.health.looking import run, seen
from wesley.execute.journal.install import install
from wesley.health.database.leftovers import CHECK
from wesley.postgres.session import session

pytestmark = pytest.mark.server


def test_a_column_and_a_trigger_that_were_left(database: str) -> None:
    run(database, "CREATE TABLE users (id integer)")
    assert seen(CHECK, database) == ("ok", "nothing half-made")
    run(database, "ALTER TABLE users ADD COLUMN wesley_new_id bigint")
    run(database, "CREATE FUNCTION wesley_sync_users() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'")
    run(database, "CREATE TRIGGER wesley_sync_users BEFORE INSERT ON users EXECUTE FUNCTION wesley_sync_users()")
    status, told = seen(CHECK, database)
    names = "public.users.wesley_new_id, public.users.wesley_sync_users, public.wesley_sync_users"
    assert (status, told) == ("warning", f"3 objects of a plan: {names}")


def test_a_plan_that_is_at_work_needs_them(database: str) -> None:
    with session(database) as owner:
        install(owner)
        owner.run("CREATE TABLE users (wesley_new_id integer)")
        assert seen(CHECK, database)[0] == "warning"
        owner.run(PLAN.replace("'begun'", "'expanded'"))
        status, told = seen(CHECK, database)
    assert (status, told.endswith("which the plan that is not over needs")) == ("ok", True)


def test_what_is_kept_is_no_leftover(database: str) -> None:
    run(database, "CREATE TABLE users (wesley_dropped_age integer)", "CREATE SCHEMA wesley_dropped")
    run(database, "CREATE TABLE wesley_dropped.orders (id integer)")
    assert seen(CHECK, database) == ("ok", "nothing half-made; 2 things kept until `wesley purge`")
