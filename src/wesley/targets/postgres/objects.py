"""What tables stand on: roles, schemas, extensions, enums, functions."""

from __future__ import annotations

from collections.abc import Iterator

from wesley.ir.enum import Enum
from wesley.ir.routine import Function
from wesley.ir.schema import Physical, Schema
from wesley.memory.memory import Memory
from wesley.sql.ddl.enum import create_enum
from wesley.sql.ddl.extension import create_extension
from wesley.sql.ddl.function import create_function
from wesley.sql.ddl.namespace import create_namespace
from wesley.sql.ddl.role import create_role
from wesley.sql.text import qualified
from wesley.targets.postgres.statement import of_each, written

# It is in every database.
_PUBLIC = "public"


def roles(schema: Schema) -> Iterator[str]:
    """The roles, each created where it is missing."""
    for role in sorted(schema.roles, key=lambda role: role.name):
        yield written(role.origin, create_role, role)


def namespaces(physical: Physical) -> Iterator[str]:
    """The schemas but `public`."""
    for namespace in physical.namespaces:
        if namespace.name != _PUBLIC:
            yield written(namespace.origin, create_namespace, namespace)


def extensions(physical: Physical) -> Iterator[str]:
    """The extensions."""
    for extension in physical.extensions:
        yield written(extension.origin, create_extension, extension)


def enums(physical: Physical, memory: Memory | None = None) -> Iterator[str]:
    """The enums."""
    return of_each(memory, "enums", physical.enums, _enum)


def _enum(enum: Enum) -> Iterator[str]:
    yield written(enum.origin, create_enum, enum)


def early_functions(physical: Physical, memory: Memory | None = None) -> Iterator[str]:
    """The functions that tables may call: all that name no table in their arguments and result.

    Their bodies may read tables that are not there yet, so PostgreSQL looks at them when they are called; a trigger's
    body is not looked into anyway.
    """
    functions = [function for function in physical.functions if not _names_relation(physical, function)]
    bodies_wait = any(function.returns != "trigger" for function in functions)
    if bodies_wait:
        yield "SET check_function_bodies = off;"
    yield from of_each(memory, "functions", functions, _function)
    if bodies_wait:
        yield "RESET check_function_bodies;"


def late_functions(physical: Physical, memory: Memory | None = None) -> Iterator[str]:
    """The functions that take or give rows of tables and views."""
    late = [function for function in physical.functions if _names_relation(physical, function)]
    return of_each(memory, "functions", late, _function)


def _function(function: Function) -> Iterator[str]:
    yield written(function.origin, create_function, function)


def _names_relation(physical: Physical, function: Function) -> bool:
    signature = f"{function.arguments} {function.returns}"
    if signature == " trigger":
        return False
    relations = {(table.schema, table.name) for table in physical.tables}
    relations |= {(view.schema, view.name) for view in physical.views}
    return any(qualified(*relation) in signature for relation in relations)
