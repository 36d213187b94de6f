"""One connection: rows, errors with SQLSTATE and position, secrets kept."""

from __future__ import annotations

import os
import signal

import pytest

from wesley.postgres.address import with_database
from wesley.postgres.embedded import EmbeddedServer
from wesley.postgres.session import StatementError, open_session, session
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


def test_a_server_that_is_frozen_is_given_up_after_a_while(database15: str) -> None:
    with session(database15) as admin, session(database15, 0.2) as looking:
        pid = looking.pid
        os.kill(pid, signal.SIGSTOP)
        try:
            with pytest.raises(StatementError) as caught:
                looking.run("SELECT 1")
        finally:
            os.kill(pid, signal.SIGCONT)
        while admin.rows("SELECT FROM pg_stat_activity WHERE pid = %s", [pid]):
            continue
    assert caught.value.refusal.sqlstate == "08006"
    assert caught.value.refusal.message.startswith("the server gave no answer for so long")


def test_patience_is_for_each_answer(database15: str) -> None:
    with session(database15, 10) as looking:
        assert [looking.rows("SELECT 1") for _ in range(3)] == [[(1,)]] * 3
        assert not looking.broken


def test_giving_up_what_is_closed_is_nothing(database15: str) -> None:
    closed = open_session(database15)
    closed.close()
    closed.give_up()


def test_a_lost_connection_says_what_can_be_done(database15: str) -> None:
    with session(database15) as admin, session(database15) as looking:
        admin.run(f"SELECT pg_terminate_backend({looking.pid})")
        with pytest.raises(StatementError) as caught:
            looking.run("SELECT 1")
    assert caught.value.problems[0].help == "the connection is lost: see that the server is there, then do it again"
