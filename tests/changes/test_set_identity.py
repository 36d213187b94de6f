"""A column becomes an identity at once, and no number is given twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from tests.changes.tables import ID, plan_of, schema, situation, sql, users
from wesley.changes.set_identity import AddIdentity, leads_an_index
from wesley.ir.column import Column, Identity
from wesley.ir.sequence import Sequence
from wesley.plan.plan import Phase
from wesley.postgres.database import load
from wesley.postgres.session import session

if TYPE_CHECKING:
    from wesley.ir.schema import Physical

TOLERANT, STRICT = Identity(always=False), Identity()
CHANGE = AddIdentity(schema="public", table="users", column="id", identity=TOLERANT)
SEQUENCE = Sequence(schema="public", name="users_id_seq", owned_by=("public", "users", "id"))


def _numbered(identity: Identity | None) -> Physical:
    return schema(users(columns=(replace(ID, identity=identity),)))


def test_an_application_that_gives_numbers_may_do_so_until_it_is_gone() -> None:
    plan = plan_of(_numbered(None), _numbered(STRICT))
    assert plan.between == _numbered(TOLERANT)
    assert [segment.phase for segment in plan.segments] == [Phase.EXPAND, Phase.CONTRACT]
    assert plan.steps()[-1].statement.sql.endswith("SET GENERATED ALWAYS;")


def test_all_of_it_is_one_transaction() -> None:
    assert len(plan_of(_numbered(None), _numbered(TOLERANT)).segments) == 1


def test_a_serial_column_gives_its_sequence_away() -> None:
    serial = replace(ID, default=sql("nextval('public.users_id_seq'::regclass)", functions=("nextval",)))
    before = schema(users(columns=(serial,)), sequences=(SEQUENCE,))
    statements = CHANGE.statements(situation(before))
    assert statements[1].sql.startswith("ALTER SEQUENCE public.users_id_seq OWNED BY ")
    assert "FROM public.users_id_seq" in statements[3].sql
    after = CHANGE.apply(before)
    assert after.sequences == (replace(SEQUENCE, owned_by=None),)


def test_options_change_at_once() -> None:
    plan = plan_of(_numbered(TOLERANT), _numbered(Identity(always=False, increment=10)))
    (step,) = plan.steps()
    assert "SET INCREMENT" in step.statement.sql
    assert plan.segments[0].phase is Phase.EXPAND


def test_an_index_tells_the_last_value() -> None:
    assert leads_an_index(users(), "id")
    assert not leads_an_index(users(primary_key=None), "id")
    _, continued = CHANGE.statements(situation(schema(users(primary_key=None))))
    assert [name.name for name in continued.scans] == ["users"]


@pytest.mark.server
def test_the_next_number_is_the_one_behind_the_last(database: str) -> None:
    load(database, "CREATE TABLE users (id serial PRIMARY KEY); INSERT INTO users SELECT FROM generate_series(1, 5)")
    serial = Column(name="id", type="integer", nullable=False, default=sql("nextval('public.users_id_seq'::regclass)"))
    before = schema(users(columns=(serial,)), sequences=(replace(SEQUENCE, type="integer"),))
    with session(database) as worker:
        for statement in CHANGE.statements(situation(before)):
            worker.run(statement.sql)
        assert worker.rows("INSERT INTO users DEFAULT VALUES RETURNING id") == [(6,)]
