"""Expressions out of templates, canonical as the schema language gives them, and renamed as PostgreSQL renames."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from msgspec.structs import replace

from tests.support.schemas.sql_types import NUMBER, TEXT
from wesley.ir.expression import Expression
from wesley.sql.expression import Context, parse_expression
from wesley.sql.text import quote_identifier

# By family; those of one column come first. The empty family is for every type.
CHECKS: Mapping[str, tuple[str, ...]] = {
    NUMBER: ("{0} >= 0", "{0} < 1000", "{0} IS NULL OR {0} <> 999"),
    TEXT: ("{0} <> ''", "length({0}) < 100", "{0} NOT LIKE '%!'"),
    "": ("{0} IS NOT NULL", "{0} IS NOT NULL OR {0} IS NULL"),
}
KEYS: Mapping[str, tuple[str, ...]] = {NUMBER: ("abs({0})", "{0} + 1"), TEXT: ("lower({0})", "upper({0})")}
GENERATED: Mapping[str, tuple[tuple[str, str], ...]] = {
    NUMBER: (("numeric", "{0} * 2"), ("numeric", "{0} + 1"), ("boolean", "{0} > 0"), ("boolean", "{0} > 9")),
    TEXT: (("text", "lower({0})"), ("integer", "length({0})"), ("integer", "length({0}) + 1"), ("text", "upper({0})")),
}
POLICIES: Mapping[str, tuple[str, ...]] = {
    NUMBER: ("{0} > 0", "{0} < 500"),
    TEXT: ("{0} = current_setting('app.tenant', true)", "{0} <> 'hidden'"),
    "": ("true", "{0} IS NOT NULL"),
}
_TOKEN = re.compile(r"""'(?:[^']|'')*'|"(?:[^"]|"")*"|[^\W\d][\w$]*""")


@lru_cache(maxsize=4096)
def expression(template: str, context: Context, *columns: str) -> Expression:
    """The template with the names of columns in its places."""
    quoted = tuple(map(quote_identifier, columns))
    # Constants such as '{}' are no places.
    return parse_expression(template.format(*quoted) if quoted else template, context)


def templates(pool: Mapping[str, tuple[str, ...]], family: str) -> tuple[str, ...]:
    """The templates for a family, and those for every type."""
    return pool.get(family, ()) + pool.get("", ())


def with_columns(value: Expression, renamed: Mapping[str, str]) -> Expression:
    """The expression after columns of its row were renamed."""
    if not renamed.keys() & set(value.columns):
        return value
    quoted = {quote_identifier(old): quote_identifier(new) for old, new in renamed.items()}
    sql = _TOKEN.sub(lambda token: quoted.get(token[0], token[0]), value.sql)
    return replace(value, sql=sql, columns=tuple(sorted(renamed.get(name, name) for name in value.columns)))
