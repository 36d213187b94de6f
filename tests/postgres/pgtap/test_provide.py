"""A database gets the server's pgTAP where there is one, else the shim; either way for every role."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.support.servers import binaries_of, real_pgtap
from wesley.postgres.database import fresh_database, load
from wesley.postgres.embedded import embedded_server
from wesley.postgres.pgtap.provide import SHIM, provide
from wesley.postgres.session import session

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.server


@pytest.fixture(scope="module")
def with_pgtap(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server that has the extension pgTAP; PostgreSQL 18 takes extensions from other folders too."""
    folder: Path = tmp_path_factory.mktemp("share") / "extension"
    folder.mkdir()
    folder.parent.chmod(0o755)
    (folder / "pgtap.control").write_text("default_version = '1.3.5'\nrelocatable = true\nsuperuser = true\n")
    (folder / "pgtap--1.3.5.sql").write_text(real_pgtap())
    with embedded_server(binaries_of(18)) as server:
        with session(server.conninfo()) as admin:
            admin.run(f"ALTER SYSTEM SET extension_control_path = '$system:{folder.parent}'")
            admin.run("SELECT pg_reload_conf()")
            admin.run("CREATE ROLE builder CREATEDB LOGIN; CREATE ROLE tester LOGIN")
        yield server.conninfo()


def test_the_server_s_own_pgtap_is_taken(with_pgtap: str) -> None:
    with fresh_database(with_pgtap) as database:
        assert provide(database) == "pgTAP 1.3.5"
        with session(f"{database} user=tester") as connection:
            assert connection.texts("SELECT plan(1)") == [("1..1",)]
            assert connection.texts("SELECT ok(true, 'yes')") == [("ok 1 - yes",)]


def test_pgtap_that_the_schema_itself_brings_is_taken(with_pgtap: str) -> None:
    with fresh_database(with_pgtap) as database:
        load(database, "CREATE SCHEMA own; CREATE EXTENSION pgtap SCHEMA own")
        assert provide(database) == "pgTAP 1.3.5"
        with session(database) as connection:
            assert connection.texts("SELECT plan(1)") == [("1..1",)]


def test_who_may_not_create_extensions_gets_the_shim(with_pgtap: str) -> None:
    with fresh_database(f"{with_pgtap} user=builder") as database:
        assert provide(database) == SHIM


def test_the_shim_works_for_every_role_and_hides_nothing(database: str) -> None:
    load(
        database,
        """
        ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;
        CREATE FUNCTION pass() RETURNS text LANGUAGE sql AS $$ SELECT 'ours' $$;
        """,
    )
    assert provide(database, extension=False) == SHIM
    with session(database) as connection:
        assert connection.texts("SELECT pass()") == [("ours",)]
        connection.run("CREATE ROLE nobody_special")
        try:
            connection.run("BEGIN; SET LOCAL ROLE nobody_special")
            assert connection.texts("SELECT plan(1)") == [("1..1",)]
            assert connection.texts("SELECT ok(true, 'yes')") == [("ok 1 - yes",)]
        finally:
            connection.run("ROLLBACK; DROP ROLE nobody_special")


def test_the_search_path_of_the_database_is_kept(database: str) -> None:
    with session(database) as connection:
        name = connection.rows("SELECT current_database()")[0][0]
        connection.run(f"ALTER DATABASE {name} SET search_path = 'odd schema', pg_catalog")
    provide(database, extension=False)
    with session(database) as connection:
        assert connection.rows("SHOW search_path") == [('"odd schema", pg_catalog, wesley_tap',)]


def test_a_search_path_of_the_user_s_own_is_kept_too(with_pgtap: str) -> None:
    with session(with_pgtap) as admin:
        admin.run("ALTER ROLE builder SET search_path = 'their own'")
    with fresh_database(f"{with_pgtap} user=builder") as database:
        provide(database)
        with session(database) as connection:
            assert connection.rows("SHOW search_path") == [('"their own", wesley_tap',)]
            assert connection.texts("SELECT plan(1)") == [("1..1",)]
