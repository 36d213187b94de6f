"""A table moves into another schema with all that is named."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from tests.changes.tables import partitioned, schema, situation, users
from wesley.changes.soft_drop_table import BringTableBack, SoftDropTable
from wesley.changes.table_move import aside, inverse
from wesley.ir.column import Column, Identity
from wesley.ir.index import Index, IndexKey
from wesley.ir.schema import Physical
from wesley.ir.table import Table
from wesley.problems.problem import WesleyError

NUMBER = Column(name="number", type="bigint", nullable=False, identity=Identity())
INDEX = Index(name="users_number_idx", keys=(IndexKey(column="number"),))
USERS = users(NUMBER, indexes=(INDEX,))


def _statements(change: SoftDropTable | BringTableBack, before: Physical) -> list[str]:
    return [statement.sql for statement in change.statements(situation(before))]


def _there_and_back(before: Physical, table: Table) -> tuple[list[str], list[str]]:
    there = SoftDropTable(move=aside(before, table, "wesley_dropped"))
    after = there.apply(before)
    back = BringTableBack(move=inverse(there.move))
    assert back.apply(after) == before
    return _statements(there, before), _statements(back, after)


def test_where_all_names_are_free_it_moves_alone() -> None:
    assert _there_and_back(schema(USERS), USERS) == (
        ["ALTER TABLE public.users SET SCHEMA wesley_dropped;"],
        ["ALTER TABLE wesley_dropped.users SET SCHEMA public;"],
    )


def test_names_that_are_taken_change_where_they_are_free() -> None:
    earlier = replace(USERS, schema="wesley_dropped")
    there, back = _there_and_back(schema(USERS, earlier), USERS)
    assert [sql for sql in there if not sql.startswith("DO")] == [
        "ALTER TABLE public.users RENAME TO users_2;",
        "ALTER INDEX public.users_number_idx RENAME TO users_number_idx_2;",
        "ALTER INDEX public.users_pkey RENAME TO users_pkey_2;",
        "ALTER TABLE public.users_2 SET SCHEMA wesley_dropped;",
    ]
    assert back[0] == "ALTER TABLE wesley_dropped.users_2 SET SCHEMA public;"
    assert sorted(sql for sql in back[1:] if not sql.startswith("DO")) == [
        "ALTER INDEX public.users_number_idx_2 RENAME TO users_number_idx;",
        "ALTER INDEX public.users_pkey_2 RENAME TO users_pkey;",
        "ALTER TABLE public.users_2 RENAME TO users;",
    ]
    assert [sum("RENAME TO users_2_number_seq" in sql for sql in there)] == [1]
    assert [sum("RENAME TO users_number_seq" in sql for sql in back)] == [1]


def test_partitions_move_along() -> None:
    there, _ = _there_and_back(schema(partitioned()), partitioned())
    assert there == [
        f"ALTER TABLE public.{name} SET SCHEMA wesley_dropped;" for name in ("users", "users_1", "users_2")
    ]


def test_a_second_partitioned_table_is_refused() -> None:
    earlier = replace(partitioned(), schema="wesley_dropped")
    with pytest.raises(WesleyError, match=r"an earlier users is kept already, and public\.users is partitioned"):
        aside(schema(partitioned(), earlier), partitioned(), "wesley_dropped")
