"""The map of the database for clients of PostgREST such as supabase-js: keys are database names."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from msgspec import Struct
from msgspec.structs import replace

from wesley.ir.api import EnumStorage
from wesley.ir.constraint import ForeignKey
from wesley.ir.schema import Schema
from wesley.ir.table import Table
from wesley.memory.memory import Memory, recall
from wesley.targets.typescript.rows import property_line
from wesley.targets.typescript.text import block, doc, key, literal
from wesley.targets.typescript.types import Types, enum_literals
from wesley.targets.wire.names import TableNames
from wesley.targets.wire.rows import Member, RowType, bare_members
from wesley.targets.wire.values import Vocabulary

_NOTHING = "{ [_ in never]: never }"


class Relation(Struct, frozen=True):
    """A table or view as the map shows it.

    Args:
        schema, name: its database name.
        members: its columns.
        names: the names of its row types; None when it has none.
        is_view: True for a view.
        table: the table; None for a view and for what something else manages.
        row_type: what it is made of; None for a table that no object type stands for.
    """

    schema: str
    name: str
    members: tuple[Member, ...]
    names: TableNames | None = None
    is_view: bool = False
    table: Table | None = None
    row_type: RowType | None = None


def database(
    schema: Schema,
    types: Types,
    row_types: Iterable[RowType],
    vocabulary: Vocabulary,
    memory: Memory | None = None,
) -> list[str]:
    """The type `Database`: tables, views and enums by schema.

    Args:
        schema: a valid schema.
        types: writes type expressions.
        row_types: the tables and views that have an object type.
        vocabulary: knows the types of columns.
        memory: of the texts about tables that did not change.
    """
    relations = _relations(schema, types, row_types, vocabulary)
    by_name: dict[str, list[Relation]] = {"public": []}
    for relation in relations:
        by_name.setdefault(relation.schema, []).append(relation)
    lines = doc(
        "", "The database by its own names, with values as PostgREST sends them: bigint and numeric as numbers."
    )
    lines.append(f"export type {types.names.database} = {{")
    for namespace in sorted(by_name):
        lines += _namespace(schema, namespace, by_name[namespace], types, memory)
    return [*lines, "}"]


def _relations(schema: Schema, types: Types, row_types: Iterable[RowType], vocabulary: Vocabulary) -> list[Relation]:
    found = {}
    for row_type in row_types:
        relation = row_type.object_type.relation
        if relation is not None:
            names, is_view = types.names.tables[row_type.object_type.name], row_type.object_type.is_view
            found[relation] = Relation(*relation, row_type.members, names, is_view, row_type.table, row_type)
    for table in schema.physical.tables:
        if (table.schema, table.name) not in found:
            members = bare_members(table, vocabulary)
            found[table.schema, table.name] = Relation(table.schema, table.name, members, table=table)
    return [found[name] for name in sorted(found)]


def _namespace(schema: Schema, name: str, relations: list[Relation], types: Types, memory: Memory | None) -> list[str]:
    tables = [line for relation in relations if not relation.is_view for line in _once(relation, types, memory)]
    views = [line for relation in relations if relation.is_view for line in _once(relation, types, memory)]
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


def _once(relation: Relation, types: Types, memory: Memory | None) -> list[str]:
    if relation.row_type is None:
        return _relation(relation, types)
    key = ("relation", types.names.mentioned[relation.row_type.object_type.name])
    return recall(memory, key, (relation.row_type,), partial(_relation, relation, types))


def _relation(relation: Relation, types: Types) -> list[str]:
    lines = [f"      {key(relation.name)}: {{", *_indented(_rows(relation, types))]
    foreign_keys = relation.table.foreign_keys if relation.table else ()
    entries = [_relationship(foreign_key, relation.table) for foreign_key in foreign_keys]
    lines += _indented(["Relationships: [", *entries, "]"] if entries else ["Relationships: []"])
    return [*lines, "      }"]


def _rows(relation: Relation, types: Types) -> list[str]:
    if relation.names is not None and all(_is_plain(member, types) for member in relation.members):
        names = relation.names
        written = [] if relation.is_view else [f"Insert: {names.insert}", f"Update: {names.update}"]
        return [f"Row: {names.row}", *written]
    members = [replace(member, key=member.column) for member in relation.members]
    lines = block("Row: ", [f"  {key(m.key)}: {types.postgrest(m.value, write=False)}" for m in members])
    for part in () if relation.is_view else ("Insert", "Update"):
        written = [property_line(m, types.postgrest(m.value, write=True), insert=part == "Insert") for m in members]
        lines += block(f"{part}: ", written)
    return lines


def _is_plain(member: Member, types: Types) -> bool:
    """True when the map shows a column as the row types do."""
    return member.key == member.column and not types.differs_in_postgrest(member.value.leaf)


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
