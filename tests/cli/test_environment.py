"""Which database a command works on."""

from __future__ import annotations

import pytest

from wesley.cli.environment import database_url
from wesley.config.decode import decode
from wesley.problems.problem import UsageError

CONFIGURATION = decode("[env.prod]\nurl = 'env:PROD_URL'\n[env.dev]\nurl = 'postgresql:///dev'\n", "wesley.toml")


def url(option: str | None = None, environment: str | None = None, **variables: str) -> str | None:
    """The URL that is found."""
    assert CONFIGURATION is not None
    return database_url(option, environment, CONFIGURATION, variables)


def test_option_before_environment_before_variable() -> None:
    assert url() is None
    assert url(DATABASE_URL="v") == "v"
    assert url(environment="dev", DATABASE_URL="v") == "postgresql:///dev"
    assert url(environment="prod", PROD_URL="p", DATABASE_URL="v") == "p"
    assert url("o", "prod", DATABASE_URL="v") == "o"


def test_an_unset_variable_is_shown_in_the_configuration() -> None:
    with pytest.raises(UsageError) as caught:
        url(environment="prod")
    (problem,) = caught.value.problems
    assert problem.message == "`PROD_URL` is not set, and the environment `prod` takes its URL from it"
    assert problem.origin.place() == ("wesley.toml", 2, 7)


def test_an_unknown_environment_is_proposed() -> None:
    with pytest.raises(UsageError, match="no environment `prdo`") as caught:
        url(environment="prdo")
    assert caught.value.problems[0].help == "did you mean `prod`?"


def test_how_to_add_one_is_told() -> None:
    with pytest.raises(UsageError) as caught:
        url(environment="load-test")
    way_out = caught.value.problems[0].help
    assert way_out == 'add it to the configuration:\n[env.load-test]\nurl = "env:LOAD_TEST_DATABASE_URL"'


@pytest.mark.parametrize(("option", "environment", "name"), [("", None, "--database-url"), (None, "", "--env")])
def test_an_empty_option_leads_to_no_other_server(option: str | None, environment: str | None, name: str) -> None:
    with pytest.raises(UsageError, match=f"`{name}` is empty"):
        url(option, environment, DATABASE_URL="production")
