"""The command as its user runs it: a process of its own, with the real outputs."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.running import USER

FINE = '"Somebody."\n' + USER


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A schema and a configuration."""
    (tmp_path / "schema").mkdir()
    (tmp_path / "schema" / "user.graphql").write_text(FINE)
    (tmp_path / "wesley.toml").write_text('[outputs]\nonly = ["postgres", "typescript"]\n')
    return tmp_path


def run(folder: Path, *arguments: str, text: str = "", **variables: str) -> subprocess.CompletedProcess[str]:
    """Run `wesley` in a folder."""
    environment = {"PATH": os.environ["PATH"], **variables}
    script = Path(sys.executable).with_name("wesley")
    return subprocess.run(
        [script, *arguments], cwd=folder, input=text, env=environment, capture_output=True, text=True, check=False
    )


def test_check_then_compile_then_check_that_nothing_is_stale(project: Path) -> None:
    checked = run(project, "check", "--strict")
    assert (checked.returncode, checked.stdout, checked.stderr) == (0, "", "ok: nothing wrong in 1 file\n")
    assert run(project, "compile", "--check").returncode == 1
    compiled = run(project, "compile")
    assert (compiled.returncode, compiled.stdout) == (0, "")
    assert "CREATE TABLE public.users" in (project / "generated" / "schema.sql").read_text()
    assert run(project, "compile", "--check").returncode == 0


def test_bytes_do_not_depend_on_the_process(project: Path) -> None:
    for seed, out in (("1", "a"), ("2", "b")):
        assert run(project, "compile", "--out", out, PYTHONHASHSEED=seed).returncode == 0
    first, second = ({path.name: path.read_bytes() for path in (project / out).iterdir()} for out in ("a", "b"))
    assert first == second


def test_no_secret_of_the_environment_reaches_an_output(project: Path) -> None:
    (project / "wesley.toml").write_text('[env.prod]\nurl = "env:DATABASE_URL"\n')
    done = run(project, "compile", DATABASE_URL="postgresql://app:hunter2@db/app")
    assert done.returncode == 0
    printed = run(project, "ir", DATABASE_URL="postgresql://app:hunter2@db/app").stdout
    written = "".join(path.read_text() for path in (project / "generated").rglob("*") if path.is_file())
    assert "hunter2" not in done.stderr + printed + written


def test_standard_input_to_json(project: Path) -> None:
    done = run(project, "check", "-", "--format", "json", text="type {")
    (problem,) = json.loads(done.stdout)["problems"]
    assert (done.returncode, problem["file"], problem["line"], problem["column"]) == (1, "<stdin>", 1, 6)
