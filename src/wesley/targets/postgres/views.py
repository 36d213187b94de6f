"""Views, each after those that it reads."""

from __future__ import annotations

from collections.abc import Iterator

from wesley.ir.schema import Physical, Schema
from wesley.ir.view import View
from wesley.memory.memory import Memory
from wesley.sql.ddl.index import create_index
from wesley.sql.ddl.view import create_view
from wesley.targets.postgres.statement import of_each, written


def views(schema: Schema, memory: Memory | None = None) -> Iterator[str]:
    """The views and materialized views in an order in which they can be created."""
    version = schema.postgres_version

    def create(view: View) -> Iterator[str]:
        yield written(view.origin, create_view, view, version)

    return of_each(memory, f"views for {version}", in_dependency_order(schema.physical.views), create)


def view_indexes(physical: Physical, memory: Memory | None = None) -> Iterator[str]:
    """The indexes of materialized views."""
    return of_each(memory, "indexes of views", physical.views, _indexes)


def _indexes(view: View) -> Iterator[str]:
    for index in view.indexes:
        yield written(index.origin, create_index, view.schema, view.name, index)


def in_dependency_order(views: tuple[View, ...]) -> list[View]:
    """The views, each after those that it depends on, otherwise by name."""
    by_name = {(view.schema, view.name): view for view in views}
    ordered: dict[tuple[str, str], View] = {}
    waiting = [(name, False) for name in reversed(by_name)]
    entered: set[tuple[str, str]] = set()
    while waiting:
        name, is_ready = waiting.pop()
        if is_ready:
            ordered.setdefault(name, by_name[name])
        elif name not in entered:
            entered.add(name)
            waiting.append((name, True))
            waiting += [(other, False) for other in reversed(by_name[name].depends_on) if other in by_name]
    return list(ordered.values())
