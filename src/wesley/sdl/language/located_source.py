"""A source that finds the line of a place without reading the whole text again.

graphql-core asks for the place of every error when it is made, and its own sources count the lines from the top each
time: a file of 2,000 tables that is given twice took longer than ten minutes.
"""

from __future__ import annotations

from bisect import bisect_left
from functools import cached_property
from typing import Any

from graphql import Source
from graphql.language.location import SourceLocation

from wesley.sdl.language.chunks import NEWLINE


class LocatedSource(Source):
    """A text whose line ends are looked for once.

    It may be a part of a file: then lines count from the top of the file, and when the part moves in it, only
    `lines_before` changes and what was read stays as it is.
    """

    lines_before = 0

    @cached_property
    def _line_ends(self) -> tuple[list[int], list[int]]:
        """Where the line ends begin, and where they end."""
        found = [match.span() for match in NEWLINE.finditer(self.body)]
        return [start for start, _ in found], [end for _, end in found]

    def get_location(self, position: int) -> SourceLocation:
        """Line and column of a character, both from 1."""
        starts, ends = self._line_ends
        before = bisect_left(starts, position)
        line_start = ends[before - 1] if before else 0
        return SourceLocation(self.lines_before + before + 1, position + 1 - line_start)


def line_of(loc: Any) -> int:
    """The line in its file at which a location of graphql-core begins.

    Args:
        loc: a location in a LocatedSource.
    """
    line: int = loc.source.lines_before + loc.start_token.line
    return line
