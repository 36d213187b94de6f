"""Which database a command works on, and how it is named again without secrets."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from wesley.cli.checkpoints import Checkpoint, Place
from wesley.cli.configuration import Loaded
from wesley.cli.migration.target import Target, target, target_to_resume
from wesley.cli.options import Options
from wesley.config.decode import decode
from wesley.problems.problem import UsageError

CONFIGURATION = """
[env.prod]
url = "postgresql://app@db.example.com/app"
[env.staging]
url = "env:STAGING_URL"
production = true
[env.production]
url = "postgresql://app@db.example.com/other"
production = false
"""


@pytest.fixture
def loaded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Loaded:
    """A configuration with three environments."""
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.setenv("STAGING_URL", "host=staging password=hunter2")
    configuration = decode(CONFIGURATION, "wesley.toml", ())
    assert configuration is not None
    return Loaded(configuration, tmp_path)


def named(loaded: Loaded, url: str | None = None, env: str | None = None) -> Target:
    given: dict[str, Any] = {"database_url": url, "env": env}
    return target(Options(), given, loaded)


def test_an_environment_is_production_by_its_name_or_by_what_it_says(loaded: Loaded) -> None:
    assert [named(loaded, env=name).is_production for name in ("prod", "staging", "production")] == [True, True, False]
    assert not named(loaded, url="host=prod").is_production


def test_it_is_named_again_without_secrets(loaded: Loaded, monkeypatch: pytest.MonkeyPatch) -> None:
    assert named(loaded, env="staging").command("migrate", "--resume") == "wesley migrate --resume --env staging"
    assert named(loaded, url="postgresql://a:hunter2@b/c").command("status") == "wesley status --database-url URL"
    monkeypatch.setenv("DATABASE_URL", "postgresql://a:hunter2@b/c")
    assert named(loaded).command("status") == "wesley status"


def test_two_are_an_error(loaded: Loaded) -> None:
    """The address would win in silence, and nobody would be asked for the name of the production database."""
    with pytest.raises(UsageError) as caught:
        named(loaded, url="host=elsewhere", env="prod")
    assert "both name a database" in caught.value.problems[0].message


def test_none_is_an_error(loaded: Loaded) -> None:
    with pytest.raises(UsageError, match="no database is named"):
        named(loaded)


def checkpoint(**place: str) -> Checkpoint:
    return Checkpoint(
        place=Place(**{"host": "db", "port": "5432", "dbname": "my app", "user": "me"} | place),
        plan="1-abc",
        run="r",
        segments=2,
        segments_done=1,
        statements=2,
        statements_done=1,
        percent=50,
        at="2026-01-01T00:00:00Z",
    )


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        ((checkpoint(),), "host=db port=5432 dbname='my app' user=me"),
        ((checkpoint(), checkpoint()), "host=db port=5432 dbname='my app' user=me"),
        ((checkpoint(environment="staging"),), "host=staging password=hunter2"),
    ],
)
def test_what_is_resumed_is_the_only_one_that_was_begun(
    loaded: Loaded, monkeypatch: pytest.MonkeyPatch, found: tuple[Checkpoint, ...], expected: str
) -> None:
    monkeypatch.setattr("wesley.cli.checkpoints.read_all", lambda _: (found, ()))
    assert target_to_resume(Options(), {"database_url": None, "env": None}, loaded).conninfo == expected


@pytest.mark.parametrize(
    ("found", "said"),
    [((), "there is no checkpoint"), ((checkpoint(), checkpoint(host="other")), "checkpoints of several")],
)
def test_none_or_several_are_an_error(
    loaded: Loaded, monkeypatch: pytest.MonkeyPatch, found: tuple[Checkpoint, ...], said: str
) -> None:
    monkeypatch.setattr("wesley.cli.checkpoints.read_all", lambda _: (found, ("`x.json` is no checkpoint",)))
    with pytest.raises(UsageError, match=said) as caught:
        target_to_resume(Options(), {"database_url": None, "env": None}, loaded)
    assert "`x.json` is no checkpoint" in caught.value.problems[0].help
