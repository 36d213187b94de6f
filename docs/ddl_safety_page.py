"""Writes `docs/ddl-safety.md` from the case files: what is unsafe in each change of a schema, and what Wesley does."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from tests.changes.case import Case, cases

PAGE = Path(__file__).parent / "ddl-safety.md"
_HEAD = """\
# Changing a PostgreSQL schema that is in use

What each change costs when it is done the short way, and what Wesley does instead. Each section is a case file of
`tests/changes/cases`: its plan is what `wesley plan` makes of it, and the tests run it on real servers with rows in the
tables, forward, back and forward again, and compare the locks that it takes with those that it declares. What single
statements lock, rewrite and scan is measured in `tests/locks`; `make locks` measures it again.

The `contract` parts wait until no application relies on what they take away.
"""


def page() -> str:
    """The whole page."""
    sections = [section for case in cases() for section in _section(case)]
    return "\n".join([_HEAD, *_contents(), *sections])


def _contents() -> Iterator[str]:
    for case in cases():
        yield f"* [{_title(case)}](#{_anchor(_title(case))})"
    yield ""


def _section(case: Case) -> Iterator[str]:
    prose = case.text.partition("```")[0].removeprefix(f"# {_title(case)}").strip()
    yield f"## {_title(case)}\n"
    yield f"{prose}\n"
    if "sql plan" in case.blocks:
        yield f"```sql\n{case.blocks['sql plan']}```\n"


def _title(case: Case) -> str:
    return case.text.partition("\n")[0].removeprefix("# ")


def _anchor(title: str) -> str:
    """GitHub's anchor of a heading: small letters, hyphens for spaces, no other signs."""
    return "".join(sign for sign in title.lower().replace(" ", "-") if sign.isalnum() or sign in "-_")
