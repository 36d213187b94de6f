"""From a schema to its test files."""

from __future__ import annotations

from functools import partial

from wesley.config.settings import Settings
from wesley.ir.schema import Schema
from wesley.memory.memory import Memory, recall
from wesley.targets.pgtap import behaviour, helpers
from wesley.targets.pgtap.access import grants, row_security
from wesley.targets.pgtap.constraints import constraints
from wesley.targets.pgtap.fixtures import Fixtures, Key
from wesley.targets.pgtap.indexes import indexes
from wesley.targets.pgtap.isolation import isolation
from wesley.targets.pgtap.isolation_helpers import ACTING
from wesley.targets.pgtap.lookups import HELPERS, lookups
from wesley.targets.pgtap.made_of import MadeOf, made_of
from wesley.targets.pgtap.partitions import partitioning
from wesley.targets.pgtap.paths import isolation_path, lookups_path, schema_path, table_path
from wesley.targets.pgtap.rows import reference_rows
from wesley.targets.pgtap.schema_wide import schema_wide
from wesley.targets.pgtap.script import render
from wesley.targets.pgtap.table import columns, comment, existence
from wesley.targets.pgtap.triggers import triggers


def emit(schema: Schema, settings: Settings, memory: Memory | None = None) -> dict[str, str]:
    """All test files by their path.

    Args:
        schema: a valid schema.
        settings: where the files go, and the schema whose tables are named without it.
        memory: of the files about tables of which nothing changed.
    """
    folder, home = settings.outputs.pgtap, settings.postgres.schema
    roles = (*(role.name for role in schema.roles), "public")
    fixtures = Fixtures(schema)
    marks = MadeOf({}, {}) if memory is None else made_of(fixtures, schema, memory)
    files = {schema_path(folder): _schema_file(schema, roles, memory)}
    for key, table in fixtures.tables.items():
        mark = (marks.full if table.triggers else marks.plain).get(key)
        make = partial(_table_file, fixtures, key, roles)
        files[table_path(folder, *key, home)] = recall(memory, ("table", key), (mark,), make)
    for key in fixtures.tenants:
        make = partial(_isolation_file, fixtures, schema, key)
        files[isolation_path(folder, *key, home)] = recall(memory, ("isolation", key), (marks.full.get(key),), make)
    looked_up = [
        recall(memory, ("look-ups", key), (marks.plain.get(key),), partial(lookups, fixtures, schema, key))
        for key in fixtures.tables
    ]
    if lines := [line for of_table in looked_up for line in of_table]:
        files[lookups_path(folder)] = render("Look-ups that an index serves.", HELPERS, lines)
    return files


def _schema_file(schema: Schema, roles: tuple[str, ...], memory: Memory | None) -> str:
    physical = schema.physical
    lists = (physical.extensions, schema.roles, physical.namespaces, physical.enums, physical.functions, physical.views)
    sizes = tuple(len(elements) for elements in lists)
    of = tuple(element for elements in lists for element in elements)
    return recall(memory, ("schema", sizes), of, partial(_new_schema_file, schema, roles))


def _new_schema_file(schema: Schema, roles: tuple[str, ...]) -> str:
    lines = schema_wide(schema, roles)
    text = helpers.SCHEMA + (helpers.COLUMNS + helpers.ACCESS if schema.physical.views else "")
    return render("Extensions, roles, schemas, enums, functions and views.", text, lines)


def _table_file(fixtures: Fixtures, key: Key, roles: tuple[str, ...]) -> str:
    table = fixtures.tables[key]
    lines = existence(table) + columns(table) + comment(table) + constraints(table) + indexes(table)
    lines += partitioning(table) + triggers(table) + row_security(table) + grants(table, roles) + reference_rows(table)
    acting = behaviour.checks(fixtures, key) + behaviour.triggers(fixtures, key, fixtures.functions)
    text = helpers.COLUMNS + helpers.CONSTRAINTS + helpers.INDEXES + helpers.ACCESS + helpers.TRIGGERS
    text += (helpers.PARTITIONS if table.partitioning else "") + (ACTING if acting else "")
    return render(f"The structure of {table.schema}.{table.name}.", text, lines + acting)


def _isolation_file(fixtures: Fixtures, schema: Schema, key: Key) -> str:
    tests = isolation(fixtures, schema, key)
    return render(f"Who sees and writes which rows of {'.'.join(key)}.", helpers.ACCESS + tests.helpers, tests.lines)
