"""Types as parse analysis sees them: without modifiers, in categories, with the casts that happen unasked."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache

from msgspec import Struct

from wesley.sql.built_in_types import BUILT_IN
from wesley.sql.type_name import base_type, is_array
from wesley.sql.words import words

# A constant in quotes (or NULL) whose type its surroundings decide.
UNKNOWN = "unknown"

Relation = Mapping[str, str]


class Facts(Struct, frozen=True, kw_only=True):
    """What a catalog knows and a text does not.

    Args:
        relations: the columns of tables and views with their types, in order, by schema and name.
        domains: the types that domains stand on, by the domain's name as `format_type()` prints it.
        enums: names of enum types, printed in the same way.
    """

    relations: Mapping[tuple[str, str], Relation] = {}
    domains: Mapping[str, str] = {}
    enums: Collection[str] = frozenset()

    def understood(self, name: str | None) -> str | None:
        """A column's type, or None where nothing is known about how it behaves."""
        if name is None:
            return None
        element = name.removesuffix("[]")
        known = element in self.domains or element in self.enums or plain(element) in BUILT_IN
        return name if known else None

    def base(self, name: str) -> str:
        """The type that operators and functions see: without modifiers, for a domain the one it stands on."""
        for _ in range(len(self.domains)):
            if name not in self.domains:
                break
            name = self.domains[name]
        return plain(name)

    def qualified(self, name: str) -> str:
        """The name of an enum or domain with its schema, where exactly one fits a name without."""
        element = name.removesuffix("[]")
        if "." in element:
            return name
        found = [known for known in (*self.domains, *self.enums) if known.partition(".")[2] == element]
        return found[0] + name[len(element) :] if len(found) == 1 and element not in BUILT_IN else name


NOTHING = Facts()


@lru_cache(maxsize=4096)
def plain(name: str) -> str:
    """A type without modifiers: `numeric(12,2)[]` is `numeric[]`; others than built-in ones stay as they are."""
    schema, base = base_type(name)
    if schema is not None or base not in BUILT_IN:
        return name
    base = {'"bit"': "bit", "bpchar": "character"}.get(base, base)
    return f"{base}[]" if is_array(name) else base


_NUMBERS = ("smallint", "integer", "bigint", "numeric", "real", "double precision")
_OBJECTS = words("oid regproc regprocedure regoper regoperator regclass regtype regrole regnamespace regconfig") | {
    *("regcollation", "regdictionary"),
}
_STAMPS = ("timestamp without time zone", "timestamp with time zone")

# pg_type.typcategory and typispreferred (PostgreSQL 12, 15 and 18 agree).
_CATEGORIES = {
    "B": ("boolean",),
    "S": ("text", "character varying", "character", "name"),
    "N": (*_NUMBERS, "money", *_OBJECTS),
    "D": ("date", "time without time zone", "time with time zone", *_STAMPS),
    "T": ("interval",),
    "I": ("inet", "cidr"),
    "G": ("point", "lseg", "path", "box", "polygon", "line", "circle"),
    "V": ("bit", "bit varying"),
    "Z": ('"char"',),
}
_CATEGORY = {name: category for category, names in _CATEGORIES.items() for name in names}
_PREFERRED = frozenset(
    {"boolean", "text", "oid", "double precision", "timestamp with time zone", "interval", "inet", "bit varying"}
)


def category(name: str) -> str:
    """The category of a base type (`pg_type.typcategory`)."""
    if is_array(name):
        return "A"
    if name.endswith("range"):
        return "R"
    if name.startswith("any") or name == "record":
        return "P"
    if name == UNKNOWN:
        return "X"
    return _CATEGORY.get(name, "U" if name in BUILT_IN else "E")


def is_preferred(name: str) -> bool:
    """True for the type that its category prefers (`pg_type.typispreferred`)."""
    return name in _PREFERRED


# pg_cast with castcontext `i`, without the types that only the system's catalogs use.
_IMPLICIT: dict[str, tuple[str, ...]] = {
    '"char"': ("text",),
    "name": ("text",),
    "text": ("character", "character varying", "name", "regclass"),
    "character varying": ("character", "text", "name", "regclass"),
    "character": ("character varying", "text", "name"),
    "smallint": ("integer", *_NUMBERS[2:], *sorted(_OBJECTS)),
    "integer": (*_NUMBERS[2:], *sorted(_OBJECTS)),
    "bigint": (*_NUMBERS[3:], *sorted(_OBJECTS)),
    "numeric": ("real", "double precision"),
    "real": ("double precision",),
    "date": _STAMPS,
    "timestamp without time zone": _STAMPS[1:],
    "time without time zone": ("interval", "time with time zone"),
    "bit": ("bit varying",),
    "bit varying": ("bit",),
    "cidr": ("inet",),
    "macaddr": ("macaddr8",),
    "macaddr8": ("macaddr",),
    "oid": tuple(sorted(_OBJECTS - {"oid"})),
    **dict.fromkeys(sorted(_OBJECTS - {"oid"}), ("oid",)),
}

_ANY_KIND = {
    "anyelement": "",
    "anycompatible": "",
    "anynonarray": "",
    "anycompatiblenonarray": "",
    "anyarray": "A",
    "anycompatiblearray": "A",
    "anyenum": "E",
    "anyrange": "R",
}


def is_polymorphic(name: str) -> bool:
    """True for the pseudo-types that stand for other types."""
    return name.startswith("any")


def coerces(source: str, target: str) -> bool:
    """True when a value of one base type becomes one of another without being asked to."""
    if source in (UNKNOWN, target):
        return True
    if target in _ANY_KIND:
        wanted = _ANY_KIND[target]
        if not wanted:
            return "nonarray" not in target or not is_array(source)
        return category(source) == wanted and not source.endswith("multirange")
    if is_array(source) and is_array(target):
        return coerces(source[:-2], target[:-2])
    return target in _IMPLICIT.get(source, ())


def common(types: Sequence[str]) -> str | None:
    """The type that CASE, COALESCE, ARRAY and UNION give to values of these base types (manual, section 10.5).

    Returns:
        None when there is none.
    """
    stated = [name for name in types if name != UNKNOWN]
    if not stated:
        return "text"
    chosen = stated[0]
    for name in stated[1:]:
        if name == chosen:
            continue
        if category(name) != category(chosen):
            return None
        if not is_preferred(chosen) and coerces(chosen, name) and not coerces(name, chosen):
            chosen = name
    return chosen if all(coerces(name, chosen) for name in stated) else None
