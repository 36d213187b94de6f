"""migra on the same pair of schemas: both live in databases of a throw-away server, where it reads them.

It is installed into a folder of its own for the benchmark. It reads two live databases and writes the statements that
make one like the other, without online forms, locks, phases or a way back: another task, the nearest that there is in
Python. What the server does for it is in the wall time and not in the CPU time.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from urllib.parse import quote

from benchmarks.databases import create
from benchmarks.pairs import Pair
from benchmarks.process import cost
from benchmarks.report import row, say

FOLDER = Path(__file__).parents[1] / ".cache" / "migra"
# SQLAlchemy 1.4 is what migra was written for; setuptools has the module pkg_resources, which it imports.
PACKAGES = ("migra==3.0.1663481299", "psycopg2-binary==2.9.13", "sqlalchemy==1.4.54", "setuptools==75.8.0")
_DIFFERENCES = 2


def measure_migra(folder: Path, texts: Pair) -> None:
    """Its row of the table."""
    from wesley.postgres.embedded import embedded_server

    program = _installed()
    if program is None:
        say("  migra could not be installed")
        return
    with embedded_server() as server:
        for name, text in (("old_side", texts.old), ("new_side", texts.new)):
            create(server, name, text)
        sides = [f"postgresql://postgres@/{name}?host={quote(server.folder)}" for name in ("old_side", "new_side")]
        command = [str(program), "--unsafe", *sides]
        row("migra, from and to live databases", cost(command, folder, runs=1, fine=(0, _DIFFERENCES)))


def _installed() -> Path | None:
    program = FOLDER / "bin" / "migra"
    if not program.exists():
        subprocess.run([sys.executable, "-m", "venv", FOLDER], check=True)
        pip = [str(FOLDER / "bin" / "python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        subprocess.run([*pip, *PACKAGES], check=False)
    return program if program.exists() else None
