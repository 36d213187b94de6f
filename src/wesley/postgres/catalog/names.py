"""What the readers of all kinds look up: extensions' names, operator classes, collations."""

from __future__ import annotations

from typing import NamedTuple

from msgspec import Struct

from wesley.ir.access import Extension
from wesley.postgres.session import Session
from wesley.sql.printed import ExtensionNames, Name
from wesley.sql.text import qualified, quote_identifier

# Every database has it, and no schema language names it.
_ALWAYS_THERE = "plpgsql"
_CATALOG = "pg_catalog"

_EXTENSIONS = "SELECT extname FROM pg_extension"

_MEMBERS = """
SELECT 'type', n.nspname, t.typname
FROM pg_depend d JOIN pg_type t ON t.oid = d.objid JOIN pg_namespace n ON n.oid = t.typnamespace
WHERE d.classid = 'pg_type'::regclass AND d.deptype = 'e'
UNION ALL
SELECT 'function', n.nspname, p.proname
FROM pg_depend d JOIN pg_proc p ON p.oid = d.objid JOIN pg_namespace n ON n.oid = p.pronamespace
WHERE d.classid = 'pg_proc'::regclass AND d.deptype = 'e'
UNION ALL
SELECT 'operator', n.nspname, o.oprname
FROM pg_depend d JOIN pg_operator o ON o.oid = d.objid JOIN pg_namespace n ON n.oid = o.oprnamespace
WHERE d.classid = 'pg_operator'::regclass AND d.deptype = 'e'
"""

_CLASSES = """
SELECT o.oid, n.nspname, o.opcname, o.opcmethod, o.opcintype, o.opcdefault,
    EXISTS (SELECT FROM pg_depend d
            WHERE d.classid = 'pg_opclass'::regclass AND d.objid = o.oid AND d.deptype = 'e')
FROM pg_opclass o JOIN pg_namespace n ON n.oid = o.opcnamespace
"""

_COLLATIONS = "SELECT c.oid, n.nspname, c.collname FROM pg_collation c JOIN pg_namespace n ON n.oid = c.collnamespace"


class OperatorClass(NamedTuple):
    """A row of pg_opclass."""

    oid: int
    schema: str
    name: str
    method: int
    type: int
    is_default: bool
    of_extension: bool


class Names(Struct, frozen=True, kw_only=True):
    """What is looked up by oid, and what extensions have brought.

    Args:
        extensions: the extensions themselves.
        brought: names of the types, functions and operators of extensions.
        classes: operator classes by oid.
        defaults: oid of the default operator class by access method and type.
        collations: name of each collation by oid, as the IR holds it.
    """

    extensions: tuple[Extension, ...]
    brought: ExtensionNames
    classes: dict[int, OperatorClass]
    defaults: dict[tuple[int, int], int]
    collations: dict[int, str]

    def operator_class(self, oid: int, key_type: int) -> str | None:
        """The operator class of a key as SQL; None for the default one of its type.

        A default class for another type than the key's serves keys that it can read as their own (`varchar` as
        `text`), unless the key's type has a default class itself (manual, CREATE OPERATOR CLASS, DEFAULT).
        """
        found = self.classes[oid]
        if found.is_default and self.defaults.get((found.method, key_type), oid) == oid:
            return None
        if found.schema == _CATALOG or found.of_extension:
            return quote_identifier(found.name)
        return qualified(found.schema, found.name)


def read_names(session: Session) -> Names:
    """The names, with one query each for extensions, what they have brought, operator classes and collations.

    Raises:
        StatementError: the server refused it.
    """
    members: dict[str, set[Name]] = {"type": set(), "function": set(), "operator": set()}
    for kind, schema, name in session.rows(_MEMBERS):
        members[kind].add((schema, name))
    classes = {row[0]: OperatorClass(*row) for row in session.rows(_CLASSES)}
    return Names(
        extensions=tuple(Extension(name=name) for (name,) in session.rows(_EXTENSIONS) if name != _ALWAYS_THERE),
        brought=ExtensionNames(
            types=frozenset(members["type"]),
            functions=frozenset(members["function"]),
            operators=frozenset(members["operator"]),
        ),
        classes=classes,
        defaults={(one.method, one.type): one.oid for one in classes.values() if one.is_default},
        collations={oid: _collation(schema, name) for oid, schema, name in session.rows(_COLLATIONS)},
    )


def _collation(schema: str, name: str) -> str:
    """Its plain name in pg_catalog; any other is SQL, which has double quotes."""
    if schema == _CATALOG:
        return name
    doubled = [part.replace('"', '""') for part in (schema, name)]
    return ".".join(f'"{part}"' for part in doubled)
