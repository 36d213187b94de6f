"""A schema comes before what lives in it; `public` is there."""

from __future__ import annotations

from tests.changes.objects import plan_of
from tests.changes.small import lines
from wesley.ir.access import Grant, Namespace
from wesley.ir.enum import Enum
from wesley.ir.schema import Physical


def test_it_comes_first_and_its_grants_later() -> None:
    new = Physical(
        namespaces=(Namespace(name="app", grants=(Grant(role="public", privileges=("USAGE",)),)),),
        enums=(Enum(schema="app", name="mood", values=("calm",)),),
    )
    assert lines(plan_of(Physical(), new)) == [
        "expand transaction: CREATE SCHEMA IF NOT EXISTS app;",
        "expand transaction: CREATE TYPE app.mood AS ENUM ('calm');",
        "expand transaction: GRANT USAGE ON SCHEMA app TO public;",
    ]


def test_public_is_in_every_database() -> None:
    assert lines(plan_of(Physical(), Physical(namespaces=(Namespace(name="public"),)))) == []
