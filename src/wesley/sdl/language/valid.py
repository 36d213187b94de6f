"""Whether GraphQL allows a schema that differs little from one that it allowed.

graphql-core looks at whole schemas only. What did not change, and refers only to names that are still there and of the
same kind, is as right as it was; so the rules are run over a small document: what changed, all that must be consistent
with it, and a stub for each object type that it only mentions. A small document without faults means a whole one
without faults. The reverse does not hold (a stub implements nothing), and places and messages depend on the whole: so
where the small one has a fault, the whole is looked at.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

_NAMED = ("scalar_type", "object_type", "interface_type", "union_type", "enum_type", "input_object_type")
_BUILT_IN = dict.fromkeys(("ID", "String", "Int", "Float", "Boolean"), "scalar_type")

# An interface asks something of its implementers, and which type may stand for another depends on interfaces and
# unions: where one of these changes, all of them are looked at.
_TIED = frozenset(("interface_type", "union_type"))


class LastValid:
    """The definitions of the last schema that GraphQL allowed."""

    def __init__(self) -> None:
        self._nodes: dict[int, Any] = {}
        self._kinds: dict[str, str] = {}
        self._whole: tuple[Any, ...] = ()

    def remember(self, nodes: Sequence[Any], given: Iterable[Any]) -> None:
        """Take a schema for the last valid one.

        Args:
            nodes: its definitions.
            given: definitions that it uses without writing them.
        """
        self._nodes = {id(node): node for node in nodes}
        self._kinds = _kinds(nodes, given)
        self._whole = _always(nodes)

    def small(self, nodes: Sequence[Any], given: Sequence[Any]) -> list[Any] | None:
        """The definitions that must be looked at because something changed since; None where all of them must be.

        Args:
            nodes: the definitions of a schema.
            given: definitions that it uses without writing them; they are not part of the answer.
        """
        now, kinds, whole = {id(node) for node in nodes}, _kinds(nodes, given), _always(nodes)
        alike = len(whole) == len(self._whole) and all(a is b for a, b in zip(whole, self._whole, strict=True))
        if not self._nodes or not alike or len(now) < len(nodes):
            return None
        if any(kinds.get(name) != kind for name, kind in self._kinds.items()):
            return None
        changed = [node for node in nodes if id(node) not in self._nodes]
        gone = [node for key, node in self._nodes.items() if key not in now]
        chosen = _consistent(nodes, [*changed, *gone])
        return [*_with_mentioned(nodes, chosen, given), *_stubs(nodes, chosen, given)]


def _kinds(nodes: Iterable[Any], given: Iterable[Any]) -> dict[str, str]:
    kinds = dict(_BUILT_IN)
    for node in (*given, *nodes):
        kind, _, suffix = node.kind.rpartition("_")
        if suffix == "definition" and kind in _NAMED:
            kinds[node.name.value] = kind
    return kinds


def _always(nodes: Iterable[Any]) -> tuple[Any, ...]:
    """Definitions of directives and of the schema itself: all uses depend on them."""
    return tuple(node for node in nodes if node.kind.startswith(("directive", "schema")))


def _consistent(nodes: Sequence[Any], changed: Sequence[Any]) -> list[Any]:
    """The definitions that a change can make wrong."""
    names = {node.name.value for node in changed if _kind(node) in _NAMED}
    tied = any(_is_tied(node) for node in changed)
    inputs = any(_kind(node) == "input_object_type" for node in changed)
    return [
        node
        for node in nodes
        if _kind(node) not in _NAMED
        or node.name.value in names
        or (tied and _is_tied(node))
        or (inputs and _kind(node) == "input_object_type")
    ]


def _kind(node: Any) -> str:
    return str(node.kind.rpartition("_")[0])


def _is_tied(node: Any) -> bool:
    return _kind(node) in _TIED or bool(getattr(node, "interfaces", None))


def _with_mentioned(nodes: Sequence[Any], chosen: list[Any], given: Iterable[Any]) -> list[Any]:
    """The chosen definitions, in the order of the sources, and what they mention but for objects."""
    wanted = {id(node) for node in chosen}
    by_name: dict[str, list[Any]] = {}
    for node in nodes:
        if _kind(node) in _NAMED and _kind(node) != "object_type":
            by_name.setdefault(node.name.value, []).append(node)
    waiting = [*chosen, *given]
    while waiting:
        for name in _mentions(waiting.pop()):
            for node in by_name.pop(name, ()):
                wanted.add(id(node))
                waiting.append(node)
    chosen[:] = [node for node in nodes if id(node) in wanted]
    return chosen


def _stubs(nodes: Sequence[Any], chosen: Sequence[Any], given: Iterable[Any]) -> Sequence[Any]:
    """An object type of one field for each that is mentioned only."""
    from graphql.language import parser

    there = {node.name.value for node in chosen if _kind(node) in _NAMED}
    mentioned = {name for node in (*chosen, *given) for name in _mentions(node)} - there
    names = [
        node.name.value
        for node in nodes
        if node.kind == "object_type_definition" and node.name.value in mentioned | _ROOTS - there
    ]
    text = "\n".join(f"type {name} {{ _: Boolean }}" for name in names)
    return parser.parse(text, no_location=True).definitions if names else ()


_ROOTS = frozenset(("Query", "Mutation", "Subscription"))


def _mentions(node: Any) -> Iterator[str]:
    """The names of the types that a definition refers to."""
    if node.kind == "named_type":
        yield node.name.value
        return
    for part in ("type", "fields", "arguments", "interfaces", "types", "operation_types"):
        below = getattr(node, part, None) or ()
        for child in below if isinstance(below, tuple | list) else (below,):
            yield from _mentions(child)
