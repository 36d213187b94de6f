"""`wesley` in the folder of the example, as a person types it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from proof.report import say

SAAS = Path(__file__).parents[2] / "examples" / "saas"


def wesley(words: list[str], conninfo: str, aside: Path | None = None) -> int:
    """Run a command on a database; gives its exit status.

    Args:
        words: the command.
        conninfo: the database.
        aside: where its product goes, when that is too long to be shown.
    """
    say(f"  wesley {' '.join(words)} --database-url ...")
    with (aside or Path(os.devnull)).open("w", encoding="utf-8") as output:
        done = subprocess.run(
            [sys.executable, "-m", "wesley.cli", *words, "--database-url", conninfo],
            cwd=SAAS,
            env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
            stdin=subprocess.DEVNULL,
            stdout=None if aside is None else output,
            check=False,
        )
    return done.returncode
