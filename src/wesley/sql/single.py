"""Trees that must be exactly one thing: one SELECT, one value."""

from __future__ import annotations

from wesley.sql.parse import Tree, kind


def only_select(tree: Tree) -> Tree | None:
    """The `SelectStmt` of a whole parse result that is one SELECT; None when it is anything else."""
    if len(tree.stmts) != 1 or kind(tree.stmts[0].stmt) != "select_stmt":
        return None
    return tree.stmts[0].stmt.select_stmt


def only_value(tree: Tree) -> Tree | None:
    """The value (`Node`) of a whole parse result that is `SELECT value` and nothing beside it; None otherwise."""
    select = only_select(tree)
    if select is None or {field.name for field, _ in select.ListFields()} != {"target_list", "limit_option", "op"}:
        return None
    target = select.target_list[0].res_target
    return target.val if len(select.target_list) == 1 and not target.name and not target.indirection else None
