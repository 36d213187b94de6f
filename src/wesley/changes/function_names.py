"""What functions name: relations in their signatures and bodies; and which functions are new."""

from __future__ import annotations

from collections.abc import Iterator

from wesley.changes.mentions import has_word
from wesley.changes.pairs import only_in
from wesley.changes.situation import Situation
from wesley.changes.statement import Statement
from wesley.ir.routine import Function
from wesley.ir.schema import Physical
from wesley.ir.table import Table
from wesley.ir.view import View
from wesley.sql.ddl.function import without_body_check
from wesley.sql.deparse import to_sql
from wesley.sql.signature import argument_types
from wesley.sql.text import qualified


def signature(function: Function) -> tuple[str, str, tuple[str, ...]]:
    """What PostgreSQL tells functions apart by: schema, name and the types of the arguments."""
    return (function.schema, function.name, argument_types(function.arguments))


def new_functions(old: Physical, new: Physical) -> tuple[Function, ...]:
    """The functions that only the new schema has, however their arguments are called."""
    known = {signature(function) for function in old.functions}
    return tuple(function for function in new.functions if signature(function) not in known)


def gone_functions(old: Physical, new: Physical) -> tuple[Function, ...]:
    """The functions that only the old schema has."""
    return new_functions(new, old)


def names_relation(old: Physical, new: Physical, function: Function) -> bool:
    """True for a function that takes or gives rows of a table or view which is not in the old schema yet."""
    text = f"{function.arguments} {function.returns}"
    return any(qualified(*name) in text for name in _added(old, new))


def names_rows_of(function: Function, schema: str, name: str) -> bool:
    """True for a function that takes or gives rows of this table or view."""
    return has_word(f"{function.arguments} {function.returns}", name) and qualified(schema, name) in (
        f"{function.arguments} {function.returns}"
    )


def names_news(old: Physical, new: Physical, function: Function) -> bool:
    """True for a function whose body has the name of a table, view or column that is not in the old schema yet."""
    names = {name for _, name in _added(old, new)}
    for table in new.tables:
        before = old.table(table.schema, table.name)
        if before is not None:
            names |= {column.name for column in only_in(table.columns, before.columns)}
    return any(name in function.body and has_word(function.body, name) for name in names)


def unchecked_body(function: Function, situation: Situation) -> tuple[Statement, ...]:
    """The statement before CREATE FUNCTION that lets its body name what the plan creates later; none if it does not."""
    if not any(_waits(situation, *name) and has_word(function.body, name[1]) for name in _named(function, situation)):
        return ()
    return (
        Statement(
            sql=to_sql(without_body_check()),
            why="The body names what later steps create. PostgreSQL looks at it when it is called; until the end of "
            "this transaction, it does so then only.",
        ),
    )


def _named(function: Function, situation: Situation) -> Iterator[tuple[str, str]]:
    return (name for name in _relations(situation.goal) if name[1] in function.body)


def _waits(situation: Situation, schema: str, name: str) -> bool:
    """True for a relation that will be another one at the end of the plan than it is now."""
    return _relation(situation.before, schema, name) != _relation(situation.goal, schema, name)


def _relation(physical: Physical, schema: str, name: str) -> Table | View | None:
    views = (view for view in physical.views if (view.schema, view.name) == (schema, name))
    return physical.table(schema, name) or next(views, None)


def _added(old: Physical, new: Physical) -> set[tuple[str, str]]:
    return _relations(new) - _relations(old)


def _relations(physical: Physical) -> set[tuple[str, str]]:
    tables = {(table.schema, table.name) for table in physical.tables}
    return tables | {(view.schema, view.name) for view in physical.views}
