"""Reading the SQL files that views name: the reader of schemas thinks, this part fetches."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wesley.sdl.source import Source


def read_view_files(sources: Sequence[Source]) -> dict[str, str]:
    """The texts of the files that `@view(file:)` names, by path.

    A file that cannot be read as UTF-8 text is left out: it is reported where the schema names it.
    """
    from wesley.sdl.views.files import wanted_files

    texts = ((path, _text(Path(path))) for path in wanted_files(sources))
    return {path: text for path, text in texts if text is not None}


def _text(path: Path) -> str | None:
    try:
        return path.read_bytes().decode("utf-8-sig") if path.is_file() else None
    except (OSError, UnicodeDecodeError):
        return None
