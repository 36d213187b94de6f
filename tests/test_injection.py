"""Hostile text in every argument that takes text is refused at its place, or is data in what is loaded."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace

import pytest
from graphql import DirectiveNode, DocumentNode, Visitor, parse, print_ast, visit
from graphql.language.ast import ArgumentNode, ListValueNode, NameNode, StringValueNode

from tests.support.databases import empty_database
from wesley.config.settings import Postgres, Settings
from wesley.ir.schema import Schema
from wesley.postgres.database import load
from wesley.postgres.embedded import EmbeddedServer
from wesley.postgres.pgtap.provide import provide
from wesley.postgres.run_tests import run_file
from wesley.postgres.session import session
from wesley.sdl.directive import Directive, Parameter
from wesley.sdl.directives import ALL
from wesley.sdl.read import Reading, read
from wesley.sdl.source import Source
from wesley.targets import pgtap, postgres, typescript, zod

EVIL = "CREATE TABLE public.pwned ()"
HOSTILE = (
    *("", f"x'; {EVIL}; --", f'x"; {EVIL}; --', f"x $body$; {EVIL}; --"),
    *(f"x */ {EVIL}; /*", f"x\n{EVIL};\n--", f"x\\'; {EVIL}; --", f"true); {EVIL}; --"),
    *("x*/ export const pwned = 1 /*", 'x"; pwned(); "', "x\npwned()", "a\0b", "a" * 200, "😀'\"\\"),
)
SETTINGS = Settings(postgres=Postgres(version=18))
TEXTS = ("String", "SQL", "JSON")
CASES = [(one, parameter) for one in ALL for parameter in one.parameters if parameter.type.strip("[]!") in TEXTS]
# What only the server knows: there is no such extension or collation.
UNKNOWN_TO_SERVER = {("scalar", "extension"), ("column", "collate")}


def readings(directive: Directive, parameter: Parameter) -> Iterator[Reading]:
    """The example of a directive with each hostile text in the argument."""
    value = StringValueNode(value="@@")
    written = ListValueNode(values=(value,)) if parameter.type.startswith("[") else value
    argument = ArgumentNode(name=NameNode(value=parameter.name), value=written)
    sdl = print_ast(_with(parse(directive.example), directive, parameter, argument))
    for text in HOSTILE:
        yield read((Source("hostile.graphql", sdl.replace('"@@"', json.dumps(text))),), SETTINGS)


def _with(document: DocumentNode, directive: Directive, parameter: Parameter, argument: ArgumentNode) -> DocumentNode:
    """The document, the argument put into the use that has it already, else into the first one."""
    uses: list[DirectiveNode] = []

    class Finder(Visitor):
        def enter_directive(self, node: DirectiveNode, *_: object) -> None:
            if node.name.value == directive.name:
                uses.append(node)

    visit(document, Finder())
    chosen = next((use for use in uses if parameter.name in _names(use)), uses[0])
    replaced = {parameter.name, parameter.alias_of}
    kept = tuple(one for one in chosen.arguments or () if one.name.value not in replaced)

    class Writer(Visitor):
        def enter_directive(self, node: DirectiveNode, *_: object) -> DirectiveNode | None:
            return replace(node, arguments=(*kept, argument)) if node is chosen else None

    changed = visit(document, Writer())
    assert isinstance(changed, DocumentNode)
    return changed


def _names(use: DirectiveNode) -> set[str]:
    return {argument.name.value for argument in use.arguments or ()}


def accepted(directive: Directive, parameter: Parameter) -> Iterator[Schema]:
    """The schemas that are accepted; every refusal has a place."""
    for reading in readings(directive, parameter):
        if reading.schema is not None:
            yield reading.schema
        assert all(problem.origin.known for problem in reading.problems)


@pytest.mark.parametrize(("directive", "parameter"), CASES, ids=[f"{one.name}-{two.name}" for one, two in CASES])
def test_typescript_holds_no_statement_of_the_text(directive: Directive, parameter: Parameter) -> None:
    for schema in accepted(directive, parameter):
        for target in (typescript.TARGET, zod.TARGET):
            for text in target.emit(schema, SETTINGS).values():
                lines = text.split("\n")
                assert not [line for line in lines if line.lstrip().startswith(("pwned", "export const pwned"))]


@pytest.mark.server
@pytest.mark.parametrize(
    ("directive", "parameter"),
    [case for case in CASES if (case[0].name, case[1].name) not in UNKNOWN_TO_SERVER],
    ids=lambda one: one.name,
)
def test_postgresql_runs_no_statement_of_the_text(
    directive: Directive, parameter: Parameter, server18: EmbeddedServer
) -> None:
    seen: set[str] = set()
    run: set[tuple[str, str]] = set()
    for schema in accepted(directive, parameter):
        (ddl,) = postgres.TARGET.emit(schema, SETTINGS).values()
        if ddl in seen:
            continue  # the argument is not for PostgreSQL
        seen.add(ddl)
        with empty_database(server18.conninfo(), "hostile") as conninfo:
            load(conninfo, ddl)
            provide(conninfo)
            files = pgtap.TARGET.emit(schema, SETTINGS).items()
            # A file that is the same for another hostile text holds neither, and has passed.
            for path, text in [one for one in files if one not in run]:
                assert run_file(conninfo, path, text).passed, path
            run.update(files)
            with session(conninfo) as connection:
                assert connection.rows("SELECT FROM pg_class WHERE relname = 'pwned'") == []
