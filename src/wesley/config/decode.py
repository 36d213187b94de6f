"""TOML text -> configuration, or every problem of it at once."""

from __future__ import annotations

import re
import tomllib
from typing import Any

from msgspec import UNSET, Struct

from wesley.config.checks import check
from wesley.config.codes import SYNTAX, WRONG_TYPE
from wesley.config.fill import fill
from wesley.config.finding import Finding
from wesley.config.places import Path, Places, scan
from wesley.config.settings import Settings
from wesley.ir.origin import Origin
from wesley.problems.problem import Problem, UsageError

_PLACE = re.compile(r" \(at (?:line (?P<line>\d+), column (?P<column>\d+)|end of document)\)$")


class Configuration(Struct, frozen=True):
    """The settings, and where in the text each was written.

    Args:
        settings: what holds.
        places: places of the text; empty when there is no file.
        top: the way from the top of the text to the settings: empty, or `("tool", "wesley")`.
    """

    settings: Settings
    places: Places
    top: Path = ()

    def origin(self, *path: str | int) -> Origin:
        """The place of a value, to point later problems at it: `origin("env", "prod", "url")`."""
        return self.places.of_value(self.top + path)


def decode(text: str, file: str, top: tuple[str, ...] = ()) -> Configuration | None:
    """Read a configuration.

    Args:
        text: the whole file.
        file: its name, for messages.
        top: the table to read: empty for wesley.toml, `("tool", "wesley")` for pyproject.toml.

    Returns:
        The configuration, or None when the text has no such table.

    Raises:
        UsageError: the text is not TOML, or something in the table is wrong; all problems at once.
    """
    document, places = _parsed(text, file)
    table = _table(document, top)
    if table is None:
        return None
    findings: list[Finding] = []
    settings: Any = UNSET
    if isinstance(table, dict):
        settings = fill(Settings, table, (), findings)
    else:
        findings.append(Finding(WRONG_TYPE, (), f"`{'.'.join(top)}` is not a table", f"write [{'.'.join(top)}]"))
    if isinstance(settings, Settings):
        findings.extend(check(settings))
    if findings:
        problems = [finding.located(places, top) for finding in findings]
        raise UsageError(*sorted(problems, key=Problem.sort_key))
    return Configuration(settings, places, top)


def _table(document: dict[str, Any], top: tuple[str, ...]) -> Any:
    table: Any = document
    for key in top:
        if not isinstance(table, dict) or key not in table:
            return None
        table = table[key]
    return table


def _parsed(text: str, file: str) -> tuple[dict[str, Any], Places]:
    try:
        return tomllib.loads(text), scan(text, file)
    except RecursionError:
        message, origin = "arrays or tables are nested too deeply", Origin(file, 1, 1)
    except tomllib.TOMLDecodeError as error:
        message, origin = _syntax(str(error), text, file)
    except ValueError:  # what int() says to thousands of digits
        message, origin = "a number has too many digits", Origin(file, 1, 1)
    raise UsageError(Problem(code=SYNTAX, message=message, origin=origin, help="see https://toml.io for the syntax"))


def _syntax(said: str, text: str, file: str) -> tuple[str, Origin]:
    """tomllib's message, its place taken off the end."""
    place = _PLACE.search(said)
    if place is None:
        return f"not valid TOML: {said}", Origin(file, 1, 1)
    message = f"not valid TOML: {said[: place.start()]}"
    if place["line"]:
        return message, Origin(file, int(place["line"]), int(place["column"]))
    lines = text.split("\n")
    return f"{message} at the end of the file", Origin(file, len(lines), len(lines[-1]) + 1)
