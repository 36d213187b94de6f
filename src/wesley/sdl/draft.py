"""The draft of a schema: what directives add to while it is read. It never leaves this package.

Drafts change, IR values do not: a draft is frozen once (`freeze.py`) when every directive has had its say.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct, field

from wesley.config.settings import Settings
from wesley.ir.access import Extension, Grant, Role
from wesley.ir.api import NO_HINTS, Backfill, EnumStorage, Hints, Relation, Rules, ScalarType, Tenant
from wesley.ir.column import Generated, Identity
from wesley.ir.constraint import Check, Exclusion, ForeignKey, PrimaryKey, Unique
from wesley.ir.enum import Enum
from wesley.ir.expression import Expression
from wesley.ir.index import Index
from wesley.ir.origin import Origin
from wesley.ir.policy import Policy
from wesley.ir.routine import Function, Trigger
from wesley.ir.table import Partitioning, Rows, Table
from wesley.problems.problem import Code, Problem, Related
from wesley.sdl.language.document import Document, EnumValueDefinition, FieldDefinition, TypeDefinition, Value
from wesley.sdl.names import free_name
from wesley.sdl.security.requests import Security
from wesley.sql.text import quote_identifier


class ColumnDraft(Struct, kw_only=True):
    """A column in the making.

    `scalar` is the GraphQL scalar or enum that it holds, `depth` how many lists; `own_type` tells that
    `@column(type:)` gave the type, `computed` is the expression of `@computed`, whatever its mode, and
    `default_value` the literal of `@default(value:)`, which becomes `default` when the type is final.
    """

    definition: FieldDefinition | None
    name: str
    type: str
    scalar: str
    depth: int = 0
    nullable: bool
    origin: Origin
    default: Expression | None = None
    identity: Identity | None = None
    generated: Generated | None = None
    collation: str | None = None
    compression: str | None = None
    comment: str | None = None
    own_type: bool = False
    computed: Expression | None = None
    default_value: Value | None = None


class FieldFacts(Struct):
    """What directives say of a field beside its column."""

    hints: Hints = NO_HINTS
    relation: Relation | None = None
    rules: Rules | None = None
    backfill: Backfill | None = None
    readonly: bool = False
    computed: bool = False
    sensitive: bool = False
    pii: bool = False
    ignored: bool = False


class ViewDraft(Struct, kw_only=True):
    """What makes a type a view; `text` is its query as it was written, `origin` where."""

    query: Expression
    materialized: bool
    security_invoker: bool
    text: str
    origin: Origin


class TableDraft(Struct):
    """The table (or view) of an object type in the making.

    `columns` is keyed by SDL field name; `added_fields` are fields that a directive gave to the type;
    `tenant_scoped` is what `@foreignKey(tenantScoped:)` says, by the name of the foreign key.
    """

    definition: TypeDefinition
    schema: str
    name: str
    managed: bool = True
    columns: dict[str, ColumnDraft] = field(default_factory=dict)
    primary_key: PrimaryKey | None = None
    key_on_type: bool = False
    uniques: list[Unique] = field(default_factory=list)
    foreign_keys: list[ForeignKey] = field(default_factory=list)
    unindexed_foreign_keys: set[str] = field(default_factory=set)
    tenant_scoped: dict[str, bool | None] = field(default_factory=dict)
    added_fields: list[FieldDefinition] = field(default_factory=list)
    checks: list[Check] = field(default_factory=list)
    exclusions: list[Exclusion] = field(default_factory=list)
    indexes: list[Index] = field(default_factory=list)
    triggers: list[Trigger] = field(default_factory=list)
    policies: list[Policy] = field(default_factory=list)
    row_security: bool = False
    force_row_security: bool = False
    partitioning: Partitioning | None = None
    rows: Rows | None = None
    grants: list[Grant] = field(default_factory=list)
    tenant: Tenant | None = None
    security: Security = field(default_factory=Security)
    view: ViewDraft | None = None

    @property
    def origin(self) -> Origin:
        """Where the type was written."""
        return self.definition.origin

    def by_column(self, name: str) -> ColumnDraft | None:
        """The column of this database name, or None."""
        for column in self.columns.values():  # ten times in a table: a generator takes twice as long
            if column.name == name:
                return column
        return None

    def names(self) -> set[str]:
        """Names of the constraints and indexes so far.

        Those of constraints are unique in a table, those of indexes in a schema (PostgreSQL manual, `pg_constraint` and
        `pg_class`), and some constraints have an index of their name.
        """
        lists = (self.uniques, self.foreign_keys, self.checks, self.exclusions, self.indexes)
        found = {element.name for elements in lists for element in elements}
        if self.primary_key is not None:
            found.add(self.primary_key.name)
        return found

    def new_name(self, wanted: str) -> str:
        """`wanted`, or a numbered form of it that no constraint or index of this table has."""
        return free_name(wanted, self.names())


class EnumDraft(Struct):
    """An enum type in the making.

    `stored` are the texts that the database holds, by GraphQL name; `used` is True once a column holds it: enums that
    only operations speak of make nothing in the database.
    """

    definition: TypeDefinition
    schema: str
    name: str
    storage: EnumStorage
    stored: dict[str, str]
    used: bool = False
    hints: Hints = NO_HINTS
    value_hints: dict[str, Hints] = field(default_factory=dict)

    @property
    def column_type(self) -> str:
        """The type of a column that holds a value of it."""
        if self.storage is not EnumStorage.NATIVE:
            return "text"
        return f"{quote_identifier(self.schema)}.{quote_identifier(self.name)}"

    @property
    def is_native_type(self) -> bool:
        """True when it makes a type of its own in the database."""
        return self.storage is EnumStorage.NATIVE and self.used

    @property
    def has_relation(self) -> bool:
        """True when the database holds a type or a table of its name."""
        return self.used and self.storage is not EnumStorage.CHECK

    @property
    def native(self) -> Enum:
        """The native type."""
        values = tuple(self.stored[value.name] for value in self.definition.values)
        comment = self.definition.description
        return Enum(schema=self.schema, name=self.name, values=values, comment=comment, origin=self.definition.origin)


class Draft(Struct):
    """The whole schema in the making.

    `said_relations` are the type and name of fields that a directive has made a relation, rightly or not;
    `files` are the texts of the files that `@view` names, by path (`view_files.py`);
    `tables` holds the types with `@table` or `@view` by GraphQL name, in the order of the sources; `facts` what is
    said of fields, and `hints` of types, of any object or interface, by type (and field) name; `schema_users` are the
    roles that need USAGE on a PostgreSQL schema, each with the place that says so.
    """

    document: Document
    settings: Settings
    types: dict[str, TypeDefinition]
    files: Mapping[str, str] = field(default_factory=dict)
    tables: dict[str, TableDraft] = field(default_factory=dict)
    enums: dict[str, EnumDraft] = field(default_factory=dict)
    scalars: dict[str, ScalarType] = field(default_factory=dict)
    functions: dict[tuple[str, str], Function] = field(default_factory=dict)
    extensions: dict[str, Extension] = field(default_factory=dict)
    roles: dict[str, Role] = field(default_factory=dict)
    schema_users: dict[str, dict[str, Origin]] = field(default_factory=dict)
    hints: dict[str, Hints] = field(default_factory=dict)
    facts: dict[str, dict[str, FieldFacts]] = field(default_factory=dict)
    lookup_tables: list[Table] = field(default_factory=list)
    said_relations: set[tuple[str, str]] = field(default_factory=set)
    ignored_types: set[str] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)

    def report(
        self, code: Code, message: str, origin: Origin, help_text: str = "", related: tuple[Related, ...] = ()
    ) -> None:
        """Note a problem and go on."""
        self.problems.append(Problem(code=code, message=message, origin=origin, help=help_text, related=related))

    def field_facts(self, type_name: str, field_name: str) -> FieldFacts:
        """What is said of a field, to be added to."""
        return self.facts.setdefault(type_name, {}).setdefault(field_name, FieldFacts())

    def facts_of(self, type_name: str) -> Mapping[str, FieldFacts]:
        """What is said of the fields of a type, by field; most fields have nothing said of them."""
        return self.facts.get(type_name, {})

    def base_tables(self) -> Iterator[TableDraft]:
        """The drafts that are tables, not views."""
        return (table for table in self.tables.values() if table.view is None)

    def need_extension(self, name: str, origin: Origin) -> None:
        """Ask for an extension; the first who asks is its evidence."""
        self.extensions.setdefault(name, Extension(name=name, origin=origin))

    def use_schema(self, name: str, role: str, origin: Origin) -> None:
        """Note that a role uses what lives in a PostgreSQL schema."""
        self.schema_users.setdefault(name, {}).setdefault(role, origin)

    def need_role(self, name: str, origin: Origin) -> None:
        """Ask for a role; `public` is no role of its own."""
        if name != "public":
            self.roles.setdefault(name, Role(name=name, origin=origin))


class Site(Struct, frozen=True):
    """Where one use of a directive stands, and the draft that it adds to.

    Args:
        draft: the whole schema.
        definition: the type that it stands on or in.
        field: the field that it stands on, if any.
        value: the enum value that it stands on, if any.
    """

    draft: Draft
    definition: TypeDefinition
    field: FieldDefinition | None = None
    value: EnumValueDefinition | None = None

    @property
    def table(self) -> TableDraft:
        """The draft of the type's table; the reader has made sure that there is one (`Directive.place`)."""
        return self.draft.tables[self.definition.name]

    @property
    def column(self) -> ColumnDraft | None:
        """The draft of the field's column; None when the field has none."""
        return None if self.field is None else self.table.columns.get(self.field.name)

    @property
    def facts(self) -> FieldFacts:
        """What is said of the field."""
        if self.field is None:
            raise LookupError("the facts of a field were asked for where no field is")
        return self.draft.field_facts(self.definition.name, self.field.name)
