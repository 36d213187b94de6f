"""What only the schema language says: GraphQL types, operations, relations, and hints for the planner.

No law, round trip or gate speaks of this half: a database cannot hold it.
"""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

from wesley.ir.expression import Expression
from wesley.ir.origin import NOWHERE, Origin
from wesley.ir.table import Table


class TypeRef(Struct, frozen=True, omit_defaults=True):
    """A use of a GraphQL type: `T`, `T!`, `[T]`, ...

    Args:
        name: name of the innermost named type.
        non_null: True for `!` at this level.
        item: type of the elements when this is a list.
    """

    name: str
    non_null: bool = False
    item: TypeRef | None = None

    def __str__(self) -> str:
        text = self.name if self.item is None else f"[{self.item}]"
        return text + "!" if self.non_null else text

    @property
    def list_depth(self) -> int:
        """How many lists are nested in it; 0 for a single value."""
        return 0 if self.item is None else 1 + self.item.list_depth


class Rules(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Rules on a value that hold in the database and in every validator (`@length`, `@range`, `@pattern`).

    Args:
        min_length, max_length: in characters (code points); of a list, in elements.
        minimum, maximum, exclusive_minimum, exclusive_maximum: as decimal text, so that nothing is rounded.
        pattern: a regular expression that PostgreSQL and JavaScript (with the flags `su`) read alike.
    """

    min_length: int | None = None
    max_length: int | None = None
    minimum: str | None = None
    maximum: str | None = None
    exclusive_minimum: str | None = None
    exclusive_maximum: str | None = None
    pattern: str | None = None


class RelationKind(StrEnum):
    """How a field leads to other objects."""

    BELONGS_TO = "belongs_to"
    HAS_ONE = "has_one"
    HAS_MANY = "has_many"
    MANY_TO_MANY = "many_to_many"


class Relation(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A virtual field that leads to other objects; it never makes a column.

    Args:
        kind: how many there are on each side.
        target: name of the GraphQL type (or union) that it leads to.
        foreign_key: name of the foreign key that carries it, and of the table that holds that key.
        through: GraphQL type of the join table of a many-to-many relation.
    """

    kind: RelationKind
    target: str
    foreign_key: str = ""
    foreign_key_table: tuple[str, str] | None = None
    through: str | None = None


class Backfill(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """How a new required column of a filled table is filled; `batch` in rows."""

    expression: Expression
    batch: int = 5000


class Hints(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Hints for the planner and the linter, on any element.

    Args:
        renamed_from: the former database name (`schema.name` for what lives in a schema).
        uid: stable identity.
        lint_ignore: codes that are not reported here.
    """

    renamed_from: str | None = None
    uid: str | None = None
    lint_ignore: tuple[str, ...] = ()


NO_HINTS = Hints()


class InputValue(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """An argument of a field, or a field of an input type; `default` as JSON text, None when there is none."""

    name: str
    type: TypeRef
    default: str | None = None
    description: str | None = None
    deprecated: str | None = None
    origin: Origin = NOWHERE


class Field(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A field of an object or interface type.

    Args:
        name, type, description, deprecated: as in the schema; `deprecated` is the reason.
        arguments: its arguments.
        column: database name of its column; None when it has none.
        relation: set when the field leads to other objects.
        rules: rules on its value.
        readonly: never updated by an application (`@readonly`, `@createdAt`).
        computed: written by the database alone (generated column, trigger, `@updatedAt`).
        sensitive, pii: `@sensitive` and `@pii`.
        backfill, hints: for the planner.
        origin: where it was written.
    """

    name: str
    type: TypeRef
    arguments: tuple[InputValue, ...] = ()
    description: str | None = None
    deprecated: str | None = None
    column: str | None = None
    relation: Relation | None = None
    rules: Rules | None = None
    readonly: bool = False
    computed: bool = False
    sensitive: bool = False
    pii: bool = False
    backfill: Backfill | None = None
    hints: Hints = NO_HINTS
    origin: Origin = NOWHERE


class Tenant(Struct, frozen=True, kw_only=True):
    """How the rows of a table are told apart by tenant.

    Args:
        column: database name of the tenant column (of the root table: its primary key).
        setting: the run-time parameter that holds the current tenant.
        role: the role that applications connect as.
        root: True for the table of the tenants themselves.
    """

    column: str
    setting: str
    role: str
    root: bool = False


class ObjectType(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """An object type; `relation` is `(schema, name)` of its table or view, None when it has none."""

    name: str
    fields: tuple[Field, ...]
    interfaces: tuple[str, ...] = ()
    description: str | None = None
    relation: tuple[str, str] | None = None
    is_view: bool = False
    managed: bool = True
    tenant: Tenant | None = None
    hints: Hints = NO_HINTS
    origin: Origin = NOWHERE


class InterfaceType(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """An interface type."""

    name: str
    fields: tuple[Field, ...]
    interfaces: tuple[str, ...] = ()
    description: str | None = None
    origin: Origin = NOWHERE


class UnionType(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A union type; `members` in the order of the schema."""

    name: str
    members: tuple[str, ...]
    description: str | None = None
    origin: Origin = NOWHERE


class InputType(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """An input type; with `one_of` exactly one field is given."""

    name: str
    fields: tuple[InputValue, ...]
    one_of: bool = False
    description: str | None = None
    origin: Origin = NOWHERE


class EnumStorage(StrEnum):
    """How an enum is stored: a native type, text with a check, or a lookup table."""

    NATIVE = "NATIVE"
    CHECK = "CHECK"
    LOOKUP = "LOOKUP"


class EnumValue(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A value of an enum; `stored` is its text in the database."""

    name: str
    stored: str
    description: str | None = None
    deprecated: str | None = None
    hints: Hints = NO_HINTS
    origin: Origin = NOWHERE


class EnumType(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """An enum type; `relation` is `(schema, name)` of its native type or lookup table when a column uses it."""

    name: str
    values: tuple[EnumValue, ...]
    storage: EnumStorage = EnumStorage.NATIVE
    relation: tuple[str, str] | None = None
    description: str | None = None
    hints: Hints = NO_HINTS
    origin: Origin = NOWHERE


class ScalarType(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A scalar: well-known, or the user's own.

    Args:
        name: GraphQL name.
        sql: PostgreSQL type, as in `Column.type`; None for a scalar that no column may use.
        well_known: True when Wesley itself defines it.
        ts, zod, python, json_schema: the user's own spelling for each output; None for the output's own choice.
        extension: extension that the type comes from.
        description: as in the schema.
        origin: where it was written.
    """

    name: str
    sql: str | None
    well_known: bool = False
    ts: str | None = None
    zod: str | None = None
    python: str | None = None
    json_schema: str | None = None
    extension: str | None = None
    description: str | None = None
    origin: Origin = NOWHERE


class OperationKind(StrEnum):
    """Query, Mutation or Subscription."""

    QUERY = "query"
    MUTATION = "mutation"
    SUBSCRIPTION = "subscription"


class Operation(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A field of a root type: what clients can ask the server to do."""

    kind: OperationKind
    name: str
    type: TypeRef
    arguments: tuple[InputValue, ...] = ()
    description: str | None = None
    deprecated: str | None = None
    origin: Origin = NOWHERE


class Api(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Everything that only the schema language says, each kind in the order of the schema.

    `unmanaged` are the tables that something else creates, as the schema expects them: types are made of them, DDL and
    plans are not.
    """

    objects: tuple[ObjectType, ...] = ()
    interfaces: tuple[InterfaceType, ...] = ()
    unions: tuple[UnionType, ...] = ()
    inputs: tuple[InputType, ...] = ()
    enums: tuple[EnumType, ...] = ()
    scalars: tuple[ScalarType, ...] = ()
    operations: tuple[Operation, ...] = ()
    unmanaged: tuple[Table, ...] = ()
