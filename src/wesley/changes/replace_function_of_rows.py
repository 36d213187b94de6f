"""Replace a function whose new body names tables, views or columns that the plan creates."""

from __future__ import annotations

from collections.abc import Iterator

from wesley.changes.change import Change, Kind
from wesley.changes.replace_function import replaced_functions
from wesley.ir.schema import Physical


def _detect(old: Physical, new: Physical) -> Iterator[Change]:
    yield from replaced_functions(old, new)


KIND = Kind("replace-function-of-rows", _detect)
