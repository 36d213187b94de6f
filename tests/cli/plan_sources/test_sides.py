"""What the words of the command line mean."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.cli.running import USER
from wesley.cli.plan_sources import ALL

if TYPE_CHECKING:
    from tests.cli.running import Wesley


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("empty", "`empty`"),
        ("git:main", "commit"),
        ("git:main:old.json", "commit"),
        ("env:prod", "environment"),
        ("postgresql://localhost/app", "database"),
        ("postgres://localhost/app", "database"),
        ("host=/tmp dbname=app", "database"),
        ("service = app", "database"),
        ("old.json", "snapshot"),
        ("dump.sql", "SQL"),
        ("migrations/*.sql", "SQL"),
        ("schema", "SDL"),
        ("a=b.graphql", "SDL"),
        ("-", "SDL"),
    ],
)
def test_a_word_means_one_kind(word: str, kind: str) -> None:
    assert next(one.name for one in ALL if one.fits(word)) == kind


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((), "nothing to start from"),
        (("--from", "empty", "--env", "prod"), "--from and --env name two schemas to start from"),
        (("--database-url", "x", "--env", "prod"), "--env and --database-url name two schemas"),
        (("--from", "a.json", "--from", "a.sql"), "names sources of several kinds: snapshot, SQL"),
        (("--from", "a.json", "--from", "b.json"), "`--from` names 2 schemas"),
        (("--from", "empty", "--to", "empty", "--to", "empty"), "`--to` names 2 schemas"),
        (("--from", ""), "`--from` is empty"),
    ],
)
def test_words_that_name_no_schema_or_two(wesley: Wesley, arguments: tuple[str, ...], message: str) -> None:
    wesley.write("schema/a.graphql", USER)
    result = wesley("plan", *arguments)
    assert result.status == 2
    assert "error[CLI014]" in result.err
    assert message in result.err


def test_sdl_can_be_several_paths(wesley: Wesley) -> None:
    wesley.write("a.graphql", USER)
    wesley.write("b.graphql", "type Order @table {\n  id: ID! @primaryKey\n}\n")
    result = wesley("plan", "--from", "a.graphql", "--to", "a.graphql", "--to", "b.graphql")
    assert "to   a.graphql, b.graphql (2 files)" in result.out, result.err
    assert "Create table public.orders" in result.out


def test_without_to_the_configured_schema_is_meant(wesley: Wesley) -> None:
    wesley.write("schema/a.graphql", USER)
    assert "Create table public.users" in wesley("plan", "--from", "empty").out


def test_the_version_of_the_plan_is_that_of_both_schemas(wesley: Wesley) -> None:
    wesley.write("a.graphql", "type A @table {\n  id: ID! @primaryKey\n  n: Int @unique(nullsNotDistinct: true)\n}\n")
    result = wesley("plan", "--from", "empty", "--to", "a.graphql", "--pg", "14")
    assert result.status == 1
    assert "PostgreSQL 15" in result.err
    assert "a.graphql:3" in result.err
    assert "on   PostgreSQL 16" in wesley("plan", "--from", "empty", "--to", "a.graphql", "--pg", "16").out


def test_an_error_in_sdl_is_shown_with_its_line(wesley: Wesley) -> None:
    wesley.write("a.graphql", "type User @table {\n  id: Nothing\n}\n")
    result = wesley("plan", "--from", "empty", "--to", "a.graphql")
    assert (result.status, result.out) == (1, "")
    assert "2 │   id: Nothing" in result.err


def test_an_environment_that_is_not_configured(wesley: Wesley) -> None:
    wesley.write("schema/a.graphql", USER)
    for arguments in (("--env", "prod"), ("--from", "env:prod")):
        result = wesley("plan", *arguments)
        assert (result.status, result.err.split("\n")[0]) == (2, "error[CLI013]: no environment `prod`")
