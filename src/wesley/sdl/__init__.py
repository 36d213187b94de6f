"""From schema text to the IR, or to located problems.

`read.py` is the way in: sources are parsed (`language/`, the only importer of graphql-core) into a document, the uses
of directives are checked against their definitions (`uses.py`, `directives/`), drafts of tables are made (`draft.py`)
to which each directive adds its part, and the result is frozen into a `Schema` (`freeze.py`), validated (`rules/`) and
linted (`lint/`). What directives mean stands by subject in `columns/`, `keys/`, `relations/`, `security/`, `views/`
and `pattern/`.
"""
