"""Create a function that takes or gives rows of a new table or view."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from wesley.changes.change import Change, Kind
from wesley.changes.create_function import CreateFunction
from wesley.changes.function_names import new_functions
from wesley.ir.schema import Physical


def _detect(old: Physical, new: Physical) -> Iterator[Change]:
    # Those that name no new relation are there already.
    for function in new_functions(old, new):
        yield CreateFunction(function=replace(function, comment=None))


KIND = Kind("create-function-of-rows", _detect)
