"""The packages that Wesley needs, and those that are installed."""

from __future__ import annotations

import re
from collections.abc import Callable
from importlib.metadata import PackageNotFoundError, requires, version
from operator import eq, ge, gt, le, lt, ne

from wesley.health.machine import Dependency

_DISTRIBUTION = "wesley-schema"
_NEEDED = re.compile(r"\s*([A-Za-z0-9][\w.-]*)\s*(?:\[[^\]]*\])?\s*\(?([^;)]*)\)?\s*(;.*)?")
_BOUND = re.compile(r"(>=|<=|==|!=|>|<)\s*([\d.]+)")
_MEANING: dict[str, Callable[[tuple[int, ...], tuple[int, ...]], bool]] = {
    ">=": ge,
    "<=": le,
    "==": eq,
    "!=": ne,
    ">": gt,
    "<": lt,
}


def dependencies() -> tuple[Dependency, ...]:
    """Those that every command needs; none where Wesley is not installed as a package."""
    try:
        stated = requires(_DISTRIBUTION) or []
    except PackageNotFoundError:
        return ()
    # What comes after a semicolon is of an extra, or of another system.
    found = (_NEEDED.fullmatch(text) for text in stated if ";" not in text)
    return tuple(_dependency(match[1], match[2].strip()) for match in found if match is not None)


def fits(installed: str, needed: str) -> bool:
    """Whether a version is within bounds such as `>=8.1,<9`.

    Args:
        installed: the version; what follows its numbers does not count.
        needed: the bounds, separated by commas.
    """
    return all(_MEANING[sign](*_aligned(installed, bound)) for sign, bound in _BOUND.findall(needed))


def _dependency(name: str, needed: str) -> Dependency:
    try:
        installed = version(name)
    except PackageNotFoundError:
        return Dependency(name=name, needed=needed, version="", fits=False)
    return Dependency(name=name, needed=needed, version=installed, fits=fits(installed, needed))


def _aligned(one: str, other: str) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Both as numbers, the shorter one with zeros behind it: 8.1 is 8.1.0."""
    left, right = _numbers(one), _numbers(other)
    length = max(len(left), len(right))
    return left + (0,) * (length - len(left)), right + (0,) * (length - len(right))


def _numbers(text: str) -> tuple[int, ...]:
    found = re.match(r"\d+(?:\.\d+)*", text)
    return tuple(int(part) for part in found[0].split(".")) if found else ()
