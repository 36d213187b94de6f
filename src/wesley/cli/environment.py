"""Which database a command works on. URLs that come from the environment go to the driver and nowhere else."""

from __future__ import annotations

import re
from collections.abc import Mapping

from wesley.cli.codes import NO_ENVIRONMENT
from wesley.config.decode import Configuration
from wesley.problems.problem import Problem, UsageError
from wesley.problems.suggest import did_you_mean

PREFIX = "env:"


def database_url(
    option: str | None, environment: str | None, configuration: Configuration, variables: Mapping[str, str]
) -> str | None:
    """The URL to use: `--database-url`, else `--env NAME`, else DATABASE_URL, else None.

    Args:
        option: value of `--database-url`.
        environment: value of `--env`.
        configuration: holds `[env.NAME]`.
        variables: the process's environment variables.

    Raises:
        UsageError: there is no such environment, its variable is not set, or an option is empty.
    """
    if "" in (option, environment):
        # A shell gives an empty text for a variable that is not set: to go on to another server could be its end.
        name = "--database-url" if option == "" else "--env"
        message, way_out = f"`{name}` is empty", "name a server, or leave the option out"
        raise UsageError(Problem(code=NO_ENVIRONMENT, message=message, help=way_out))
    if option is not None:
        return option
    if environment is not None:
        return _of_environment(environment, configuration, variables)
    return variables.get("DATABASE_URL") or None


def _how_to_add(name: str) -> str:
    variable = re.sub(r"\W", "_", name).upper()
    return f'add it to the configuration:\n[env.{name}]\nurl = "env:{variable}_DATABASE_URL"'


def _of_environment(name: str, configuration: Configuration, variables: Mapping[str, str]) -> str:
    known = configuration.settings.env
    if name not in known:
        proposal = did_you_mean(name, known) or _how_to_add(name)
        raise UsageError(Problem(code=NO_ENVIRONMENT, message=f"no environment `{name}`", help=proposal))
    url = known[name].url
    if not url.startswith(PREFIX):
        return url
    variable = url.removeprefix(PREFIX)
    if not variables.get(variable):
        message = f"`{variable}` is not set, and the environment `{name}` takes its URL from it"
        origin = configuration.origin("env", name, "url")
        raise UsageError(Problem(code=NO_ENVIRONMENT, message=message, origin=origin, help=f"set `{variable}`"))
    return variables[variable]
