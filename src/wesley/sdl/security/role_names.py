"""Names of roles in arguments."""

from __future__ import annotations

from collections.abc import Iterable

from wesley.ir.origin import Origin
from wesley.sdl.draft import Draft
from wesley.sdl.language.document import Value
from wesley.sdl.names import NAME_BYTES
from wesley.sdl.rules.role_name import ROLE_NAME

PUBLIC = "public"
"""Every role (PostgreSQL manual, GRANT)."""


def roles_in(draft: Draft, items: Iterable[Value], origin: Origin) -> tuple[str, ...] | None:
    """The roles that an argument names, sorted; None when one is refused, after it was reported.

    Args:
        draft: the schema.
        items: the elements of the argument, strings.
        origin: where the argument stands, for an empty list.
    """
    names = tuple(items)
    if not names:
        help_text = "name at least one role; `public` is every role"
        draft.report(ROLE_NAME.code, "the list of roles is empty", origin, help_text)
        return None
    right = [_accepted(draft, str(item.value), item.origin) for item in names]
    return tuple(sorted({str(item.value) for item in names})) if all(right) else None


def _accepted(draft: Draft, name: str, origin: Origin) -> bool:
    if name != PUBLIC and name.lower() == PUBLIC:
        draft.report(ROLE_NAME.code, f"`{name}` is not `public`", origin, "write `public` for every role")
    elif name == "none":
        draft.report(ROLE_NAME.code, "no role can be called `none`", origin, "PostgreSQL keeps that word; take another")
    elif len(name.encode()) > NAME_BYTES:
        message = f"the name of this role has {len(name.encode())} bytes, PostgreSQL keeps {NAME_BYTES}"
        draft.report(ROLE_NAME.code, message, origin, "take a shorter name")
    else:
        return True
    return False


def is_created(draft: Draft, name: str) -> bool:
    """True for a role that the generated SQL creates where it is missing.

    Roles that begin with `pg_` are PostgreSQL's own: they can be named and not created (manual, 22.5).
    """
    return draft.settings.roles.create and name != PUBLIC and not name.startswith("pg_")
