"""A project of many small files, edited and compiled again and again in one process, as `wesley watch` does it."""

from __future__ import annotations

from pathlib import Path
from random import Random

from benchmarks.schemas import schema
from wesley.cli.collector import collector_off
from wesley.cli.options import Options
from wesley.cli.outputs.plan import plan
from wesley.cli.outputs.write import write
from wesley.cli.watching.look import look
from wesley.memory.memory import Memory
from wesley.targets import ALL
from wesley.watch.look import Look
from wesley.watch.warm import Compilation, Warm

PER_FILE = 10


class Project:
    """The files; the process must be in the folder.

    Args:
        folder: where it is made.
        tables: how many tables it begins with.
        per_file: how many definitions there are in a file.
    """

    def __init__(self, folder: Path, tables: int, per_file: int = PER_FILE) -> None:
        blocks = [f"{block.strip()}\n" for block in schema(tables).split("\n\n")]
        self._folder = folder
        self._files = [blocks[start : start + per_file] for start in range(0, len(blocks), per_file)]
        self._random = Random(tables)  # noqa: S311  # the same edits each time
        self._broken: int | None = None
        self._warm = Warm()
        self._seen = Memory()
        (folder / "wesley.toml").write_text('schema = ["schema/*.graphql"]\n')
        (folder / "schema").mkdir()
        for number in range(len(self._files)):
            self._save(number)

    def _save(self, number: int, more: str = "") -> None:
        text = "\n".join(self._files[number]) + more
        (self._folder / "schema" / f"part{number:04}.graphql").write_text(text)

    def add_column(self, serial: int) -> None:
        """Give a table in the middle one more column, in place of the one that it was given before."""
        number = len(self._files) // 2
        self._change(number, len(self._files[number]) // 2, serial)

    def _change(self, number: int, at: int, serial: int) -> None:
        lines = [line for line in self._files[number][at].splitlines() if not line.startswith("  more")]
        if lines[-1] == "}" and "  id: UUID! @primaryKey" in lines:
            lines.insert(-1, f"  more{serial}: String @index")
        self._files[number][at] = "\n".join(lines) + "\n"
        self._save(number)

    def edit(self, serial: int) -> None:
        """Any edit: another column, another order, a definition in another file, a file half-saved and then whole."""
        if self._broken is not None:
            number, self._broken = self._broken, None
            self._save(number)
            return
        number = self._random.randrange(len(self._files))
        at = self._random.randrange(len(self._files[number]))
        kind = self._random.randrange(8)
        if kind == 0:
            self._save(number, "\ntype Broken {")
            self._broken = number
        elif kind == 1:
            self._random.shuffle(self._files[number])
            self._save(number)
        elif kind == 2 and len(self._files[number]) > 1:  # a file defines something
            other = self._random.randrange(len(self._files))
            self._files[other].append(self._files[number].pop(at))
            self._save(other)
            self._save(number)
        else:
            self._change(number, at, serial)

    def round(self) -> tuple[Look, Compilation]:
        """Read the files, compile them, write what is to be written."""
        seen, _ = look((), None, Options())
        if seen.settings is None or seen.problems:
            raise RuntimeError("the files of the benchmark cannot be read")
        with collector_off():
            compilation = self._warm.compile(seen.sources, seen.files, seen.settings, ALL)
        if compilation.schema is not None:
            write(plan(Path(seen.folder), compilation.emitted, self._seen))
        return seen, compilation
