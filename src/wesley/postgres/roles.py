"""Roles belong to the whole server, not to a database: what a run has made, it takes away again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wesley.postgres.database import quoted
from wesley.postgres.session import StatementError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from wesley.postgres.session import Session


def role_names(admin: Session) -> frozenset[str]:
    """The names of all roles of the server.

    Raises:
        StatementError: the server refused it.
    """
    return frozenset(name for (name,) in admin.rows("SELECT rolname FROM pg_roles"))


def drop_roles(admin: Session, names: Iterable[str]) -> tuple[str, ...]:
    """Drop roles; gives those that stay because something depends on them, or because this user may not drop them.

    Args:
        admin: a session of a user who may drop roles.
        names: the roles' names, unquoted.
    """
    left = []
    for name in sorted(names):
        try:
            admin.run(f"DROP ROLE IF EXISTS {quoted(name)}")
        except StatementError:
            left.append(name)
    return tuple(left)
