"""Views once their columns are known: what a query gives is what the fields say, and what it reads is there."""

from __future__ import annotations

import re
from collections.abc import Iterator

from wesley.ir.expression import Expression
from wesley.problems.problem import Related
from wesley.problems.suggest import did_you_mean
from wesley.sdl.draft import Draft, TableDraft, ViewDraft
from wesley.sdl.rules.directive_place import DIRECTIVE_PLACE
from wesley.sdl.rules.unknown_reference import UNKNOWN_REFERENCE
from wesley.sdl.rules.view_columns import VIEW_COLUMNS
from wesley.sql.expression import output_names
from wesley.sql.text import qualified

_NAME = re.compile(r'"((?:[^"]|"")+)"|([^".]+)')
_SYSTEM = re.compile(r"pg_|information_schema\Z")


def relations_of(query: Expression) -> list[tuple[str, str]]:
    """Schema and name of each relation that a query reads.

    One without a schema is looked for in `public` (PostgreSQL manual, 5.9.3: the default search path); where else it
    was found would be up to the session that creates the view.
    """
    found = []
    for relation in query.relations:
        parts = [(quoted or plain).replace('""', '"') for quoted, plain in _NAME.findall(relation)]
        found.append((parts[0], parts[1]) if len(parts) == 2 else ("public", parts[0]))
    return found


def check_views(draft: Draft) -> None:
    """Report what does not agree. Columns must have their final names, and lookup tables must be there."""
    for table in draft.tables.values():
        if table.view is not None and table.view.text:  # one without has been reported
            _check_columns(draft, table, table.view)
            _check_relations(draft, table.view)
            for column in table.columns.values():
                if column.collation is not None or column.compression is not None:
                    message = "a column of a view has no collation or compression of its own"
                    draft.report(DIRECTIVE_PLACE.code, message, column.origin, "say it where the value is stored")


def _check_columns(draft: Draft, table: TableDraft, view: ViewDraft) -> None:
    given = output_names(view.text)
    names = [name for name in given if name is not None]
    wanted = {column.name: field for field, column in table.columns.items()}
    for name in dict.fromkeys(names):
        if names.count(name) > 1:
            _report(draft, table, view, f"the query gives the column `{name}` twice", "name one of them with AS")
        elif name not in wanted:
            hint = did_you_mean(name, wanted)
            message = f"the query gives the column `{name}`, and `{table.definition.name}` has no such field"
            _report(draft, table, view, message, hint or "add a field, or take the column out of the query")
    if None in given:  # `*`, or a value whose name only PostgreSQL can tell
        return
    for name, field_name in wanted.items():
        if name not in names:
            column = table.columns[field_name]
            draft.report(
                VIEW_COLUMNS.code,
                f"the query gives no column `{name}` for the field `{field_name}`",
                column.origin,
                f"add it to the query with `AS {name}`, or take the field away",
                (Related("the query is here", view.origin),),
            )


def _report(draft: Draft, table: TableDraft, view: ViewDraft, message: str, help_text: str) -> None:
    related = (Related("the fields are here", table.origin),)
    draft.report(VIEW_COLUMNS.code, message, view.origin, help_text, related)


def _check_relations(draft: Draft, view: ViewDraft) -> None:
    known = set(_known(draft))
    schemas = {schema for schema, _ in known} | {"public"}
    for schema, name in relations_of(view.query):
        if (schema, name) in known or schema not in schemas or _SYSTEM.match(name):
            continue
        elsewhere = [f"`{qualified(*other)}`" for other in sorted(known) if other[1] == name]
        hint = f"write {' or '.join(elsewhere)}" if elsewhere else did_you_mean(name, (other for _, other in known))
        way_out = f'one that something else creates is declared with `@table(name: "{name}", managed: false)`'
        draft.report(
            UNKNOWN_REFERENCE.code,
            f"the query reads `{schema}.{name}`, which is no table or view of the schema",
            view.origin,
            f"{hint}\n{way_out}" if hint else way_out,
        )


def _known(draft: Draft) -> Iterator[tuple[str, str]]:
    for table in draft.tables.values():
        yield table.schema, table.name
    for lookup in draft.lookup_tables:
        yield lookup.schema, lookup.name
