"""Other processes that ask for a throw-away server, and what is left when they are gone."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.support.servers import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

SECONDS = 60
ASK = """
import json, sys
from wesley.postgres.embedded import embedded_server
from wesley.postgres.session import session
from wesley.problems.problem import ServerError
try:
    with embedded_server() as server:
        with session(server.conninfo()) as connection:
            connection.run("SELECT 1")
        print(json.dumps({"folder": server.folder, "pid": server.pid}), flush=True)
        sys.stdin.read()
except ServerError as error:
    sys.exit(error.problems[0].message + "\\n" + error.problems[0].help)
"""
AS_NOBODY = "from wesley.postgres import account\naccount._works = lambda wrapper: False\n" + ASK


def python_path() -> str:
    """What an interpreter needs on its path to import Wesley and what it depends on."""
    return os.pathsep.join([str(ROOT / "src"), *(path for path in sys.path if path.endswith("site-packages"))])


@contextmanager
def asking(script: str = ASK, python: str = sys.executable, **options: Any) -> Iterator[subprocess.Popen[str]]:
    """A process that runs a script of the kind of `ASK`; killed at the end if need be."""
    environment = {**os.environ, "PYTHONPATH": python_path(), **options.pop("env", {})}
    with subprocess.Popen(
        [python, "-c", script],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environment,
        cwd="/",
        **options,
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def report(process: subprocess.Popen[str]) -> dict[str, Any]:
    """Folder and process id of the server that the process has started."""
    assert process.stdout
    assert process.stderr
    line = process.stdout.readline()
    assert line, process.stderr.read()
    answer: dict[str, Any] = json.loads(line)
    return answer


def parent_of(pid: int) -> int:
    """The process that started a process."""
    return int(_ps("ppid", pid))


def nothing_left(folder: str, *pids: int) -> bool:
    """Wait until processes and folder are gone; False when they are still there after a minute."""
    end = time.monotonic() + SECONDS
    while any(map(_alive, pids)) or Path(folder).exists():
        if time.monotonic() > end:
            return False
        time.sleep(0.01)
    return True


def _alive(pid: int) -> bool:
    state = _ps("stat", pid)
    # A dead process whose parent has not asked for it yet is a zombie.
    return state != "" and not state.startswith("Z")


def _ps(column: str, pid: int) -> str:
    command = ["/bin/ps", "-o", f"{column}=", "-p", str(pid)]
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout.strip()
