"""`git:REF[:PATH]`: the schema as it was in a commit, with the configuration of that commit."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from wesley.cli.codes import NO_COMMIT
from wesley.cli.configuration import Loaded, load
from wesley.cli.find_files import ENDINGS
from wesley.cli.paths import shown
from wesley.cli.plan_sources.files import contents
from wesley.cli.plan_sources.sdl import source_of
from wesley.cli.plan_sources.snapshot import snapshot
from wesley.cli.plan_sources.source import Request, Source, SourceError, SourceKind
from wesley.cli.plan_sources.sql_files import loaded as loaded_sql
from wesley.cli.reading import understood
from wesley.cli.sources import Gathered, gather
from wesley.cli.view_files import read_view_files
from wesley.config.decode import Configuration
from wesley.config.places import Places
from wesley.ir.origin import Origin
from wesley.problems.problem import Problem, UsageError, WesleyError
from wesley.sdl.source import Source as Text

if TYPE_CHECKING:
    import tarfile

PREFIX = "git:"
_WANTED = (*ENDINGS, ".sql", ".json", ".toml")


def _read(words: tuple[str, ...], request: Request) -> Source:
    import tempfile

    ref, _, path = words[0].removeprefix(PREFIX).partition(":")
    top = Path(_git("rev-parse", "--show-toplevel", instead="the working directory is in no git repository"))
    commit = _commit(ref)
    with tempfile.TemporaryDirectory(prefix="wesley-") as name:
        folder = Path(name).resolve()
        _extract(top, commit, folder)
        try:
            return _source(_Place(folder, top, words[0], ref, path), request)
        except WesleyError as error:
            raise _renamed(error, _Names(folder, ref)) from None


class _Place(Struct, frozen=True):
    """Where the files of a commit are.

    Args:
        folder: the folder that holds them.
        top: the repository's own.
        label: the word of the command line.
        ref: what it calls the commit.
        path: the path that it names, relative to the repository; empty for the configured schema.
    """

    folder: Path
    top: Path
    label: str
    ref: str
    path: str


def _source(place: _Place, request: Request) -> Source:
    _refuse_outside(place, place.folder, (place.path,))
    if place.path.endswith(".json"):
        return snapshot(contents(place.folder / place.path), place.label)
    settled = _configuration(place, request.loaded)
    if place.path.endswith(".sql"):
        texts = {place.label: contents(place.folder / place.path).decode("utf-8-sig", errors="replace")}
        return loaded_sql(texts, replace(request, loaded=settled), place.label)
    _refuse_outside(place, settled.folder, settled.settings.schema)
    gathered = gather((), settled)
    files = read_view_files(gathered.sources)
    names = _Names(place.folder, place.ref)
    views = {names.inside(name): text for name, text in files.items()}
    return source_of(understood(settled, _gathered(gathered, names), views), place.label)


def _refuse_outside(place: _Place, root: Path, paths: tuple[str, ...]) -> None:
    """A path that leads out of the commit would be read as it is now, and not as it was.

    Raises:
        UsageError: one of the paths does.
    """
    for path in paths:
        if not Path(os.path.normpath(root / path)).is_relative_to(place.folder):
            message = f"`{path}` is not inside the commit `{place.ref}`"
            raise UsageError(_no_commit(message, "name a path inside the repository, relative to its top folder"))


def _configuration(place: _Place, now: Loaded) -> Loaded:
    """The configuration of the commit; that of today where the commit has none at its place."""
    file = now.configuration.places.file
    path = (Path.cwd() / file).resolve() if file else None
    inside = place.folder / path.relative_to(place.top) if path and path.is_relative_to(place.top) else None
    then = load(str(inside)) if inside is not None and inside.is_file() else None
    settings = now.settings if then is None else then.settings
    # The version is the plan's: both sides of it are for one server.
    settings = replace(settings, postgres=replace(settings.postgres, version=now.settings.postgres.version))
    around = now.folder.resolve()
    root = place.folder / around.relative_to(place.top) if around.is_relative_to(place.top) else place.folder
    if place.path:
        settings, root = replace(settings, schema=(place.path,)), place.folder
    return Loaded(Configuration(settings, Places("", "")), root)


class _Names(Struct, frozen=True):
    """What messages call the files of a commit: as its command line does, `git:v1:schema/user.graphql`.

    Args:
        folder: the folder that holds them.
        ref: the commit.
    """

    folder: Path
    ref: str

    def inside(self, text: str) -> str:
        """A text in which the folder has the name of the commit."""
        for folder in (str(self.folder), shown(self.folder)):
            text = text.replace(f"{folder}/", f"{PREFIX}{self.ref}:").replace(folder, f"{PREFIX}{self.ref}")
        return text


def _gathered(found: Gathered, names: _Names) -> Gathered:
    """The sources under the names that messages have for them."""
    return Gathered(
        sources=tuple(Text(names.inside(text.name), text.text) for text in found.sources),
        problems=tuple(_problem(problem, names) for problem in found.problems),
        texts={names.inside(name): text for name, text in found.texts.items()},
    )


def _renamed(error: WesleyError, names: _Names) -> WesleyError:
    problems = tuple(_problem(problem, names) for problem in error.problems)
    if isinstance(error, SourceError):
        return SourceError({names.inside(name): text for name, text in error.texts.items()}, *problems)
    return type(error)(*problems)


def _problem(problem: Problem, names: _Names) -> Problem:
    place = problem.origin
    origin = Origin(names.inside(place.file), place.line, place.column, place.length)
    return replace(problem, message=names.inside(problem.message), origin=origin, help=names.inside(problem.help))


def _commit(ref: str) -> str:
    instead = f"no commit `{ref}` in this repository" if ref else "`git:` names no commit"
    return _git("rev-parse", "--verify", "--quiet", "--end-of-options", f"{ref}^{{commit}}", instead=instead)


def _extract(top: Path, commit: str, folder: Path) -> None:
    """Write the files of a commit that a schema can be made of into a folder."""
    with _archive(top, commit) as archive:
        for member in archive:
            path = PurePosixPath(member.name)
            data = archive.extractfile(member) if member.isfile() and path.suffix in _WANTED else None
            if data is not None and not path.is_absolute() and ".." not in path.parts:
                (folder / path).parent.mkdir(parents=True, exist_ok=True)
                (folder / path).write_bytes(data.read())


@contextmanager
def _archive(top: Path, commit: str) -> Iterator[tarfile.TarFile]:
    import shutil
    import subprocess
    import tarfile

    command = [shutil.which("git") or "git", "-C", str(top), "archive", "--format=tar", commit]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
        if process.stdout is None:
            raise LookupError("a pipe was asked for")
        with tarfile.open(fileobj=process.stdout, mode="r|") as archive:
            yield archive
        process.stdout.read()


def _git(*arguments: str, instead: str) -> str:
    """What git prints, without the end of the line.

    Raises:
        UsageError: git says no, which means `instead`; or there is no git.
    """
    import shutil
    import subprocess

    program = shutil.which("git")
    if program is None:
        raise UsageError(_no_commit("git is not installed", "install it, or name files"))
    done = subprocess.run([program, *arguments], capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise UsageError(_no_commit(instead, "`git:REF` or `git:REF:PATH`, such as git:main or git:v1.2:schema"))
    return done.stdout.removesuffix("\n")


def _no_commit(message: str, help_text: str) -> Problem:
    return Problem(code=NO_COMMIT, message=message, help=help_text)


KIND = SourceKind(name="commit", fits=lambda word: word.startswith(PREFIX), read=_read)
