"""Statements from patterns: constant SQL that is parsed once, whose holes are then filled in its tree.

A hole is a name that begins with two underscores: `ALTER TABLE __table ADD CONSTRAINT __name CHECK (__condition)`. What
fills it goes into the tree, never into text, so no value can change what a statement does. Parsing sets every field
that the native deparser needs, which a tree built by hand could forget, and which then ends the process.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TypeAlias

from msgspec import Struct

from wesley.sql.error import SqlError
from wesley.sql.messages import lean
from wesley.sql.parse import Tree, kind, parse, refuse_unheld

PREFIX = "__"

# A text fills a name or a constant; a node takes the place of one; nodes take the place of one element of a list.
Filling: TypeAlias = "str | Tree | list[Tree]"

_Step: TypeAlias = tuple[str, int | None]


class _Hole(Struct, frozen=True):
    """Where a hole is.

    Args:
        path: from the root to the message that holds the text, as fields with places in lists.
        field: the field of text in that message.
        free: the text is a constant, which may be empty; otherwise it is a name.
    """

    path: tuple[_Step, ...]
    field: str
    free: bool


class _Pattern(Struct, frozen=True):
    """A parsed pattern; `order` has what stands behind first, since lists grow when they are filled."""

    tree: Tree
    names: frozenset[str]
    order: tuple[tuple[str, _Hole], ...]


def statement(pattern: str, **fillings: Filling) -> Tree:
    """One statement, as a whole parse result.

    Args:
        pattern: constant SQL.
        fillings: what each of its holes holds, by the hole's name without the prefix. A text fills a name or a
            constant; a node takes the place of the name, column or table that the hole stands for; a list of nodes
            takes the place of one element of a list.

    Raises:
        SqlError: a name is empty, or PostgreSQL cannot hold a text.
        ValueError: holes and fillings do not match; the pattern or its use is wrong.
    """
    known = _parsed(pattern)
    if known.names != fillings.keys():
        raise ValueError(f"holes {sorted(known.names)} are filled with {sorted(fillings)}: {pattern}")
    tree = type(known.tree)()
    tree.CopyFrom(known.tree)
    for name, hole in known.order:
        _fill(tree, hole, fillings[name])
    return tree


def table_element(pattern: str, **fillings: Filling) -> Tree:
    """A node of a column or constraint, from the text that stands for it in CREATE TABLE."""
    return statement(f"CREATE TABLE t ({pattern})", **fillings).stmts[0].stmt.create_stmt.table_elts[0]


def index_element(pattern: str, **fillings: Filling) -> Tree:
    """A node of an index key, from the text that stands for it in CREATE INDEX."""
    return statement(f"CREATE INDEX ON t ({pattern})", **fillings).stmts[0].stmt.index_stmt.index_params[0]


@lru_cache(maxsize=512)
def _parsed(pattern: str) -> _Pattern:
    tree = lean(parse(pattern))
    if len(tree.stmts) != 1:
        raise ValueError(f"a pattern is one statement: {pattern}")
    holes: list[tuple[str, _Hole]] = []
    _find(tree, (), holes)
    return _Pattern(tree, frozenset(name for name, _ in holes), tuple(reversed(holes)))


def _find(node: Tree, path: tuple[_Step, ...], holes: list[tuple[str, _Hole]]) -> None:
    for field, value in node.ListFields():
        if isinstance(value, str):
            if value.startswith(PREFIX):
                free = node.DESCRIPTOR.name in ("A_Const", "CommentStmt") or _is_constant(path)
                holes.append((value.removeprefix(PREFIX), _Hole(path, field.name, free)))
        elif field.message_type is not None:
            if hasattr(value, "ListFields"):
                _find(value, (*path, (field.name, None)), holes)
            else:
                for ordinal, child in enumerate(value):
                    _find(child, (*path, (field.name, ordinal)), holes)


def _is_constant(path: tuple[_Step, ...]) -> bool:
    """True for the text of a constant, an element of an enum, an argument of a trigger."""
    return any(field in ("a_const", "vals", "args") for field, _ in path[-3:])


def _fill(tree: Tree, hole: _Hole, filling: Filling) -> None:
    if isinstance(filling, str):
        _refuse(filling, hole)
        setattr(_at(tree, hole.path), hole.field, filling)
    elif isinstance(filling, list):
        items, ordinal = _element(tree, hole.path, filling)
        _splice(items, ordinal, filling)
    else:
        _upwards(tree, hole.path, filling.DESCRIPTOR.name).CopyFrom(filling)


def _refuse(text: str, hole: _Hole) -> None:
    refuse_unheld(text)
    if not text and not hole.free:
        raise SqlError("a name has at least one character")


def _upwards(tree: Tree, path: tuple[_Step, ...], name: str) -> Tree:
    """The nearest message of this name at or above a path.

    A `Node` takes the place of the outermost node that the hole is all of: a column reference, not the string in it.
    """
    for found in reversed(_along(tree, path)):
        if found.DESCRIPTOR.name == name and (name != "Node" or kind(found) != "string"):
            return found
    raise ValueError(f"no {name} can stand here")


def _element(tree: Tree, path: tuple[_Step, ...], nodes: list[Tree]) -> tuple[Tree, int]:
    """The list with the deepest element at or above a path that is of the same kind as the nodes, and its place."""
    if not nodes:
        raise ValueError("a list needs at least one element")
    messages = [tree, *_along(tree, path)]
    wanted = kind(nodes[0])
    for at in range(len(path) - 1, -1, -1):
        field, ordinal = path[at]
        found = messages[at + 1]
        if ordinal is not None and found.DESCRIPTOR.name == "Node" and kind(found) == wanted:
            return getattr(messages[at], field), ordinal
    raise ValueError(f"no list of {wanted} can stand here")


def _splice(items: Tree, ordinal: int, nodes: list[Tree]) -> None:
    if len(nodes) == 1:
        items[ordinal].CopyFrom(nodes[0])
        return
    behind = list(items[ordinal + 1 :])
    del items[ordinal:]
    items.extend(nodes)
    items.extend(behind)


def _along(tree: Tree, path: tuple[_Step, ...]) -> list[Tree]:
    """The messages along a path, without the first."""
    found = []
    node = tree
    for field, ordinal in path:
        node = getattr(node, field) if ordinal is None else getattr(node, field)[ordinal]
        found.append(node)
    return found


def _at(tree: Tree, path: tuple[_Step, ...]) -> Tree:
    node = tree
    for field, ordinal in path:
        node = getattr(node, field)
        if ordinal is not None:
            node = node[ordinal]
    return node
