"""From schema text to the IR, or to located problems.

`read.py` is the way in: sources are parsed (`parse.py`, the only importer of graphql-core) into a `document.py`,
the uses of directives are checked against their definitions (`uses.py`, `directives/`), drafts of tables are made
(`draft/`) to which each directive adds its part, and the result is frozen into a `Schema`, validated (`rules/`) and
linted (`lint/`).
"""
