"""Names of the generated files: stable for a table whatever else the schema holds, and safe on every file system."""

from __future__ import annotations

import hashlib
import re

_SAFE = re.compile(r"[a-z0-9_]{1,60}\Z")
_UNSAFE = re.compile(r"[^a-z0-9_]+")
_KEPT = 40


def schema_path(folder: str) -> str:
    """The file about what belongs to no table."""
    return f"{folder}/00_schema.sql"


def table_path(folder: str, schema: str, name: str, home: str) -> str:
    """The file about the structure of a table; `home` is the schema that needs no mention."""
    return f"{folder}/10_table_{label(schema, name, home)}.sql"


def isolation_path(folder: str, schema: str, name: str, home: str) -> str:
    """The file about who sees and writes which rows of a tenant table."""
    return f"{folder}/20_isolation_{label(schema, name, home)}.sql"


def lookups_path(folder: str) -> str:
    """The file about look-ups that an index must serve."""
    return f"{folder}/30_lookups.sql"


def label(schema: str, name: str, home: str) -> str:
    """A table as part of a file name: of lower-case ASCII letters, digits and `_`, `.` and `-`.

    A name with other characters, or a long one, is shortened to what is safe of it and a digest of the whole; as `-`
    and `.` cannot come from a name, no two tables share a label, on file systems that ignore case too.
    """
    parts = (name,) if schema == home else (schema, name)
    if all(_SAFE.match(part) for part in parts):
        return ".".join(parts)
    digest = hashlib.sha256("\0".join((schema, name)).encode("utf-8", "surrogatepass")).hexdigest()[:12]
    kept = ".".join(_UNSAFE.sub("_", part.lower())[:_KEPT] for part in parts)
    return f"{kept}-{digest}"
