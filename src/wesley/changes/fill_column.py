"""Fill a column of a table in use: the rows that are there, and those that the application in use still writes."""

from __future__ import annotations

from wesley.changes.backfill import Backfill
from wesley.changes.change import Change, TableChange
from wesley.changes.codes import FILL_IMPOSSIBLE
from wesley.changes.edit import put, put_member, the_column, the_table
from wesley.changes.finish_fill import FinishFill, fill_name
from wesley.changes.lock import Lock
from wesley.changes.mentions import names_any
from wesley.changes.relations import family_locks
from wesley.changes.situation import Situation
from wesley.changes.statement import Statement
from wesley.ir.expression import Expression
from wesley.ir.routine import Function, Trigger, TriggerEvent, TriggerTiming
from wesley.ir.schema import Physical
from wesley.ir.table import Table
from wesley.problems.problem import Problem, WesleyError
from wesley.sql.analysis.built_in import functions
from wesley.sql.ddl.function import create_function, replace_function
from wesley.sql.ddl.trigger import create_trigger
from wesley.sql.deparse import to_sql
from wesley.sql.error import SqlError
from wesley.sql.expression import Context, parse_expression
from wesley.sql.qualify import qualified_for_row
from wesley.sql.text import quote_identifier

PARTITIONED_ROW_TRIGGERS_SINCE = 13


class AddFillTrigger(TableChange, frozen=True, kw_only=True):
    """A trigger that fills a column of the rows that an application writes which does not know it.

    Args:
        column: the column.
        function: what the trigger calls.
    """

    column: str
    function: Function

    def title(self) -> str:
        return f"Fill {self.schema}.{self.table}.{self.column} of rows that the application in use writes"

    def apply(self, schema: Physical) -> Physical:
        schema = put(schema, "functions", self.function)
        return put_member(schema, self.schema, self.table, "triggers", self._trigger())

    def _trigger(self) -> Trigger:
        return Trigger(
            name=self.function.name,
            timing=TriggerTiming.BEFORE,
            events=(TriggerEvent.INSERT, TriggerEvent.UPDATE),
            function_schema=self.schema,
            function=self.function.name,
            when=Expression(sql=f"new.{quote_identifier(self.column)} IS NULL", columns=(self.column,)),
        )

    def statements(self, situation: Situation) -> tuple[Statement, ...]:
        known = fill_name(self.table, self.column) in _trigger_names(situation.before, self)
        tree = replace_function(self.function) if known else create_function(self.function)
        function = Statement(sql=to_sql(tree), why="What the trigger calls; it is there until the contract.")
        if known:
            return (function,)
        return (
            function,
            Statement(
                sql=to_sql(create_trigger(self.schema, self.table, self._trigger())),
                why="The application in use does not know the column. Until it is gone, the rows that it writes are "
                "filled as they come, so that none is left behind the backfill.",
                locks=family_locks(situation.before, self.schema, self.table, Lock.SHARE_ROW_EXCLUSIVE),
            ),
        )


def fill(situation: Situation, schema: str, table: str, column: str) -> tuple[Change, ...]:
    """The changes that fill a column as its `@backfill` says and keep it filled until the contract.

    A column with a default needs no trigger: the application in use does not name it.

    Raises:
        WesleyError: no trigger can compute the value.
    """
    found = situation.backfill(schema, table, column)
    if found is None:
        raise LookupError(f"no backfill of {schema}.{table}.{column}")
    sql, size = found
    rows = Backfill(
        schema=schema,
        table=table,
        assignments=((column, sql),),
        condition=f"{quote_identifier(column)} IS NULL",
        size=size,
    )
    if the_column(situation.before, schema, table, column).default is not None:
        return (rows,)
    owner = the_table(situation.before, schema, table)
    trigger = AddFillTrigger(
        schema=schema, table=table, column=column, function=_function(situation, owner, column, sql)
    )
    if fill_name(table, column) in _trigger_names(situation.before, trigger):
        return (trigger, rows)
    return (trigger, rows, FinishFill(schema=schema, table=table, name=fill_name(table, column)))


def _function(situation: Situation, table: Table, column: str, sql: str) -> Function:
    expression = parse_expression(sql, Context.BACKFILL, table=table.name)
    _refuse_impossible(situation, table, column, expression)
    # Inside a subquery a bare name may be a column of the row, so all of them are given there.
    plain = {each.name for each in table.columns if each.generated is None and each.name != column}
    used = sorted(plain if expression.relations else plain.intersection(expression.columns))
    row = ", ".join(f"NEW.{quote_identifier(name)} AS {quote_identifier(name)}" for name in used)
    source = f" FROM (SELECT {row}) AS {quote_identifier(table.name)}" if used else ""
    value = f"(SELECT {expression.sql}{source})"
    target = f"NEW.{quote_identifier(column)}"
    body = f"\n#variable_conflict use_column\nBEGIN\n    {target} := {value};\n    RETURN NEW;\nEND\n"
    return Function(
        schema=table.schema,
        name=fill_name(table.name, column),
        returns="trigger",
        body=body,
        # A subquery reads with the rights of the owner, as the backfill does, not of whoever writes the row.
        security_definer=bool(expression.relations),
        origin=table.origin,
    )


def _refuse_impossible(situation: Situation, table: Table, column: str, expression: Expression) -> None:
    reason = _obstacle(situation, table, expression)
    if not reason:
        return
    raise WesleyError(
        Problem(
            code=FILL_IMPOSSIBLE,
            message="rows that the application in use writes cannot get a value for "
            f"{table.schema}.{table.name}.{column}: {reason}",
            origin=the_column(situation.goal, table.schema, table.name, column).origin,
            help="write @backfill(expr:) so that a trigger can compute it, or give the column a @default, which fills "
            "those rows without a trigger",
        )
    )


def _obstacle(situation: Situation, table: Table, expression: Expression) -> str:
    """Why a trigger cannot compute the value; empty when it can."""
    if table.partitioning is not None and situation.version < PARTITIONED_ROW_TRIGGERS_SINCE:
        return f"a partitioned table of PostgreSQL {situation.version} has no BEFORE triggers for each row"
    for each in table.columns:
        if each.generated is not None and names_any(expression, (each.name,)):
            return f"`{each.name}` is a generated column, which is computed after all triggers"
    for name in expression.functions:
        # A name that is a key word too, as left, is written in quotes.
        if "." not in name and name.strip('"') not in functions():
            return f"the function `{name}` needs its schema before it: a trigger looks up only what is built in"
    try:
        qualified_for_row(expression.sql, "new", table.name)
    except SqlError as error:
        return str(error)
    return ""


def _trigger_names(schema: Physical, change: TableChange) -> set[str]:
    return {trigger.name for trigger in the_table(schema, change.schema, change.table).triggers}
