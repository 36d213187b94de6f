"""`applied`: what was applied last to the database of the other side, as its journal has it."""

from __future__ import annotations

from wesley.cli.codes import SOURCE_UNCLEAR
from wesley.cli.plan_sources.source import Request, Source, SourceKind
from wesley.problems.problem import Problem, UsageError

WORD = "applied"


def _read(_words: tuple[str, ...], request: Request) -> Source:
    from wesley.drift.journal import the_applied
    from wesley.ir.schema import Schema
    from wesley.postgres.session import ANSWER_SECONDS, session

    if request.beside is None:
        message = f"`{WORD}` is what a database's journal says, and no database is named to start from"
        help_text = "name one: --env NAME or --database-url URL"
        raise UsageError(Problem(code=SOURCE_UNCLEAR, message=message, help=help_text))
    with session(request.beside, ANSWER_SECONDS) as looking:
        found = the_applied(looking)
    version = request.loaded.settings.postgres.version
    waits = ", its contract apart" if found.waits else ""
    return Source(
        label=f"what plan {found.plan} has applied{waits}",
        schema=Schema(physical=found.physical, postgres_version=version),
        is_record=True,
    )


KIND = SourceKind(name="`applied`", fits=lambda word: word == WORD, read=_read)
