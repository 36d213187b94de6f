"""What is none of ours: rules of the configuration, and the objects that known platforms manage themselves."""

from __future__ import annotations

from collections.abc import Iterable
from fnmatch import fnmatchcase

from msgspec import Struct

from wesley.changes.own_names import OWN_SCHEMAS, is_own
from wesley.config.ignore_rules import IgnoreRule, parsed

_PUBLIC = "public."
_SCHEMA = "schema"

# The schemas that a Supabase project has from its beginning and that its own services change
# (supabase.com, Database, "Supabase schemas"), those of pg_cron and pg_net included.
PLATFORM_SCHEMAS = (
    "auth",
    "storage",
    "realtime",
    "_realtime",
    "extensions",
    "graphql",
    "graphql_public",
    "vault",
    "pgsodium",
    "pgsodium_masks",
    "pgbouncer",
    "supabase_functions",
    "supabase_migrations",
    "_analytics",
    "cron",
    "net",
)


class Place(Struct, frozen=True):
    """An object as rules know it.

    Args:
        kind: one of `KINDS`.
        schema: the PostgreSQL schema; empty for what lives in none.
        name: its name; empty for what a table has one of, such as its row security.
        owner: the place that it is a part of; None where it stands alone.
    """

    kind: str
    schema: str
    name: str
    owner: Place | None = None

    @property
    def path(self) -> str:
        """Its full name."""
        parts = (self.schema, "" if self.owner is None else self.owner.name, self.name)
        return ".".join(part for part in parts if part)


def rules_of(texts: Iterable[str], namespaces: Iterable[str]) -> tuple[IgnoreRule, ...]:
    """The rules of the configuration and those that hold without any.

    Args:
        texts: `[postgres] ignore`.
        namespaces: the PostgreSQL schemas that the user's own schema names: nobody else manages those.
    """
    own = set(namespaces)
    platform = (IgnoreRule(None, f"{name}.*") for name in PLATFORM_SCHEMAS if name not in own)
    return (*map(parsed, texts), *platform)


def rule_for(place: Place, rules: Iterable[IgnoreRule]) -> IgnoreRule | None:
    """The rule that leaves an object to others; None where none does.

    A rule fits an object and all that is in it. None fits what plans make for themselves.
    """
    if _is_ours(place):
        return None
    around = _around(place)
    return next((rule for rule in rules if any(_fits(rule, one) for one in around)), None)


def _is_ours(place: Place) -> bool:
    namespace = place.name if place.kind == _SCHEMA else place.schema
    return namespace in OWN_SCHEMAS or is_own(place.name) or (place.owner is not None and _is_ours(place.owner))


def _around(place: Place) -> tuple[Place, ...]:
    """The object, what it is a part of, and the PostgreSQL schema that both are in."""
    owner = () if place.owner is None else _around(place.owner)
    around = (Place(_SCHEMA, "", place.schema),) if place.schema and not owner else ()
    return (place, *owner, *around)


def _fits(rule: IgnoreRule, place: Place) -> bool:
    """True when a rule fits the name of an object; one in `public` is known without that, too."""
    if rule.kind not in (None, place.kind):
        return False
    path = place.path
    others = (f"{path}.",) if place.kind == _SCHEMA else (path.removeprefix(_PUBLIC),)  # so `audit.*` fits `audit`
    return any(fnmatchcase(each, rule.pattern) for each in (path, *others))
