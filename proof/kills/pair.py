"""Pairs of schemas whose plans hold every kind of change, with rows for the first one."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct

from wesley.config.settings import Settings
from wesley.sdl.read import read
from wesley.sdl.source import Source
from wesley.targets.postgres.document import document

_FOLDER = Path(__file__).parent / "pairs"


class Pair(Struct, frozen=True, kw_only=True):
    """A pair of schemas.

    Args:
        name: of its folder.
        suffix: of its two schemas.
        words: how its plan is made.
    """

    name: str
    suffix: str
    words: tuple[str, ...]

    @property
    def after(self) -> Path:
        """The schema that the plan leads to."""
        return _FOLDER / self.name / f"after.{self.suffix}"

    def before(self) -> str:
        """The schema before and its rows, as SQL.

        Raises:
            ValueError: it is no schema.
        """
        folder = _FOLDER / self.name
        text = (folder / f"before.{self.suffix}").read_text(encoding="utf-8")
        ddl = text if self.suffix == "sql" else _compiled(text)
        return ddl + (folder / "rows.sql").read_text(encoding="utf-8")


def _compiled(text: str) -> str:
    schema = read([Source("before.graphql", text)], Settings()).schema
    if schema is None:
        raise ValueError("before.graphql is no schema")
    return document(schema)


# OBJECTS has what only SQL can say, and loses what is dropped; RENAMES has the hints that GraphQL alone knows.
OBJECTS = Pair(name="objects", suffix="sql", words=("--allow-drop", "*"))
RENAMES = Pair(name="renames", suffix="graphql", words=("--soft-drop", "--keep-data"))
PAIRS = (OBJECTS, RENAMES)
