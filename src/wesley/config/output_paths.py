"""Where outputs go: each path stays inside the output folder, has the right ending and is nobody else's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wesley.config.codes import WRONG_VALUE
from wesley.config.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wesley.config.settings import Outputs

# The import from zod.ts to types.ts, and what psql and tsc make of a file, hang on these.
ENDINGS = {"postgres": ".sql", "typescript": ".ts", "zod": ".ts", "pgtap": ""}


def check_outputs(outputs: Outputs) -> list[Finding]:
    """Everything that is wrong with the paths of `[outputs]`."""
    found = [] if outputs.dir and "\0" not in outputs.dir else [_wrong("dir", "is no path", "name a folder")]
    paths = {target: getattr(outputs, target) for target in ENDINGS}
    for target, path in paths.items():
        found.extend(_shape(target, path))
    return found or list(_collisions(paths))


def _wrong(key: str, what: str, help_text: str) -> Finding:
    return Finding(WRONG_VALUE, ("outputs", key), f"`outputs.{key}` {what}", help_text)


def _shape(target: str, path: str) -> Iterator[Finding]:
    parts = path.split("/")
    if not path or "\0" in path:
        yield _wrong(target, "is no path", "name a path inside `outputs.dir`")
    elif "\\" in path:
        yield _wrong(target, "has a backslash", "write `/` between folders")
    elif any(part in {"", ".", ".."} for part in parts) or ":" in parts[0]:
        yield _wrong(
            target, "leaves the output folder or is not in its simplest form", "write it like `sql/schema.sql`"
        )
    elif not path.endswith(ENDINGS[target]) or parts[-1] == ENDINGS[target]:
        yield _wrong(target, f"is no name of a {ENDINGS[target]} file", f"let it end in `{ENDINGS[target]}`")


def _collisions(paths: dict[str, str]) -> Iterator[Finding]:
    """Two targets in one file, or a file where another target needs a folder. Case is ignored, as some disks do."""
    seen: dict[str, str] = {}
    for target, path in paths.items():
        folded = path.casefold()
        for other, taken in seen.items():
            if folded == taken or folded.startswith(f"{taken}/") or taken.startswith(f"{folded}/"):
                yield _wrong(target, f"collides with `outputs.{other}`", "give each output a path of its own")
        seen[target] = folded
