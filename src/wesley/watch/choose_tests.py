"""Which test files to run: those whose text or whose tables are not as they were when they passed."""

from __future__ import annotations

from collections.abc import Mapping

from wesley.config.settings import Settings
from wesley.targets.pgtap.paths import isolation_path, lookups_path, schema_path, table_path
from wesley.watch.way import Key


def chosen(
    tests: Mapping[str, str], passed: Mapping[str, str], touched: frozenset[Key] | None, settings: Settings
) -> dict[str, str]:
    """The test files to run, in the order of all.

    Args:
        tests: the text of each file by its path.
        passed: the texts of those that passed, as they were then.
        touched: the tables that have changed since; None for everything.
        settings: where the files are.
    """
    if touched is None:
        return dict(tests)
    names = _files_of(touched, settings)
    return {path: text for path, text in tests.items() if path in names or passed.get(path) != text}


def _files_of(touched: frozenset[Key], settings: Settings) -> frozenset[str]:
    if not touched:
        return frozenset()
    folder, home = settings.outputs.pgtap, settings.postgres.schema
    own = {path(folder, *key, home) for key in touched for path in (table_path, isolation_path)}
    return frozenset(own | {schema_path(folder), lookups_path(folder)})
