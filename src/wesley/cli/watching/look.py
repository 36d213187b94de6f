"""Reading the files of a schema again and again, whatever state they are in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wesley.cli.configuration import Loaded, load
from wesley.cli.lint_codes import refuse_unknown_codes
from wesley.cli.paths import shown
from wesley.cli.sources import gather
from wesley.cli.view_files import read_view_files
from wesley.cli.watching.places import output_folder
from wesley.problems.problem import Problem, UsageError
from wesley.watch.codes import OUT_OF_REACH
from wesley.watch.look import Look

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wesley.cli.options import Options


def look(paths: Sequence[str], out: str | None, options: Options) -> tuple[Look, Loaded | None]:
    """Read the configuration and the files; what is wrong with them is in what is given back.

    Args:
        paths: what the command line names.
        out: `--out`.
        options: the common options.

    Returns:
        What was read, and the configuration; None where that is wrong.
    """
    try:
        loaded = load(options.config)
        refuse_unknown_codes(loaded.configuration)
    except UsageError as error:
        return Look(problems=error.problems, texts=_texts(error.problems)), None
    except OSError as error:
        return Look(problems=(out_of_reach(error),)), None
    return _read(paths, out, loaded), loaded


def out_of_reach(error: OSError) -> Problem:
    """What the operating system said when files were read or written. Of the working directory it gives no name."""
    if isinstance(error, FileNotFoundError) and error.filename is None:
        message = "the working directory is gone"
        return Problem(code=OUT_OF_REACH, message=message, help="Wesley goes on when there is one of its name again")
    where = f"`{error.filename}`: " if isinstance(error.filename, str) else ""
    message = f"{where}{(error.strerror or 'unknown reason').lower()}"
    return Problem(code=OUT_OF_REACH, message=message, help="mend that; Wesley looks again when a file changes")


def _read(paths: Sequence[str], out: str | None, loaded: Loaded) -> Look:
    configuration = loaded.configuration.places.file
    folder = str(output_folder(out, loaded))
    try:
        gathered = gather(paths, loaded)
        files = read_view_files(gathered.sources)
    except UsageError as error:
        return Look(configuration=configuration, problems=error.problems, texts=_texts(error.problems))
    except OSError as error:
        return Look(configuration=configuration, problems=(out_of_reach(error),))
    return Look(
        settings=loaded.settings,
        configuration=configuration,
        folder=folder,
        sources=gathered.sources,
        files=files,
        problems=gathered.problems,
        texts=gathered.texts | files,
    )


def _texts(problems: tuple[Problem, ...]) -> dict[str, str]:
    """What to show the places of problems in; a file that is gone by now is shown without its line."""
    from wesley.cli.watching.places import text_of

    return {name: text_of(name) for name in {problem.origin.file for problem in problems if problem.origin.known}}


def names(paths: Sequence[str], loaded: Loaded) -> tuple[str, ...]:
    """What is watched, as the user knows it."""
    return tuple(paths) or tuple(shown(loaded.folder / path) for path in loaded.settings.schema)
