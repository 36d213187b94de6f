"""The words of a command, to type it once more."""

from __future__ import annotations

from typing import Any

from wesley.cli.plan_sources.database import is_address

_SEVERAL = {"--to": "new", "--schema": "namespaces", "--allow-drop": "allow_drop"}
_ALONE = {"--contract": "contract", "--soft-drop": "soft_drop", "--keep-data": "keep_data"}


def again(given: dict[str, Any]) -> tuple[str, ...]:
    """What shaped the plan of `wesley migrate`, as it was typed; an address may hold a secret and is not repeated.

    Args:
        given: the options of the command, by their names.
    """
    words = [part for option, name in _SEVERAL.items() for word in given[name] for part in (option, _shown(word))]
    words += ["--plan", given["plan"]] if given["plan"] else []
    words += [option for option, name in _ALONE.items() if given[name]]
    return tuple(words)


def _shown(word: str) -> str:
    return "URL" if is_address(word) else word
