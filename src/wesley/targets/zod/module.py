"""The module as a whole."""

from __future__ import annotations

import posixpath

from wesley.config.settings import Settings
from wesley.ir.schema import Schema
from wesley.memory.memory import Memory
from wesley.targets.typescript.text import HEADER, doc
from wesley.targets.typescript.types import enum_literals
from wesley.targets.wire.names import Names, allocate
from wesley.targets.wire.rows import RowType, row_types
from wesley.targets.wire.values import Vocabulary
from wesley.targets.zod.catalog import Catalog
from wesley.targets.zod.inputs import Inputs
from wesley.targets.zod.rows import row_schemas
from wesley.targets.zod.values import Values

_PROOF = """\
type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false
type True<T extends true> = T
"""


def module(schema: Schema, settings: Settings, memory: Memory | None = None) -> str:
    """The text of the Zod module. It imports types only, so it runs without the module of the types.

    Args:
        schema: a valid schema.
        settings: the spelling of keys, and where the modules are.
        memory: of the texts about tables that did not change.
    """
    names, catalog = allocate(schema, memory), Catalog()
    values, rows = Values(names, catalog), row_types(schema, settings, memory)
    inputs = Inputs(names, Vocabulary(schema), values, catalog)
    body = _scalars(schema, names) + _enums(schema, values)
    for row_type in rows:
        body += _row_schemas(row_type, names, catalog, memory)
    body += inputs.schemas(schema.api.inputs)
    declarations = "\n".join(catalog.declarations())
    declarations = declarations.replace("{json_value}", names.json_value).replace("{json}", names.json)
    proof = _proof(schema, names, rows)
    lines = [HEADER + 'import * as z from "zod"', *_types_import(settings, used=bool(proof)), ""]
    return "\n".join([*lines, *([declarations, ""] if declarations else []), *body, *proof]).rstrip("\n") + "\n"


def _row_schemas(row_type: RowType, names: Names, catalog: Catalog, memory: Memory | None) -> list[str]:
    """The schemas of a table; with a memory, what they declare is remembered with them."""

    def make(own: Catalog) -> list[str]:
        return row_schemas(row_type, names.tables[row_type.object_type.name], Values(names, own), own)

    if memory is None:
        return make(catalog)
    own = Catalog()
    key = ("schemas", names.mentioned[row_type.object_type.name])
    lines, used = memory.recall(key, (row_type,), lambda: (make(own), own.used))
    catalog.take(used)
    return lines


def _types_import(settings: Settings, *, used: bool) -> list[str]:
    folder = posixpath.dirname(settings.outputs.zod) or "."
    path = posixpath.relpath(settings.outputs.typescript, folder)
    path = path if path.startswith(".") else f"./{path}"
    # The import names the file that the compiler makes of it: .ts becomes .js, .mts becomes .mjs.
    stem, _, suffix = path.rpartition(".")
    return [f'import type * as types from "{stem}.{suffix.replace("ts", "js")}"'] if used else []


def _scalars(schema: Schema, names: Names) -> list[str]:
    """The schemas that the user wrote for scalars."""
    lines = []
    for scalar in schema.api.scalars:
        if scalar.zod is not None and scalar.name in names.types:
            lines += [*doc("", scalar.description), f"export const {names.types[scalar.name]}Schema = {scalar.zod}", ""]
    return lines


def _enums(schema: Schema, values: Values) -> list[str]:
    lines = []
    for enum in schema.api.enums:
        literals = ", ".join(enum_literals(enum))
        lines += [*doc("", enum.description), f"export const {values.name(enum.name)} = z.enum([{literals}])", ""]
    return lines


def _proof(schema: Schema, names: Names, rows: tuple[RowType, ...]) -> list[str]:
    """Types that compile only while each schema's output is the TypeScript type."""
    proved = [names.types[scalar.name] for scalar in schema.api.scalars if scalar.zod and scalar.name in names.types]
    proved += [names.types[enum.name] for enum in schema.api.enums]
    for row_type in rows:
        table = names.tables[row_type.object_type.name]
        proved += [table.row] if row_type.object_type.is_view else [table.row, table.insert, table.update]
    proved += [names.types[input_type.name] for input_type in schema.api.inputs]
    if not proved:
        return []
    lines = [f"  True<Equal<z.output<typeof {name}Schema>, types.{name}>>," for name in proved]
    head = doc("", "Compiles only while the output of each schema is exactly its TypeScript type.")
    return [_PROOF, *head, "export type SchemasAreTypes = [", *lines, "]"]
