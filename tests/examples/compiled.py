"""The examples, compiled as the command line compiles them."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

from msgspec import Struct

from tests.guards.tree import ROOT
from wesley.cli.options import Options
from wesley.cli.reading import Read, read_schema
from wesley.config.settings import Settings
from wesley.ir.schema import Schema
from wesley.problems.problem import Problem
from wesley.targets import ALL

EXAMPLES = ROOT / "examples"
FOLDERS = tuple(sorted(path.parent for path in EXAMPLES.rglob("wesley.toml")))


class Compiled(Struct, frozen=True):
    """An example with its outputs, by target and path."""

    schema: Schema
    settings: Settings
    problems: tuple[Problem, ...]
    outputs: dict[str, dict[str, str]]


def name_of(folder: Path) -> str:
    """What a test calls an example."""
    return folder.relative_to(EXAMPLES).as_posix()


def read_in(folder: Path, paths: tuple[str, ...] = ()) -> Read:
    """The schema of an example, or other files in its folder, with its configuration."""
    before = Path.cwd()
    os.chdir(folder)
    try:
        return read_schema(paths, Options())
    finally:
        os.chdir(before)


@cache
def compiled(folder: Path) -> Compiled:
    """An example, read in its own folder."""
    read = read_in(folder)
    assert read.schema is not None, read.problems
    settings = read.loaded.settings
    outputs = {target.name: target.emit(read.schema, settings) for target in ALL}
    return Compiled(read.schema, settings, read.problems, outputs)
