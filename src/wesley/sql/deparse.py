"""From a tree to text, with the proof that the text says what the tree says."""

from __future__ import annotations

from typing import NamedTuple

from wesley.sql.error import SqlError
from wesley.sql.layout import before_word, lay_out, lay_out_function
from wesley.sql.messages import without_places
from wesley.sql.parse import Tree, kind, parse
from wesley.sql.text import quote_identifier


class _Serialized(NamedTuple):
    """A tree that was serialized already, in the shape that the library asks for."""

    data: bytes

    def SerializeToString(self) -> bytes:  # noqa: N802 - the library's name
        return self.data


def deparse(tree: Tree) -> str:
    """The text of a whole parse result, on one line where no constant has a line break.

    Args:
        tree: a `ParseResult` of `messages`, so without places.

    Raises:
        SqlError: the library prints a text that reads otherwise; nothing half-right is given back.
    """
    data = tree.SerializeToString()
    text = _printed(data)
    _prove(text, data)
    return text


def to_sql(tree: Tree) -> str:
    """The text of one statement in a readable layout, with the semicolon that ends it.

    Args:
        tree: a `ParseResult` of `messages` with one statement.

    Raises:
        SqlError: as for `deparse`.
    """
    data = tree.SerializeToString()
    constant = _body(tree.stmts[0].stmt)
    if constant is not None:
        text = _function(tree, constant.sval)
    elif _converts_and_collates(tree.stmts[0].stmt):
        text = lay_out(_conversion(tree))
    else:
        text = lay_out(_set_columns(tree) if _sets_columns(tree.stmts[0].stmt) else _printed(data))
    _prove(text, data)
    return f"{text};"


def _function(tree: Tree, body: str) -> str:
    """A statement with a body, which the deparser would quote wrongly when it ends with a dollar sign.

    It does not quote the names of parameters at all.
    """
    copy = type(tree)()
    copy.CopyFrom(tree)
    statement = copy.stmts[0].stmt
    _body(statement).sval = "x"
    for each in statement.create_function_stmt.parameters if kind(statement) == "create_function_stmt" else ():
        parameter = each.function_parameter
        parameter.name = quote_identifier(parameter.name) if parameter.name else ""
    return lay_out_function(_printed(copy.SerializeToString()), body)


def _converts_and_collates(statement: Tree) -> bool:
    """True for ALTER COLUMN ... TYPE ... COLLATE ... USING, whose last two clauses the deparser prints reversed."""
    if kind(statement) != "alter_table_stmt" or len(statement.alter_table_stmt.cmds) != 1:
        return False
    column = getattr(statement.alter_table_stmt.cmds[0].alter_table_cmd, "def").column_def
    return bool(column.HasField("coll_clause") and column.HasField("raw_default"))


def _conversion(tree: Tree) -> str:
    copy = type(tree)()
    copy.CopyFrom(tree)
    column = getattr(copy.stmts[0].stmt.alter_table_stmt.cmds[0].alter_table_cmd, "def").column_def
    collation = ".".join(quote_identifier(part.string.sval) for part in column.coll_clause.collname)
    column.ClearField("coll_clause")
    return before_word(_printed(copy.SerializeToString()), "USING", f"COLLATE {collation}")


def _sets_columns(statement: Tree) -> bool:
    """True for ADD FOREIGN KEY ... ON DELETE SET NULL or DEFAULT of some columns, whose names no quotes get."""
    if kind(statement) != "alter_table_stmt" or len(statement.alter_table_stmt.cmds) != 1:
        return False
    added = getattr(statement.alter_table_stmt.cmds[0].alter_table_cmd, "def")
    return kind(added) == "constraint" and len(added.constraint.fk_del_set_cols) > 0


def _set_columns(tree: Tree) -> str:
    copy = type(tree)()
    copy.CopyFrom(tree)
    added = getattr(copy.stmts[0].stmt.alter_table_stmt.cmds[0].alter_table_cmd, "def")
    for column in added.constraint.fk_del_set_cols:
        column.string.sval = quote_identifier(column.string.sval)
    return _printed(copy.SerializeToString())


def _printed(data: bytes) -> str:
    import postgast

    try:
        return str(postgast.deparse(_Serialized(data)))
    except postgast.PgQueryError as error:
        raise SqlError(f"this has no text in SQL: {error.message}") from None


def _prove(text: str, data: bytes) -> None:
    if without_places(parse(text)).SerializeToString() != data:
        raise SqlError("the parser library cannot print this faithfully; write it in another way")


def _body(statement: Tree) -> Tree:
    """The constant (`String`) of the body of CREATE FUNCTION or DO; None for another statement."""
    if kind(statement) == "do_stmt":
        return statement.do_stmt.args[0].def_elem.arg.string
    if kind(statement) == "create_function_stmt":
        return statement.create_function_stmt.options[-1].def_elem.arg.list.items[0].string
    return None
