"""The law of tenants: whatever else a schema says, no role sees or writes a row of another tenant."""

from __future__ import annotations

from itertools import combinations

import pytest

from tests.sdl.harness import compiled
from tests.sdl.test_isolation import DENIED, A, Application, B, application

pytestmark = pytest.mark.server

USES = (
    "@rls",
    '@rls(select: "true")',
    '@rls(using: "true", roles: ["support", "app_user"])',
    '@rls(using: "true", check: "true", roles: ["public"])',
    '@rls(preset: "public-read")',
    '@rls(preset: "admin-only", options: {roles: ["admin"]}, deleteRoles: ["public"])',
    '@rls(preset: "authenticated", insert: "deny")',
    '@rls(preset: "tenant", check: "true")',
    '@rls(select: "tenant", update: "tenant", updateCheck: "true")',
    '@rls(roles: ["support"])',
    '@rls(preset: "soft-delete", insert: "true")',
    '@rls(mode: RESTRICTIVE, using: "user_id IS NOT NULL")',
    '@owner(column: "userId", select: "true")',
    '@grant(roles: ["public"])',
    '@grant(roles: ["reporting"], privileges: [SELECT, UPDATE])',
)
ROLES = ("app_user", "support", "admin", "reporting", "bystander")


def schema_text() -> tuple[str, list[str]]:
    """A table for each use, alone and beside each other one; and the names of the tables."""
    texts, names = [], []
    for number, uses in enumerate([*((use,) for use in USES), *combinations(USES, 2)]):
        names.append(f"t{number}")
        texts.append(
            f'type T{number} @table(name: "t{number}") @tenant(column: "orgId") {" ".join(uses)} '
            "{ id: ID! @primaryKey orgId: UUID! userId: UUID! deletedAt: DateTime }"
        )
    return "\n".join(texts), names


def crossings(app: Application, name: str) -> list[str]:
    """What the session's role can do with rows of the tenant B, which it does not act for."""
    found = []
    seen = app.outcome(f"SELECT FROM {name} WHERE org_id = '{B}'")
    if seen not in (0, DENIED):
        found.append(f"sees {seen} rows")
    for sql in (
        f"INSERT INTO {name} (org_id, user_id) VALUES ('{B}', '{A}')",
        f"UPDATE {name} SET org_id = '{B}'",
        f"UPDATE {name} SET org_id = '{B}' WHERE org_id = '{B}'",
        f"DELETE FROM {name} WHERE org_id = '{B}'",
        f"TRUNCATE {name}",
    ):
        outcome = app.outcome(sql)
        if outcome not in (0, DENIED):
            found.append(f"{sql}: {outcome}")
    return found


def test_no_role_crosses_the_border_of_a_tenant(database15: str) -> None:
    sdl, names = schema_text()
    assert compiled(sdl)
    with application(database15, sdl) as app:
        app.admin("DO $$ BEGIN CREATE ROLE bystander; EXCEPTION WHEN duplicate_object THEN NULL; END $$")
        for name in names:
            app.admin(f"INSERT INTO {name} (org_id, user_id) VALUES ('{A}', '{A}'), ('{B}', '{A}')")
        crossed: dict[tuple[str, str], list[str]] = {}
        for role in ROLES:
            app.acts_for(A, user=A, role=role)
            crossed |= {(role, name): found for name in names if (found := crossings(app, name))}
        assert crossed == {}


def test_the_application_does_see_its_own_rows(database15: str) -> None:
    """The other half of the law: a table that is closed to everybody would hold it too."""
    sdl, names = schema_text()
    with application(database15, sdl) as app:
        for name in names:
            app.admin(f"INSERT INTO {name} (org_id, user_id) VALUES ('{A}', '{A}'), ('{B}', '{A}')")
        app.acts_for(A, user=A)
        seen = [app.outcome(f"SELECT FROM {name}") for name in names]
        assert set(seen) <= {0, 1, DENIED}
        assert seen.count(1) > len(names) / 2
