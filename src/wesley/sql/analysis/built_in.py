"""The operators and functions of pg_catalog: which types they take, what they give, how volatile they are.

The two tables beside this file hold what pg_operator and pg_proc of PostgreSQL 18 say, with what only 12 or 15 have;
types stand there by their names in pg_type. `tests/sql/analysis/test_built_in.py` compares them with running servers.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Literal, TypeAlias

from msgspec import Struct

from wesley.sql.built_in_types import SHOWN_NAMES

ANY_ARGUMENTS = "..."

Volatility: TypeAlias = Literal["immutable", "stable", "volatile"]


class Signature(Struct, frozen=True):
    """One overload.

    Args:
        arguments: types as `format_type()` shows them; None for arguments of any number or type, which PostgreSQL takes
            as they are written.
        result: type of the result.
        volatility: `immutable`, `stable` or `volatile`; of a function, the worst of all overloads of its name.
    """

    arguments: tuple[str, ...] | None
    result: str
    volatility: Volatility


@cache
def operators() -> dict[str, tuple[Signature, ...]]:
    """The operators by name; a prefix operator has one argument. An overload with `!` at its end is stable."""
    return {name: tuple(map(_operator, overloads)) for name, overloads in _lines("operators.txt")}


@cache
def functions() -> dict[str, tuple[Signature, ...]]:
    """The functions, aggregates and window functions by name; without those that only the system calls."""
    return {
        name: tuple(_signature(overload, _VOLATILITIES[overloads[0]]) for overload in overloads[1:])
        for name, overloads in _lines("functions.txt")
    }


_VOLATILITIES: dict[str, Volatility] = {"i": "immutable", "s": "stable", "v": "volatile"}


def _lines(file: str) -> list[tuple[str, list[str]]]:
    text = files(__package__).joinpath(file).read_text(encoding="utf-8")
    return [(name, overloads) for name, *overloads in map(str.split, text.splitlines())]


def _operator(overload: str) -> Signature:
    plain = overload.removesuffix("!")
    return _signature(plain.removeprefix(","), "immutable" if plain == overload else "stable")


def _signature(overload: str, volatility: Volatility) -> Signature:
    arguments, _, result = overload.partition(">")
    if arguments == ANY_ARGUMENTS:
        return Signature(None, _shown(result), volatility)
    taken = tuple(_shown(name) for name in arguments.split(",") if name)
    return Signature(taken, _shown(result), volatility)


def _shown(name: str) -> str:
    element = name.removesuffix("[]")
    return SHOWN_NAMES.get(element, element) + name[len(element) :]
