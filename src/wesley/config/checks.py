"""What the types of the settings cannot say: the shape of names, paths and URLs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from wesley.config.codes import WRONG_VALUE
from wesley.config.environments import check_environments
from wesley.config.finding import Finding, subject
from wesley.config.ignore_rules import check_ignored
from wesley.config.output_paths import check_outputs
from wesley.config.script_text import fault
from wesley.sql.extensions import fault_of_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wesley.config.places import Path
    from wesley.config.settings import Roles, Scalar, Settings, Tenancy

LONGEST_NAME = 63
"""Bytes of an identifier that PostgreSQL keeps (NAMEDATALEN - 1; manual, 4.1.1)."""

_GRAPHQL_NAME = re.compile(r"[_A-Za-z][_0-9A-Za-z]*\Z")
# PostgreSQL 15 and newer refuse other names of custom settings (manual, 20.16).
_SETTING = re.compile(r"[A-Za-z_][A-Za-z0-9_$]*(\.[A-Za-z_][A-Za-z0-9_$]*)+\Z")
_CODE = re.compile(r"[A-Z]+[0-9]*\Z")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")


def check(settings: Settings) -> list[Finding]:
    """Everything that is wrong with settings whose types are right."""
    return [
        *_schema_globs(settings),
        *check_outputs(settings.outputs),
        *_names(settings),
        *_tenancy(settings.tenancy),
        *_roles(settings.roles),
        *[found for name, scalar in settings.scalars.items() for found in _scalar(name, scalar)],
        *_ids(settings),
        *_ignored_directives(settings),
        *_lint_codes(settings),
        *check_ignored(settings.postgres.ignore),
        *check_environments(settings.env),
    ]


def _wrong(path: Path, what: str, help_text: str, *, at_key: bool = False) -> Finding:
    return Finding(WRONG_VALUE, path, f"{subject(path)} {what}", help_text, at_key=at_key)


def _name(path: Path, name: str, *, at_key: bool = False) -> Iterator[Finding]:
    """Shape of a name that goes into SQL."""
    if not name:
        yield _wrong(path, "has an empty name", "write a name", at_key=at_key)
    elif "\0" in name:
        yield _wrong(path, "holds a NUL character", "PostgreSQL has no such names; remove it", at_key=at_key)
    elif len(name.encode("utf-8", "surrogatepass")) > LONGEST_NAME:
        yield _wrong(path, "is too long for a name", f"PostgreSQL keeps {LONGEST_NAME} bytes of a name", at_key=at_key)


def _extension(path: Path, name: str) -> Iterator[Finding]:
    as_a_name = tuple(_name(path, name))
    yield from as_a_name
    found = fault_of_name(name)
    if found and not as_a_name:
        yield _wrong(path, f"is no name of an extension: {found}", "write it as pg_available_extensions does")


def _reserved(path: Path, name: str, *words: str, at_key: bool = False) -> Iterator[Finding]:
    """Names that PostgreSQL keeps for itself (manual, CREATE SCHEMA and CREATE ROLE)."""
    if name.startswith("pg_") or name in words:
        yield _wrong(path, f"cannot be '{name}'", "PostgreSQL keeps that name for itself; take another", at_key=at_key)


def _schema_globs(settings: Settings) -> Iterator[Finding]:
    if not settings.schema:
        yield _wrong(("schema",), "is empty", 'name files, folders or globs, such as ["schema/**/*.graphql"]')
    for number, glob in enumerate(settings.schema):
        if not glob or "\0" in glob:
            yield _wrong(("schema", number), "is no path", "name a file, a folder or a glob")


def _names(settings: Settings) -> Iterator[Finding]:
    yield from _name(("postgres", "schema"), settings.postgres.schema)
    yield from _reserved(("postgres", "schema"), settings.postgres.schema)
    for number, extension in enumerate(settings.postgres.extensions):
        yield from _extension(("postgres", "extensions", number), extension)
    for word, plural in settings.naming.plurals.items():
        yield from _name(("naming", "plurals", word), word, at_key=True)
        yield from _name(("naming", "plurals", word), plural)


def _tenancy(tenancy: Tenancy) -> Iterator[Finding]:
    for key, setting in (("setting", tenancy.setting), ("user_setting", tenancy.user_setting)):
        path = ("tenancy", key)
        yield from _name(path, setting)
        if setting and not _SETTING.match(setting):
            yield _wrong(path, "is no name of a custom setting", "it looks like `prefix.name`, such as `app.tenant_id`")
    if tenancy.setting.lower() == tenancy.user_setting.lower():
        yield _wrong(("tenancy", "user_setting"), "is the setting of the tenant too", "give each a setting of its own")
    yield from _name(("tenancy", "role"), tenancy.role)
    yield from _reserved(("tenancy", "role"), tenancy.role, "public", "none")


def _roles(roles: Roles) -> Iterator[Finding]:
    for role in roles.grants:
        yield from _name(("roles", "grants", role), role, at_key=True)
        yield from _reserved(("roles", "grants", role), role, "public", "none", at_key=True)


def _scalar(name: str, scalar: Scalar) -> Iterator[Finding]:
    path = ("scalars", name)
    if not _GRAPHQL_NAME.match(name) or name.startswith("__"):
        yield _wrong(path, "is no name of a scalar", "letters, digits and `_`, not beginning with `__`", at_key=True)
    if name == "ID":
        yield _wrong(path, "cannot be set here", "the scalar ID is set in [ids]", at_key=True)
    for key in ("sql", "ts", "zod", "python"):
        if _CONTROL.search(getattr(scalar, key)):
            yield _wrong((*path, key), "holds a control character", "write it in one line")
    for key, what in (("ts", "TypeScript type"), ("zod", "Zod schema")):
        text = getattr(scalar, key)
        found = fault(text) if text and not _CONTROL.search(text) else ""
        if found:
            yield _wrong((*path, key), f"is not one {what}: {found}", "write one on one line")
    if scalar.extension:
        yield from _extension((*path, "extension"), scalar.extension)
    if scalar.json_schema and not _is_json_schema(scalar.json_schema):
        yield _wrong((*path, "json_schema"), "is no JSON object", """write JSON, such as '{"type": "string"}'""")


def _is_json_schema(text: str) -> bool:
    import json

    try:
        return isinstance(json.loads(text), dict)
    except (ValueError, RecursionError):
        return False


def _ids(settings: Settings) -> Iterator[Finding]:
    if "\0" in (settings.ids.default or ""):
        yield _wrong(("ids", "default"), "holds a NUL character", "write an SQL expression")


def _ignored_directives(settings: Settings) -> Iterator[Finding]:
    for number, name in enumerate(settings.directives.ignore):
        if not _GRAPHQL_NAME.match(name):
            help_text = f"write '{name[1:]}'" if name.startswith("@") else "letters, digits and `_`"
            yield _wrong(("directives", "ignore", number), "is no name of a directive", help_text)


def _lint_codes(settings: Settings) -> Iterator[Finding]:
    for key, codes in (("select", settings.lint.select), ("ignore", settings.lint.ignore)):
        for number, code in enumerate(codes):
            if not _CODE.match(code):
                help_text = "write a code or the beginning of one, such as 'W101' or 'W1'"
                yield _wrong(("lint", key, number), f"is no code: '{code}'", help_text)
