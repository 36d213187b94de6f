"""Pairs of types tried on a server: whether a column changes its type, what is written anew, what becomes of values."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

from wesley.postgres.session import StatementError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wesley.postgres.session import Session
    from wesley.sql.type_change import TypeChange

# SQLSTATEs (manual, appendix A) of a cast that does not exist, with and without USING; of a type without operators.
_NO_CAST = {"42804", "42846"}
_NO_OPERATORS = "42704"
_FILES = "SELECT pg_relation_filenode('t'), pg_relation_filenode(to_regclass('i'))"


class Tried(NamedTuple):
    """What ALTER COLUMN TYPE wrote anew; the index's file is "-" where the type can have none."""

    rewrite: bool
    index_file: str


class Column:
    """An empty table `t` with a column `c` of a type and, where that can be, an index `i`, in an open transaction.

    Args:
        worker: a session.
        type_name: the type.
    """

    def __init__(self, worker: Session, type_name: str) -> None:
        self._worker = worker
        worker.run(f"BEGIN; CREATE TABLE t (c {type_name}); SAVEPOINT before")
        try:
            worker.run("CREATE INDEX i ON t (c)")
        except StatementError:
            worker.run("ROLLBACK TO before")
        worker.run("SAVEPOINT before")
        self._files = worker.rows(_FILES)[0]

    def tried(self, new: str, using: tuple[str, ...]) -> Tried | None:
        """Change the type of the column and take it back; None when there is no cast."""
        try:
            return self._changed("", new, using)
        except StatementError as error:
            self._worker.run("ROLLBACK TO before")
            if error.refusal.sqlstate == _NO_OPERATORS:
                return self._changed("DROP INDEX i;", new, using)
            if error.refusal.sqlstate not in _NO_CAST:
                raise
            return None
        finally:
            self._worker.run("ROLLBACK TO before")

    def _changed(self, first: str, new: str, using: tuple[str, ...]) -> Tried:
        self._worker.run(f"{first} ALTER TABLE t ALTER c TYPE {new}{_clause(using)}")
        ((table, index),) = self._worker.rows(_FILES)
        file = self._files[1]
        return Tried(table != self._files[0], "-" if index is None else "kept" if index == file else "rebuilt")


@contextmanager
def column_of(worker: Session, type_name: str) -> Iterator[Column]:
    """A column of a type until the block ends."""
    yield Column(worker, type_name)
    worker.run("ROLLBACK")


def _clause(using: tuple[str, ...]) -> str:
    return f" USING c{''.join(f'::{each}' for each in using)}" if using else ""


# Assignment to a column converts as ALTER COLUMN TYPE does.
TRY_VALUES = """
CREATE FUNCTION try_values(there text, back text, OUT failed text[], OUT changed text[]) LANGUAGE plpgsql AS $$
DECLARE
    one record;
    ended text;
BEGIN
    failed := '{}'; changed := '{}';
    FOR one IN SELECT id, c::text AS shown FROM old_values LOOP
        BEGIN
            EXECUTE format('INSERT INTO new_values SELECT id, %s FROM old_values WHERE id = %s', there, one.id);
        EXCEPTION WHEN data_exception OR integrity_constraint_violation THEN
            failed := failed || one.shown;
            CONTINUE;
        END;
        BEGIN
            EXECUTE format('INSERT INTO old_again SELECT id, %s FROM new_values WHERE id = %s', back, one.id);
            SELECT c::text INTO ended FROM old_again WHERE id = one.id;
        EXCEPTION WHEN data_exception OR integrity_constraint_violation THEN
            ended := NULL;
        END;
        IF ended IS DISTINCT FROM one.shown THEN
            changed := changed || one.shown;
        END IF;
    END LOOP;
END $$
"""


def converted(
    worker: Session, values: tuple[str, ...], names: tuple[str, str], ways: tuple[TypeChange, TypeChange]
) -> tuple[list[str], list[str]]:
    """Which values cannot be converted, and which are others when they are converted back."""
    (old, new), expressions = names, [f"c{''.join(f'::{each}' for each in way.using)}" for way in ways]
    worker.run("BEGIN")
    worker.run(
        f"CREATE TEMP TABLE old_values (id serial, c {old}) ON COMMIT DROP;"
        f"CREATE TEMP TABLE new_values (id integer, c {new}) ON COMMIT DROP;"
        f"CREATE TEMP TABLE old_again (id integer, c {old}) ON COMMIT DROP"
    )
    worker.run(f"INSERT INTO old_values (c) VALUES {', '.join(f'({value})' for value in values)}")
    ((failed, changed),) = worker.rows("SELECT * FROM try_values(%s, %s)", expressions)
    worker.run("ROLLBACK")
    return failed, changed
