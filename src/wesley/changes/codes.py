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
    "are computed (manual, 'Overview of Trigger Behavior'), it looks up only what is built in, whatever the search "
    "path of the session is, and before PostgreSQL 13 a partitioned table cannot have a BEFORE trigger for each row.",
    bad="type User @table {\n  id: ID! @primaryKey\n"
    '  team: String! @backfill(expr: "(SELECT max(name) FROM teams)")\n}',
    good="type User @table {\n  id: ID! @primaryKey\n"
    '  team: String! @backfill(expr: "(SELECT max(name) FROM public.teams)")\n}',
)
BACKFILL_WITHOUT_KEY = Code(
    code="MIG103",
    name="backfill-without-key",
    summary="Rows shall be filled in batches, and the table has no key to walk along.",
    why="Without a key every batch would read the whole table. From PostgreSQL 14 on a table can be walked by its "
    "pages (TID range scans). Before, it cannot, and one UPDATE of every row would lock them all until it ends.",
)
COLUMN_IN_USE = Code(
    code="MIG104",
    name="column-in-use",
    summary="A column shall be dropped, and something in the new schema still stands on it.",
    why="PostgreSQL refuses to drop a column that a policy, a trigger or a generated column uses, and drops the "
    "indexes and constraints on it without a word.",
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
    why="SET STORAGE DEFAULT came with PostgreSQL 16. Before, the storage has to be named, and only the one of "
    "built-in types is known here.",
)

NEWER_THAN_SERVER = Code(
    code="MIG131",
    name="newer-than-server",
    summary="The schema to get to says something that the server of the plan does not know.",
    why="Such as virtual columns, which came with PostgreSQL 18, NULLS NOT DISTINCT and security_invoker, which came "
    "with 15, and compression of a column, which came with 14. An older server refuses the statement.",
)
REFERENCED_BY_PARTITIONED = Code(
    code="MIG132",
    name="key-referenced-by-partitioned-table",
    summary="A key shall go or change while a foreign key of a partitioned table may stand on it.",
    why="PostgreSQL drops no index that a foreign key stands on, so the foreign key is made anew in the same "
    "transaction, NOT VALID. Before PostgreSQL 18 a partitioned table cannot have such a foreign key, and a valid one "
    "would lock both tables for as long as it takes to read them.",
)
PARTITIONING_CHANGED = Code(
    code="MIG133",
    name="partitioning-changed",
    summary="A table shall be partitioned in another way, become partitioned, or stop being so; or a partition and a "
    "table of its name are not alike.",
    why="PostgreSQL cannot change how a table is partitioned, nor the bounds of a partition. A new table has to be "
    "filled from the old one, and only the application knows when writes may change over. A partition and a table "
    "change into each other with their rows, when the table has what the partitioned table gives its partitions, and "
    "nothing else.",
)
PARTITIONS_OVERLAP = Code(
    code="MIG134",
    name="partitions-overlap",
    summary="A new partition takes values that an old one still holds.",
    why="New partitions come first and old ones go last, when the old application is gone. PostgreSQL attaches no "
    "partition whose bounds overlap with those of another.",
)

COLUMN_CANNOT_MOVE = Code(
    code="MIG111",
    name="column-cannot-move",
    summary="A column cannot be replaced by a successor while applications go on.",
    why="A rename, and a change of type that writes the table anew, are done by a second column that takes over in one "
    "short transaction. What PostgreSQL cannot build beside the first one stands in the way: a partition key, a "
    "deferrable primary key, the primary key of a partitioned table to which a foreign key refers.",
)
TYPE_IMPOSSIBLE = Code(
    code="MIG112",
    name="no-conversion",
    summary="A column shall have a type that no value of its old type can be converted to.",
    why="PostgreSQL has no cast between the two, so nobody can tell what the values that are there become.",
)
VIEW_BETWEEN_TYPES = Code(
    code="MIG113",
    name="view-between-types",
    summary="A view reads a column of which the type changes, and goes or needs what is not there yet.",
    why="PostgreSQL changes no type under a view: the view is made anew in the same transaction, as the new schema has "
    "it. A view that the new schema does not have, or that needs something created later, cannot be.",
)

DOMAIN_IN_USE = Code(
    code="MIG141",
    name="domain-in-use",
    summary="A domain in use shall change in a way that PostgreSQL cannot make.",
    why="ALTER DOMAIN changes neither the type nor the collation, and it cannot check values inside arrays.",
)
FUNCTION_IN_USE = Code(
    code="MIG142",
    name="function-in-use",
    summary="A function shall have another result, or other names of arguments, and what uses it cannot go over.",
    why="CREATE OR REPLACE FUNCTION changes neither. A function of its name is made beside it, and policies, triggers, "
    "defaults, indexes, checks and views go over to that one. A generated column would be written anew under a lock "
    "against reads and writes; exclusions, domains, partition keys and the triggers that execute the function cannot "
    "go over either, and nothing can while the new function names what the same plan makes.",
)
VIEW_IN_USE = Code(
    code="MIG143",
    name="view-in-use-as-type",
    summary="A view has to be made anew, and a function takes or gives its rows.",
    why="PostgreSQL drops no view whose row type is used. The function would go as well, and with it what calls it.",
)

ENUM_IN_USE = Code(
    code="MIG114",
    name="enum-used-elsewhere",
    summary="An enum shall lose a value or change its order, and something but columns uses it.",
    why="PostgreSQL takes no value out of an enum, so a new type takes its place, column by column. A domain over the "
    "enum, a function with such an argument, or a view that casts to it is bound to the old type.",
)

KEEP_WITHOUT_KEY = Code(
    code="MIG151",
    name="keep-without-key",
    summary="What a column holds shall be kept in a side table, and the table has no key for it.",
    why="On the way back the values have to find their rows again. Only a primary key, or a unique key of NOT NULL "
    "columns, that the plan does not change tells which row is which.",
)

KEPT_IN_USE = Code(
    code="MIG152",
    name="soft-drop-in-use",
    summary="A table shall be dropped softly, and something in the new schema still reads it.",
    why="PostgreSQL would refuse to drop such a table. To move it out of sight it does not refuse: the policy or view "
    "would go on to read what nobody writes any more.",
)

KEPT_TWICE = Code(
    code="MIG153",
    name="soft-drop-twice",
    summary="A partitioned table shall be dropped softly, and an earlier one of that name is kept already.",
    why="What is moved out of sight gets other names where its names are taken. Those of the indexes of partitions are "
    "PostgreSQL's own, and no schema knows them.",
    good="wesley purge --database-url postgresql://localhost/shop --allow-drop orders",
)

ALL: tuple[Code, ...] = (
    KEPT_TWICE,
    KEPT_IN_USE,
    KEEP_WITHOUT_KEY,
    ENUM_IN_USE,
    DOMAIN_IN_USE,
    FUNCTION_IN_USE,
    VIEW_IN_USE,
    COLUMN_CANNOT_MOVE,
    TYPE_IMPOSSIBLE,
    VIEW_BETWEEN_TYPES,
    COLUMN_WITHOUT_VALUE,
    FILL_IMPOSSIBLE,
    BACKFILL_WITHOUT_KEY,
    COLUMN_IN_USE,
    GENERATED_CHANGE,
    STORAGE_UNKNOWN,
    NEWER_THAN_SERVER,
    REFERENCED_BY_PARTITIONED,
    PARTITIONING_CHANGED,
    PARTITIONS_OVERLAP,
)
