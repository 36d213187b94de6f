"""A built wheel installs with its extra, and its command runs."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.guards.tree import ROOT

pytestmark = pytest.mark.install


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "build", "--wheel", "--outdir", str(folder), str(ROOT)]
    subprocess.run(command, check=True, capture_output=True)
    (path,) = folder.glob("*.whl")
    return path


def test_the_wheel_carries_what_is_no_python(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert "wesley/config/schema.json" in names
    assert "wesley/py.typed" in names
    assert any("pgtap/shim/" in name and name.endswith(".sql") for name in names)
    assert any(name.endswith("LICENSE") for name in names)
    assert any(name.endswith("NOTICE") for name in names)
    assert not any(name.startswith("tests") for name in names)


def test_the_wheel_installs_and_its_command_runs(wheel: Path, tmp_path: Path) -> None:
    make = [sys.executable, "-m", "venv", "--without-pip", str(tmp_path / "venv")]
    subprocess.run(make, check=True, capture_output=True)
    programs = tmp_path / "venv" / "bin"
    # The pip that is here installs into it, and compiles nothing, as the command runs but once.
    pip = [sys.executable, "-m", "pip", "--python", str(programs / "python")]
    install = [*pip, "install", "--quiet", "--no-compile", f"{wheel}[embedded]"]
    subprocess.run(install, check=True, capture_output=True)
    shown = subprocess.run([str(programs / "wesley"), "--help"], check=True, capture_output=True, text=True)
    assert "compile" in shown.stdout
