"""The codes of changes that cannot be planned as they are asked for."""

from __future__ import annotations

from wesley.problems.problem import Code

COLUMN_WITHOUT_VALUE = Code(
    code="MIG101",
    name="column-without-value",
    summary="A new column is NOT NULL, and nothing says what the rows that are there get.",
    why="PostgreSQL refuses to add such a column to a table with rows, and the application in use, which does not know "
    "the column, could insert no row any more.",
    bad="type User @table {\n  id: ID! @primaryKey\n  email: String!\n  handle: String!\n}",
    good="type User @table {\n  id: ID! @primaryKey\n  email: String!\n"
    "  handle: String! @backfill(expr: \"split_part(email, '@', 1)\")\n}",
)
FILL_IMPOSSIBLE = Code(
    code="MIG102",
    name="fill-impossible",
    summary="Rows that the application in use writes cannot get a value for a new NOT NULL column.",
    why="Until the old application is gone, a trigger fills the rows that it writes. It runs before generated columns "
    "are computed (manual, \"Overview of Trigger Behavior\"), and before PostgreSQL 13 a partitioned table cannot have "
    "a BEFORE trigger for each row.",
)
BACKFILL_WITHOUT_KEY = Code(
    code="MIG103",
    name="backfill-without-key",
    summary="Rows shall be filled in batches, and the table has no key to walk along.",
    why="Without a key every batch would read the whole table. From PostgreSQL 14 on a table can be walked by its pages "
    "(TID range scans); a partitioned table and one of an older version cannot, and one UPDATE of every row would lock "
    "them all until it ends.",
)
COLUMN_IN_USE = Code(
    code="MIG104",
    name="column-in-use",
    summary="A column shall be dropped, and something in the new schema still stands on it.",
    why="PostgreSQL refuses to drop a column that a policy, a trigger or a generated column uses, and drops the indexes "
    "and constraints on it without a word.",
)
GENERATED_CHANGE = Code(
    code="MIG105",
    name="generated-change",
    summary="A column shall become generated, or a generated one shall change in a way that PostgreSQL cannot make.",
    why="ALTER TABLE cannot make a plain column a generated one, nor the other way round for a virtual column. A new "
    "column in its place would lose the values, or what stands on the column.",
)
STORAGE_UNKNOWN = Code(
    code="MIG106",
    name="storage-unknown",
    summary="A column shall have the storage of its type again, and the server cannot be told so.",
    why="SET STORAGE DEFAULT came with PostgreSQL 16. Before, the storage has to be named, and only the one of built-in "
    "types is known here.",
)

ALL: tuple[Code, ...] = (
    COLUMN_WITHOUT_VALUE,
    FILL_IMPOSSIBLE,
    BACKFILL_WITHOUT_KEY,
    COLUMN_IN_USE,
    GENERATED_CHANGE,
    STORAGE_UNKNOWN,
)
