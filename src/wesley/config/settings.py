"""What can be set in `wesley.toml` or in `[tool.wesley]` of pyproject.toml, with the defaults.

The Structs are the one source: decoding, "did you mean" and the shipped JSON Schema are derived from them. What a type
cannot say (a name of at most 63 bytes, a file name that ends in `.ts`) is in `checks.py`.
"""

from collections.abc import Mapping
from typing import Annotated, Literal

from msgspec import Meta, Struct

TargetName = Literal["postgres", "typescript", "zod", "pgtap"]
Privilege = Literal["SELECT", "INSERT", "UPDATE", "DELETE"]

OLDEST_POSTGRES = 12
NEWEST_POSTGRES = 18


class Outputs(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which outputs are written, and where.

    The paths of the targets are relative to `dir`, with `/` between folders.
    """

    dir: Annotated[str, Meta(description="Folder of the outputs, relative to the configuration file.")] = "generated"
    only: Annotated[tuple[TargetName, ...], Meta(description="The targets to write; empty means all.")] = ()
    postgres: Annotated[str, Meta(description="File of the PostgreSQL DDL.")] = "schema.sql"
    typescript: Annotated[str, Meta(description="File of the TypeScript types.")] = "types.ts"
    zod: Annotated[str, Meta(description="File of the Zod schemas.")] = "zod.ts"
    pgtap: Annotated[str, Meta(description="Folder of the pgTAP tests.")] = "tests"


class Postgres(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The PostgreSQL that the outputs are written for."""

    version: Annotated[
        int,
        Meta(ge=OLDEST_POSTGRES, le=NEWEST_POSTGRES, description="Oldest major version that must load the DDL."),
    ] = 15
    schema: Annotated[str, Meta(description="Schema of tables, enums and functions that name no other.")] = "public"
    extensions: Annotated[
        tuple[str, ...], Meta(description="Extensions to create beside those that the schema implies.")
    ] = ()
    ignore: Annotated[
        tuple[str, ...],
        Meta(
            description="Objects of a database that something else manages, which plans leave alone and drift does not "
            "count, as `[KIND ]PATTERN`: `audit.*`, `table *.legacy_*`, `extension *`. `*` stands for any characters, "
            "the dots of a full name included."
        ),
    ] = ()


class Naming(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How names of the schema become names of the database."""

    tables: Annotated[
        Literal["plural", "singular"], Meta(description="`plural`: User becomes users; `singular`: user.")
    ] = "plural"
    columns: Annotated[
        Literal["snake_case", "as_is"], Meta(description="`snake_case`: orgId becomes org_id; `as_is`: orgId.")
    ] = "snake_case"
    plurals: Annotated[
        Mapping[str, str], Meta(description="Plurals of single words that the rules get wrong: person = 'people'.")
    ] = {}
    fields: Annotated[
        Literal["consistent", "camelCase", "snake_case"],
        Meta(description="The style of field names that the linter asks for; `consistent`: one style per schema."),
    ] = "consistent"


class Scalar(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a custom scalar is in each output; `@scalar` in the schema says the same."""

    sql: Annotated[str, Meta(min_length=1, description="PostgreSQL type, such as `numeric(12,2)`.")]
    ts: Annotated[str, Meta(description="TypeScript type, with `zod` beside it; empty: derived from `sql`.")] = ""
    zod: Annotated[str, Meta(description="Zod schema, such as `z.string()`; empty: derived from `sql`.")] = ""
    python: Annotated[str, Meta(description="Python type; empty: derived from `sql`.")] = ""
    json_schema: Annotated[str, Meta(description="JSON Schema as JSON text; empty: derived from `sql`.")] = ""
    extension: Annotated[str, Meta(description="The extension that brings the type; empty: none.")] = ""


class Ids(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the scalar ID is in the database.

    `default` is None when it is not set: a uuid key then gets `gen_random_uuid()`, a bigint key is an identity column,
    a text key has no default. An empty string means no default whatever the type.
    """

    type: Annotated[Literal["uuid", "bigint", "text"], Meta(description="PostgreSQL type of ID.")] = "uuid"
    default: Annotated[
        str | None,
        Meta(
            description="SQL expression of a primary key's default; empty: none. "
            "Unset: gen_random_uuid() for uuid, identity for bigint, none for text."
        ),
    ] = None


class Enums(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How enums are stored unless `@enum(storage:)` says otherwise."""

    storage: Annotated[
        Literal["native", "check", "lookup"],
        Meta(description="`native`: CREATE TYPE; `check`: text with a CHECK; `lookup`: a table and a foreign key."),
    ] = "native"


class Tenancy(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Where the policies of `@tenant` and `@rls` learn who asks, and the role that they are for."""

    source: Annotated[Literal["setting"], Meta(description="`setting`: settings of the session.")] = "setting"
    setting: Annotated[str, Meta(description="Setting that holds the tenant's key.")] = "app.tenant_id"
    user_setting: Annotated[str, Meta(description="Setting that holds the user's key.")] = "app.user_id"
    role: Annotated[str, Meta(description="Role that the application works as.")] = "app_user"


class Roles(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The roles that policies and grants name."""

    create: Annotated[bool, Meta(description="Create roles that are named and missing, as NOLOGIN.")] = True
    grants: Annotated[
        Mapping[str, tuple[Privilege, ...]],
        Meta(description="Privileges that a role has on every table; `@grant` adds to them for one table."),
    ] = {}


class Directives(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Directives of other tools."""

    ignore: Annotated[
        tuple[str, ...], Meta(description="Names, without `@`, of directives that are accepted and have no effect.")
    ] = ()


class Lint(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which warnings are given."""

    select: Annotated[
        tuple[str, ...], Meta(description="Codes, or beginnings of codes, of the rules to run; empty means all.")
    ] = ()
    ignore: Annotated[
        tuple[str, ...], Meta(description="Codes, or beginnings of codes, of the rules to leave out.")
    ] = ()
    strict: Annotated[bool, Meta(description="Let warnings fail `wesley check`.")] = False


class Types(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The form of the TypeScript types and Zod schemas."""

    keys: Annotated[
        Literal["field", "column"],
        Meta(description="Keys are the schema's field names or the database's column names."),
    ] = "field"
    enums: Annotated[
        Literal["const", "union"], Meta(description="`const`: an object and its type; `union`: a union of literals.")
    ] = "const"
    profile: Annotated[Literal["json"], Meta(description="`json`: values as a GraphQL or REST server sends them.")] = (
        "json"
    )


class Environment(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A database that commands can be pointed at with `--env NAME`."""

    url: Annotated[
        str,
        Meta(
            min_length=1,
            description="`env:NAME` for the value of an environment variable, or a libpq URL without a password.",
        ),
    ]
    production: Annotated[
        bool | None,
        Meta(
            description="Ask for the database's name before it is changed. Unset: by the name, `prod` or `production`."
        ),
    ] = None


class Settings(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Everything that can be configured. `Settings()` is a valid configuration."""

    schema: Annotated[
        tuple[str, ...],
        Meta(description="Files, folders or globs of the schema, relative to the configuration file."),
    ] = ("schema/**/*.graphql",)
    outputs: Annotated[Outputs, Meta(description="Which outputs are written, and where.")] = Outputs()
    postgres: Annotated[Postgres, Meta(description="The PostgreSQL that the outputs are for.")] = Postgres()
    naming: Annotated[Naming, Meta(description="How names become names of the database.")] = Naming()
    scalars: Annotated[Mapping[str, Scalar], Meta(description="Custom scalars, by their GraphQL name.")] = {}
    ids: Annotated[Ids, Meta(description="What the scalar ID is in the database.")] = Ids()
    enums: Annotated[Enums, Meta(description="How enums are stored.")] = Enums()
    tenancy: Annotated[Tenancy, Meta(description="Where policies learn who asks.")] = Tenancy()
    roles: Annotated[Roles, Meta(description="Roles and what they may do.")] = Roles()
    directives: Annotated[Directives, Meta(description="Directives of other tools.")] = Directives()
    lint: Annotated[Lint, Meta(description="Which warnings are given.")] = Lint()
    types: Annotated[Types, Meta(description="Form of the TypeScript types and Zod schemas.")] = Types()
    env: Annotated[Mapping[str, Environment], Meta(description="Databases, by a name of your choice.")] = {}
