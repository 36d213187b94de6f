"""The map of the database for clients of PostgREST such as supabase-js: keys are database names."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct
from msgspec.structs import replace

from wesley.ir.api import EnumStorage
from wesley.ir.constraint import ForeignKey
from wesley.ir.schema import Schema
from wesley.ir.table import Table
from wesley.targets.typescript.rows import property_line
from wesley.targets.typescript.text import block, doc, key, literal
from wesley.targets.typescript.types import Types, enum_literals
from wesley.targets.wire.rows import Member, RowType, bare_members
from wesley.targets.wire.values import Vocabulary

_NOTHING = "{ [_ in never]: never }"


class Relation(Struct, frozen=True):
    """A table or view as the map shows it; `table` is None for a view and for what something else manages."""

    schema: str
    name: str
    members: tuple[Member, ...]
    is_view: bool = False
    table: Table | None = None


def database(schema: Schema, types: Types, row_types: Iterable[RowType], vocabulary: Vocabulary) -> list[str]:
    """The type `Database`: tables, views and enums by schema."""
    relations = _relations(schema, row_types, vocabulary)
    by_name: dict[str, list[Relation]] = {"public": []}
    for relation in relations:
        by_name.setdefault(relation.schema, []).append(relation)
    lines = doc(
        "", "The database by its own names, with values as PostgREST sends them: bigint and numeric as numbers."
    )
    lines.append(f"export type {types.names.database} = {{")
    for namespace in sorted(by_name):
        lines += _namespace(schema, namespace, by_name[namespace], types)
    return [*lines, "}"]


def _relations(schema: Schema, row_types: Iterable[RowType], vocabulary: Vocabulary) -> list[Relation]:
    found = {}
    for row_type in row_types:
        relation = row_type.object_type.relation
        if relation is not None:
            is_view = row_type.object_type.is_view
            found[relation] = Relation(*relation, row_type.members, is_view, row_type.table)
    for table in schema.physical.tables:
        if (table.schema, table.name) not in found:
            members = bare_members(table, vocabulary)
            found[table.schema, table.name] = Relation(table.schema, table.name, members, table=table)
    return [found[name] for name in sorted(found)]


def _namespace(schema: Schema, name: str, relations: list[Relation], types: Types) -> list[str]:
    tables = [line for relation in relations if not relation.is_view for line in _relation(relation, types)]
    views = [line for relation in relations if relation.is_view for line in _relation(relation, types)]
    enums = [
        f"      {key(enum.relation[1])}: {' | '.join(enum_literals(enum))}"
        for enum in sorted(schema.api.enums, key=lambda enum: enum.relation or ())
        if enum.relation and enum.relation[0] == name and enum.storage is EnumStorage.NATIVE
    ]
    return [
        f"  {key(name)}: {{",
        *_part("Tables", tables),
        *_part("Views", views),
        f"    Functions: {_NOTHING}",
        *_part("Enums", enums),
        f"    CompositeTypes: {_NOTHING}",
        "  }",
    ]


def _part(name: str, lines: list[str]) -> list[str]:
    return block(f"    {name}: ", lines, "    }") if lines else [f"    {name}: {_NOTHING}"]


def _relation(relation: Relation, types: Types) -> list[str]:
    members = [replace(member, key=member.column) for member in relation.members]
    row = [f"  {key(member.key)}: {types.postgrest(member.value, write=False)}" for member in members]
    lines = [f"      {key(relation.name)}: {{", *_indented(block("Row: ", row))]
    if not relation.is_view:
        for part in ("Insert", "Update"):
            insert = part == "Insert"
            written = [
                property_line(member, types.postgrest(member.value, write=True), insert=insert) for member in members
            ]
            lines += _indented(block(f"{part}: ", written))
    foreign_keys = relation.table.foreign_keys if relation.table else ()
    entries = [_relationship(foreign_key, relation.table) for foreign_key in foreign_keys]
    lines += _indented(["Relationships: [", *entries, "]"] if entries else ["Relationships: []"])
    return [*lines, "      }"]


def _indented(lines: Iterable[str]) -> list[str]:
    return [f"        {line}" for line in lines]


def _relationship(foreign_key: ForeignKey, table: Table | None) -> str:
    parts = {
        "foreignKeyName": literal(foreign_key.name),
        "columns": _tuple(foreign_key.columns),
        "isOneToOne": "true" if table and _is_unique(foreign_key, table) else "false",
        "referencedRelation": literal(foreign_key.ref_table),
        "referencedColumns": _tuple(foreign_key.ref_columns),
    }
    return f"  {{ {'; '.join(f'{name}: {text}' for name, text in parts.items())} }},"


def _tuple(names: Iterable[str]) -> str:
    return f"[{', '.join(literal(name) for name in names)}]"


def _is_unique(foreign_key: ForeignKey, table: Table) -> bool:
    columns = set(foreign_key.columns)
    keys = [set(unique.columns) for unique in table.uniques]
    if table.primary_key is not None:
        keys.append(set(table.primary_key.columns))
    return columns in keys
