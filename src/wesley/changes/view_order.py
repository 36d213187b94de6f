"""Views in the order of what they read."""

from __future__ import annotations

from collections.abc import Iterable

from wesley.ir.view import View

Name = tuple[str, str]


def in_order(views: Iterable[View]) -> tuple[View, ...]:
    """The views, each after those of them that it reads, otherwise by name."""
    by_name = {(view.schema, view.name): view for view in views}
    done: dict[Name, View] = {}
    waiting = [(name, False) for name in sorted(by_name, reverse=True)]
    entered: set[Name] = set()
    while waiting:
        name, is_ready = waiting.pop()
        if is_ready:
            done.setdefault(name, by_name[name])
        elif name not in entered:
            entered.add(name)
            waiting.append((name, True))
            waiting += [(other, False) for other in reversed(by_name[name].depends_on) if other in by_name]
    return tuple(done.values())


def standing_on(views: Iterable[View], names: Iterable[Name]) -> frozenset[Name]:
    """The names, and those of all views that read one of them, directly or through others."""
    known = tuple(views)
    found = set(names)
    while True:
        upper = {name_of(view) for view in known if not found.isdisjoint(view.depends_on)} - found
        if not upper:
            return frozenset(found)
        found |= upper


def under(views: Iterable[View], names: Iterable[Name]) -> frozenset[Name]:
    """The names, and those of all views that these read, directly or through others."""
    known = {name_of(view): view for view in views}
    found: set[Name] = set()
    waiting = list(names)
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += [below for below in known[name].depends_on if below in known] if name in known else []
    return frozenset(found)


def name_of(view: View) -> Name:
    """Schema and name."""
    return (view.schema, view.name)
