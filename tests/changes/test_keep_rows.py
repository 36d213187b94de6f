"""Key and value of each row go into a side table when the old application is gone."""

from __future__ import annotations

from tests.changes.tables import ID, schema, situation, users
from wesley.changes.keep_rows import CreateSideTable, KeepRows, kept, side_table
from wesley.changes.lock import Lock
from wesley.changes.statement import Mode
from wesley.ir.column import Column
from wesley.ir.constraint import PrimaryKey
from wesley.ir.table import Table

NICK = Column(name="nick", type="text", nullable=False, collation="C", comment="?")
USERS = users(NICK)


def test_the_side_table_has_the_key_and_the_value_alone() -> None:
    assert side_table(schema(USERS), USERS, ("id",), NICK) == Table(
        schema="wesley_kept",
        name="users_nick",
        columns=(ID, Column(name="nick", type="text", collation="C")),
        primary_key=PrimaryKey(name="users_nick_pkey", columns=("id",)),
    )


def test_a_second_one_of_its_name_is_numbered() -> None:
    first = side_table(schema(USERS), USERS, ("id",), NICK)
    assert side_table(schema(USERS, first), USERS, ("id",), NICK).name == "users_nick_2"


def test_copying_waits_and_then_holds_up_nobody() -> None:
    side = side_table(schema(USERS), USERS, ("id",), NICK)
    created, copied = kept(USERS, ("id",), side, "nick", "wesley_old_nick")
    assert isinstance(created, CreateSideTable)
    assert isinstance(copied, KeepRows)
    assert (created.contract, copied.contract) == (True, True)
    (statement,) = copied.statements(situation(schema(USERS)))
    assert (
        statement.sql == "INSERT INTO wesley_kept.users_nick (id, nick) SELECT id, wesley_old_nick FROM public.users;"
    )
    assert (statement.mode, [lock.mode for lock in statement.locks]) == (Mode.OWN, [Lock.ACCESS_SHARE])
