"""A column is dropped softly: it gets a name that no application knows, and keeps what is in it."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from tests.changes.tables import schema, situation, sql, users
from wesley.changes.change import Change
from wesley.changes.drop_column import DropColumn
from wesley.changes.drop_not_null import DropNotNull
from wesley.changes.soft_drop_column import SoftDropColumn, brought_back, softly
from wesley.ir.column import Column, Generated, Identity
from wesley.ir.constraint import Unique
from wesley.ir.sequence import Sequence
from wesley.ir.table import Table
from wesley.problems.problem import WesleyError

NICK = Column(name="nick", type="text", nullable=False)
DROP = DropColumn(schema="public", table="users", column="nick")
KEPT = Column(name="wesley_dropped_nick", type="text")


def _soft(table: Table) -> SoftDropColumn:
    change = softly(table, DROP)
    assert isinstance(change, SoftDropColumn)
    return change


def test_it_is_renamed_and_nothing_is_lost() -> None:
    before = schema(users(NICK))
    change = _soft(users(NICK))
    assert change.apply(before) == schema(users(KEPT))
    (statement,) = change.statements(situation(before))
    assert statement.sql == "ALTER TABLE public.users RENAME COLUMN nick TO wesley_dropped_nick;"
    assert statement.loses == ()


def test_it_stops_being_required_first() -> None:
    forms = _soft(users(NICK)).online(situation(schema(users(NICK))))
    assert [type(form) for form in forms] == [DropNotNull, SoftDropColumn]


def test_an_identity_stays_required() -> None:
    numbered = replace(NICK, type="bigint", identity=Identity())
    change, before = _soft(users(numbered)), schema(users(numbered))
    assert change.online(situation(before)) == (change,)


def test_its_sequence_goes_on_to_belong_to_it() -> None:
    sequence = Sequence(schema="public", name="users_nick_seq", owned_by=("public", "users", "nick"))
    after = _soft(users(NICK)).apply(schema(users(NICK), sequences=(sequence,)))
    assert after.sequences == (replace(sequence, owned_by=("public", "users", "wesley_dropped_nick")),)


def test_a_second_one_of_its_name_is_numbered() -> None:
    assert _soft(users(NICK, KEPT)).to == "wesley_dropped_nick_2"


def test_what_is_computed_is_dropped() -> None:
    computed = replace(NICK, generated=Generated(expression=sql("id", "id"), stored=True))
    assert softly(users(computed), DROP) == DROP


def test_what_stands_on_it_is_in_the_way() -> None:
    table = users(NICK, uniques=(Unique(name="users_nick_key", columns=("nick",)),))
    with pytest.raises(WesleyError, match="unique users_nick_key still stands on it"):
        _soft(table).statements(situation(schema(table)))


def test_the_way_back_is_the_rename_back() -> None:
    back: Change = brought_back("public", "users", "wesley_dropped_nick", "nick")
    assert back.apply(schema(users(KEPT))) == schema(users(replace(NICK, nullable=True)))
    assert not back.contract
