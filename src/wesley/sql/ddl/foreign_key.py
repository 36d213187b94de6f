"""ALTER TABLE ... ADD FOREIGN KEY: always on its own, so that tables may refer to each other in a circle."""

from __future__ import annotations

from wesley.ir.constraint import ForeignKey, ReferentialAction
from wesley.sql.ddl.constraint import DEFERRABLE
from wesley.sql.nodes import names, relation
from wesley.sql.parse import Tree
from wesley.sql.tree import Filling, statement

_ACTIONS = {
    ReferentialAction.NO_ACTION: "",
    ReferentialAction.RESTRICT: "RESTRICT",
    ReferentialAction.CASCADE: "CASCADE",
    ReferentialAction.SET_NULL: "SET NULL",
    ReferentialAction.SET_DEFAULT: "SET DEFAULT",
}


def add_foreign_key(schema: str, table: str, key: ForeignKey, *, not_valid: bool = False) -> Tree:
    """ALTER TABLE ... ADD CONSTRAINT ... FOREIGN KEY.

    Args:
        schema, table: the referencing table.
        key: the foreign key; one that is not valid is added NOT VALID.
        not_valid: NOT VALID: rows that are there already are not checked.
    """
    pattern = "ALTER TABLE __table ADD CONSTRAINT __name FOREIGN KEY (__columns) REFERENCES __target (__references)"
    fillings: dict[str, Filling] = {
        "table": relation(schema, table),
        "name": key.name,
        "columns": names(key.columns),
        "target": relation(key.ref_schema, key.ref_table),
        "references": names(key.ref_columns),
    }
    if key.match_full:
        pattern += " MATCH FULL"
    if _ACTIONS[key.on_update]:
        pattern += f" ON UPDATE {_ACTIONS[key.on_update]}"
    if _ACTIONS[key.on_delete]:
        pattern += f" ON DELETE {_ACTIONS[key.on_delete]}"
        if key.set_columns:
            pattern += " (__set)"
            fillings["set"] = names(key.set_columns)
    pattern += DEFERRABLE[key.deferrable]
    return statement(pattern + (" NOT VALID" if not_valid or not key.valid else ""), **fillings)
