"""Fields that lead to other objects: the foreign key that carries each, found among those of the two tables.

A relation never makes a column; it is what a foreign key looks like from either of its sides.
"""

from __future__ import annotations

from collections.abc import Sequence

from wesley.ir.api import Relation, RelationKind
from wesley.ir.constraint import ForeignKey
from wesley.ir.origin import Origin
from wesley.problems.problem import Related
from wesley.sdl.draft import ColumnDraft, Draft, TableDraft
from wesley.sdl.language.document import FieldDefinition, Kind
from wesley.sdl.names import column_name
from wesley.sdl.rules.relation_ambiguous import RELATION_AMBIGUOUS
from wesley.sdl.rules.relation_nullability import RELATION_NULLABILITY
from wesley.sdl.rules.relation_without_key import RELATION_WITHOUT_KEY


def is_relation(draft: Draft, table: TableDraft, field: FieldDefinition) -> bool:
    """True for a field whose type is an object, an interface or a union, and that has no column of its own."""
    definition = draft.types.get(field.type.name)
    kinds = (Kind.OBJECT, Kind.INTERFACE, Kind.UNION)
    return field.name not in table.columns and definition is not None and definition.kind in kinds


def keys_to(holder: TableDraft, target: TableDraft, column: ColumnDraft | None = None) -> list[ForeignKey]:
    """The foreign keys of a table that refer to another one; only those with a given column."""
    return [
        key
        for key in holder.foreign_keys
        if (key.ref_schema, key.ref_table) == (target.schema, target.name)
        and (column is None or column.name in key.columns)
    ]


def is_unique(holder: TableDraft, key: ForeignKey) -> bool:
    """True where at most one row of the holder refers to a row."""
    sets = [unique.columns for unique in holder.uniques]
    if holder.primary_key is not None:
        sets.append(holder.primary_key.columns)
    return any(set(columns) <= set(key.columns) for columns in sets)


def relation(kind: RelationKind, target: str, holder: TableDraft, key: ForeignKey, through: str = "") -> Relation:
    """The relation that a foreign key carries."""
    place = (holder.schema, holder.name)
    return Relation(kind=kind, target=target, foreign_key=key.name, foreign_key_table=place, through=through or None)


def belongs_to_one(
    draft: Draft, table: TableDraft, field: FieldDefinition, keys: Sequence[ForeignKey]
) -> Relation | None:
    """The relation by one of the table's own keys; of several, by that of the column that is called like the field.

    Returns:
        None when it cannot be told which, which has been reported.
    """
    name = column_name(field.name, draft.settings.naming) + "_id"
    named = [key for key in keys if name in key.columns or f"{field.name}Id" in key.columns]
    chosen = list(keys) if len(keys) == 1 else named
    if len(chosen) != 1:
        report_ambiguous(draft, table, field, keys, "@belongsTo(column: {})")
        return None
    _check_nullability(draft, table, field, chosen[0])
    return relation(RelationKind.BELONGS_TO, field.type.name, table, chosen[0])


def _check_nullability(draft: Draft, table: TableDraft, field: FieldDefinition, key: ForeignKey) -> None:
    columns = [table.by_column(name) for name in key.columns]
    nullable = [column for column in columns if column is not None and column.nullable]
    if field.type.non_null and nullable:
        draft.report(
            RELATION_NULLABILITY.code,
            f"`{field.name}` is never null, and its key `{nullable[0].name}` may be",
            field.type_origin,
            f"write `{field.name}: {field.type.name}`, or make the key required with `!`",
            (Related("the key is here", nullable[0].origin),),
        )


def member_tables(draft: Draft, type_name: str) -> dict[str, TableDraft | None]:
    """The object types that a union or an interface stands for, with the table of each."""
    definition = draft.types[type_name]
    names = list(definition.members)
    if definition.kind is Kind.INTERFACE:
        names = [other.name for other in draft.document.types if type_name in other.interfaces]
        names = [name for name in names if draft.types[name].kind is Kind.OBJECT]
    return {name: draft.tables.get(name) for name in names if name not in draft.ignored_types}


