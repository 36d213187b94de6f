"""CREATE INDEX."""

from __future__ import annotations

from functools import lru_cache

from wesley.ir.index import Index, IndexKey
from wesley.sql.ddl.parameter import parameters
from wesley.sql.nodes import collation, expression, operand, operator_class, relation
from wesley.sql.parse import Tree
from wesley.sql.tree import Filling, index_element, statement


def create_index(schema: str, table: str, index: Index, *, concurrently: bool = False) -> Tree:
    """CREATE INDEX.

    Args:
        schema, table: the table or materialized view.
        index: the index.
        concurrently: CONCURRENTLY, which cannot run in a transaction block.
    """
    words = ("UNIQUE " if index.unique else "") + "INDEX" + (" CONCURRENTLY" if concurrently else "")
    pattern = f"CREATE {words} __name ON __table USING __method (__keys)"
    fillings: dict[str, Filling] = {
        "name": index.name,
        "table": relation(schema, table),
        "method": index.method,
        "keys": [index_key(key) for key in index.keys],
    }
    if index.include:
        pattern += " INCLUDE (__include)"
        fillings["include"] = [index_element("__column", column=name) for name in index.include]
    if index.nulls_not_distinct:
        pattern += " NULLS NOT DISTINCT"
    if index.parameters:
        pattern += " WITH (__parameter)"
        fillings |= {"parameter": parameters(index.parameters)}
    if index.where is not None:
        pattern += " WHERE __where"
        fillings["where"] = expression(index.where.sql)
    return statement(pattern, **fillings)


@lru_cache(maxsize=4096)
def index_key(key: IndexKey) -> Tree:
    """One key of an index or of an exclusion constraint (`Node`); to be copied, not changed."""
    fillings: dict[str, Filling] = {}
    if key.expression is not None:
        pattern = "(__key)"
        fillings["key"] = operand(key.expression.sql)
    else:
        pattern = "__key"
        fillings["key"] = key.column or ""
    if key.collation is not None:
        pattern += " COLLATE __collation"
        fillings["collation"] = collation(key.collation)
    if key.opclass is not None:
        pattern += " __opclass"
        fillings["opclass"] = operator_class(key.opclass)
    return index_element(pattern + _order(key), **fillings)


def _order(key: IndexKey) -> str:
    order = " DESC" if key.descending else ""
    if key.nulls_first is None or key.nulls_first == key.descending:
        return order
    return order + (" NULLS FIRST" if key.nulls_first else " NULLS LAST")
