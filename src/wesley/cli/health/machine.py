"""The tool's own environment, gathered."""

from __future__ import annotations

import os
import platform
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from wesley import __version__
from wesley.cli.checkpoints import read_all
from wesley.cli.configuration import Loaded, load
from wesley.cli.health.packages import dependencies
from wesley.cli.paths import shown
from wesley.cli.reading import read_loaded
from wesley.config.decode import Configuration
from wesley.config.places import Places
from wesley.config.settings import Settings
from wesley.health.machine import Machine
from wesley.postgres.binaries import found
from wesley.postgres.cache import cache_folder, clusters_in, size_of
from wesley.problems.problem import UsageError, WesleyError

if TYPE_CHECKING:
    from wesley.ir.schema import Schema


class Project(Struct, frozen=True, kw_only=True):
    """What is known of the project here.

    Args:
        loaded: the configuration; the defaults where it is wrong.
        fault: what is wrong with it.
        paths: the schema as the command line names it; empty for the configured one.
    """

    loaded: Loaded
    fault: UsageError | None = None
    paths: tuple[str, ...] = ()


def project_of(config: str | None, paths: tuple[str, ...]) -> Project:
    """The project, also when its configuration is wrong.

    Args:
        config: value of `--config`.
        paths: the schema as the command line names it.
    """
    try:
        return Project(loaded=load(config), paths=paths)
    except UsageError as fault:
        nothing = Configuration(Settings(), Places("", ""))
        return Project(loaded=Loaded(nothing, Path.cwd()), fault=fault, paths=paths)


def schema_for(project: Project, major: int) -> tuple[Schema | None, str]:
    """The schema of the project for a server, or the reason why there is none.

    Args:
        project: the project.
        major: major version of the server.
    """
    if project.fault is not None:
        return None, "the configuration is wrong"
    try:
        read = read_loaded(project.loaded.for_version(major), project.paths)
    except WesleyError as fault:
        return None, _reason(fault)
    return read.schema, "" if read.schema is not None else "the schema has errors"


def machine_of(project: Project) -> Machine:
    """Everything about this machine that `wesley doctor` looks at."""
    told, odd = read_all(project.loaded.folder)
    cache, trouble, number, size = _cache()
    base = Machine(
        wesley=__version__,
        python=platform.python_version(),
        executable=sys.executable,
        dependencies=dependencies(),
        binaries=found(),
        wanted=project.loaded.settings.postgres.version,
        cache=cache,
        cache_problem=trouble,
        clusters=number,
        cache_bytes=size,
        checkpoints=tuple(f"plan {one.plan} on {one.place.dbname}, {one.at}" for one in told),
        odd_checkpoints=odd,
    )
    if project.fault is not None:
        problem = project.fault.problems[0]
        where = f"{problem.origin}: " if problem.origin.known else ""
        return replace(
            base,
            configuration_problem=(f"{where}{problem.message}", problem.help),
            schema_problem="the configuration is wrong",
        )
    return _with_schema(replace(base, configuration=project.loaded.configuration.places.file), project)


def _with_schema(machine: Machine, project: Project) -> Machine:
    try:
        read = read_loaded(project.loaded, project.paths)
    except WesleyError as fault:
        return replace(machine, schema_problem=_reason(fault))
    return replace(machine, files=len(read.texts), errors=read.errors, warnings=read.warnings)


def _reason(fault: WesleyError) -> str:
    return fault.problems[0].message


def _cache() -> tuple[str, str, int, int]:
    """The folder of the cache, what is wrong with it, its clusters, and their bytes."""
    folder = cache_folder()
    if folder is None:
        return "", "", 0, 0
    nearest = next((one for one in (folder, *folder.parents) if one.exists()), folder)
    if not nearest.is_dir() or not os.access(nearest, os.W_OK | os.X_OK):
        return shown(folder), "cannot be written", 0, 0
    return shown(folder), "", len(clusters_in(folder)), size_of(folder / "clusters")
