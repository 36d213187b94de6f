"""What indexes need beside themselves, once all of them are known."""

from __future__ import annotations

from collections.abc import Iterator

from wesley.ir.index import IndexKey
from wesley.ir.origin import Origin
from wesley.sdl.draft import Draft, TableDraft
from wesley.sql.extensions import of_default_operator_class
from wesley.sql.type_name import base_type, is_array


def need_extensions(draft: Draft) -> None:
    """Ask for the extensions that bring the default operator classes of GiST and GIN keys (btree_gist, btree_gin)."""
    enums = {enum.column_type for enum in draft.enums.values()} - {"text"}
    for table in draft.base_tables():
        for method, key, origin in _keys(table) if table.managed else ():
            column = None if key.column is None else table.by_column(key.column)
            if column is None or key.opclass is not None or is_array(column.type) or not column.type:
                continue
            name = of_default_operator_class(method, base_type(column.type)[1], is_enum=column.type in enums)
            if name is not None:
                draft.need_extension(name, origin)


def _keys(table: TableDraft) -> Iterator[tuple[str, IndexKey, Origin]]:
    for index in table.indexes:
        yield from ((index.method, key, index.origin) for key in index.keys)
    for exclusion in table.exclusions:
        yield from ((exclusion.method, element.key, exclusion.origin) for element in exclusion.elements)
