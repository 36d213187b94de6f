"""A source that finds the line of a place without reading the whole text again.

graphql-core asks for the place of every error when it is made, and its own sources count the lines from the top each
time: a file of 2,000 tables that is given twice took longer than ten minutes.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cached_property

from graphql import Source
from graphql.language.location import SourceLocation

_NEWLINE = re.compile(r"\r\n|[\n\r]")


class LocatedSource(Source):
    """A text whose line ends are looked for once."""

    @cached_property
    def _line_ends(self) -> tuple[list[int], list[int]]:
        """Where the line ends begin, and where they end."""
        found = [match.span() for match in _NEWLINE.finditer(self.body)]
        return [start for start, _ in found], [end for _, end in found]

    def get_location(self, position: int) -> SourceLocation:
        """Line and column of a character, both from 1."""
        starts, ends = self._line_ends
        before = bisect_left(starts, position)
        line_start = ends[before - 1] if before else 0
        return SourceLocation(before + 1, position + 1 - line_start)
