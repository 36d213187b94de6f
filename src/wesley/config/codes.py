"""The codes of what can be wrong in the configuration."""

from __future__ import annotations

from wesley.problems.problem import Code

SYNTAX = Code(
    code="CFG001",
    name="configuration-syntax",
    summary="The configuration is not valid TOML.",
    why="Nothing of a file that does not parse can be relied on, so none of it is used.",
    bad='[postgres]\nschema = "app',
    good='[postgres]\nschema = "app"',
)

UNKNOWN_KEY = Code(
    code="CFG002",
    name="unknown-key",
    summary="The configuration has a key that Wesley does not know.",
    why="A key that is ignored is a setting that its author believes in: a slip of the pen would change the outputs "
    "without a word.",
    bad="[postgres]\nverison = 16",
    good="[postgres]\nversion = 16",
)

WRONG_TYPE = Code(
    code="CFG003",
    name="wrong-type",
    summary="A value of the configuration has another type than its key wants.",
    why="Guessing what was meant (is the string '16' a number?) hides mistakes.",
    bad='[postgres]\nversion = "16"',
    good="[postgres]\nversion = 16",
)

WRONG_VALUE = Code(
    code="CFG004",
    name="wrong-value",
    summary="A value of the configuration is not one that its key can have.",
    why="The values go into SQL, into file names or choose between forms of the output. PostgreSQL cuts names at 63 "
    "bytes (manual, 4.1.1) and wants a custom setting to look like `prefix.name` (manual, 20.16).",
    bad='[tenancy]\nsetting = "tenant"',
    good='[tenancy]\nsetting = "app.tenant_id"',
)

MISSING_KEY = Code(
    code="CFG005",
    name="missing-key",
    summary="A table of the configuration lacks a key that it cannot do without.",
    why="There is no default that could be right.",
    bad='[scalars.Money]\nts = "string"',
    good='[scalars.Money]\nsql = "numeric(12,2)"\nts = "string"',
)

SECRET = Code(
    code="CFG006",
    name="secret-in-configuration",
    summary="The URL of an environment holds a password.",
    why="The configuration is committed and read by many; a password in it is no longer one.",
    bad='[env.prod]\nurl = "postgresql://app:hunter2@db.example.com/app"',
    good='[env.prod]\nurl = "env:DATABASE_URL"',
)

CODES = (SYNTAX, UNKNOWN_KEY, WRONG_TYPE, WRONG_VALUE, MISSING_KEY, SECRET)
