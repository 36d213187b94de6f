"""The words of a table, by which it can be told that something is not named there without reading any SQL."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wesley.ir.table import Table

_WORD = re.compile(r"\w+")


def words_of(table: Table) -> frozenset[str]:
    """The words in a table's expressions and types, its name, and the names of the tables that it refers to."""
    found = {table.name, *(key.ref_table for key in table.foreign_keys)}
    return frozenset(found.union(_WORD.findall("\n".join(_texts(table)))))


def as_word(name: str) -> str | None:
    """The word that a name is wherever SQL has it; None for a name of several words or with signs in it."""
    return name if _WORD.fullmatch(name) else None


def _texts(table: Table) -> Iterator[str]:
    """All expressions of a table, and the types of its columns."""
    for column in table.columns:
        yield column.type
        if column.default is not None:
            yield column.default.sql
        if column.generated is not None:
            yield column.generated.expression.sql
    yield from (check.expression.sql for check in table.checks)
    keys = [key for index in table.indexes for key in index.keys]
    keys += [element.key for exclusion in table.exclusions for element in exclusion.elements]
    keys += table.partitioning.keys if table.partitioning is not None else ()
    optional = [key.expression for key in keys]
    optional += [index.where for index in table.indexes]
    optional += [exclusion.where for exclusion in table.exclusions]
    optional += [trigger.when for trigger in table.triggers]
    optional += [expression for policy in table.policies for expression in (policy.using, policy.check)]
    yield from (expression.sql for expression in optional if expression is not None)
