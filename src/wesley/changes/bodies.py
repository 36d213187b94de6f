"""Bodies of functions that name what gets another name: PostgreSQL does not rewrite them, so people have to look."""

from __future__ import annotations

from collections.abc import Collection

from wesley.changes.own_names import is_sync
from wesley.ir.schema import Physical
from wesley.sql.rename import mentions


def naming(schema: Physical, names: Collection[str]) -> str:
    """What to do by hand about functions whose bodies have all of these names; empty where there are none."""
    found = [
        f"{function.schema}.{function.name}({function.arguments})"
        for function in schema.functions
        if not is_sync(function.name) and all(mentions(function.body, (name,)) for name in names)
    ]
    if not found:
        return ""
    return (
        f"The bodies of {', '.join(found)} name {', '.join(sorted(names))}; PostgreSQL does not rewrite bodies. Look "
        "at each before the contract, and replace it where it means what is renamed."
    )
