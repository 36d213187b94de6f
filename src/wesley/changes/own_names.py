"""Names of what a plan makes for itself and takes away again: they begin with `wesley_`, and nothing else should."""

from __future__ import annotations

import hashlib

_OWN = "wesley_"
_NEW, _OLD, _SYNC, _DROPPED = "wesley_new_", "wesley_old_", "wesley_sync_", "wesley_dropped_"
_LONGEST = 63

DROPPED = "wesley_dropped"
"""The schema with the tables that were dropped softly."""
KEPT = "wesley_kept"
"""The schema with the side tables that hold what dropped columns held."""
OWN_SCHEMAS = ("wesley", DROPPED, KEPT)
"""All schemas of our own; no plan for a schema of the user touches what is in them."""


def new_name(name: str) -> str:
    """The name of a successor while it is built."""
    return _cut(_NEW + name)


def old_name(name: str) -> str:
    """The name of what was replaced, until the contract takes it away."""
    return _cut(_OLD + name)


def sync_name(*parts: str) -> str:
    """The name of a trigger or function that keeps two columns equal."""
    return _cut(_SYNC + "_".join(parts))


def dropped_name(name: str) -> str:
    """The name of a column that was dropped softly."""
    return _cut(_DROPPED + name)


def kept_name(*parts: str) -> str:
    """The name of the side table that holds what a column held, or of something in it."""
    return _cut("_".join(parts))


def is_own(name: str) -> bool:
    """True for every name that a plan gives what it makes for itself."""
    return name.startswith(_OWN)


def is_dropped(name: str) -> bool:
    """True for a name of `dropped_name`."""
    return name.startswith(_DROPPED)


def is_new(name: str) -> bool:
    """True for a name of `new_name`: it is being built, and nobody uses it yet."""
    return name.startswith(_NEW)


def is_old(name: str) -> bool:
    """True for a name of `old_name`: its data live on in its successor."""
    return name.startswith(_OLD)


def is_sync(name: str) -> bool:
    """True for a name of `sync_name`."""
    return name.startswith(_SYNC)


def _cut(name: str) -> str:
    """The name within PostgreSQL's 63 bytes; one that is longer ends with a hash of the whole, so that it is unique."""
    encoded = name.encode()
    if len(encoded) <= _LONGEST:
        return name
    digest = hashlib.sha256(encoded).hexdigest()[:8]
    return encoded[: _LONGEST - 9].decode(errors="ignore") + "_" + digest
