"""A commit as a source."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from tests.cli.running import USER

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.running import Wesley

CONFIGURATION = 'schema = ["schema"]\n'


def git(folder: Path, *arguments: str) -> None:
    """Run git in a folder, as nobody in particular."""
    program = shutil.which("git")
    assert program is not None
    settings = ("-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "init.defaultBranch=main")
    subprocess.run([program, *settings, "-C", str(folder), *arguments], check=True, capture_output=True)


@pytest.fixture
def repository(wesley: Wesley) -> Wesley:
    """A repository whose folder `app` holds a project; the working tree has a column more than the commit v1."""
    wesley.write("app/wesley.toml", CONFIGURATION)
    wesley.write("app/schema/user.graphql", USER)
    git(wesley.folder, "init")
    git(wesley.folder, "add", ".")
    git(wesley.folder, "commit", "-m", "first")
    git(wesley.folder, "tag", "v1")
    wesley.write("app/schema/user.graphql", USER.replace("email: String!", "email: String!\n  age: Int"))
    return wesley


def test_the_configured_schema_of_a_commit(repository: Wesley, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(repository.folder / "app" / "schema")
    result = repository("plan", "--from", "git:v1")
    assert result.status == 0, result.err
    assert "from git:v1 (1 file)\nto   the configured schema (1 file)\n" in result.out
    assert "Add column age to public.users" in result.out


def test_a_path_is_relative_to_the_repository(repository: Wesley, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(repository.folder / "app")
    result = repository("plan", "--from", "git:v1:app/schema/user.graphql", "--to", "git:v1:app/schema")
    assert result.status == 0, result.err
    assert result.out.startswith("Nothing to do: git:v1:app/schema/user.graphql (1 file) is as git:v1:app/schema")


def test_the_configuration_is_that_of_the_commit(repository: Wesley, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(repository.folder / "app")
    repository.write("app/wesley.toml", CONFIGURATION + '[naming]\ntables = "singular"\n')
    result = repository("plan", "--from", "git:v1", "--to", "git:v1")
    assert "Nothing to do" in result.out, result.err


def test_a_snapshot_in_a_commit(repository: Wesley, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(repository.folder / "app")
    repository.write("app/old.json", repository("ir").out)
    git(repository.folder, "add", ".")
    git(repository.folder, "commit", "-m", "second")
    result = repository("plan", "--from", "git:HEAD:app/old.json")
    assert result.out.startswith("Nothing to do: git:HEAD:app/old.json"), result.err


def test_an_error_in_it_is_shown_with_its_line(repository: Wesley, monkeypatch: pytest.MonkeyPatch) -> None:
    repository.write("app/schema/user.graphql", "type User @table {\n  id: Nothing\n}\n")
    git(repository.folder, "commit", "-am", "broken")
    monkeypatch.chdir(repository.folder / "app")
    result = repository("plan", "--from", "git:HEAD", "--to", "git:v1")
    assert result.status == 1
    assert "git:HEAD:app/schema/user.graphql:2:7" in result.err
    assert "2 │   id: Nothing" in result.err


def test_views_in_files_are_found(repository: Wesley, monkeypatch: pytest.MonkeyPatch) -> None:
    view = '\ntype Name @view(file: "name.sql") { id: ID! email: String! }\n'
    repository.write("app/schema/user.graphql", USER + view)
    repository.write("app/schema/name.sql", "SELECT id, email FROM users")
    git(repository.folder, "add", ".")
    git(repository.folder, "commit", "-m", "view")
    monkeypatch.chdir(repository.folder / "app")
    assert "Nothing to do" in repository("plan", "--from", "git:HEAD").out


@pytest.mark.parametrize("word", ["git:nope", "git:", "git:--output=x", "git:v1^{tree}"])
def test_a_commit_that_is_not_there(repository: Wesley, monkeypatch: pytest.MonkeyPatch, word: str) -> None:
    monkeypatch.chdir(repository.folder / "app")
    result = repository("plan", "--from", word)
    assert result.status == 2
    assert "error[CLI017]" in result.err
    assert "git:main" in result.err


def test_a_path_that_is_not_in_the_commit(repository: Wesley, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(repository.folder / "app")
    result = repository("plan", "--from", "git:v1:nope")
    assert result.status == 2
    assert "error[CLI001]: `nope` does not exist" in result.err
    assert "looked in `git:v1`" in result.err


@pytest.mark.parametrize("path", ["../now.{}", "app/../../now.{}", "{folder}/now.{}"])
@pytest.mark.parametrize("ending", ["json", "sql", "graphql"])
def test_a_path_that_leads_out_of_the_commit(repository: Wesley, path: str, ending: str) -> None:
    repository.write(f"now.{ending}", "")
    named = path.format(ending, folder=repository.folder)
    result = repository("plan", "--from", f"git:v1:{named}", "--to", "empty")
    assert result.status == 2
    assert f"error[CLI017]: `{named}` is not inside the commit `v1`" in result.err


def test_a_configured_path_that_leads_out_of_the_commit(repository: Wesley, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(repository.folder / "app")
    repository.write("app/wesley.toml", f'schema = ["{repository.folder}/app/schema"]\n')
    git(repository.folder, "commit", "-am", "absolute")
    result = repository("plan", "--from", "git:HEAD")
    assert result.status == 2
    assert "is not inside the commit `HEAD`" in result.err


def test_outside_any_repository(wesley: Wesley, monkeypatch: pytest.MonkeyPatch) -> None:
    wesley.write("a.graphql", USER)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(wesley.folder.parent))
    result = wesley("plan", "--from", "git:main", "--to", "a.graphql")
    assert result.status == 2
    assert "error[CLI017]: the working directory is in no git repository" in result.err


def test_without_git(wesley: Wesley, monkeypatch: pytest.MonkeyPatch) -> None:
    wesley.write("a.graphql", USER)
    monkeypatch.setenv("PATH", str(wesley.folder))
    result = wesley("plan", "--from", "git:main", "--to", "a.graphql")
    assert result.status == 2
    assert "git is not installed" in result.err


def test_an_error_in_the_configuration_has_the_name_of_the_commit(
    repository: Wesley, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository.write("app/wesley.toml", "schem = 1\n")
    git(repository.folder, "commit", "-am", "broken")
    repository.write("app/wesley.toml", CONFIGURATION)
    monkeypatch.chdir(repository.folder / "app")
    assert "git:HEAD:app/wesley.toml:1:1" in repository("plan", "--from", "git:HEAD").err


def test_so_it_has_where_temporary_files_are_below_the_working_directory(
    repository: Wesley, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(repository.folder)
    monkeypatch.setattr("tempfile.tempdir", str(repository.folder))
    result = repository("plan", "--from", "git:v1:app/nothing.sql", "--to", "empty")
    assert "`git:v1:app/nothing.sql` does not exist" in result.err
