"""The tool's own environment, as the command line has found it."""

from __future__ import annotations

from msgspec import Struct

from wesley.postgres.binaries import Binaries


class Dependency(Struct, frozen=True, kw_only=True):
    """A package that Wesley needs.

    Args:
        name: its name.
        needed: the versions that will do, as pyproject.toml states them.
        version: the one that is installed; empty for none.
        fits: whether that one will do.
    """

    name: str
    needed: str
    version: str
    fits: bool


class Machine(Struct, frozen=True, kw_only=True):
    """The tool's own environment.

    Args:
        wesley, python: versions.
        executable: path of the interpreter.
        dependencies: what Wesley needs.
        binaries: the PostgreSQL installations that run here.
        wanted: the major version that the project is written for.
        cache: the folder of the cache; empty where there is none.
        cache_problem: why it cannot be used; empty when it can.
        clusters: how many clusters are in it.
        cache_bytes: what they take on the disk.
        checkpoints: what each local checkpoint tells, as `plan on database, since`.
        odd_checkpoints: a sentence for each that cannot be read.
        configuration: path of the configuration; empty where the defaults hold.
        configuration_problem: what is wrong with it, and the way out; both empty when nothing is.
        files: how many files the schema has.
        schema_problem: why there is no schema; empty when there is one.
        errors, warnings: what `wesley check` finds in it.
    """

    wesley: str
    python: str
    executable: str
    dependencies: tuple[Dependency, ...] = ()
    binaries: tuple[Binaries, ...] = ()
    wanted: int = 0
    cache: str = ""
    cache_problem: str = ""
    clusters: int = 0
    cache_bytes: int = 0
    checkpoints: tuple[str, ...] = ()
    odd_checkpoints: tuple[str, ...] = ()
    configuration: str = ""
    configuration_problem: tuple[str, str] = ("", "")
    files: int = 0
    schema_problem: str = ""
    errors: int = 0
    warnings: int = 0
