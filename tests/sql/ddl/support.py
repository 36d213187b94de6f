"""What the tests of statements share."""

from __future__ import annotations

from typing import Any

from wesley.ir.expression import Expression
from wesley.sql.deparse import to_sql
from wesley.sql.messages import lean
from wesley.sql.parse import parse


def sql(text: str) -> Expression:
    """An expression in canonical text."""
    return Expression(sql=text)


def printed(tree: Any) -> str:
    """The text of a statement, which reads back as the same statement."""
    text = to_sql(tree)
    assert to_sql(lean(parse(text))) == text
    return text
