"""Names: short ones, and now and then one that must be quoted, is a reserved word, is long or is no ASCII."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from hypothesis import strategies as st

from tests.support.schemas.pick import pick

# PostgreSQL cuts names after 63 bytes; a number of up to four digits must still fit.
HOSTILE = ("select", "Mixed Case", 'quo"te', "order by", "ünï", "名前", "it's", "a.b", "long_" * 11 + "name")
COLUMNS = ("a", "b", "c", "d", "e", "f", "g", "h")
TABLES = ("users", "orders", "items", "events")
TYPES = ("state", "level", "kind")
RELATIONS = ("overview", "report")
NAMESPACES = ("app", "audit", "Odd schema")
ROUTINES = ("touch", "compute")
SEQUENCES = ("numbers", "counter")
OBJECTS = ("one", "two", "three")


def fresh(draw: st.DrawFn, stems: Sequence[str], taken: Collection[str], serial: int) -> str:
    """A name that is not taken.

    Args:
        draw: where to draw from.
        stems: plain names; hostile ones are added to them.
        taken: names that are used, or were.
        serial: a number to tell names apart by.
    """
    stem = name = pick(draw, (*stems, *stems, *stems, *stems, *HOSTILE))
    while name in taken:
        name = f"{stem}{serial}"
        serial += 1
    return name
