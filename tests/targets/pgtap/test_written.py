"""Columns that triggers write are computed in test rows where the trigger is understood, and never guessed."""

from __future__ import annotations

import pytest

from tests.targets.pgtap.compiled import compiled
from tests.targets.pgtap.running import failures, loaded, run
from wesley.postgres.embedded import EmbeddedServer

TENANT = "type Org @table @tenant(root: true) { id: ID! @primaryKey }\n"
OWNED = 'id: ID! @primaryKey orgId: ID! @foreignKey(ref: "Org.id")'
READABLE = (
    TENANT
    + 'type P @table { id: ID! @primaryKey a: Int! b: Int! @computed(expr: "a + 1", mode: TRIGGER) @range(min: 5) }\n'
    + f'type Q @table @tenant(by: "orgId") {{ {OWNED} a: Int! '
    + 'b: Int! @computed(expr: "a + 1", mode: TRIGGER) @range(min: 5) }\n'
    + 'type R @table { id: ID! @primaryKey a: Int b: Int! @computed(expr: "a + 1", mode: TRIGGER) }\n'
    + "type S @table { id: ID! @primaryKey createdAt: DateTime! @createdAt "
    + 'updatedAt: DateTime! @updatedAt @check(expr: "updated_at >= created_at") }\n'
    'type T @table { id: ID! @primaryKey a: String! b: String! @unique @computed(expr: "lower(a)", mode: TRIGGER) }\n'
    'type U @table { id: ID! @primaryKey a: Int! b: Int! @unique @computed(expr: "a % 2", mode: TRIGGER) }\n'
)
UNREADABLE = TENANT + (
    f'type Q @table @tenant(by: "orgId") {{ {OWNED} a: Int! '
    'b: Int! @computed(expr: "pg_catalog.hashtext(a::text)", mode: TRIGGER) @range(min: 5) }'
)


def _failures(server: EmbeddedServer, sdl: str, mutation: str = "") -> list[str]:
    made = compiled(sdl)
    with loaded(server, made.ddl) as conninfo:
        return [one for text in made.files.values() for one in failures(run(conninfo, text, mutation))]


@pytest.mark.server
@pytest.mark.parametrize("sdl", [READABLE, UNREADABLE], ids=["readable", "unreadable"])
def test_what_is_not_broken_passes(server18: EmbeddedServer, sdl: str) -> None:
    assert _failures(server18, sdl) == []


@pytest.mark.server
@pytest.mark.parametrize(
    ("mutation", "expected"),
    [
        ("ALTER TABLE public.ps DROP CONSTRAINT ps_b_range_check", "ps_b_range_check refuses a"),
        ("ALTER TABLE public.ps DISABLE TRIGGER ALL", "rows are in public.ps"),
        ("ALTER POLICY qs_tenant ON public.qs USING (true)", "A cannot see the row of B in qs"),
    ],
)
def test_what_is_broken_fails(server18: EmbeddedServer, mutation: str, expected: str) -> None:
    assert [failure for failure in _failures(server18, READABLE, mutation) if expected in failure]


def test_a_trigger_that_is_not_understood_is_the_reason_of_a_skip() -> None:
    files = compiled(UNREADABLE).files

    for path in ("tests/10_table_qs.sql", "tests/20_isolation_qs.sql"):
        assert "no values were found that satisfy the checks of qs; a trigger writes b" in files[path]
