"""The half of the schema that only the schema language says."""

from __future__ import annotations

from wesley.ir.api import (
    NO_HINTS,
    Api,
    EnumType,
    EnumValue,
    Field,
    InputType,
    InputValue,
    InterfaceType,
    ObjectType,
    Operation,
    OperationKind,
    ScalarType,
    UnionType,
)
from wesley.sdl.draft import ColumnDraft, Draft, EnumDraft, FieldFacts
from wesley.sdl.ignored import visible_fields, visible_types
from wesley.sdl.language.document import DirectiveUse, FieldDefinition, InputValueDefinition, Kind, TypeDefinition

_NO_REASON = "No longer supported"
"""The default of @deprecated(reason:) (GraphQL specification, section 3.13.3)."""


def api(draft: Draft) -> Api:
    """Types, operations and hints."""
    document = draft.document
    roots = {document.query, document.mutation, document.subscription}
    kinds: dict[Kind, list[TypeDefinition]] = {kind: [] for kind in Kind}
    for definition in visible_types(draft):
        if definition.name not in roots:
            kinds[definition.kind].append(definition)
    return Api(
        objects=tuple(_object(draft, definition) for definition in kinds[Kind.OBJECT]),
        interfaces=tuple(_interface(draft, definition) for definition in kinds[Kind.INTERFACE]),
        unions=tuple(_union(definition) for definition in kinds[Kind.UNION]),
        inputs=tuple(_input_type(definition) for definition in kinds[Kind.INPUT]),
        enums=tuple(_enum(draft.enums[definition.name]) for definition in kinds[Kind.ENUM]),
        scalars=tuple(_scalars(draft)),
        operations=tuple(_operations(draft)),
    )


def _object(draft: Draft, definition: TypeDefinition) -> ObjectType:
    table = draft.tables.get(definition.name)
    return ObjectType(
        name=definition.name,
        fields=_fields(draft, definition),
        interfaces=definition.interfaces,
        description=definition.description,
        relation=None if table is None else (table.schema, table.name),
        is_view=table is not None and table.view is not None,
        managed=table is None or table.managed,
        tenant=None if table is None else table.tenant,
        hints=draft.hints.get(definition.name, NO_HINTS),
        origin=definition.origin,
    )


def _interface(draft: Draft, definition: TypeDefinition) -> InterfaceType:
    return InterfaceType(
        name=definition.name,
        fields=_fields(draft, definition),
        interfaces=definition.interfaces,
        description=definition.description,
        origin=definition.origin,
    )


def _fields(draft: Draft, definition: TypeDefinition) -> tuple[Field, ...]:
    table, facts = draft.tables.get(definition.name), draft.facts_of(definition.name)
    columns = {} if table is None else table.columns
    added = () if table is None else table.added_fields
    return tuple(
        [
            _field(field, columns.get(field.name), facts.get(field.name, _NO_FACTS))
            for field in (*visible_fields(draft, definition), *added)
        ]
    )


_NO_FACTS = FieldFacts()


def _field(field: FieldDefinition, column: ColumnDraft | None, facts: FieldFacts) -> Field:
    return Field(
        name=field.name,
        type=field.type,
        arguments=_inputs(field.arguments) if field.arguments else (),
        description=field.description,
        deprecated=deprecation(field.directives) if field.directives else None,
        column=None if column is None else column.name,
        relation=facts.relation,
        rules=facts.rules,
        readonly=facts.readonly,
        computed=facts.computed,
        sensitive=facts.sensitive,
        pii=facts.pii,
        backfill=facts.backfill,
        hints=facts.hints,
        origin=field.origin,
    )


def _union(definition: TypeDefinition) -> UnionType:
    return UnionType(
        name=definition.name,
        members=definition.members,
        description=definition.description,
        origin=definition.origin,
    )


def _input_type(definition: TypeDefinition) -> InputType:
    return InputType(
        name=definition.name,
        fields=_inputs(definition.inputs),
        one_of=any(use.name == "oneOf" for use in definition.directives),
        description=definition.description,
        origin=definition.origin,
    )


def _inputs(definitions: tuple[InputValueDefinition, ...]) -> tuple[InputValue, ...]:
    return tuple(
        InputValue(
            name=definition.name,
            type=definition.type,
            default=None if definition.default is None else definition.default.json(),
            description=definition.description,
            deprecated=deprecation(definition.directives),
            origin=definition.origin,
        )
        for definition in definitions
    )


def deprecation(uses: tuple[DirectiveUse, ...]) -> str | None:
    """The reason that `@deprecated` gives; None where it is not used."""
    for use in uses:
        if use.name == "deprecated":
            reasons = [argument.value.value for argument in use.arguments if argument.name == "reason"]
            return str(reasons[0]) if reasons and reasons[0] is not None else _NO_REASON
    return None


def _enum(enum: EnumDraft) -> EnumType:
    values = tuple(
        EnumValue(
            name=value.name,
            stored=enum.stored[value.name],
            description=value.description,
            deprecated=deprecation(value.directives),
            hints=enum.value_hints.get(value.name, NO_HINTS),
            origin=value.origin,
        )
        for value in enum.definition.values
    )
    return EnumType(
        name=enum.definition.name,
        values=values,
        storage=enum.storage,
        relation=(enum.schema, enum.name) if enum.has_relation else None,
        description=enum.definition.description,
        hints=enum.hints,
        origin=enum.definition.origin,
    )


def _scalars(draft: Draft) -> list[ScalarType]:
    """The scalars that the schema uses or defines, in the order of their names."""
    defined = {name for name, definition in draft.types.items() if definition.kind is Kind.SCALAR}
    used = set(defined)
    for definition in visible_types(draft):
        for field in visible_fields(draft, definition):
            used.add(field.type.name)
            if field.arguments:
                used.update(argument.type.name for argument in field.arguments)
        if definition.inputs:
            used.update(entry.type.name for entry in definition.inputs)
    used.update(field.type.name for table in draft.tables.values() for field in table.added_fields)
    # A schema may give the name of a well-known scalar to a type of another kind.
    return [
        scalar
        for name, scalar in sorted(draft.scalars.items())
        if name in used and (name in defined or name not in draft.types)
    ]


def _operations(draft: Draft) -> list[Operation]:
    document = draft.document
    operations = []
    roots = ((OperationKind.QUERY, document.query), (OperationKind.MUTATION, document.mutation))
    for kind, name in (*roots, (OperationKind.SUBSCRIPTION, document.subscription)):
        definition = draft.types.get(name)
        if definition is not None and name not in draft.ignored_types:
            operations += [_operation(kind, field) for field in visible_fields(draft, definition)]
    return operations


def _operation(kind: OperationKind, field: FieldDefinition) -> Operation:
    return Operation(
        kind=kind,
        name=field.name,
        type=field.type,
        arguments=_inputs(field.arguments),
        description=field.description,
        deprecated=deprecation(field.directives),
        origin=field.origin,
    )
