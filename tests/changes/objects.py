"""Small schemas of types, functions, views and what belongs to tables, as values."""

from __future__ import annotations

from typing import Any

from wesley.ir.column import Column
from wesley.ir.domain import Domain
from wesley.ir.expression import Expression
from wesley.ir.policy import Policy, PolicyCommand
from wesley.ir.routine import Function, Trigger, TriggerEvent, TriggerTiming
from wesley.ir.schema import Physical, Schema
from wesley.ir.view import View
from wesley.plan.make import make_plan
from wesley.plan.plan import Plan
from wesley.sql.expression import parse_query


def plan_of(old: Physical, new: Physical, *, server: int = 15) -> Plan:
    """The plan from one schema to another, contract included."""
    return make_plan(Schema(physical=old), Schema(physical=new), server=server, contract=True, allow_drop=("*",))


def domain(name: str = "price", **fields: Any) -> Domain:
    """A domain over integer."""
    return Domain(schema="s", name=name, type=fields.pop("type", "integer"), **fields)


def function(name: str = "f", **fields: Any) -> Function:
    """A function in SQL of one integer."""
    values = {"arguments": "integer", "returns": "integer", "language": "sql", "body": "SELECT 1"} | fields
    return Function(schema="s", name=name, **values)


def trigger_function(name: str = "f", body: str = "BEGIN RETURN NEW; END") -> Function:
    """A function for triggers."""
    return Function(schema="s", name=name, returns="trigger", body=body)


def trigger(name: str = "g", **fields: Any) -> Trigger:
    """A trigger before INSERT that calls s.f."""
    values = {"timing": TriggerTiming.BEFORE, "events": (TriggerEvent.INSERT,)} | fields
    return Trigger(name=name, function_schema="s", function="f", **values)


def policy(name: str = "p", using: str | None = "a > 0", **fields: Any) -> Policy:
    """A policy for SELECT and everybody."""
    values = {"command": PolicyCommand.SELECT, "roles": ("public",)} | fields
    condition = None if using is None else Expression(sql=using, columns=("a",))
    return Policy(name=name, using=condition, **values)


def view(name: str, query: str, *columns: str, reads: tuple[str, ...] = ("t",), **fields: Any) -> View:
    """A view with integer columns of these names."""
    return View(
        schema="s",
        name=name,
        query=parse_query(query),
        columns=tuple(Column(name=column, type="integer") for column in columns),
        depends_on=tuple(("s", each) for each in reads),
        security_invoker=False,
        **fields,
    )
