"""What a rule fits, and what nobody has to write a rule for."""

from __future__ import annotations

import pytest

from wesley.drift.finding import Finding, Kind, Severity, Subject
from wesley.drift.ignore import is_ignored, rules_of


def finding(kind: str, path: str) -> Finding:
    """A finding about an object, of which the path has its schema, its table if it is a part of one, and its name."""
    parts = path.split(".")
    table = parts[1] if len(parts) > 2 else None
    subject = Subject(kind=kind, schema=parts[0] if len(parts) > 1 else "", table=table, name=parts[-1])
    return Finding(kind=Kind.EXTRA, severity=Severity.WARNING, subject=subject)


@pytest.mark.parametrize(
    ("rule", "kind", "path"),
    [
        ("audit.*", "table", "audit.log"),
        ("audit.*", "column", "audit.log.at"),
        ("audit.*", "schema", "audit"),
        ("schema audit", "column", "audit.log.at"),
        ("table *.legacy_*", "table", "public.legacy_users"),
        ("table *.legacy_*", "column", "public.legacy_users.age"),
        ("table legacy_*", "table", "public.legacy_users"),
        ("column users.age", "column", "public.users.age"),
        ("users.age", "index", "public.users.age"),
        ("extension *", "extension", "pg_trgm"),
        ("unique constraint *", "unique constraint", "public.users.one"),
    ],
)
def test_a_rule_fits_an_object_and_what_is_in_it(rule: str, kind: str, path: str) -> None:
    assert is_ignored(finding(kind, path), rules_of([rule], ()))


@pytest.mark.parametrize(
    ("rule", "kind", "path"),
    [
        ("audit.*", "table", "public.audit"),
        ("table *.legacy_*", "column", "public.users.legacy_id"),
        ("index *", "table", "public.users"),
        ("Users", "table", "public.users"),
    ],
)
def test_a_rule_fits_nothing_else(rule: str, kind: str, path: str) -> None:
    assert not is_ignored(finding(kind, path), rules_of([rule], ()))


def test_what_a_platform_manages_is_left_out_unless_the_schema_names_it() -> None:
    users = finding("table", "auth.users")
    assert is_ignored(users, rules_of((), ()))
    assert not is_ignored(users, rules_of((), ("auth",)))
