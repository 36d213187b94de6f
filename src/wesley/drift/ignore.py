"""What is none of ours: rules of the configuration, and the objects that known platforms manage themselves."""

from __future__ import annotations

from collections.abc import Iterable
from fnmatch import fnmatchcase

from wesley.config.drift_rules import IgnoreRule, parsed
from wesley.drift.finding import Finding, Subject

_PUBLIC = "public."
_OWNERS = ("table", "view", "materialized view", "enum", "domain")

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


def rules_of(texts: Iterable[str], namespaces: Iterable[str]) -> tuple[IgnoreRule, ...]:
    """The rules of the configuration and those that hold without any.

    Args:
        texts: `[drift] ignore`.
        namespaces: the PostgreSQL schemas that the user's own schema names: nobody else manages those.
    """
    own = set(namespaces)
    platform = (IgnoreRule(None, f"{name}.*") for name in PLATFORM_SCHEMAS if name not in own)
    return (*map(parsed, texts), *platform)


def is_ignored(finding: Finding, rules: Iterable[IgnoreRule]) -> bool:
    """True when a rule fits the object of a finding, or the table, view or schema that it is in."""
    return any(_fits(rule, finding.subject) for rule in rules)


def _fits(rule: IgnoreRule, subject: Subject) -> bool:
    if rule.kind in (None, subject.kind) and _matches(rule.pattern, _path(subject)):
        return True
    if rule.kind in (None, "schema") and fnmatchcase(subject.schema, rule.pattern):
        return rule.kind == "schema" or subject.kind == "schema"
    owned = subject.table is not None and rule.kind in _OWNERS
    return owned and _matches(rule.pattern, f"{subject.schema}.{subject.table}")


def _path(subject: Subject) -> str:
    """The full name; of a schema with a dot behind it, so that `audit.*` fits the schema too."""
    return f"{subject.name}." if subject.kind == "schema" else subject.path


def _matches(pattern: str, path: str) -> bool:
    """A name in `public` is known without it too."""
    return fnmatchcase(path, pattern) or fnmatchcase(path.removeprefix(_PUBLIC), pattern)
