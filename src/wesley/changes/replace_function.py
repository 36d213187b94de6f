"""Replace a function by another one of the same name and arguments."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from wesley.changes.change import Change, Kind
from wesley.changes.codes import FUNCTION_IN_USE
from wesley.changes.create_function import CreateFunction
from wesley.changes.drop_function import DropFunction
from wesley.changes.edit import find, put, remove
from wesley.changes.function_names import names_news, signature, unchecked_body
from wesley.changes.function_users import evaluated, function_users
from wesley.changes.situation import Situation
from wesley.changes.statement import RelationName, Statement
from wesley.changes.together import Together
from wesley.ir.routine import Function
from wesley.ir.schema import Physical
from wesley.problems.problem import Problem, WesleyError
from wesley.sql.ddl.function import replace_function
from wesley.sql.deparse import to_sql

_WHY = (
    "It takes the place of the function that is there in one moment, and locks no table: calls that run go on with the "
    "old body."
)


class ReplaceFunction(Change, frozen=True, kw_only=True):
    """CREATE OR REPLACE FUNCTION; DROP and CREATE where the result or the names of arguments change.

    Args:
        function: the function as it is afterwards, with the comment that it has before where that stays.
        arguments: the arguments as they are before; only names differ.
    """

    function: Function
    arguments: str

    def title(self) -> str:
        return f"Replace function {self.function.schema}.{self.function.name}({self.function.arguments})"

    def apply(self, schema: Physical) -> Physical:
        schema = remove(schema, "functions", self.function.schema, self.function.name, self.arguments)
        return put(schema, "functions", self.function)

    def touches(self) -> tuple[RelationName, ...]:
        return (RelationName(schema=self.function.schema, name=self.function.name),)

    def online(self, situation: Situation) -> tuple[Change, ...]:
        was = self._before(situation)
        if (was.arguments, was.returns) == (self.function.arguments, self.function.returns):
            return (self,)
        users = function_users(situation.before, was)
        if users:
            raise WesleyError(_refused(self.function, users[0]))
        changes = (
            DropFunction(schema=was.schema, name=was.name, arguments=was.arguments),
            CreateFunction(function=self.function),
        )
        return (Together(changes=changes, heading=self.title()),)

    def statements(self, situation: Situation) -> tuple[Statement, ...]:
        held = evaluated(situation.before, self._before(situation))
        warning = (
            f" What was computed with it stays as it is: {', '.join(held)}; nothing is computed or checked again."
            if held
            else ""
        )
        sql = to_sql(replace_function(self.function))
        return (*unchecked_body(self.function, situation), Statement(sql=sql, why=_WHY + warning))

    def _before(self, situation: Situation) -> Function:
        key = (self.function.schema, self.function.name, self.arguments)
        found: Function = find(situation.before, "functions", *key)
        return found


def _refused(function: Function, user: str) -> Problem:
    return Problem(
        code=FUNCTION_IN_USE,
        message=f"the result or the argument names of {function.schema}.{function.name} shall change, "
        f"and {user} uses it",
        origin=function.origin,
        help="give the new function another name, let what uses it call that one, and drop the first one later",
    )


def replaced_functions(old: Physical, new: Physical) -> Iterator[ReplaceFunction]:
    """The functions of one signature that differ in more than their comments."""
    before = {signature(function): function for function in old.functions}
    for function in new.functions:
        was = before.get(signature(function))
        if was is not None and replace(function, comment=was.comment) != was:
            # One that is dropped and created takes its comment along.
            stays = (was.arguments, was.returns) == (function.arguments, function.returns)
            kept = replace(function, comment=was.comment if stays else None)
            yield ReplaceFunction(function=kept, arguments=was.arguments)


def _detect(old: Physical, new: Physical) -> Iterator[Change]:
    # A body that names what is not there yet would fail in the application in use: it comes after that.
    for change in replaced_functions(old, new):
        if not names_news(old, new, change.function):
            yield change


KIND = Kind("replace-function", _detect)
