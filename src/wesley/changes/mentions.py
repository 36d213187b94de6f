"""What names a column: known where an expression is about one row, assumed where it reads other tables too."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from wesley.ir.constraint import Exclusion
from wesley.ir.expression import Expression
from wesley.ir.index import Index, IndexKey
from wesley.ir.policy import Policy
from wesley.ir.routine import Trigger
from wesley.ir.view import View
from wesley.sql.text import qualified, quote_identifier


def names_any(expression: Expression | None, columns: Iterable[str]) -> bool:
    """True when an expression names one of these columns of its row.

    In a subquery a bare name may be a column of the row: there each word counts, so that nothing is missed.
    """
    if expression is None:
        return False
    if not expression.relations:
        return not set(columns).isdisjoint(expression.columns)
    return any(column in expression.columns or has_word(expression.sql, column) for column in columns)


def has_word(sql: str, name: str) -> bool:
    """True when a text has this name as a word; it may stand in a string."""
    return _word(quote_identifier(name)).search(sql) is not None


@lru_cache(maxsize=1024)
def _word(name: str) -> re.Pattern[str]:
    return re.compile(rf'(?<![\w"$]){re.escape(name)}(?![\w"$])', re.IGNORECASE if name[0] != '"' else 0)


def key_names_any(keys: Iterable[IndexKey], columns: Iterable[str]) -> bool:
    """True when a key is one of the columns or an expression of one."""
    wanted = tuple(columns)
    return any(key.column in wanted or names_any(key.expression, wanted) for key in keys)


def index_names_any(index: Index, columns: Iterable[str]) -> bool:
    """True when an index has one of the columns in its keys, its predicate or beside them."""
    wanted = tuple(columns)
    beside = not set(wanted).isdisjoint(index.include)
    return beside or key_names_any(index.keys, wanted) or names_any(index.where, wanted)


def exclusion_names_any(exclusion: Exclusion, columns: Iterable[str]) -> bool:
    """True when an exclusion names one of the columns."""
    wanted = tuple(columns)
    keys = (element.key for element in exclusion.elements)
    return key_names_any(keys, wanted) or names_any(exclusion.where, wanted)


def trigger_names_any(trigger: Trigger, columns: Iterable[str]) -> bool:
    """True when a trigger is bound to one of the columns: UPDATE OF, or its condition. Its function is not."""
    wanted = tuple(columns)
    if not set(wanted).isdisjoint(trigger.update_columns):
        return True
    return trigger.when is not None and any(has_word(trigger.when.sql, column) for column in wanted)


def policy_names_any(policy: Policy, columns: Iterable[str]) -> bool:
    """True when a policy of the table itself is bound to one of the columns."""
    wanted = tuple(columns)
    return names_any(policy.using, wanted) or names_any(policy.check, wanted)


def policy_reads(policy: Policy, schema: str, table: str, columns: Iterable[str]) -> bool:
    """True when a policy of another table may read one of the columns in a subquery."""
    wanted = tuple(columns)
    for expression in (policy.using, policy.check):
        if (
            expression is not None
            and _reads(expression, schema, table)
            and any(has_word(expression.sql, column) for column in wanted)
        ):
            return True
    return False


def view_reads(view: View, schema: str, table: str, columns: Iterable[str]) -> bool:
    """True when a view may read one of the columns."""
    if (schema, table) not in view.depends_on and not _reads(view.query, schema, table):
        return False
    return "*" in view.query.sql or any(has_word(view.query.sql, column) for column in columns)


def _reads(expression: Expression, schema: str, table: str) -> bool:
    return not {qualified(schema, table), quote_identifier(table)}.isdisjoint(expression.relations)
