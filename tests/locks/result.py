"""What a statement did as one line of text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.support.observe import LOCK_MODES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from tests.support.observe import Observed, Relation


def shown(observed: Observed, indexes: Mapping[str, frozenset[str]]) -> str:
    """Locks from the strongest to the weakest, then what was rewritten, scanned, re-created.

    Args:
        observed: what the statement did.
        indexes: the names of the indexes of tables that have many; all of them together are written as one.
    """

    def names(relations: Iterable[Relation]) -> str:
        return ", ".join(_grouped({name for _, name in relations}, indexes))

    locked = [(mode, [name for name, held in observed.locks.items() if held == mode]) for mode in reversed(LOCK_MODES)]
    parts = [f"{mode} {names(relations)}" for mode, relations in locked if relations]
    parts = parts or ["no lock"]
    if observed.rewritten:
        parts.append(f"rewrites {names(observed.rewritten)}")
    if observed.scanned is None:
        parts.append("scans unknown")
    elif observed.scanned:
        parts.append(f"scans {names(observed.scanned)}")
    if observed.recreated:
        parts.append(f"re-creates {names(observed.recreated)}")
    return "; ".join(parts)


def _grouped(names: set[str], indexes: Mapping[str, frozenset[str]]) -> list[str]:
    whole = {table for table, owned in indexes.items() if owned <= names}
    rest = names.difference(*(indexes[table] for table in whole))
    return sorted(rest) + [f"all indexes of {table}" for table in sorted(whole)]
