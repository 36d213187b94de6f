"""Writes `docs/reference` and `docs/ddl-safety.md` from the code: `make reference`. A test finds them stale."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from docs import ddl_safety_page, doctor_page
from docs.configuration_page import configuration
from docs.metrics_page import metrics
from wesley.cli.codes import all_codes
from wesley.cli.group import wesley
from wesley.problems.problem import Code
from wesley.sdl.columns.scalars import WELL_KNOWN
from wesley.sdl.directive import Directive, Place
from wesley.sdl.directives import ALL, ENUMS

FOLDER = Path(__file__).parent / "reference"
# Of the terminal's columns click leaves two empty.
WIDTH = wesley.context_settings["max_content_width"] - 2
NOTE = "<!-- Written by `make reference` from the code; changes by hand are lost. -->\n"


def pages() -> dict[str, str]:
    """Every page of the reference, by file name."""
    return {
        "commands.md": commands(),
        "configuration.md": f"{NOTE}\n{configuration()}",
        "directives.md": directives(),
        "codes.md": codes(),
        "scalars.md": scalars(),
        "doctor.md": f"{NOTE}\n{doctor_page.page()}",
        "metrics.md": f"{NOTE}\n{metrics()}",
    }


def commands() -> str:
    """What each command says with `--help` on a wide terminal."""
    lines = [NOTE, "# Commands\n"]
    context = click.Context(wesley, info_name="wesley", terminal_width=WIDTH, **wesley.context_settings)
    lines += ["```text", wesley.get_help(context), "```\n"]
    for name in wesley.list_commands(context):
        command = wesley.get_command(context, name)
        if command is not None:
            inner = click.Context(command, parent=context, info_name=name, **command.context_settings)
            lines += [f"## wesley {name}\n", "```text", command.get_help(inner), "```\n"]
    return "\n".join(lines)


def directives() -> str:
    """Each directive with its arguments and an example, in alphabetical order."""
    lines = [NOTE, "# Directives\n"]
    lines.append("`wesley directives` prints their definitions for editors. Every name is accepted with the prefixes")
    lines.append("`wes_` and `wesley_` too.\n")
    for directive in sorted(ALL, key=lambda one: one.name.lower()):
        lines += _directive(directive)
    lines.append("## Closed sets\n")
    lines += [f"* `{name}`: {', '.join(words)}" for name, words in ENUMS.items()]
    return "\n".join(lines) + "\n"


def _directive(directive: Directive) -> Iterator[str]:
    yield f"## @{directive.name}\n"
    yield directive.description + "\n"
    stands = " and ".join(place.value for place in directive.locations)
    relation = "" if directive.place is Place.ANY else f" of {directive.place.value}"
    facts = [f"On {stands}{relation}."]
    if directive.repeatable:
        facts.append("Can be used several times.")
    if directive.aliases:
        facts.append("Also: " + ", ".join(f"`@{alias}`" for alias in directive.aliases) + ".")
    yield " ".join(facts) + "\n"
    if directive.parameters:
        yield "| argument | type | default | meaning |\n|---|---|---|---|"
        for parameter in directive.parameters:
            default = f"`{parameter.default}`" if parameter.default else ""
            yield f"| `{parameter.name}` | `{parameter.type}` | {default} | {_cell(parameter.description)} |"
        yield ""
    yield f"```graphql\n{directive.example}\n```\n"


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


def codes() -> str:
    """Each code with its reason, a bad and a good example."""
    lines = [NOTE, "# Codes\n", "`wesley explain CODE` shows one of these pages.\n"]
    for code in sorted(all_codes(), key=lambda one: one.code):
        lines += _code(code)
    return "\n".join(lines)


def _code(code: Code) -> Iterator[str]:
    yield f"## {code.code} {code.name}\n"
    yield f"*{code.severity.value.capitalize()}.* {code.summary}\n"
    yield code.why + "\n"
    if code.bad:
        yield f"Not so:\n\n```\n{code.bad}\n```\n"
    if code.good:
        yield f"But so:\n\n```\n{code.good}\n```\n"


def scalars() -> str:
    """The scalars that need no declaration."""
    lines = [NOTE, "# Scalars\n", "These need no declaration. `@scalar` or `[scalars.NAME]` describes others.\n"]
    lines += ["| GraphQL | PostgreSQL |", "|---|---|"]
    lines += [f"| `{name}` | `{scalar.sql}` |" for name, scalar in WELL_KNOWN.items()]
    return "\n".join(lines) + "\n"


def main() -> None:
    """Write the pages."""
    FOLDER.mkdir(exist_ok=True)
    for name, text in pages().items():
        (FOLDER / name).write_text(text, encoding="utf-8")
    ddl_safety_page.PAGE.write_text(ddl_safety_page.page(), encoding="utf-8")


if __name__ == "__main__":
    main()
