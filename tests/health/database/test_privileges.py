"""Whether this role may migrate."""

from __future__ import annotations

import pytest

from tests.health.looking import found, role, run, seen
from wesley.execute.journal.install import install
from wesley.health.database.privileges import CHECK
from wesley.postgres.session import session

pytestmark = pytest.mark.server


def test_a_superuser_may_everything(database: str) -> None:
    run(database, "CREATE TABLE users (id integer)")
    assert seen(CHECK, database) == ("ok", "postgres may make the journal and owns 1 relation")


def test_a_role_that_may_not_make_the_journal(database: str) -> None:
    with role(database, "doctor_plain") as address:
        status, told = seen(CHECK, address)
    assert (status, told) == ("error", "doctor_plain may not make the schema of the journal")


def test_a_role_that_owns_some_or_none_of_the_tables(database: str) -> None:
    with role(database, "doctor_owner") as address:
        run(database, "CREATE SCHEMA wesley AUTHORIZATION doctor_owner", "CREATE TABLE users (id integer)")
        none = "doctor_owner does not own 1 of 1 relation: public.users"
        assert seen(CHECK, address) == ("error", none)
        run(database, "CREATE TABLE own (id integer)", "ALTER TABLE own OWNER TO doctor_owner")
        some = "doctor_owner does not own 1 of 2 relations: public.users"
        assert seen(CHECK, address) == ("warning", some)


def test_what_platforms_and_rules_leave_to_others_is_not_counted(database: str) -> None:
    with role(database, "doctor_owner") as address:
        run(database, "CREATE SCHEMA wesley AUTHORIZATION doctor_owner", "CREATE TABLE own (id integer)")
        run(database, "ALTER TABLE own OWNER TO doctor_owner", "CREATE SCHEMA auth", "CREATE TABLE auth.users (id int)")
        run(database, "GRANT CREATE ON SCHEMA public TO doctor_owner", "CREATE SCHEMA audit")
        run(database, "CREATE MATERIALIZED VIEW audit.totals AS SELECT 1 AS a")
        some = "doctor_owner does not own 1 of 2 relations: audit.totals"
        assert seen(CHECK, address) == ("warning", some)
        told = seen(CHECK, address, ignore=("materialized view audit.*",))
        assert told == ("ok", "doctor_owner may make the journal and owns 1 relation")


def test_a_schema_of_others_in_which_nothing_may_be_made(database: str) -> None:
    with role(database, "doctor_owner") as address:
        run(database, "CREATE SCHEMA wesley AUTHORIZATION doctor_owner", "CREATE SCHEMA audit")
        run(database, "CREATE TABLE audit.log (id integer)", "ALTER TABLE audit.log OWNER TO doctor_owner")
        assert seen(CHECK, address) == ("error", "doctor_owner may create nothing in audit")
        assert seen(CHECK, address, ignore=("audit.*",))[0] == "ok"


def test_nobody_is_told_to_become_a_superuser(database: str) -> None:
    with role(database, "doctor_owner") as address, role(database, "doctor_other"):
        run(database, "CREATE SCHEMA wesley AUTHORIZATION doctor_owner", "CREATE TABLE users (id integer)")
        run(database, "CREATE TABLE theirs (id integer)", "ALTER TABLE theirs OWNER TO doctor_other")
        first, second, *_ = found(CHECK, address).do.splitlines()
    assert first == "GRANT doctor_other TO doctor_owner"
    assert second == "ALTER TABLE ... OWNER TO doctor_owner for what postgres owns"


def test_an_owner_who_may_create_nothing_in_the_schema(database: str) -> None:
    with role(database, "doctor_owner") as address:
        run(database, "REVOKE CREATE ON SCHEMA public FROM PUBLIC", "CREATE TABLE own (id integer)")
        run(database, "CREATE SCHEMA wesley AUTHORIZATION doctor_owner", "ALTER TABLE own OWNER TO doctor_owner")
        assert seen(CHECK, address) == ("error", "doctor_owner may create nothing in public")
        run(database, "GRANT CREATE ON SCHEMA public TO doctor_owner")
        assert seen(CHECK, address)[0] == "ok"


def test_a_journal_that_may_not_be_read(database: str) -> None:
    with session(database) as owner:
        install(owner)
    with role(database, "doctor_plain") as address:
        assert seen(CHECK, address) == ("error", "this role may not read the journal")
