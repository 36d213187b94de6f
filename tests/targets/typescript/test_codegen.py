"""The types are those that graphql-codegen writes for the same schema: two programs that read GraphQL alike."""

from __future__ import annotations

import json
import subprocess

import pytest

from tests.support.github import github_sdl
from tests.support.node import node, type_check, workspace
from tests.targets.reading import schema_of
from wesley.config.settings import Settings
from wesley.ir.api import InputType, InterfaceType, ObjectType
from wesley.targets.typescript.module import module

# What graphql-codegen does otherwise by default: a nullable field may be absent, enums are TypeScript enums.
CONFIG = {
    "skipTypename": True,
    "avoidOptionals": {"field": True, "inputValue": False, "object": False, "defaultValue": False},
    "enumsAsConst": True,
    "defaultScalarType": "unknown",
    "scalars": {"ID": "string", "BigInt": "string", "Date": "string", "DateTime": "string", "URI": "string"},
    "namingConvention": "keep",
    "useTypeImports": True,
}

# Objects refer to each other without end, so what a field leads to is compared by its form only.
SAME = """\
import type * as ours from "./types.js"
import type * as theirs from "./codegen.js"
type Form<T> = T extends null | undefined | string | number | boolean ? T : T extends (infer U)[] ? Form<U>[] : "object"
type Forms<T> = { [K in keyof T]: Form<T[K]> }
type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false
type Same<A, B> = Equal<Forms<A>, Forms<B>> extends true ? true : { ours: Forms<A>; theirs: Forms<B> }
type True<T extends true> = T
"""


def codegen(sdl: str) -> str:
    """What graphql-codegen writes."""
    config = {"schema": "schema.graphql", "generates": {"codegen.ts": {"plugins": ["typescript"], "config": CONFIG}}}
    files = {"schema.graphql": sdl, "codegen.json": json.dumps(config)}
    with workspace(files) as folder:
        program = folder / "node_modules" / "@graphql-codegen" / "cli" / "esm" / "bin.js"
        command = [str(node()), str(program.resolve()), "--config", "codegen.json", "--silent"]
        subprocess.run(command, cwd=folder, check=True, capture_output=True, timeout=120)
        return (folder / "codegen.ts").read_text(encoding="utf-8")


@pytest.mark.node
def test_every_type_of_github_is_the_same_in_both() -> None:
    schema = schema_of(github_sdl())
    declared: list[ObjectType | InterfaceType | InputType] = [
        *schema.api.objects,
        *schema.api.interfaces,
        *schema.api.inputs,
    ]
    lines = [f"export type {one.name} = True<Same<ours.{one.name}, theirs.{one.name}>>" for one in declared]
    lines += [f"export type {one.name} = True<Equal<ours.{one.name}, theirs.{one.name}>>" for one in schema.api.enums]
    files = {
        "types.ts": module(schema, Settings()),
        "codegen.ts": codegen(github_sdl()),
        "same.ts": SAME + "\n".join(lines) + "\n",
    }
    assert len(lines) > 1500
    assert type_check(files, exactOptionalPropertyTypes=False, noUnusedLocals=False) == ""
