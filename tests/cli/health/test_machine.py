"""This machine and the project in it, gathered."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.running import USER, Wesley
from wesley.cli.health.machine import machine_of, project_of, schema_for


def test_a_project_in_order(wesley: Wesley) -> None:
    wesley.write("schema/app.graphql", USER)
    wesley.write("wesley.toml", "[postgres]\nversion = 18\n")
    project = project_of(None, ())
    found = machine_of(project)
    assert (found.configuration, found.wanted, found.files, found.errors) == ("wesley.toml", 18, 1, 0)
    assert found.binaries
    schema, reason = schema_for(project, 15)
    assert schema is not None
    assert (schema.postgres_version, reason) == (15, "")


def test_a_configuration_that_is_wrong(wesley: Wesley) -> None:
    wesley.write("wesley.toml", "schem = 1\n")
    project = project_of(None, ())
    found = machine_of(project)
    assert found.configuration_problem[0].startswith("wesley.toml:1:1: ")
    assert found.schema_problem == "the configuration is wrong"
    assert schema_for(project, 15) == (None, "the configuration is wrong")


def test_no_schema_and_one_with_errors(wesley: Wesley) -> None:
    assert machine_of(project_of(None, ())).schema_problem
    assert schema_for(project_of(None, ()), 15)[0] is None
    wesley.write("app.graphql", "type User @table { id: Nothing! }")
    project = project_of(None, ("app.graphql",))
    assert machine_of(project).errors
    assert schema_for(project, 15) == (None, "the schema has errors")


def test_a_cache_that_cannot_be_used(wesley: Wesley, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    in_the_way = wesley.write("file", "")
    monkeypatch.setenv("XDG_CACHE_HOME", str(in_the_way))
    assert machine_of(project_of(None, ())).cache_problem == "cannot be written"
    (tmp_path / "cache" / "wesley" / "clusters" / "15-a" / "data").mkdir(parents=True)
    (tmp_path / "cache" / "wesley" / "clusters" / "15-a" / "data" / "file").write_bytes(bytes(7))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    found = machine_of(project_of(None, ()))
    assert (found.cache, found.cache_problem, found.clusters, found.cache_bytes) == ("cache/wesley", "", 1, 7)


def test_checkpoints(wesley: Wesley) -> None:
    wesley.write(".wesley/checkpoints/odd.json", "{")
    found = machine_of(project_of(None, ()))
    assert (found.checkpoints, len(found.odd_checkpoints)) == ((), 1)
