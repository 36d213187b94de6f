"""Storage parameters are set and reset while reads and writes go on."""

from __future__ import annotations

from tests.changes.tables import lines, locked, plan_of, schema, users
from wesley.ir.schema import Physical


def _with(*parameters: tuple[str, str]) -> Physical:
    return schema(users(parameters=parameters))


def test_what_is_gone_is_reset_and_what_differs_is_set() -> None:
    before = _with(("autovacuum_enabled", "false"), ("fillfactor", "90"), ("parallel_workers", "4"))
    after = _with(("fillfactor", "70"), ("parallel_workers", "4"))
    assert lines(before, after) == [
        "ALTER TABLE public.users RESET (autovacuum_enabled);",
        "ALTER TABLE public.users SET (fillfactor=70);",
    ]


def test_the_lock_is_weak() -> None:
    (step,) = plan_of(_with(), _with(("fillfactor", "70"))).steps()
    assert locked(step.statement) == {"users": "SHARE UPDATE EXCLUSIVE"}


def test_one_parameter_needs_a_strong_lock() -> None:
    (step,) = plan_of(_with(), _with(("user_catalog_table", "true"))).steps()
    assert locked(step.statement) == {"users": "ACCESS EXCLUSIVE"}