def belongs_to_one_of_many(draft: Draft, table: TableDraft, field: FieldDefinition) -> Relation | None:
    """The relation to a union or an interface: one nullable foreign key for each type that it stands for.

    Every member of a union needs one; of the types with an interface, those that have one are meant.
    """
    is_union = draft.types[field.type.name].kind is Kind.UNION
    found = []
    for name, target in member_tables(draft, field.type.name).items():
        keys = keys_to(table, target) if target is not None else []
        if len(keys) > 1:
            report_ambiguous(draft, table, field, keys, "")
            return None
        if not keys and is_union:
            report_missing(draft, table, field, name)
            return None
        found += keys
    if not found:
        report_missing(draft, table, field, field.type.name)
        return None
    for key in found if len(found) > 1 else ():
        columns = [table.by_column(name) for name in key.columns]
        if all(column is not None and not column.nullable for column in columns):
            message = f"`{field.name}` is one of several, and its key `{key.columns[-1]}` is required in every row"
            hint = 'make the keys nullable, and let one be set: `@check(expr: "num_nonnulls(a_id, b_id) = 1")`'
            draft.report(RELATION_NULLABILITY.code, message, field.type_origin, hint)
    return Relation(kind=RelationKind.BELONGS_TO, target=field.type.name)


def report_ambiguous(
    draft: Draft, holder: TableDraft, field: FieldDefinition, keys: Sequence[ForeignKey], proposal: str
) -> None:
    """Report that several keys could carry a relation; `proposal` is a directive with `{}` for the name of a field."""
    names = [_field_of(holder, key) for key in keys]
    hint = " or ".join(f"`{proposal.format(chr(34) + name + chr(34))}`" for name in names) if proposal else ""
    draft.report(
        RELATION_AMBIGUOUS.code,
        f"`{field.name}` may mean each of {len(keys)} foreign keys: {', '.join(f'`{name}`' for name in names)}",
        field.origin,
        f"say which one: {hint}" if hint else "leave one key for each type, or give the others fields of their own",
        tuple(Related("one is here", key.origin) for key in keys),
    )


def _field_of(holder: TableDraft, key: ForeignKey) -> str:
    """The field of the key's most telling column: a tenant column stands first and in every key."""
    return next((name for name, column in holder.columns.items() if column.name == key.columns[-1]), key.columns[-1])


def report_missing(draft: Draft, table: TableDraft, field: FieldDefinition, target: str) -> None:
    """Report that nothing carries a relation to one object, with the key that would."""
    found = draft.tables.get(target)
    if found is None:
        message = f"`{field.name}` leads to `{target}`, which has no table"
        hint = (
            f'give `{target}` @table and this type a key, store the value with `@column(type: "jsonb")`, name the rows '
            "that it wraps with `@hasMany(type:)`, or leave the field out with @ignore"
        )
    else:
        message = f"`{field.name}` leads to `{target}`, and no foreign key does"
        hint = f"add the key: `{_proposed_key(table, field, found)}`"
    draft.report(RELATION_WITHOUT_KEY.code, message, field.origin, hint)


def _proposed_key(table: TableDraft, field: FieldDefinition, target: TableDraft) -> str:
    names = [other.name for other in table.definition.fields]
    is_camel_case = any(name != name.lower() for name in names)
    key = target.primary_key.columns[0] if target.primary_key is not None else "id"
    referred = next((name for name, column in target.columns.items() if column.name == key), "id")
    column = target.columns.get(referred)
    type_name = (column.scalar if column is not None else "ID") + ("!" if field.type.non_null else "")
    name = f"{field.name}Id" if is_camel_case else f"{field.name}_id"
    return f'{name}: {type_name} @foreignKey(ref: "{target.definition.name}.{referred}")'


def report_no_counterpart(draft: Draft, field: FieldDefinition, origin: Origin, holder: str, target: str) -> None:
    """Report that no key of the other side leads back here."""
    draft.report(
        RELATION_WITHOUT_KEY.code,
        f"`{field.name}` leads to `{holder}`, and no foreign key of `{holder}` leads back to `{target}`",
        origin,
        f'add a key to `{holder}` with `@foreignKey(ref: "{target}.id")`, or name the type between the two with '
        "`@manyToMany(through:)`",
    )
