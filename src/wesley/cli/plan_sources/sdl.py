"""SDL: files, folders and globs of a schema."""

from __future__ import annotations

from wesley.cli.plan_sources.source import Request, Source, SourceError, SourceKind
from wesley.cli.reading import Read, counted, read_loaded


def _read(words: tuple[str, ...], request: Request) -> Source:
    label = ", ".join(words) or "the configured schema"
    return source_of(read_loaded(request.loaded, words), label)


def source_of(read: Read, label: str) -> Source:
    """The source that was read.

    Raises:
        SourceError: there are errors in it.
    """
    errors = [problem for problem in read.problems if problem.is_error]
    if read.schema is None or errors:
        raise SourceError(read.texts, *errors)
    return Source(label=f"{label} ({counted(len(read.texts), 'file')})", schema=read.schema)


KIND = SourceKind(name="SDL", fits=lambda _word: True, read=_read, several=True)
