"""Where the two schemas of a plan come from, one file per kind of source.

The order of `ALL` is meaning: a word of the command line means the first kind that it fits.
"""

from wesley.cli.plan_sources import applied, database, empty, environment, git, sdl, snapshot, sql_files
from wesley.cli.plan_sources.source import SourceKind

ALL: tuple[SourceKind, ...] = (
    empty.KIND,
    applied.KIND,
    git.KIND,
    environment.KIND,
    database.KIND,
    snapshot.KIND,
    sql_files.KIND,
    sdl.KIND,
)
