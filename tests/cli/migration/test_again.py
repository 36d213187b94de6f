"""A command that failed is shown as it was typed, but for its secrets."""

from __future__ import annotations

import click
import pytest

from wesley.cli.commands.migrate import command
from wesley.cli.migration.again import again


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ([], ()),
        (["--env", "prod", "--yes", "--patience", "1s"], ()),
        (["--to", "next", "--allow-drop", "users.age", "--contract"], None),
        (["--to", "a", "--to", "b", "--schema", "s", "--soft-drop", "--keep-data"], None),
        (["--plan", "plan.json", "--dry-run"], ("--plan", "plan.json")),
        (["--to", "postgresql://ann:hunter2@db/app"], ("--to", "URL")),
        (["--to", "host=db password=hunter2"], ("--to", "URL")),
    ],
)
def test_what_shaped_the_plan_is_typed_again(typed: list[str], shown: tuple[str, ...] | None) -> None:
    assert isinstance(command, click.Command)
    given = command.make_context("migrate", list(typed)).params
    assert again(given) == (tuple(typed) if shown is None else shown)
