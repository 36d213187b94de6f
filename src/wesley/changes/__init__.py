"""Everything that can differ between two schemas, one file per kind of change.

The order of `ALL` is meaning: each kind detects on the schema as those before it left it, and plans keep that order.
What others stand on is created first and dropped last.
"""

from wesley.changes import (
    add_check,
    create_index,
    create_table,
    drop_index,
    drop_table,
    validate_check,
)
from wesley.changes.change import Kind

ALL: tuple[Kind, ...] = (
    create_table.KIND,
    validate_check.KIND,
    add_check.KIND,
    create_index.KIND,
    drop_index.KIND,
    drop_table.KIND,
)
