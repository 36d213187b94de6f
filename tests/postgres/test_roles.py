"""Roles are dropped where nothing depends on them."""

from __future__ import annotations

import pytest

from wesley.postgres.embedded import EmbeddedServer
from wesley.postgres.roles import drop_roles, role_names
from wesley.postgres.session import session

pytestmark = pytest.mark.server


def test_roles_go_unless_something_depends_on_them(server: EmbeddedServer) -> None:
    with session(server.conninfo()) as admin:
        admin.run('CREATE ROLE "role ""one"; CREATE ROLE role_two; GRANT CONNECT ON DATABASE postgres TO role_two')
        assert {'role "one', "role_two"} <= role_names(admin)
        assert drop_roles(admin, ['role "one', "role_two", "role_three"]) == ("role_two",)
        assert 'role "one' not in role_names(admin)
        admin.run("DROP OWNED BY role_two; DROP ROLE role_two")
