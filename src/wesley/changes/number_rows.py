"""Number the rows of a table in use: what an identity column needs that comes later than its rows.

ADD COLUMN ... GENERATED AS IDENTITY writes the whole table anew under ACCESS EXCLUSIVE (measured on 12 to 18). Here
the column takes its numbers from a sequence of our own by a default, and becomes an identity when every row has one.
"""

from __future__ import annotations

from wesley.changes.backfill import Backfill
from wesley.changes.change import Change, TableChange
from wesley.changes.edit import edit_column, find, put, remove
from wesley.changes.lock import Lock, access_exclusive
from wesley.changes.own_names import new_name
from wesley.changes.relations import family_locks
from wesley.changes.set_not_null import SetNotNull
from wesley.changes.situation import Situation
from wesley.changes.statement import RelationName, Statement
from wesley.ir.column import Column, Identity
from wesley.ir.expression import Expression
from wesley.ir.schema import Physical
from wesley.ir.sequence import Sequence
from wesley.sql.ddl.alter_column import add_identity, drop_default, set_default
from wesley.sql.ddl.sequence import create_sequence, drop_sequence
from wesley.sql.ddl.sequence_value import continue_sequence
from wesley.sql.deparse import to_sql
from wesley.sql.text import qualified, quote_identifier, quote_literal


class StartNumbers(TableChange, frozen=True, kw_only=True):
    """CREATE SEQUENCE, and the default of a column that takes its values from it."""

    column: str
    sequence: Sequence

    def title(self) -> str:
        return f"Number new rows of {self.schema}.{self.table} in {self.column}"

    def apply(self, schema: Physical) -> Physical:
        schema = put(schema, "sequences", self.sequence)
        default = next_value(self.sequence)
        return edit_column(schema, self.schema, self.table, self.column, default=default)

    def touches(self) -> tuple[RelationName, ...]:
        """The table and the sequence."""
        return (*super().touches(), RelationName(schema=self.sequence.schema, name=self.sequence.name))

    def statements(self, situation: Situation) -> tuple[Statement, ...]:
        tree = set_default(self.schema, self.table, self.column, next_value(self.sequence).sql)
        return (
            Statement(
                sql=to_sql(create_sequence(self.sequence)), why="It gives the numbers until the column itself can."
            ),
            Statement(
                sql=to_sql(tree),
                why="Rows that are inserted from now on have a number; those that are there are numbered in batches.",
                locks=family_locks(situation.before, self.schema, self.table, Lock.ACCESS_EXCLUSIVE),
            ),
        )


class AdoptNumbers(TableChange, frozen=True, kw_only=True):
    """The column becomes an identity, which goes on where the sequence stands; the sequence goes.

    Args:
        column: the column; NOT NULL by now.
        identity: what it becomes.
        sequence: name of the sequence, in the schema of the table.
    """

    column: str
    identity: Identity
    sequence: str

    def title(self) -> str:
        return f"Make {self.schema}.{self.table}.{self.column} an identity"

    def apply(self, schema: Physical) -> Physical:
        find(schema, "sequences", self.schema, self.sequence)
        schema = edit_column(schema, self.schema, self.table, self.column, default=None, identity=self.identity)
        return remove(schema, "sequences", self.schema, self.sequence)

    def statements(self, situation: Situation) -> tuple[Statement, ...]:
        locks = family_locks(situation.before, self.schema, self.table, Lock.ACCESS_EXCLUSIVE)
        place = (self.schema, self.table, self.column)
        own = access_exclusive(self.schema, self.sequence)
        return (
            Statement(
                sql=to_sql(drop_default(*place)),
                why="A column has either a default or an identity; the lock is held until both are exchanged.",
                locks=locks,
            ),
            Statement(
                sql=to_sql(add_identity(*place, self.identity)),
                why="The column is NOT NULL already, so no row is read or written.",
                locks=locks,
            ),
            Statement(
                sql=to_sql(continue_sequence(*place, (self.schema, self.sequence))),
                why="No number is given twice: the identity goes on where the sequence stands.",
                locks=locks,
            ),
            Statement(
                sql=to_sql(drop_sequence(self.schema, self.sequence)),
                why="Nothing takes numbers from it any more.",
                locks=(*locks, own),
            ),
        )


def number_rows(schema: str, table: str, column: Column, identity: Identity) -> tuple[Change, ...]:
    """The changes that number all rows in a column without default, and make it an identity."""
    sequence = _sequence(schema, table, column, identity)
    return (
        StartNumbers(schema=schema, table=table, column=column.name, sequence=sequence),
        Backfill(
            schema=schema,
            table=table,
            assignments=((column.name, next_value(sequence).sql),),
            condition=f"{quote_identifier(column.name)} IS NULL",
        ),
        SetNotNull(schema=schema, table=table, column=column.name, filled=True),
        AdoptNumbers(schema=schema, table=table, column=column.name, identity=identity, sequence=sequence.name),
    )


def next_value(sequence: Sequence) -> Expression:
    """`nextval('schema.sequence'::regclass)`."""
    name = quote_literal(qualified(sequence.schema, sequence.name))
    return Expression(sql=f"nextval({name}::regclass)", functions=("nextval",))


def _sequence(schema: str, table: str, column: Column, identity: Identity) -> Sequence:
    return Sequence(
        schema=schema,
        name=new_name(f"{table}_{column.name}_seq"),
        type=column.type,
        start=identity.start,
        increment=identity.increment,
        minimum=identity.minimum,
        maximum=identity.maximum,
        cache=identity.cache,
        cycle=identity.cycle,
    )
