"""How a condition of a policy is built: what makes PostgreSQL evaluate it anew for every row."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from msgspec import Struct

from wesley.sql.functions import PLAIN
from wesley.sql.parse import Tree, kind, parse
from wesley.sql.text import quote_identifier

_SESSION_FUNCTIONS = ("current_setting", "auth.uid", "auth.jwt", "auth.role")
"""Functions whose result is the same for all rows of a query (the last three are Supabase's)."""


class Shape(Struct, frozen=True, kw_only=True):
    """What was found.

    Args:
        row_calls: functions that are called with a column of the row, sorted; without those that cost nothing.
        repeated: functions that ask the session and do so outside of a sub-select, sorted.
    """

    row_calls: tuple[str, ...]
    repeated: tuple[str, ...]


@lru_cache(maxsize=4096)
def policy_shape(sql: str, columns: tuple[str, ...]) -> Shape:
    """The shape of an expression.

    Args:
        sql: canonical text of a policy's condition.
        columns: the columns of the row that it refers to.
    """
    calls = list(_calls(parse(f"SELECT {sql}"), 0))
    row_calls = {_name(call) for call, _ in calls if any(name in columns for name in _columns(call))}
    row_calls = {name for name in row_calls if name.removeprefix("pg_catalog.") not in PLAIN}
    repeated = {_name(call) for call, depth in calls if depth == 0} & set(_SESSION_FUNCTIONS)
    return Shape(row_calls=tuple(sorted(row_calls)), repeated=tuple(sorted(repeated)))


def _calls(node: Tree, depth: int) -> Iterator[tuple[Tree, int]]:
    """Every call of a function, and how many sub-selects it stands in."""
    name = node.DESCRIPTOR.name
    if name == "FuncCall":
        yield node, depth
    for child in _children(node):
        yield from _calls(child, depth + (name == "SubLink"))


def _columns(node: Tree) -> Iterator[str]:
    """The columns below a node, by their bare names."""
    if node.DESCRIPTOR.name == "ColumnRef":
        last = node.fields[-1]
        if kind(last) == "string":
            yield last.string.sval
    for child in _children(node):
        yield from _columns(child)


def _children(node: Tree) -> Iterator[Tree]:
    for field, value in node.ListFields():
        if field.message_type is not None:
            yield from (value,) if hasattr(value, "ListFields") else value


def _name(call: Tree) -> str:
    return ".".join(quote_identifier(part.string.sval) for part in call.funcname)
