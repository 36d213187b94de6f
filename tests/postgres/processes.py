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
    return int(_state_and_parent(pid)[1])


def nothing_left(folder: str, *pids: int) -> bool:
    """Wait until processes and folder are gone; False when they are still there after a minute."""
    end = time.monotonic() + SECONDS
    while any(map(_alive, pids)) or Path(folder).exists():
        if time.monotonic() > end:
            return False
        time.sleep(0.01)
    return True


def _alive(pid: int) -> bool:
    # A dead process whose parent has not asked for it yet is a zombie.
    return _state_and_parent(pid)[0][:1] not in ("", "Z")


def _state_and_parent(pid: int) -> tuple[str, str]:
    """What the system says about a process; empty when it is gone."""
    if Path("/proc/self/stat").exists():
        try:
            # The name, in parentheses, may hold anything; state and parent follow it (proc(5)).
            state, parent = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[:2]
        except (FileNotFoundError, ProcessLookupError):
            return "", ""
        return state, parent
    command = ["/bin/ps", "-o", "stat=,ppid=", "-p", str(pid)]
    answer = subprocess.run(command, capture_output=True, text=True, check=False).stdout.split()
    return (answer[0], answer[1]) if answer else ("", "")
