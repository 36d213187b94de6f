"""From a schema to its test files."""

from __future__ import annotations

from wesley.config.settings import Settings
from wesley.ir.routine import Function
from wesley.ir.schema import Schema
from wesley.targets.pgtap import behaviour, helpers
from wesley.targets.pgtap.access import grants, row_security
from wesley.targets.pgtap.constraints import constraints
from wesley.targets.pgtap.fixtures import Fixtures, Key
from wesley.targets.pgtap.indexes import indexes
from wesley.targets.pgtap.isolation import isolation
from wesley.targets.pgtap.isolation_helpers import ACTING
from wesley.targets.pgtap.lookups import HELPERS, lookups
from wesley.targets.pgtap.partitions import partitioning
from wesley.targets.pgtap.paths import isolation_path, lookups_path, schema_path, table_path
from wesley.targets.pgtap.rows import reference_rows
from wesley.targets.pgtap.schema_wide import schema_wide
from wesley.targets.pgtap.script import render
from wesley.targets.pgtap.table import columns, comment, existence
from wesley.targets.pgtap.triggers import triggers


def emit(schema: Schema, settings: Settings) -> dict[str, str]:
    """All test files by their path.

    Args:
        schema: a valid schema.
        settings: where the files go, and the schema whose tables are named without it.
    """
    folder, home = settings.outputs.pgtap, settings.postgres.schema
    roles = (*(role.name for role in schema.roles), "public")
    fixtures = Fixtures(schema)
    functions = {(function.schema, function.name): function for function in schema.physical.functions}
    files = {schema_path(folder): _schema_file(schema, roles)}
    for key in fixtures.tables:
        files[table_path(folder, *key, home)] = _table_file(fixtures, key, roles, functions)
    for key in fixtures.tenants:
        files[isolation_path(folder, *key, home)] = _isolation_file(fixtures, schema, key)
    if lines := lookups(fixtures, schema):
        files[lookups_path(folder)] = render("Look-ups that an index serves.", HELPERS, lines)
    return files


def _schema_file(schema: Schema, roles: tuple[str, ...]) -> str:
    lines = schema_wide(schema, roles)
    text = helpers.SCHEMA + (helpers.COLUMNS + helpers.ACCESS if schema.physical.views else "")
    return render("Extensions, roles, schemas, enums, functions and views.", text, lines)


def _table_file(fixtures: Fixtures, key: Key, roles: tuple[str, ...], functions: dict[Key, Function]) -> str:
    table = fixtures.tables[key]
    lines = existence(table) + columns(table) + comment(table) + constraints(table) + indexes(table)
    lines += partitioning(table) + triggers(table) + row_security(table) + grants(table, roles) + reference_rows(table)
    acting = behaviour.checks(fixtures, key) + behaviour.triggers(fixtures, key, functions)
    text = helpers.COLUMNS + helpers.CONSTRAINTS + helpers.INDEXES + helpers.ACCESS + helpers.TRIGGERS
    text += (helpers.PARTITIONS if table.partitioning else "") + (ACTING if acting else "")
    return render(f"The structure of {table.schema}.{table.name}.", text, lines + acting)


def _isolation_file(fixtures: Fixtures, schema: Schema, key: Key) -> str:
    tests = isolation(fixtures, schema, key)
    return render(f"Who sees and writes which rows of {'.'.join(key)}.", helpers.ACCESS + tests.helpers, tests.lines)
