"""The files of a schema as they were at one moment."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from wesley.config.settings import Settings
from wesley.problems.problem import Problem
from wesley.sdl.source import Source


class Look(Struct, frozen=True, kw_only=True):
    """What was read.

    Args:
        settings: the configuration; None where it is wrong, and then nothing else was read.
        configuration: the file that it is in, as the user knows it; empty without one.
        folder: the folder of the outputs.
        sources: the texts of the schema.
        files: the texts of the files that views name, by path.
        problems: what could not be read; with any, nothing is written.
        texts: what to show of each file, by its name.
    """

    settings: Settings | None = None
    configuration: str = ""
    folder: str = ""
    sources: tuple[Source, ...] = ()
    files: Mapping[str, str] = {}
    problems: tuple[Problem, ...] = ()
    texts: Mapping[str, str] = {}


def changed(before: Look, now: Look) -> tuple[str, ...]:
    """The files that differ, sorted; the configuration where it says something else."""
    names = before.texts.keys() | now.texts.keys() | before.files.keys() | now.files.keys()
    found = {name for name in names if _text(before, name) != _text(now, name)}
    if before.settings != now.settings and now.configuration:
        found.add(now.configuration)
    return tuple(sorted(found))


def is_same(before: Look, now: Look) -> bool:
    """True when nothing that a compilation depends on is different."""
    return before == now


def _text(look: Look, name: str) -> str | None:
    return look.texts.get(name, look.files.get(name))
