"""Directives that make something in the database mean nothing on a table that something else creates."""

from __future__ import annotations

from wesley.sdl.draft import Site
from wesley.sdl.rules.directive_conflict import DIRECTIVE_CONFLICT
from wesley.sdl.use import Use


def is_managed(site: Site, use: Use) -> bool:
    """True when the directive's table is ours to create; reported when it is not."""
    if site.table.managed:
        return True
    message = f"@{use.name} would have no effect: `{site.definition.name}` says `managed: false`"
    site.draft.report(DIRECTIVE_CONFLICT.code, message, use.origin, "take it away here; what creates the table says it")
    return False
