"""What `observe` tells of statements whose effect the manual states."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.support.observe import LOCK_MODES, observe
from wesley.postgres.database import load
from wesley.postgres.session import StatementError, session

if TYPE_CHECKING:
    from wesley.postgres.embedded import EmbeddedServer

pytestmark = [pytest.mark.server, pytest.mark.matrix]

T, P, T_PKEY, T_V, PT, PT1 = (("public", name) for name in ("t", "p", "t_pkey", "t_v", "pt", "pt1"))
FIXTURE = """
CREATE TABLE p (id integer PRIMARY KEY);
CREATE TABLE t (id integer PRIMARY KEY, p integer, v varchar(10));
CREATE INDEX t_v ON t (v);
INSERT INTO p SELECT generate_series(1, 50);
INSERT INTO t SELECT n, n, 'v' || n FROM generate_series(1, 50) AS n;
CREATE TABLE pt (k integer) PARTITION BY RANGE (k);
CREATE TABLE pt1 PARTITION OF pt FOR VALUES FROM (0) TO (9);
"""


@pytest.fixture
def filled(database: str) -> str:
    load(database, FIXTURE)
    return database


def test_the_strongest_lock_of_each_relation_is_told(filled: str) -> None:
    observed = observe(filled, "ALTER TABLE t ADD FOREIGN KEY (p) REFERENCES p NOT VALID")
    assert {name: observed.locks[name] for name in (P, T)} == {P: "SHARE ROW EXCLUSIVE", T: "SHARE ROW EXCLUSIVE"}
    assert not observed.rewritten | observed.recreated
    assert observed.scanned == frozenset()


def test_what_is_new_is_left_out(filled: str) -> None:
    observed = observe(filled, "CREATE TABLE x (id integer PRIMARY KEY); CREATE INDEX i ON t (p)")
    assert observed.locks == {T: "SHARE"}
    assert observed.scanned == frozenset({T})


def test_a_rewrite_changes_the_files_of_table_and_indexes(filled: str) -> None:
    observed = observe(filled, "ALTER TABLE t ALTER v TYPE varchar(5)")
    assert observed.rewritten == {T, T_PKEY, T_V}
    assert observed.recreated == {T_V}
    assert observed.scanned == frozenset({T})


def test_an_index_may_be_recreated_on_its_file(filled: str) -> None:
    observed = observe(filled, "ALTER TABLE t ALTER v TYPE varchar(20)")
    assert observed.recreated == {T_V}
    assert not observed.rewritten
    assert observed.locks == {T: "ACCESS EXCLUSIVE", T_V: "ACCESS EXCLUSIVE"}


def test_names_are_those_before(filled: str) -> None:
    assert observe(filled, "ALTER TABLE t RENAME TO u").locks == {T: "ACCESS EXCLUSIVE"}
    assert observe(filled, "DROP TABLE u").locks[("public", "u")] == "ACCESS EXCLUSIVE"


def test_scans_of_an_earlier_transaction_do_not_count(filled: str) -> None:
    observed = observe(filled, "ALTER TABLE t ALTER p SET DEFAULT 1", setup="SELECT count(*) FROM t")
    assert observed.scanned == frozenset()


def test_a_statement_is_kept(filled: str) -> None:
    observe(filled, "CREATE TABLE x ()")
    with session(filled) as connection:
        assert connection.rows("SELECT to_regclass('x')::text") == [("x",)]


def test_a_concurrent_statement_is_seen_at_each_of_its_phases(filled: str, server: EmbeddedServer) -> None:
    built = observe(filled, "CREATE INDEX CONCURRENTLY i ON t (p)", outside=True)
    assert built.locks == {T: "SHARE UPDATE EXCLUSIVE"}
    assert built.scanned == (frozenset({T}) if server.binaries.major >= 15 else None)
    dropped = observe(filled, "DROP INDEX CONCURRENTLY i", outside=True)
    assert dropped.locks == {T: "SHARE UPDATE EXCLUSIVE", ("public", "i"): "SHARE UPDATE EXCLUSIVE"}


def test_the_last_phase_of_detach_takes_the_partition(filled: str, server: EmbeddedServer) -> None:
    if server.binaries.major >= 14:
        observed = observe(filled, "ALTER TABLE pt DETACH PARTITION pt1 CONCURRENTLY", outside=True)
        assert observed.locks == {PT: "SHARE UPDATE EXCLUSIVE", PT1: "ACCESS EXCLUSIVE"}


@pytest.mark.parametrize("outside", [False, True])
def test_a_refused_statement_raises_and_leaves_nothing(filled: str, outside: bool) -> None:
    with pytest.raises(StatementError, match="does not exist"):
        observe(filled, "ALTER TABLE none ADD x integer", outside=outside)


def test_modes_stand_in_the_order_of_their_strength() -> None:
    assert LOCK_MODES[0] == "ACCESS SHARE"
    assert LOCK_MODES[-1] == "ACCESS EXCLUSIVE"
