"""Change the reference rows that belong to a schema: the values of a lookup table."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from msgspec.structs import replace

from wesley.changes.change import Change, Kind, TableChange
from wesley.changes.edit import edit_table, the_table
from wesley.changes.later import Later
from wesley.changes.lock import Lock, locks_on
from wesley.changes.pairs import common_tables
from wesley.changes.rename_texts import renamed_texts
from wesley.changes.situation import Situation
from wesley.changes.statement import Mode, Probe, RelationName, Statement
from wesley.ir.constraint import ForeignKey, ReferentialAction
from wesley.ir.schema import Physical
from wesley.ir.table import Rows, Table
from wesley.sql.ddl.rows import delete_row, insert_missing_rows, update_row
from wesley.sql.deparse import to_sql
from wesley.sql.object_probe import rows_with_values

_Row = tuple[str, ...]


class InsertRows(TableChange, frozen=True, kw_only=True):
    """INSERT of reference rows, but those that are there."""

    rows: Rows

    def title(self) -> str:
        return f"Insert rows into {self.schema}.{self.table}: {_listed(self.rows.values)}"

    def apply(self, schema: Physical) -> Physical:
        before = the_table(schema, self.schema, self.table).rows
        known = before.values if before is not None and before.columns == self.rows.columns else ()
        rows = Rows(columns=self.rows.columns, values=(*known, *self.rows.values))
        return edit_table(schema, self.schema, self.table, rows=rows)

    def statements(self, situation: Situation) -> tuple[Statement, ...]:
        return (
            Statement(
                sql=to_sql(insert_missing_rows(self.schema, self.table, self.rows)),
                why="New values come before anything refers to them. One that is there already stays as it is.",
                locks=locks_on(self.schema, self.table, Lock.ROW_EXCLUSIVE),
            ),
        )


class UpdateRow(TableChange, frozen=True, kw_only=True):
    """UPDATE of one reference row, by its key."""

    columns: tuple[str, ...]
    key: tuple[str, ...]
    before: _Row
    after: _Row

    def title(self) -> str:
        return f"Change a row of {self.schema}.{self.table}: {_listed((self.after,))}"

    def apply(self, schema: Physical) -> Physical:
        rows = _rows(schema, self.schema, self.table)
        values = tuple(self.after if row == self.before else row for row in rows.values)
        return edit_table(schema, self.schema, self.table, rows=replace(rows, values=values))

    def statements(self, situation: Situation) -> tuple[Statement, ...]:
        named = dict(zip(self.columns, self.after, strict=True))
        was = dict(zip(self.columns, self.before, strict=True))
        changed = tuple((column, value) for column, value in named.items() if value != was[column])
        sql = update_row(self.schema, self.table, tuple((name, was[name]) for name in self.key), changed)
        return (
            Statement(
                sql=sql,
                why="One row changes; its key stays.",
                locks=locks_on(self.schema, self.table, Lock.ROW_EXCLUSIVE),
                scans=self.touches(),
            ),
        )


class DeleteRow(TableChange, frozen=True, kw_only=True):
    """DELETE of one reference row, by its key."""

    contract: ClassVar[bool] = True

    columns: tuple[str, ...]
    key: tuple[str, ...]
    row: _Row

    def title(self) -> str:
        return f"Delete a row of {self.schema}.{self.table}: {_listed((self.row,))}"

    def apply(self, schema: Physical) -> Physical:
        rows = _rows(schema, self.schema, self.table)
        values = tuple(row for row in rows.values if row != self.row)
        return edit_table(schema, self.schema, self.table, rows=replace(rows, values=values))

    def online(self, situation: Situation) -> tuple[Change, ...]:
        moved: list[Change] = []
        named = dict(zip(self.columns, self.row, strict=True))
        for table, key in _referring(situation.before, self.schema, self.table):
            if len(key.columns) == 1:
                gone = frozenset((named[key.ref_columns[0]],))
                moved += renamed_texts(situation, table.schema, table.name, key.columns[0], gone)
        return (*moved, Later(change=self)) if moved else (self,)

    def statements(self, situation: Situation) -> tuple[Statement, ...]:
        referring = tuple(_referring(situation.before, self.schema, self.table))
        named = dict(zip(self.columns, self.row, strict=True))
        sql = delete_row(self.schema, self.table, tuple((name, named[name]) for name in self.key))
        return (
            Statement(
                sql=sql,
                why="The application in use may still write the value, so it goes when that is gone. PostgreSQL looks "
                "for rows that refer to it.",
                locks=locks_on(self.schema, self.table, Lock.ROW_EXCLUSIVE),
                mode=Mode.OWN if referring else Mode.TRANSACTION,
                scans=(*self.touches(), *(_relation(table) for table, _ in referring)),
                loses=tuple(f"{table.schema}.{table.name}" for table, key in referring if _takes_along(key)),
                probe=self._probe(referring, named),
                manual="Give the rows that the probe finds another value, then run it again." if referring else "",
            ),
        )

    def _probe(self, referring: tuple[tuple[Table, ForeignKey], ...], named: dict[str, str]) -> Probe | None:
        single = [(table, key) for table, key in referring if len(key.columns) == 1]
        if not single:
            return None
        table, key = single[0]
        query = rows_with_values(table.schema, table.name, key.columns[0], (named[key.ref_columns[0]],))
        return Probe(query=query, meaning=f"rows of {table.schema}.{table.name} that refer to the value")


class ForgetRows(TableChange, frozen=True, kw_only=True):
    """The rows of a table are no part of the schema any more; they stay."""

    def title(self) -> str:
        return f"Leave the rows of {self.schema}.{self.table} to the application"

    def apply(self, schema: Physical) -> Physical:
        return edit_table(schema, self.schema, self.table, rows=None)

    def statements(self, situation: Situation) -> tuple[Statement, ...]:
        return ()


def _rows(schema: Physical, of: str, table: str) -> Rows:
    rows = the_table(schema, of, table).rows
    if rows is None:
        raise LookupError(f"{of}.{table} has no rows of its own")
    return rows


def _referring(schema: Physical, of: str, name: str) -> Iterator[tuple[Table, ForeignKey]]:
    for table in schema.tables:
        for key in table.foreign_keys:
            if (key.ref_schema, key.ref_table) == (of, name):
                yield table, key


def _takes_along(key: ForeignKey) -> bool:
    """True when rows that refer to a row lose data with it."""
    return key.on_delete not in (ReferentialAction.NO_ACTION, ReferentialAction.RESTRICT)


def _relation(table: Table) -> RelationName:
    return RelationName(schema=table.schema, name=table.name)


def _listed(values: tuple[_Row, ...]) -> str:
    return ", ".join(" ".join(row) for row in values)


def _detect(old: Physical, new: Physical) -> Iterator[Change]:
    for before, after in common_tables(old, new):
        if before.rows == after.rows:
            continue
        if after.rows is None:
            yield ForgetRows(schema=after.schema, table=after.name)
        elif before.rows is None or before.rows.columns != after.rows.columns:
            yield InsertRows(schema=after.schema, table=after.name, rows=after.rows)
        else:
            yield from _of_table(after, before.rows, after.rows)


def _of_table(table: Table, before: Rows, after: Rows) -> Iterator[Change]:
    key = table.primary_key.columns if table.primary_key is not None else after.columns

    def keyed(rows: Rows) -> dict[_Row, _Row]:
        places = [rows.columns.index(name) for name in key]
        return {tuple(row[place] for place in places): row for row in rows.values}

    was, now = keyed(before), keyed(after)
    added = tuple(row for each, row in now.items() if each not in was)
    if added:
        yield InsertRows(schema=table.schema, table=table.name, rows=Rows(columns=after.columns, values=added))
    for each, row in now.items():
        if was.get(each, row) != row:
            yield UpdateRow(
                schema=table.schema, table=table.name, columns=after.columns, key=key, before=was[each], after=row
            )
    for each, row in was.items():
        if each not in now:
            yield DeleteRow(schema=table.schema, table=table.name, columns=after.columns, key=key, row=row)


KIND = Kind("change-rows", _detect)
