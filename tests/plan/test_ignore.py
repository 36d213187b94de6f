"""What a rule fits, and what nobody has to write a rule for."""

from __future__ import annotations

import pytest

from wesley.plan.ignore import Place, rule_for, rules_of


def place(kind: str, path: str, owner: str = "table") -> Place:
    """A place by its path, which has its schema, what it is a part of if it is a part, and its name."""
    *schema, name = path.split(".", 2)
    its = Place(owner, schema[0], schema[1]) if len(schema) > 1 else None
    return Place(kind, schema[0] if schema else "", name, its)


@pytest.mark.parametrize(
    ("rule", "kind", "path"),
    [
        ("audit.*", "table", "audit.log"),
        ("audit.*", "column", "audit.log.at"),
        ("audit.*", "schema", "audit"),
        ("schema audit", "schema", "audit"),
        ("schema audit", "column", "audit.log.at"),
        ("audit", "table", "audit.log"),
        ("table *.legacy_*", "table", "public.legacy_users"),
        ("table *.legacy_*", "column", "public.legacy_users.age"),
        ("table legacy_*", "table", "public.legacy_users"),
        ("legacy_users", "column", "public.legacy_users.age"),
        ("column users.age", "column", "public.users.age"),
        ("column users.age", "comment", "public.users.age"),
        ("users.age", "index", "public.users.age"),
        ("extension *", "extension", "pg_trgm"),
        ("unique constraint *", "unique constraint", "public.users.one"),
        ("function f(*", "function", "public.f(integer)"),
    ],
)
def test_a_rule_fits_an_object_and_what_is_in_it(rule: str, kind: str, path: str) -> None:
    its = place(kind, path)
    if kind == "comment":
        its = Place("comment", its.schema, "", Place("column", its.schema, its.name, its.owner))
    assert str(rule_for(its, rules_of([rule], ()))) == rule


@pytest.mark.parametrize(
    ("rule", "kind", "path"),
    [
        ("audit.*", "table", "public.audit"),
        ("table *.legacy_*", "column", "public.users.legacy_id"),
        ("index *", "table", "public.users"),
        ("view users", "table", "public.users"),
        ("Users", "table", "public.users"),
        ("users.*", "table", "public.users"),
    ],
)
def test_a_rule_fits_nothing_else(rule: str, kind: str, path: str) -> None:
    assert rule_for(place(kind, path), rules_of([rule], ())) is None


@pytest.mark.parametrize(
    ("kind", "path"),
    [
        ("trigger", "public.users.wesley_sync_users_a"),
        ("table", "wesley_kept.public_users_a"),
        ("column", "wesley_kept.public_users_a.id"),
        ("schema", "wesley"),
    ],
)
def test_no_rule_fits_what_plans_make_for_themselves(kind: str, path: str) -> None:
    assert rule_for(place(kind, path), rules_of(["*"], ())) is None


def test_what_a_platform_manages_is_left_out_unless_the_schema_names_it() -> None:
    users = place("table", "auth.users")
    assert rule_for(users, rules_of((), ())) is not None
    assert rule_for(users, rules_of((), ("auth",))) is None
