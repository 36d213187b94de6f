"""What follows from all directives together, once every one of them has had its say."""

from __future__ import annotations

from wesley.sdl import expressions, newer_sql, start
from wesley.sdl.columns import computing, defaults
from wesley.sdl.columns.enums import store_enums
from wesley.sdl.directives.primary_key import give_default_ids
from wesley.sdl.draft import Draft
from wesley.sdl.extensions import infer_extensions
from wesley.sdl.ignored import report_ignored_references
from wesley.sdl.keys import foreign_keys, indexing
from wesley.sdl.relations.inference import infer_relations
from wesley.sdl.security.access import add_access
from wesley.sdl.security.policies import add_policies, hear_directives
from wesley.sdl.security.tenancy import index_tenants, scope_foreign_keys
from wesley.sdl.views.columns import check_views


def finish(draft: Draft) -> None:
    """Complete the draft. The order is meaning: names are final first, indexes are counted last."""
    foreign_keys.take_types(draft)
    defaults.settle(draft)
    computing.check(draft)
    give_default_ids(draft)
    report_ignored_references(draft)
    infer_relations(draft)
    store_enums(draft)
    check_views(draft)
    start.value_checks(draft)
    hear_directives(draft)
    scope_foreign_keys(draft)
    foreign_keys.check(draft)
    foreign_keys.add_indexes(draft)
    index_tenants(draft)
    add_policies(draft)
    add_access(draft)
    indexing.need_extensions(draft)
    tables = expressions.of_tables(draft)
    infer_extensions(draft, tables)
    newer_sql.check(draft, tables)
