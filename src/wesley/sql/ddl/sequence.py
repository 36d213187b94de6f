"""Sequences: CREATE, ALTER, DROP SEQUENCE, and the options that identity columns share with them."""

from __future__ import annotations

from wesley.ir.column import Identity
from wesley.ir.sequence import Sequence
from wesley.sql.nodes import relation, type_name
from wesley.sql.parse import Tree
from wesley.sql.tree import statement

_DEFAULT_TYPE = "bigint"


def create_sequence(sequence: Sequence) -> Tree:
    """CREATE SEQUENCE; whom it belongs to is said by `owned_by`, when the table is there.

    Raises:
        SqlError: a name is empty, or its type is none.
    """
    options = "".join(f" {option}" for option in given_options(sequence))
    name = relation(sequence.schema, sequence.name)
    if sequence.type == _DEFAULT_TYPE:
        return statement(f"CREATE SEQUENCE __sequence{options}", sequence=name)
    return statement(f"CREATE SEQUENCE __sequence AS __type{options}", sequence=name, type=type_name(sequence.type))


def alter_sequence(sequence: Sequence) -> Tree:
    """ALTER SEQUENCE with its type and every option, so that the sequence is as given whatever it was before.

    The value that comes next stays; it must lie between the new bounds.
    """
    pattern = f"ALTER SEQUENCE __sequence AS __type {' '.join(every_option(sequence))}"
    return statement(pattern, sequence=relation(sequence.schema, sequence.name), type=type_name(sequence.type))


def owned_by(sequence: Sequence) -> Tree:
    """ALTER SEQUENCE ... OWNED BY its column, or NONE: it goes when the column is dropped."""
    name = relation(sequence.schema, sequence.name)
    if sequence.owned_by is None:
        return statement("ALTER SEQUENCE __sequence OWNED BY NONE", sequence=name)
    schema, table, column = sequence.owned_by
    pattern = "ALTER SEQUENCE __sequence OWNED BY __schema.__table.__column"
    return statement(pattern, sequence=name, schema=schema, table=table, column=column)


def rename_sequence(schema: str, sequence: str, to: str) -> Tree:
    """ALTER SEQUENCE ... RENAME TO."""
    return statement("ALTER SEQUENCE __sequence RENAME TO __to", sequence=relation(schema, sequence), to=to)


def drop_sequence(schema: str, sequence: str) -> Tree:
    """DROP SEQUENCE."""
    return statement("DROP SEQUENCE __schema.__sequence", schema=schema, sequence=sequence)


def given_options(values: Identity | Sequence) -> list[str]:
    """The options that are other than PostgreSQL's own defaults, as CREATE SEQUENCE has them."""
    options = []
    if values.start is not None:
        options.append(f"START WITH {values.start:d}")
    if values.increment is not None:
        options.append(f"INCREMENT BY {values.increment:d}")
    if values.minimum is not None:
        options.append(f"MINVALUE {values.minimum:d}")
    if values.maximum is not None:
        options.append(f"MAXVALUE {values.maximum:d}")
    if values.cache is not None:
        options.append(f"CACHE {values.cache:d}")
    return [*options, "CYCLE"] if values.cycle else options


def every_option(values: Identity | Sequence) -> list[str]:
    """All options, those that are not set at PostgreSQL's own defaults, as ALTER SEQUENCE has them."""
    return [
        f"START WITH {first_value(values):d}",
        f"INCREMENT BY {1 if values.increment is None else values.increment:d}",
        "NO MINVALUE" if values.minimum is None else f"MINVALUE {values.minimum:d}",
        "NO MAXVALUE" if values.maximum is None else f"MAXVALUE {values.maximum:d}",
        f"CACHE {1 if values.cache is None else values.cache:d}",
        "CYCLE" if values.cycle else "NO CYCLE",
    ]


def first_value(values: Identity | Sequence) -> int:
    """The first value; where none is given, the bound that a sequence begins at (CREATE SEQUENCE, `START`)."""
    if values.start is not None:
        return values.start
    if values.increment is not None and values.increment < 0:
        return -1 if values.maximum is None else values.maximum
    return 1 if values.minimum is None else values.minimum
