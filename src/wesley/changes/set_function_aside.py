"""Make a function in use anew, with another result or other names of arguments.

CREATE OR REPLACE FUNCTION changes neither. So the function there gets a name of our own, which everything that is bound
to it follows (PostgreSQL keeps references by identity), and the new one takes its name. From then on all that called
the first one differs from the new schema, and is changed as anything else is: policies, defaults, triggers and views
in place, indexes and checks built beside and swapped. The first one is dropped with the contract.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from wesley.changes.change import Change
from wesley.changes.codes import FUNCTION_IN_USE
from wesley.changes.edit import find, identity, put, remove
from wesley.changes.function_names import names_news, signature, unchecked_body
from wesley.changes.function_users import cannot_follow, function_users
from wesley.changes.own_names import old_name
from wesley.changes.rewrite import renamed
from wesley.changes.rewrite_names import Names
from wesley.changes.situation import Situation
from wesley.changes.statement import RelationName, Statement
from wesley.ir.routine import Function
from wesley.ir.schema import Physical
from wesley.problems.problem import Problem, WesleyError
from wesley.sql.analysis.built_in import functions as built_in
from wesley.sql.ddl.function import create_function, rename_function
from wesley.sql.deparse import to_sql
from wesley.sql.text import qualified

_ASIDE = (
    "PostgreSQL changes neither the result of a function nor the names of its arguments. What is bound to it follows "
    "its new name and goes on as before; the catalog alone changes."
)
_NEW = (
    "In the same transaction, so that the name is never missing. Queries that name it call this one from now on. It "
    "has the rights of a new function: everybody may execute it, until somebody says otherwise."
)


class SetFunctionAside(Change, frozen=True, kw_only=True):
    """ALTER FUNCTION ... RENAME TO a name of our own, and CREATE FUNCTION under the name that is free.

    Args:
        function: the new function, without a comment.
        arguments: the arguments as they are before.
        aside: the name that the old one gets.
    """

    function: Function
    arguments: str
    aside: str

    def title(self) -> str:
        return f"Make function {self.function.schema}.{self.function.name}({self.function.arguments}) anew"

    def apply(self, schema: Physical) -> Physical:
        place = (self.function.schema, self.function.name)
        was: Function = find(schema, "functions", *place, self.arguments)
        schema = renamed(schema, Names(functions={place: (place[0], self.aside)}))
        schema = put(remove(schema, "functions", *place, self.arguments), "functions", replace(was, name=self.aside))
        return put(schema, "functions", self.function)

    def touches(self) -> tuple[RelationName, ...]:
        names = sorted((self.function.name, self.aside))
        return tuple(RelationName(schema=self.function.schema, name=name) for name in names)

    def statements(self, situation: Situation) -> tuple[Statement, ...]:
        was = find(situation.before, "functions", self.function.schema, self.function.name, self.arguments)
        return (
            Statement(sql=to_sql(rename_function(was, self.aside)), why=_ASIDE),
            *unchecked_body(self.function, situation),
            Statement(sql=to_sql(create_function(self.function)), why=_NEW),
        )


def functions_aside(old: Physical, new: Physical) -> Iterator[SetFunctionAside]:
    """The functions that something is bound to and that CREATE OR REPLACE cannot make what they shall be.

    Args:
        old, new: the whole schemas: what calls a function need not differ.

    Raises:
        WesleyError: something that is bound to one cannot go over to another one.
    """
    known = {identity(function): function for function in old.functions}
    changed = [function for function in new.functions if known.get(identity(function)) != function]
    before = {signature(function): function for function in old.functions} if changed else {}
    for function in changed:
        was = before.get(signature(function))
        if was is None or (was.arguments, was.returns) == (function.arguments, function.returns):
            continue
        if function_users(old, was):
            _refuse(old, new, was, function)
            bare = replace(function, comment=None)
            yield SetFunctionAside(function=bare, arguments=was.arguments, aside=_free(old, was))


def _free(schema: Physical, function: Function) -> str:
    """`old_name`, numbered where a plan whose contract was not run has left one."""
    taken = {each.name for each in schema.functions if each.schema == function.schema}
    number, free = 1, old_name(function.name)
    while free in taken:
        number += 1
        free = old_name(f"{function.name}_{number}")
    return free


def _refuse(old: Physical, new: Physical, was: Function, function: Function) -> None:
    name = f"{was.schema}.{was.name}"
    same = [each for each in old.functions if (each.schema, each.name) == (was.schema, was.name)]
    if len(same) > 1 or (was.schema == "public" and was.name in built_in()):
        raise _problem(function, f"several functions are called {name}, and it is not known which one is called where")
    for user in cannot_follow(old, was):
        raise _problem(function, f"{user} uses it, and cannot go over to another function without a long lock")
    if names_news(old, new, function) or _has_new_type(old, new, function):
        raise _problem(function, "it names what this plan makes itself")


def _has_new_type(old: Physical, new: Physical, function: Function) -> bool:
    """True for a function that takes or gives a type which is not in the old schema yet."""
    text = f"{function.arguments} {function.returns}"
    return any(
        qualified(element.schema, element.name) in text
        for collection in ("enums", "domains", "tables", "views")
        for element in getattr(new, collection)
        if identity(element) not in {identity(each) for each in getattr(old, collection)}
    )


def _problem(function: Function, reason: str) -> WesleyError:
    name = f"{function.schema}.{function.name}"
    return WesleyError(
        Problem(
            code=FUNCTION_IN_USE,
            message=f"the result or the argument names of {name} shall change: {reason}",
            origin=function.origin,
            help="give the new function another name, let what uses it call that one, and drop the first one later",
        )
    )
