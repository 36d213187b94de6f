"""One connection: rows, errors with SQLSTATE and position, secrets kept."""

from __future__ import annotations

import pytest

from wesley.postgres.address import with_database
from wesley.postgres.embedded import EmbeddedServer
from wesley.postgres.session import StatementError, session
from wesley.problems.problem import ServerError

pytestmark = pytest.mark.server


def test_rows_are_python_values_and_texts_are_what_the_server_prints(database: str) -> None:
    with session(database) as connection:
        assert connection.rows("SELECT 1, true, NULL") == [(1, True, None)]
        assert connection.rows("SELECT") == [()]
        assert connection.rows("SET application_name = 'x'") == []
        assert connection.texts("SELECT 1, true, NULL") == [("1", "t", None)]
        assert connection.texts("CREATE TABLE t (a int)") == []
        connection.run("INSERT INTO t VALUES (%s)", [7])
        assert connection.rows("SELECT a FROM t WHERE a = %s", [7]) == [(7,)]


def test_a_percent_sign_is_itself_where_there_are_no_values(database: str) -> None:
    with session(database) as connection:
        assert connection.rows("SELECT 7 % 4") == [(3,)]


def test_a_refusal_has_sqlstate_message_and_position(database: str) -> None:
    with session(database) as connection, pytest.raises(StatementError) as caught:
        connection.run("SELECT 1 FROM nowhere")
    refusal = caught.value.refusal
    assert (refusal.sqlstate, refusal.position) == ("42P01", 15)
    assert refusal.message == 'relation "nowhere" does not exist'
    assert caught.value.problems[0].message == 'relation "nowhere" does not exist (42P01)'


def test_the_version_is_a_number(server: EmbeddedServer) -> None:
    with session(server.conninfo()) as connection:
        assert connection.version // 10000 == server.binaries.major


def test_a_server_that_is_not_there_is_one_problem_without_the_password(tmp_path: object) -> None:
    with pytest.raises(ServerError) as caught, session(f"host={tmp_path} user=u password=s3cret dbname=d"):
        pass
    problem = caught.value.problems[0]
    assert problem.code.code == "PG003"
    assert f"host={tmp_path} dbname=d user=u" in problem.message
    assert "s3cret" not in problem.message + problem.help


@pytest.mark.parametrize("address", ["postgresql://u:s3cret%@h/d", "password='s3cret", "s3cret", "s3cret=1"])
def test_an_address_that_is_none_is_not_repeated(address: str) -> None:
    with pytest.raises(ServerError) as caught, session(address):
        pass
    assert "s3cret" not in str(caught.value) + caught.value.problems[0].help


def test_a_database_that_does_not_exist(server: EmbeddedServer) -> None:
    absent = session(with_database(server.conninfo(), "absent"))
    with pytest.raises(ServerError, match='database "absent" does not exist'), absent:
        pass


def test_what_is_prepared_stays_so_whatever_is_altered(database: str) -> None:
    with session(database) as one:
        one.run("CREATE TABLE t (id int)")
        for name in ("a", "it's", "%s"):
            assert one.change("INSERT INTO t SELECT length(%s::text)", [name], prepare=True) == 1
            one.run("ALTER TABLE t ADD COLUMN IF NOT EXISTS note text")
        assert one.rows("SELECT id FROM t WHERE id = ANY (%s) ORDER BY 1", [[1, 4]], prepare=True) == [(1,), (4,)]
        assert one.rows("SELECT count(*) FROM pg_prepared_statements WHERE statement ~ 'INSERT'") == [(1,)]
