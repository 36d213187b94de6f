"""Drop a function that takes or gives rows of a table or view that goes too, before that."""

from __future__ import annotations

from collections.abc import Iterator

from wesley.changes.change import Change, Kind
from wesley.changes.drop_function import dropped
from wesley.changes.function_names import gone_functions, names_rows_of
from wesley.changes.pairs import only_in
from wesley.ir.schema import Physical


def _detect(old: Physical, new: Physical) -> Iterator[Change]:
    gone = tuple(only_in(old.tables, new.tables))
    for function in gone_functions(old, new):
        if any(names_rows_of(function, table.schema, table.name) for table in gone):
            yield dropped(function)


KIND = Kind("drop-function-of-rows", _detect)
