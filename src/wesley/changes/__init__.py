"""Everything that can differ between two schemas, one file per kind of change.

The order of `ALL` is meaning: each kind detects on the schema as those before it left it, and plans keep that order.
What others stand on is created first and dropped last.
"""

from wesley.changes import (
    add_check,
    add_column,
    create_index,
    create_table,
    drop_check,
    drop_column,
    drop_default,
    drop_identity,
    drop_index,
    drop_key_not_null,
    drop_not_null,
    drop_table,
    finish_fill,
    set_column_storage,
    set_default,
    set_generated,
    set_identity,
    set_not_null,
    set_parameters,
    set_persistence,
    validate_check,
    validate_not_null,
)
from wesley.changes.change import Kind

ALL: tuple[Kind, ...] = (
    create_table.KIND,
    validate_check.KIND,
    validate_not_null.KIND,
    drop_check.KIND,
    add_column.KIND,
    set_default.KIND,
    drop_default.KIND,
    set_not_null.KIND,
    drop_not_null.KIND,
    set_identity.KIND,
    drop_identity.KIND,
    set_generated.KIND,
    set_column_storage.KIND,
    add_check.KIND,
    create_index.KIND,
    set_parameters.KIND,
    set_persistence.KIND,
    finish_fill.KIND,
    drop_key_not_null.KIND,
    drop_index.KIND,
    drop_column.KIND,
    drop_table.KIND,
)
