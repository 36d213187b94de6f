"""The files that `@view(file:)` names. They are read by whoever calls the reader, which does nothing but think."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Sequence

from wesley.sdl.language.document import ValueKind
from wesley.sdl.language.parse import directive_at
from wesley.sdl.source import Source

ENDING = ".sql"
"""How such a file must end, so that no schema can ask for a file that holds anything else."""

_VIEW = re.compile(r"@[\s,]*(?:wes_|wesley_)?view\b")


def wanted_files(sources: Sequence[Source]) -> tuple[str, ...]:
    """The paths of the files that the sources name, sorted; to be opened as they are.

    Args:
        sources: the texts that `read` will be given. A path is taken from the folder of the source that names it.

    Returns:
        Keys for the mapping `files` of `read`, whose values are the texts of the files. What cannot be read is left
        out of it, and then reported where it is named. A path in a comment may be among them.
    """
    return tuple(sorted({path for source in sources for path in _named_in(source)}))


def _named_in(source: Source) -> list[str]:
    uses = (directive_at(source.text, match.start()) for match in _VIEW.finditer(source.text))
    return [
        path_of(source.name, str(argument.value.value))
        for use in uses
        if use is not None
        for argument in use.arguments
        if argument.name == "file" and argument.value.kind is ValueKind.STRING and may_be_read(argument.value.value)
    ]


def path_of(source_name: str, file: str) -> str:
    """The path of a file that a source names, from where the source itself is named."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(source_name), file))


def may_be_read(file: str) -> bool:
    """True for a relative path to a SQL file."""
    return file.endswith(ENDING) and not file.startswith("/") and "\0" not in file
