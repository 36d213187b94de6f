"""Add a column to a table."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from wesley.changes.backfill import BATCH_ROWS, Backfill
from wesley.changes.change import Change, Kind, TableChange
from wesley.changes.codes import COLUMN_WITHOUT_VALUE
from wesley.changes.edit import put_member
from wesley.changes.evaluated_once import constrained_domain, evaluated_once
from wesley.changes.lock import Lock
from wesley.changes.number_rows import number_rows
from wesley.changes.pairs import common_tables, only_in
from wesley.changes.relations import family_locks, rewrite_locks, stored
from wesley.changes.set_default import SetDefault
from wesley.changes.set_not_null import SetNotNull
from wesley.changes.situation import Situation
from wesley.changes.statement import Mode, Probe, Statement
from wesley.ir.column import Column
from wesley.ir.schema import Physical
from wesley.problems.problem import Problem, WesleyError
from wesley.sql.ddl.alter_column import add_column
from wesley.sql.deparse import to_sql
from wesley.sql.probe import rows_against
from wesley.sql.text import quote_identifier

_PLAIN = "The column is added to the catalog alone: no row is touched, NULL stands for what is not there."
_DEFAULT = (
    "PostgreSQL evaluates the default once and keeps it in the catalog for the rows that are there: no row is touched."
)
_VIRTUAL = "A virtual column is computed when it is read, so no row is touched."
_STORED = (
    "A stored generated column has to be computed for every row, so PostgreSQL writes the whole table and its indexes "
    "anew while nobody can read or write it. There is no other way: a column that is there cannot become generated."
)
_DOMAIN = (
    "The domain has constraints, so PostgreSQL writes the whole table and its indexes anew to check them, even for "
    "NULL, while nobody can read or write it."
)
_STORED_WAY = (
    "On a large table, take VIRTUAL (PostgreSQL 18), a view that computes it, or a plain column that a trigger fills "
    "and @backfill."
)
_DOMAIN_WAY = "On a large table, give the column the domain's own type and the table the check of the domain."


class AddColumn(TableChange, frozen=True, kw_only=True):
    """ALTER TABLE ... ADD COLUMN. Its comment, storage and statistics are changes of their own.

    Args:
        column: the column.
        alone: True when the rows that are there need nothing, or when changes after this one see to them.
    """

    column: Column
    alone: bool = False

    def title(self) -> str:
        return f"Add column {self.column.name} to {self.schema}.{self.table}"

    def apply(self, schema: Physical) -> Physical:
        return put_member(schema, self.schema, self.table, "columns", self.column)

    def online(self, situation: Situation) -> tuple[Change, ...]:
        column = self.column
        if self.alone or situation.is_new(self.schema, self.table):
            return (self,)
        if column.identity is not None:
            return (self._bare(), *number_rows(self.schema, self.table, column, column.identity))
        if column.generated is not None:
            needs_proof = not column.generated.stored and not column.nullable
            return (self._bare(), self._not_null()) if needs_proof else (self,)
        if constrained_domain(column.type, situation.before) is not None:
            return self._of_domain(situation)
        asked = situation.backfill(self.schema, self.table, column.name)
        if column.default is None:
            return self._without_default(asked)
        if asked is None and evaluated_once(column.default, situation.before):
            return (self,)
        sql, size = asked or (column.default.sql, BATCH_ROWS)
        return self._filled(sql, size)

    def _filled(self, sql: str, size: int) -> tuple[Change, ...]:
        """The default holds for rows that come, and those that are there are filled in batches."""
        column = self.column
        forms: tuple[Change, ...] = (self._bare(),)
        if column.default is not None:
            default = SetDefault(schema=self.schema, table=self.table, column=column.name, default=column.default)
            forms += (default,)
        forms += (
            Backfill(
                schema=self.schema,
                table=self.table,
                assignments=((column.name, sql),),
                condition=f"{quote_identifier(column.name)} IS NULL",
                size=size,
            ),
        )
        return forms if column.nullable else (*forms, self._not_null(filled=True))

    def _without_default(self, asked: tuple[str, int] | None) -> tuple[Change, ...]:
        if asked is None and not self.column.nullable:
            raise WesleyError(self._without_value())
        if asked is None:
            return (self,)
        return self._filled(*asked) if self.column.nullable else (self._bare(), self._not_null())

    def _of_domain(self, situation: Situation) -> tuple[Change, ...]:
        domain = constrained_domain(self.column.type, situation.before)
        given = self.column.default is not None or (domain is not None and domain.default is not None)
        required = not self.column.nullable or (domain is not None and not domain.nullable)
        if required and not given:
            raise WesleyError(self._without_value())
        return (self,)

    def _bare(self) -> AddColumn:
        """The column with nothing that would touch rows: nullable, without default and identity."""
        bare = replace(self.column, nullable=True, not_null_valid=True, default=None, identity=None)
        return AddColumn(schema=self.schema, table=self.table, column=bare, alone=True)

    def _not_null(self, *, filled: bool = False) -> SetNotNull:
        return SetNotNull(schema=self.schema, table=self.table, column=self.column.name, filled=filled)

    def _without_value(self) -> Problem:
        name = self.column.name
        return Problem(
            code=COLUMN_WITHOUT_VALUE,
            message=f"the rows of {self.schema}.{self.table} that are there get no value for {name}, which is NOT NULL",
            origin=self.column.origin,
            help=f'say what they get: {name}: ... @backfill(expr: "..."), or @default for every row;\n'
            "or let the column be nullable at first",
        )

    def statements(self, situation: Situation) -> tuple[Statement, ...]:
        sql = to_sql(add_column(self.schema, self.table, self.column))
        new = situation.is_new(self.schema, self.table)
        generated = self.column.generated
        if generated is not None and generated.stored and not new:
            return (self._rewriting(situation, sql, _STORED, _STORED_WAY, self._computed_probe()),)
        if constrained_domain(self.column.type, situation.before) is not None and not new:
            return (self._rewriting(situation, sql, _DOMAIN, _DOMAIN_WAY, None),)
        why = _VIRTUAL if generated is not None else _DEFAULT if self.column.default is not None else _PLAIN
        locks = family_locks(situation.before, self.schema, self.table, Lock.ACCESS_EXCLUSIVE)
        return (Statement(sql=sql, why=why, locks=locks),)

    def _rewriting(self, situation: Situation, sql: str, why: str, manual: str, probe: Probe | None) -> Statement:
        return Statement(
            sql=sql,
            why=why,
            locks=rewrite_locks(situation.before, self.schema, self.table),
            mode=Mode.OWN,
            rewrites=stored(situation.before, self.schema, self.table),
            scans=stored(situation.before, self.schema, self.table),
            probe=probe,
            manual=manual,
        )

    def _computed_probe(self) -> Probe | None:
        """Rows for which a NOT NULL column would be computed as NULL."""
        if self.column.nullable or self.column.generated is None:
            return None
        condition = f"({self.column.generated.expression.sql}) IS NOT NULL"
        return Probe(
            query=rows_against(self.schema, self.table, condition),
            meaning=f"rows for which {self.column.name} would be NULL",
        )


def _detect(old: Physical, new: Physical) -> Iterator[Change]:
    for before, after in common_tables(old, new):
        added = sorted(only_in(after.columns, before.columns), key=_order)
        for column in added:
            valid = column.nullable or column.not_null_valid
            yield AddColumn(
                schema=after.schema,
                table=after.name,
                column=replace(
                    column,
                    nullable=column.nullable or not valid,
                    not_null_valid=True,
                    comment=None,
                    storage=None,
                    statistics=None,
                ),
            )


def _order(column: Column) -> tuple[bool, int]:
    """As they stand in the table, but what is computed comes after what it is computed of."""
    return (column.generated is not None, column.position.number)


KIND = Kind("add-column", _detect)
