"""Give the rows that are there a value, in batches."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from wesley.changes.change import Change, TableChange
from wesley.changes.codes import BACKFILL_WITHOUT_KEY
from wesley.changes.edit import the_table
from wesley.changes.lock import Lock, RelationLock
from wesley.changes.own_names import is_sync
from wesley.changes.relations import family, indexes, locked, stored
from wesley.changes.situation import Situation
from wesley.changes.statement import Batches, Mode, RelationName, Statement
from wesley.ir.index import Index
from wesley.ir.routine import Trigger, TriggerEvent, TriggerFiring
from wesley.ir.schema import Physical
from wesley.ir.table import Table
from wesley.problems.problem import Problem, WesleyError
from wesley.sql.batches import by_key, by_page
from wesley.sql.built_in_types import BUILT_IN
from wesley.sql.type_name import base_type

TID_RANGES_SINCE = 14
BATCH_ROWS = 5000

_BY_KEY = (
    "Each batch is a transaction of its own that locks its rows for a moment only. Rows that have a value are passed "
    "over, so it can be stopped at any time and run again."
)
_BY_PAGE = (
    "The table has no key to walk along, so it is walked by its pages, again and again until nothing is left to do. "
)
_TRIGGERS = " The triggers of the table fire for each row that it fills."


class Backfill(TableChange, frozen=True, kw_only=True):
    """An UPDATE of the rows that need it, in batches, each in a transaction of its own.

    Args:
        assignments: column and SQL of its new value, over the columns of the row.
        condition: SQL that is true for a row as long as it needs it.
        size: rows of a batch.
        utc: its meaning depends on TimeZone, and UTC is meant.
    """

    assignments: tuple[tuple[str, str], ...]
    condition: str
    size: int = BATCH_ROWS
    utc: bool = False

    def title(self) -> str:
        return f"Fill {', '.join(column for column, _ in self.assignments)} of {self.schema}.{self.table}"

    def apply(self, schema: Physical) -> Physical:
        return schema

    def online(self, situation: Situation) -> tuple[Change, ...]:
        return () if situation.is_new(self.schema, self.table) else (self,)

    def statements(self, situation: Situation) -> tuple[Statement, ...]:
        table = the_table(situation.before, self.schema, self.table)
        batches = Batches(
            table=RelationName(schema=self.schema, name=self.table),
            key=walked_key(table, situation.before),
            assignments=self.assignments,
            condition=self.condition,
            size=self.size,
        )
        fires = tuple(f"{self.schema}.{self.table}.{name}" for name in self._fired(table))
        statement = Statement(
            sql="",
            mode=Mode.BATCHES,
            why=_BY_KEY + (_TRIGGERS if fires else ""),
            locks=locked(_reached(situation.before, table), Lock.ROW_EXCLUSIVE),
            fires=fires,
            utc=self.utc,
        )
        if batches.key:
            return (replace(statement, sql=by_key(batches), batches=batches),)
        self._refuse_without_pages(situation, table)
        parts = (replace(batches, table=part) for part in stored(situation.before, self.schema, self.table))
        paged = replace(statement, why=_BY_PAGE + statement.why)
        return tuple(
            replace(paged, sql=by_page(part), locks=_page_locks(situation, part), batches=part) for part in parts
        )

    def _fired(self, table: Table) -> tuple[str, ...]:
        """The triggers of the user that fire; those of the plan have nothing to do in a row that is filled."""
        changed = {column for column, _ in self.assignments}
        users = (trigger for trigger in table.triggers if not is_sync(trigger.function))
        return tuple(trigger.name for trigger in users if _fires(trigger, changed))

    def _refuse_without_pages(self, situation: Situation, table: Table) -> None:
        if situation.version < TID_RANGES_SINCE:
            raise WesleyError(
                Problem(
                    code=BACKFILL_WITHOUT_KEY,
                    message=f"the rows of {self.schema}.{self.table} cannot be filled in batches: it has no primary "
                    "key and no unique key of NOT NULL columns whose types have their order in pg_catalog, and "
                    f"PostgreSQL {situation.version} cannot walk it by its pages",
                    origin=table.origin,
                    help="give the table a primary key first, in a plan of its own",
                )
            )


def row_key(table: Table) -> tuple[str, ...]:
    """The columns by which each row can be told: a key whose columns are NOT NULL; empty for none."""
    return next(_row_keys(table), ())


def walked_key(table: Table, physical: Physical) -> tuple[str, ...]:
    """The columns along which the rows of a table can be walked; empty for none.

    ORDER BY goes by the type itself, and a comparison by the operators that the search path shows: of a type of an
    extension, such as citext, these may be others where the extension is out of sight. So the types of a key are built
    in, enums, or domains of such.
    """
    types = {column.name: column.type for column in table.columns}
    keys = _row_keys(table)
    return next((key for key in keys if all(_is_ordered(types[name], physical) for name in key)), ())


def _row_keys(table: Table) -> Iterator[tuple[str, ...]]:
    keys = [table.primary_key.columns] if table.primary_key is not None else []
    keys += [unique.columns for unique in table.uniques]
    keys += [index.leading_columns() for index in table.indexes if _orders_rows(index)]
    required = {column.name for column in table.columns if not column.nullable and column.not_null_valid}
    if table.primary_key is not None:
        required |= set(table.primary_key.columns)
    yield from (key for key in keys if required.issuperset(key))


def _is_ordered(type_name: str, physical: Physical) -> bool:
    """True for a type whose comparisons are in pg_catalog, which every search path shows."""
    schema, name = base_type(type_name)
    if schema is None:
        return name in BUILT_IN
    if any((enum.schema, enum.name) == (schema, name) for enum in physical.enums):
        return True
    domains = (domain for domain in physical.domains if (domain.schema, domain.name) == (schema, name))
    return any(_is_ordered(domain.type, physical) for domain in domains)


def _orders_rows(index: Index) -> bool:
    """True for an index of every row in which no two have the same plain columns."""
    whole = index.unique and index.valid and index.where is None and index.method == "btree"
    plain = all(key.column and not key.opclass and not key.collation and not key.descending for key in index.keys)
    return whole and plain


def _fires(trigger: Trigger, changed: set[str]) -> bool:
    """True when an UPDATE of these columns fires the trigger, as far as can be told without its condition."""
    listens = TriggerEvent.UPDATE in trigger.events and trigger.firing in (TriggerFiring.ORIGIN, TriggerFiring.ALWAYS)
    return listens and (not trigger.update_columns or not changed.isdisjoint(trigger.update_columns))


def _page_locks(situation: Situation, part: Batches) -> tuple[RelationLock, ...]:
    """An UPDATE of one partition does not lock the table."""
    table = situation.before.table(part.table.schema, part.table.name)
    reached = (part.table,) if table is None else _reached(situation.before, table)
    return locked(reached, Lock.ROW_EXCLUSIVE)


def _reached(physical: Physical, table: Table) -> tuple[RelationName, ...]:
    """An UPDATE locks the table, its partitions and its indexes (measured)."""
    return (*family(physical, table.schema, table.name), *indexes(physical, table.schema, table.name))
