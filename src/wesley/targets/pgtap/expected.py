"""The expected form of a table as temporary objects, so that the server itself prints what is compared.

PostgreSQL stores an expression as a tree and prints it its own way: `a IN (1, 2)` comes back as
`a = ANY (ARRAY[1, 2])`. So an expression of the schema is never compared with the print of the catalog. A temporary
table of the same name gets the same expression, and the two prints are compared.
"""

from __future__ import annotations

from collections.abc import Iterable

from wesley.ir.column import Column
from wesley.ir.constraint import Deferrable, Exclusion
from wesley.ir.index import Index, IndexKey
from wesley.ir.policy import Policy
from wesley.ir.routine import Trigger
from wesley.ir.table import Partitioning, Table
from wesley.sql.text import argument, qualified, quote_identifier, quote_literal


def scratch(name: str) -> str:
    """The expected form's name, as SQL."""
    return f"pg_temp.{quote_identifier(name)}"


def names(columns: Iterable[str]) -> str:
    """Names as a list for SQL."""
    return ", ".join(map(quote_identifier, columns))


def table_ddl(table: Table) -> str:
    """CREATE TABLE with columns, checks, exclusions and partitioning: what has expressions or types."""
    parts = [column_ddl(column) for column in table.in_order()]
    parts += [f"CONSTRAINT {quote_identifier(c.name)} CHECK ({c.expression.sql})" for c in table.checks]
    parts += [_exclusion(exclusion) for exclusion in table.exclusions]
    statements = [f"CREATE TABLE {scratch(table.name)} ({', '.join(parts)}){_partitioned(table.partitioning)}"]
    statements += [
        f"CREATE TABLE {scratch(partition.name)} PARTITION OF {scratch(table.name)} {partition.bound}"
        for partition in (table.partitioning.partitions if table.partitioning else ())
    ]
    return "; ".join(statements)


def column_ddl(column: Column) -> str:
    """A column without NOT NULL, which is compared on its own."""
    words = [quote_identifier(column.name), column.type]
    if column.compression:
        words.append(f"COMPRESSION {quote_identifier(column.compression)}")
    if column.collation:
        words.append(f"COLLATE {dotted(column.collation)}")
    if column.default:
        words.append(f"DEFAULT ({column.default.sql})")
    if column.generated:
        kind = "STORED" if column.generated.stored else "VIRTUAL"
        words.append(f"GENERATED ALWAYS AS ({column.generated.expression.sql}) {kind}")
    if column.identity:
        words.append(_identity(always=column.identity.always, column=column))
    return " ".join(words)


def _identity(*, always: bool, column: Column) -> str:
    identity = column.identity
    start = f" START WITH {identity.start}" if identity and identity.start is not None else ""
    step = f" INCREMENT BY {identity.increment}" if identity and identity.increment is not None else ""
    options = f" ({(start + step).strip()})" if start or step else ""
    return f"GENERATED {'ALWAYS' if always else 'BY DEFAULT'} AS IDENTITY{options}"


def dotted(name: str) -> str:
    """A name that may hold its schema, as SQL."""
    return ".".join(map(quote_identifier, name.split(".")))


def key_ddl(key: IndexKey) -> str:
    """One key of an index, an exclusion or a partitioning."""
    words = [
        quote_identifier(key.column) if key.column is not None else f"({key.expression.sql})" if key.expression else ""
    ]
    if key.collation:
        words.append(f"COLLATE {dotted(key.collation)}")
    if key.opclass:
        words.append(dotted(key.opclass))
    if key.descending:
        words.append("DESC")
    if key.nulls_first is not None:
        words.append("NULLS FIRST" if key.nulls_first else "NULLS LAST")
    return " ".join(words)


def _partitioned(partitioning: Partitioning | None) -> str:
    if partitioning is None:
        return ""
    return f" PARTITION BY {partitioning.strategy} ({', '.join(map(key_ddl, partitioning.keys))})"


def _exclusion(exclusion: Exclusion) -> str:
    elements = ", ".join(f"{key_ddl(element.key)} WITH {element.operator}" for element in exclusion.elements)
    where = f" WHERE ({exclusion.where.sql})" if exclusion.where else ""
    return (
        f"CONSTRAINT {quote_identifier(exclusion.name)} EXCLUDE USING {quote_identifier(exclusion.method)} "
        f"({elements}){where}{DEFERRABLE[exclusion.deferrable]}"
    )


DEFERRABLE = {
    Deferrable.NO: "",
    Deferrable.INITIALLY_IMMEDIATE: " DEFERRABLE",
    Deferrable.INITIALLY_DEFERRED: " DEFERRABLE INITIALLY DEFERRED",
}


def index_ddl(table: Table, index: Index) -> str:
    """CREATE INDEX on the expected form."""
    words = [f"CREATE{' UNIQUE' if index.unique else ''} INDEX {quote_identifier(index.name)}"]
    words.append(f"ON {scratch(table.name)} USING {quote_identifier(index.method)}")
    words.append(f"({', '.join(map(key_ddl, index.keys))})")
    if index.include:
        words.append(f"INCLUDE ({names(index.include)})")
    if index.nulls_not_distinct:
        words.append("NULLS NOT DISTINCT")
    if index.parameters:
        words.append(f"WITH ({', '.join(f'{quote_identifier(k)} = {quote_literal(v)}' for k, v in index.parameters)})")
    if index.where:
        words.append(f"WHERE ({index.where.sql})")
    return " ".join(words)


def policy_ddl(table: Table, policy: Policy) -> str:
    """CREATE POLICY on the expected form."""
    roles = ", ".join("PUBLIC" if role == "public" else quote_identifier(role) for role in policy.roles)
    using = f" USING ({policy.using.sql})" if policy.using else ""
    check = f" WITH CHECK ({policy.check.sql})" if policy.check else ""
    return (
        f"CREATE POLICY {quote_identifier(policy.name)} ON {scratch(table.name)} "
        f"AS {'PERMISSIVE' if policy.permissive else 'RESTRICTIVE'} FOR {policy.command} TO {roles}{using}{check}"
    )


def trigger_ddl(table: Table, trigger: Trigger) -> str:
    """CREATE TRIGGER on the expected form, with the function of the real one."""
    columns = f" OF {names(trigger.update_columns)}" if trigger.update_columns else ""
    events = " OR ".join(f"{event}{columns if event == 'UPDATE' else ''}" for event in trigger.events)
    when = f" WHEN ({trigger.when.sql})" if trigger.when else ""
    function = qualified(trigger.function_schema, trigger.function)
    return (
        f"CREATE TRIGGER {quote_identifier(trigger.name)} {trigger.timing} {events} ON {scratch(table.name)} "
        f"FOR EACH ROW{when} EXECUTE FUNCTION {function}({', '.join(map(argument, trigger.arguments))})"
    )
