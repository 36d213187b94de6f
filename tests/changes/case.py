"""Case files: one change each, as test and as documentation.

A file has a title, prose, and fenced blocks. People write `graphql before` and `graphql after` (or `sql before` and
`sql after`, for what the schema language cannot say), `sql rows`, which fills the tables of *before*, and
`json options` (`{"server": 18}`). `make cases` writes the others: `sql plan`, `sql undo` and `text safety`; people
review them.
"""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from tests.sdl.harness import compiled
from wesley.config.settings import Postgres, Settings
from wesley.plan.formats.safety import safety
from wesley.plan.formats.script import body
from wesley.plan.kept import Keeping
from wesley.plan.make import make_plan
from wesley.plan.undo import undo

if TYPE_CHECKING:
    from wesley.ir.schema import Schema
    from wesley.plan.plan import Plan

# The major version that cases are written for.
DEFAULT = 15
CASES = Path(__file__).parent / "cases"
WRITTEN_FOR_PEOPLE = ("sql plan", "sql undo", "text safety")
_BLOCK = re.compile(r"^```(\w+ \w+)\n(.*?)^```$\n?", re.MULTILINE | re.DOTALL)


class Options(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a case asks for: major versions of the server, the objects whose loss is accepted, what is kept.

    Args:
        server: the version that the plan in the file is for.
        since: the oldest version that has what the schemas or the plan need.
        allow_drop: names of the objects.
        soft_drop, keep_data: as for `wesley plan`.
    """

    server: int = DEFAULT
    since: int = 12
    allow_drop: tuple[str, ...] = ("*",)
    soft_drop: bool = False
    keep_data: bool = False

    @property
    def keeping(self) -> Keeping:
        """How data are dealt with that are taken away."""
        return Keeping(soft_drop=self.soft_drop, keep_data=self.keep_data)


class Case(Struct, frozen=True, kw_only=True):
    """A case file; `blocks` by their info string."""

    path: Path
    text: str
    blocks: dict[str, str]
    options: Options

    @property
    def name(self) -> str:
        """Name of the file, without its suffix."""
        return self.path.stem

    @property
    def needs_server(self) -> bool:
        """True when only a server can read its schemas."""
        return "sql before" in self.blocks or "sql after" in self.blocks

    def before(self, version: int = DEFAULT) -> Schema:
        """The schema that is there, written for a major version of PostgreSQL."""
        return compiled(self.blocks["graphql before"], Settings(postgres=Postgres(version=version)))

    def after(self, version: int = DEFAULT) -> Schema:
        """The schema that shall be there, written for the same one."""
        return compiled(self.blocks["graphql after"], Settings(postgres=Postgres(version=version)))

    def plan(self, server: int | None = None) -> Plan:
        """The plan from before to after, contract included."""
        return make_plan(
            self.before(),
            self.after(),
            server=server or self.options.server,
            contract=True,
            allow_drop=self.options.allow_drop,
            keeping=self.options.keeping,
        )


@cache
def cases() -> tuple[Case, ...]:
    """All case files, by name."""
    return tuple(read(path) for path in sorted(CASES.glob("*.md")))


def read(path: Path) -> Case:
    """One case file."""
    text = path.read_text(encoding="utf-8")
    blocks = dict(_BLOCK.findall(text))
    options = json.loads(blocks.get("json options", "{}"))
    options["allow_drop"] = tuple(options.get("allow_drop", ("*",)))
    return Case(path=path, text=text, blocks=blocks, options=Options(**options))


def generated(plan: Plan) -> dict[str, str]:
    """The blocks that a plan gives."""
    return {"sql plan": body(plan), "sql undo": body(undo(plan)), "text safety": safety(plan)}


def rewritten(case: Case, blocks: dict[str, str]) -> str:
    """The text of a case file with its generated blocks up to date."""
    people = _BLOCK.sub(lambda block: "" if block[1] in WRITTEN_FOR_PEOPLE else block[0], case.text)
    parts = [f"```{info}\n{blocks[info]}```\n" for info in WRITTEN_FOR_PEOPLE]
    return people.rstrip() + "\n\n" + "\n".join(parts)
