"""The commands. Each one's module is imported only when it runs, so that `wesley --help` stays fast."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import click

from wesley import __version__
from wesley.cli.options import common

# In the order in which people meet them; the words are what `wesley --help` says of each.
COMMANDS = {
    "compile": "Write all outputs: PostgreSQL, TypeScript, Zod, pgTAP.",
    "check": "Find what is wrong with a schema.",
    "plan": "Plan how a database gets from one schema to another, online.",
    "migrate": "Bring a database to a new schema while applications use it.",
    "rollback": "Lead a database back from its last plan.",
    "status": "Say where things stand in a database.",
    "history": "List the plans that were run on a database.",
    "drift": "Say what is otherwise in a database than the schema says.",
    "doctor": "Look at a database and at this machine before a migration.",
    "purge": "Let go for good what plans have kept.",
    "metrics": "Tell the figures of a database: its last run, its health.",
    "test": "Prove a schema: load it into a fresh PostgreSQL, run its pgTAP tests.",
    "watch": "Compile and test again whenever files change.",
    "ir": "Print a schema as JSON.",
    "directives": "Print the directives, for editors.",
    "explain": "Explain a code, or list all codes.",
    "version": "Print the version.",
}
ALIASES = {"generate": "compile", "lint": "check", "diff": "plan", "apply": "migrate"}


class LazyGroup(click.Group):
    """A group whose commands are modules of `wesley.cli.commands`, each with a `command`."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Names of the commands, without the aliases."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click's signature
        """The command of a name or an alias."""
        name = ALIASES.get(cmd_name, cmd_name)
        if name not in COMMANDS:
            return None
        command: click.Command = import_module(f"wesley.cli.commands.{name}").command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As click does it, with a proposal for a name that is not known."""
        if args and not args[0].startswith("-") and self.get_command(ctx, args[0]) is None:
            from wesley.problems.suggest import did_you_mean

            proposal = did_you_mean(args[0], [*COMMANDS, *ALIASES])
            raise click.UsageError(f"no command `{args[0]}`" + (f"; {proposal}" if proposal else ""), ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - click's signature
        """List the commands without importing one."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


def _wesley(**_options: Any) -> None:
    """One GraphQL schema becomes PostgreSQL, TypeScript, Zod and pgTAP."""


wesley = LazyGroup(
    "wesley",
    callback=_wesley,
    help=_wesley.__doc__,
    epilog="`wesley COMMAND --help` tells more about a command.",
    context_settings={"help_option_names": ["--help", "-h"], "max_content_width": 100},
)
click.version_option(__version__, message="wesley %(version)s")(wesley)
common(wesley)
