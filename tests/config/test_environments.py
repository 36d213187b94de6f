"""A URL names a database; a password in it is refused, and no message repeats it."""

from __future__ import annotations

import pytest

from tests.config.test_decode import problems, settings


@pytest.mark.parametrize(
    "url",
    ["env:DATABASE_URL", "postgresql://app@db/app", "postgres://db:5432/app?sslmode=require", "postgresql:///app"],
)
def test_accepted(url: str) -> None:
    assert settings(f"[env.prod]\nurl = '{url}'").env["prod"].url == url


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://app:hunter2@db/app",
        "postgres://a?b:hunter2@db/app",
        "postgresql://db/app?password=hunter2",
        "postgresql://db/app?pass%77ord=hunter2",
        "host=db password=hunter2",
        "host=db password = 'hunter2'",
    ],
)
def test_a_password_is_refused_and_not_repeated(url: str) -> None:
    (problem,) = problems(f'[env.prod]\nurl = "{url}"')
    assert problem.code.code == "CFG006"
    assert "hunter2" not in problem.message + problem.help


@pytest.mark.parametrize("url", ["db.example.com", "mysql://db/app", "env:", "env:A B"])
def test_what_is_no_url_is_refused_and_not_repeated(url: str) -> None:
    (problem,) = problems(f'[env.prod]\nurl = "{url}"')
    assert problem.code.code == "CFG004"
    assert url not in problem.message
