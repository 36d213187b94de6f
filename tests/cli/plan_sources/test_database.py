"""Live databases as a source, in every form that libpq reads, and their refusals."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.cli.running import USER
from wesley.postgres.address import parameters
from wesley.postgres.database import load
from wesley.postgres.session import session

if TYPE_CHECKING:
    from tests.cli.running import Wesley


SECRET = "open-" + "sesame"


@pytest.mark.server
def test_every_form_that_libpq_reads(wesley: Wesley, database15: str, monkeypatch: pytest.MonkeyPatch) -> None:
    wesley.write("a.graphql", USER)
    stated = parameters(database15)
    url = f"postgresql:///{stated['dbname']}?host={stated['host']}&port={stated['port']}&user={stated['user']}"
    wesley.write("services.conf", "[app]\n" + "".join(f"{key}={value}\n" for key, value in stated.items()))
    monkeypatch.setenv("PGSERVICEFILE", str(wesley.folder / "services.conf"))
    monkeypatch.setenv("APP_URL", url)
    wesley.write("wesley.toml", '[env.prod]\nurl = "env:APP_URL"\n')
    for arguments in (
        ("--from", url),
        ("--from", database15),
        ("--from", "service=app"),
        ("--from", "env:prod"),
        ("--env", "prod"),
        ("--database-url", "service=app"),
    ):
        result = wesley("plan", *arguments, "--to", "a.graphql")
        assert "Create table public.users" in result.out, result.err
        assert "(PostgreSQL 15)" in result.out


@pytest.mark.server
def test_nothing_is_changed_and_the_sizes_are_known(wesley: Wesley, database15: str) -> None:
    wesley.write("a.graphql", USER.replace("email: String!", "email: String! @index"))
    load(database15, "CREATE TABLE public.users (id uuid DEFAULT gen_random_uuid() PRIMARY KEY, email text NOT NULL)")
    load(database15, "INSERT INTO public.users (email) SELECT g::text FROM generate_series(1, 20000) g; ANALYZE")
    result = wesley("plan", "--database-url", database15, "--to", "a.graphql")
    assert result.status == 0, result.err
    assert "duration: under a second" in result.out
    with session(database15) as connection:
        assert connection.rows("SELECT count(*) FROM pg_indexes WHERE schemaname = 'public'") == [(1,)]


@pytest.mark.server
def test_another_version_than_the_servers_is_refused(wesley: Wesley, database15: str) -> None:
    result = wesley("plan", "--database-url", database15, "--to", "empty", "--pg", "18")
    assert result.status == 2
    assert "error[CLI018]: --pg is 18, and the server is PostgreSQL 15" in result.err


@pytest.mark.server
def test_a_role_that_may_not_read_is_told_what_is_missing(wesley: Wesley, database15: str) -> None:
    wesley.write("a.graphql", "enum E @enum(storage: LOOKUP) { A }\ntype T @table { id: ID! @primaryKey e: E! }")
    assert wesley("compile", "a.graphql", "--only", "postgres", "--out", "out").status == 0
    (script,) = (wesley.folder / "out").glob("*.sql")
    load(database15, script.read_text())
    with session(database15) as connection:
        connection.run("CREATE ROLE reader LOGIN")
    try:
        result = wesley("plan", "--database-url", f"{database15} user=reader", "--to", "a.graphql")
        assert result.status == 3
        assert "error[PG006]: the catalog cannot be read" in result.err
        assert "GRANT SELECT" in result.err
    finally:
        with session(database15) as connection:
            connection.run("DROP ROLE reader")


@pytest.mark.parametrize(
    "address",
    [
        f"postgresql://app:{SECRET}@127.0.0.1:1/app",
        f"host=127.0.0.1 port=1 user=app password={SECRET}",
        f"postgresql://app:{SECRET}@127.0.0.1:1/app?nonsense=1",
        f"postgresql://app:{SECRET}@[::1",
    ],
)
def test_an_address_that_does_not_answer_is_told_without_its_password(wesley: Wesley, address: str) -> None:
    wesley.write("a.graphql", USER)
    for option in ("--from", "--database-url"):
        result = wesley("plan", option, address, "--to", "a.graphql")
        assert result.status == 3
        assert "error[PG003]" in result.err
        assert SECRET not in result.err + result.out


@pytest.mark.server
@pytest.mark.parametrize("form", ["text", "sql", "json", "markdown"])
def test_no_password_is_in_a_plan(wesley: Wesley, database15: str, form: str) -> None:
    wesley.write("a.graphql", USER)
    address = f"{database15} password={SECRET}"
    result = wesley("plan", "--from", address, "--to", "a.graphql", "--format", form)
    assert result.status == 0
    assert "users" in result.out
    assert SECRET not in result.out + result.err
