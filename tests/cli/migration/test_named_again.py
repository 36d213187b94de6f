"""Hints name the database that the command worked on."""

from __future__ import annotations

import pytest

from wesley.cli.codes import NO_DATABASE
from wesley.cli.migration.named_again import hints_for, named_again
from wesley.problems.problem import Problem, WesleyError


@pytest.mark.parametrize(
    ("hint", "told"),
    [
        ("run `wesley migrate --resume`", "run `wesley migrate --resume --env prod`"),
        ("`wesley drift --against applied` shows each", "`wesley drift --against applied --env prod` shows each"),
        ("`wesley plan`, `wesley drift`", "`wesley plan --env prod --to 'a b'`, `wesley drift --env prod 'a b'`"),
        ("`wesley plan --from x --to schema`", "`wesley plan --from x --to schema`"),
        ("`wesley rollback --env stage`", "`wesley rollback --env stage`"),
        ("`wesley check` and psql", "`wesley check` and psql"),
        ("no command", "no command"),
    ],
)
def test_a_command_of_a_hint_can_be_typed_as_it_stands(hint: str, told: str) -> None:
    assert named_again(hint, ("--env", "prod"), ("a b",)) == told


def test_nothing_is_added_where_the_environment_names_the_database() -> None:
    assert named_again("`wesley migrate --resume`", ()) == "`wesley migrate --resume`"


def test_problems_inside_the_block_are_told_so() -> None:
    with pytest.raises(WesleyError) as raised, hints_for(("--env", "prod")):
        raise WesleyError(Problem(code=NO_DATABASE, message="m", help="see `wesley status`"))
    assert [one.help for one in raised.value.problems] == ["see `wesley status --env prod`"]
