"""A table of TOML values -> a Struct, with a finding for everything that does not fit, not only for the first."""

from __future__ import annotations

import types
from collections.abc import Mapping
from typing import Annotated, Any, Literal, Union, get_args, get_origin

import msgspec
from msgspec import UNSET, Struct

from wesley.config.codes import MISSING_KEY, UNKNOWN_KEY, WRONG_TYPE, WRONG_VALUE
from wesley.config.finding import Finding, dotted, subject
from wesley.config.places import Path
from wesley.problems.suggest import closest, did_you_mean

# Known words that are refused with more than "expected one of": they are planned.
LATER: dict[Path, tuple[str, ...]] = {("tenancy", "source"): ("supabase", "membership")}


def fill(kind: type[Struct], table: Mapping[str, Any], path: Path, findings: list[Finding]) -> Any:
    """Make a `kind` of a table; what does not fit is left at its default and added to `findings`.

    Returns:
        The Struct, or `UNSET` when a required key is missing or wrong.
    """
    fields = msgspec.structs.fields(kind)
    findings.extend(_unknown_keys([field.name for field in fields], table, path))
    values = {}
    for field in fields:
        if field.name in table:
            values[field.name] = _value(field.type, table[field.name], (*path, field.name), findings)
        elif field.required:
            message = f"`{dotted(path)}` has no `{field.name}`"
            findings.append(Finding(MISSING_KEY, path, message, f"add `{field.name} = ...`", at_key=True))
            values[field.name] = UNSET
    required = {field.name for field in fields if field.required}
    good = {name: value for name, value in values.items() if value is not UNSET}
    return kind(**good) if required <= good.keys() else UNSET


def _unknown_keys(known: list[str], table: Mapping[str, Any], path: Path) -> list[Finding]:
    found = []
    for key in table:
        if key not in known:
            where = f" in [{dotted(path)}]" if path else ""
            help_text = did_you_mean(key, known) or f"known are: {', '.join(known)}"
            found.append(Finding(UNKNOWN_KEY, (*path, key), f"unknown key `{key}`{where}", help_text, at_key=True))
    return found


def _value(kind: Any, value: Any, path: Path, findings: list[Finding]) -> Any:
    bare = get_args(kind)[0] if get_origin(kind) is Annotated else kind
    if isinstance(bare, type) and issubclass(bare, Struct):
        if isinstance(value, dict):
            return fill(bare, value, path, findings)
    elif get_origin(bare) is Mapping:
        if isinstance(value, dict):
            of = get_args(bare)[1]
            return _kept({key: _value(of, item, (*path, key), findings) for key, item in value.items()})
    elif get_origin(bare) is tuple:
        if isinstance(value, list):
            of = get_args(bare)[0]
            items = tuple(_value(of, item, (*path, number), findings) for number, item in enumerate(value))
            return UNSET if UNSET in items else items
    else:
        return _simple(kind, bare, value, path, findings)
    findings.append(Finding(WRONG_TYPE, path, f"{subject(path)} is {_type_name(value)}", f"it wants {_wanted(kind)}"))
    return UNSET


def _kept(values: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in values.items() if value is not UNSET}


def _simple(kind: Any, bare: Any, value: Any, path: Path, findings: list[Finding]) -> Any:
    try:
        return msgspec.convert(value, kind, strict=True)
    except msgspec.ValidationError:
        findings.append(_misfit(kind, bare, value, path))
        return UNSET


def _misfit(kind: Any, bare: Any, value: Any, path: Path) -> Finding:
    name = subject(path)
    if type(value) is not _plain_type(bare):
        return Finding(WRONG_TYPE, path, f"{name} is {_type_name(value)}", f"it wants {_wanted(kind)}")
    if value in LATER.get(path, ()):
        return Finding(WRONG_VALUE, path, f"{name} cannot be '{value}' yet", f"it comes later; today: {_wanted(kind)}")
    said = f"'{value}'" if isinstance(value, str) else str(value)
    message = f"{name} cannot be {said}" if said != "''" else f"{name} is empty"
    near = closest(str(value), get_args(bare)) if get_origin(bare) is Literal else ""
    return Finding(
        WRONG_VALUE, path, message, f"it wants {_wanted(kind)}" + (f"; did you mean '{near}'?" if near else "")
    )


def _plain_type(bare: Any) -> Any:
    if get_origin(bare) is Literal:
        return type(get_args(bare)[0])
    if get_origin(bare) in {Union, types.UnionType}:
        return next(kind for kind in get_args(bare) if kind is not type(None))
    return bare


_TYPE_NAMES = {
    bool: "a boolean",
    int: "a whole number",
    float: "a number",
    str: "a string",
    list: "an array",
    dict: "a table",
}


def _type_name(value: Any) -> str:
    return _TYPE_NAMES.get(type(value), "a date or a time")


def _wanted(kind: Any) -> str:
    """What a type accepts, in words."""
    annotated = get_origin(kind) is Annotated
    bare = get_args(kind)[0] if annotated else kind
    if isinstance(bare, type) and issubclass(bare, Struct):
        return f"a table with {', '.join(bare.__struct_fields__)}"
    if get_origin(bare) is Mapping:
        return "a table"
    if get_origin(bare) is tuple:
        return f"an array; each element is {_wanted(get_args(bare)[0])}"
    if get_origin(bare) is Literal:
        return _one_of(get_args(bare))
    meta = get_args(kind)[1] if annotated else None
    if bare is int and meta is not None and meta.ge is not None:
        return f"a whole number from {meta.ge} to {meta.le}"
    text = _TYPE_NAMES[_plain_type(bare)]
    return f"{text} that is not empty" if meta is not None and meta.min_length else text


def _one_of(words: tuple[str, ...]) -> str:
    quoted = [f"'{word}'" for word in words]
    return quoted[0] if len(quoted) == 1 else f"{', '.join(quoted[:-1])} or {quoted[-1]}"
