"""Domains, as text."""

from __future__ import annotations

from typing import Any

import pytest

from tests.sql.ddl.support import printed, sql
from wesley.ir.constraint import Check
from wesley.ir.domain import Domain
from wesley.sql.ddl.domain import (
    add_domain_check,
    create_domain,
    drop_domain,
    drop_domain_check,
    drop_domain_default,
    drop_domain_not_null,
    rename_domain_check,
    set_domain_default,
    set_domain_not_null,
    validate_domain_check,
)
from wesley.sql.error import SqlError

AT = ("s", "d")
CHECK = Check(name="c", expression=sql("value > 0"))
WAITING = Check(name="w", expression=sql("value < 9"), valid=False)


@pytest.mark.parametrize(
    ("domain", "text"),
    [
        (Domain(schema="s", name="d", type="integer"), "s.d AS int"),
        (Domain(schema="s", name="My D", type='app."Other"'), 's."My D" AS app."Other"'),
        (Domain(schema="s", name="d", type="integer", checks=(WAITING,)), "s.d AS int"),
        (
            Domain(
                schema="s",
                name="d",
                type="text",
                nullable=False,
                default=sql("NOT true"),
                collation="C",
                checks=(CHECK, Check(name="e", expression=sql("value IS NOT NULL OR true"))),
            ),
            's.d AS text COLLATE "C" DEFAULT ((NOT true)::boolean) NOT NULL CONSTRAINT c CHECK (value > 0) '
            "CONSTRAINT e CHECK (value IS NOT NULL OR true)",
        ),
    ],
)
def test_a_domain_is_created(domain: Domain, text: str) -> None:
    assert printed(create_domain(domain)) == f"CREATE DOMAIN {text};"


@pytest.mark.parametrize(
    ("tree", "text"),
    [
        (add_domain_check(*AT, CHECK), "ALTER DOMAIN s.d ADD CONSTRAINT c CHECK (value > 0);"),
        (
            add_domain_check(*AT, CHECK, not_valid=True),
            "ALTER DOMAIN s.d ADD CONSTRAINT c CHECK (value > 0) NOT VALID;",
        ),
        (add_domain_check(*AT, WAITING), "ALTER DOMAIN s.d ADD CONSTRAINT w CHECK (value < 9) NOT VALID;"),
        (validate_domain_check(*AT, "c"), "ALTER DOMAIN s.d VALIDATE CONSTRAINT c;"),
        (drop_domain_check(*AT, "c"), "ALTER DOMAIN s.d DROP CONSTRAINT c;"),
        (rename_domain_check(*AT, "c", "e f"), 'ALTER DOMAIN s.d RENAME CONSTRAINT c TO "e f";'),
        (set_domain_default(*AT, "1 + 2"), "ALTER DOMAIN s.d SET DEFAULT 1 + 2;"),
        (drop_domain_default(*AT), "ALTER DOMAIN s.d DROP DEFAULT;"),
        (set_domain_not_null(*AT), "ALTER DOMAIN s.d SET NOT NULL;"),
        (drop_domain_not_null(*AT), "ALTER DOMAIN s.d DROP NOT NULL;"),
        (drop_domain(*AT), "DROP DOMAIN s.d;"),
    ],
)
def test_a_domain_is_changed(tree: Any, text: str) -> None:
    assert printed(tree) == text


@pytest.mark.parametrize("text", ["1), CHECK (2", "1; SELECT 1", ""])
def test_a_check_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(SqlError):
        add_domain_check(*AT, Check(name="c", expression=sql(text)))
