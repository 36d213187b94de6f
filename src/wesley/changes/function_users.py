"""Who calls a function."""

from __future__ import annotations

from collections.abc import Iterator

from wesley.ir.constraint import Exclusion
from wesley.ir.expression import Expression
from wesley.ir.routine import Function
from wesley.ir.schema import Physical
from wesley.ir.table import Table
from wesley.sql.text import qualified


def function_users(physical: Physical, function: Function) -> tuple[str, ...]:
    """What PostgreSQL binds to the function, for a person; functions of one name count as one."""
    return tuple(_users(physical, function))


def evaluated(physical: Physical, function: Function) -> tuple[str, ...]:
    """The indexes, generated columns and checks whose outcome of the past was computed with the function."""
    return tuple(place for table in physical.tables for place in _kept(table, function))


def cannot_follow(physical: Physical, function: Function) -> Iterator[str]:
    """What can go over to another function under a long lock only, or not at all, for a person."""
    for table in physical.tables:
        name = f"{table.schema}.{table.name}"
        for trigger in table.triggers:
            if (trigger.function_schema, trigger.function) == (function.schema, function.name):
                yield f"the trigger {trigger.name} of {name}"
        for column in table.columns:
            if column.generated is not None and calls(column.generated.expression, function):
                yield f"the generated column {name}.{column.name}"
        for exclusion in table.exclusions:
            if _excludes_by(exclusion, function):
                yield f"the exclusion {exclusion.name} of {name}"
        if table.partitioning and any(calls(key.expression, function) for key in table.partitioning.keys):
            yield f"the partition key of {name}"
    yield from _domains(physical, function)


def _users(physical: Physical, function: Function) -> Iterator[str]:
    for table in physical.tables:
        yield from _of_table(table, function)
    for view in physical.views:
        if calls(view.query, function):
            yield f"the view {view.schema}.{view.name}"
    yield from _domains(physical, function)


def _domains(physical: Physical, function: Function) -> Iterator[str]:
    for domain in physical.domains:
        expressions = (domain.default, *(check.expression for check in domain.checks))
        if any(calls(expression, function) for expression in expressions):
            yield f"the domain {domain.schema}.{domain.name}"


def _of_table(table: Table, function: Function) -> Iterator[str]:
    name = f"{table.schema}.{table.name}"
    for trigger in table.triggers:
        if (trigger.function_schema, trigger.function) == (function.schema, function.name) or calls(
            trigger.when, function
        ):
            yield f"the trigger {trigger.name} of {name}"
    for policy in table.policies:
        if calls(policy.using, function) or calls(policy.check, function):
            yield f"the policy {policy.name} of {name}"
    for column in table.columns:
        if calls(column.default, function):
            yield f"the default of {name}.{column.name}"
    if table.partitioning and any(calls(key.expression, function) for key in table.partitioning.keys):
        yield f"the partition key of {name}"
    yield from _kept(table, function)


def _kept(table: Table, function: Function) -> Iterator[str]:
    name = f"{table.schema}.{table.name}"
    for column in table.columns:
        if column.generated is not None and calls(column.generated.expression, function):
            yield f"the generated column {name}.{column.name}"
    for check in table.checks:
        if calls(check.expression, function):
            yield f"the check {check.name} of {name}"
    for index in table.indexes:
        if any(calls(each, function) for each in (index.where, *(key.expression for key in index.keys))):
            yield f"the index {index.name} of {name}"
    for exclusion in table.exclusions:
        if _excludes_by(exclusion, function):
            yield f"the exclusion {exclusion.name} of {name}"


def _excludes_by(exclusion: Exclusion, function: Function) -> bool:
    keys = (element.key.expression for element in exclusion.elements)
    return any(calls(each, function) for each in (exclusion.where, *keys))


def calls(expression: Expression | None, function: Function) -> bool:
    """True when an expression calls a function of this name."""
    if expression is None or not expression.functions:
        return False
    names = {function.name, qualified(function.schema, function.name)}
    return not names.isdisjoint(expression.functions)
