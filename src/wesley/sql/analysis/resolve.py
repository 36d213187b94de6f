"""Which overload of an operator or function a call means (manual, sections 10.2 and 10.3)."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from wesley.sql.analysis.built_in import Signature
from wesley.sql.analysis.types import UNKNOWN, category, coerces, common, is_polymorphic, is_preferred
from wesley.sql.type_name import is_array

Chosen = tuple[tuple[str, ...], str]
"""The types of the arguments and of the result, none of them polymorphic."""

_Candidate = tuple[tuple[str, ...], str]


def resolve(overloads: Sequence[Signature], given: tuple[str, ...], *, operator: bool = False) -> Chosen | None:
    """The overload that PostgreSQL takes.

    Args:
        overloads: every overload of the name.
        given: base types of the arguments; UNKNOWN for a constant in quotes.
        operator: a binary operator first tries to take a constant as the type of the other side.

    Returns:
        None when the call is ambiguous, fits nothing or cannot be decided from these facts.
    """
    if any(overload.arguments is None for overload in overloads):
        return None
    candidates = [
        (overload.arguments, overload.result)
        for overload in overloads
        if overload.arguments is not None and len(overload.arguments) == len(given)
    ]
    exact = _exact(candidates, _assumed(given) if operator else given)
    if exact is not None:
        return exact
    fitting = [candidate for candidate in candidates if all(map(coerces, given, candidate[0]))]
    best = fitting[0] if len(fitting) == 1 else _best(fitting, given)
    return None if best is None else _concrete(best, given)


def _assumed(given: tuple[str, ...]) -> tuple[str, ...]:
    if len(given) != 2 or given.count(UNKNOWN) != 1:
        return given
    stated = given[given[0] == UNKNOWN]
    return (stated, stated)


def _exact(candidates: list[_Candidate], given: tuple[str, ...]) -> Chosen | None:
    return next((candidate for candidate in candidates if candidate[0] == given), None)


def _best(candidates: list[_Candidate], given: tuple[str, ...]) -> _Candidate | None:
    candidates = _most(candidates, lambda names: sum(map(_is_same, names, given)))
    candidates = _most(candidates, lambda names: sum(map(_is_same_or_preferred, names, given)))
    if len(candidates) <= 1 or UNKNOWN not in given:
        return candidates[0] if len(candidates) == 1 else None
    candidates = _of_category(candidates, given)
    if len(candidates) > 1:
        candidates = _of_one_type(candidates, given)
    return candidates[0] if len(candidates) == 1 else None


def _most(candidates: list[_Candidate], score: Callable[[tuple[str, ...]], int]) -> list[_Candidate]:
    scores = [score(names) for names, _ in candidates]
    return [candidate for candidate, found in zip(candidates, scores, strict=True) if found == max(scores)]


def _is_same(name: str, given: str) -> bool:
    return name == given != UNKNOWN


def _is_same_or_preferred(name: str, given: str) -> bool:
    if given == UNKNOWN:
        return False
    return name == given or (category(name) == category(given) and is_preferred(name))


def _of_category(candidates: list[_Candidate], given: tuple[str, ...]) -> list[_Candidate]:
    """Constants are strings where a candidate takes strings, else of the one category that all candidates agree on."""
    wanted: dict[int, tuple[str, bool]] = {}
    for place in (place for place, name in enumerate(given) if name == UNKNOWN):
        names = [candidate[0][place] for candidate in candidates]
        categories = {category(name) for name in names}
        if "S" not in categories and len(categories) > 1:
            return candidates
        chosen = "S" if "S" in categories else categories.pop()
        wanted[place] = (chosen, any(category(name) == chosen and is_preferred(name) for name in names))
    kept = [candidate for candidate in candidates if all(_fits(candidate[0][at], want) for at, want in wanted.items())]
    return kept or candidates


def _fits(name: str, want: tuple[str, bool]) -> bool:
    chosen, only_preferred = want
    return category(name) == chosen and (is_preferred(name) or not only_preferred)


def _of_one_type(candidates: list[_Candidate], given: tuple[str, ...]) -> list[_Candidate]:
    """When all other arguments have one type, the constants are taken to have it too."""
    stated = {name for name in given if name != UNKNOWN}
    if len(stated) != 1:
        return candidates
    assumed = stated.pop()
    return [candidate for candidate in candidates if all(coerces(assumed, name) for name in candidate[0])]


# The types that the ranges of pg_catalog range over (manual, section 8.17.1).
_RANGED = {
    "int4range": "integer",
    "int8range": "bigint",
    "numrange": "numeric",
    "tsrange": "timestamp without time zone",
    "tstzrange": "timestamp with time zone",
    "daterange": "date",
}


def _concrete(candidate: _Candidate, given: tuple[str, ...]) -> Chosen | None:
    names, result = candidate
    if not any(map(is_polymorphic, (*names, result))):
        return candidate
    stated = [
        _element(name, found)
        for name, found in zip(names, given, strict=True)
        if is_polymorphic(name) and found != UNKNOWN
    ]
    ranges = {found for name, found in zip(names, given, strict=True) if name == "anyrange" and found != UNKNOWN}
    element = common(stated) if any("compatible" in name for name in names) else _only(stated)
    if not stated or element is None or len(ranges) > 1 or any("multirange" in name for name in (*names, result)):
        return None
    row = next(iter(ranges), "")
    stood = [_standing_for(name, element, row) for name in (*names, result)]
    return (tuple(stood[:-1]), stood[-1]) if all(stood) else None


def _only(names: list[str]) -> str | None:
    return names[0] if len(set(names)) == 1 else None


def _element(name: str, found: str) -> str:
    if name in ("anyarray", "anycompatiblearray"):
        return found.removesuffix("[]")
    return _RANGED.get(found, "") if name == "anyrange" else found


def _standing_for(name: str, element: str, row: str) -> str:
    """The type that a polymorphic type stands for; empty when nothing says it."""
    if not is_polymorphic(name):
        return name
    if name == "anyrange":
        return row
    if name in ("anyarray", "anycompatiblearray"):
        return element if is_array(element) else f"{element}[]"
    return element
