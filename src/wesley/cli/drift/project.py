"""The second remedy for a schema in files: its texts, and what differs with other texts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from wesley.cli.sources import gather
from wesley.cli.view_files import read_view_files
from wesley.drift.adopt.adoption import Adoption
from wesley.drift.adopt.project import Project
from wesley.drift.adopt.propose import proposals
from wesley.drift.adopt.reasons import reason
from wesley.drift.adopt.trial import Proposal, tried
from wesley.drift.finding import Finding, key_of
from wesley.drift.look import look
from wesley.drift.respelled import respelled
from wesley.sdl.language.outline import outline
from wesley.sdl.read import check
from wesley.sdl.remembered import Remembered
from wesley.sdl.source import Source

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wesley.cli.configuration import Loaded
    from wesley.cli.plan_sources.sides import Sides
    from wesley.drift.finding import Key
    from wesley.drift.look import Drift
    from wesley.ir.schema import Schema


class Adoptions(Struct, frozen=True):
    """What to write for each finding, and the texts that these are edits of."""

    by_finding: tuple[tuple[Finding, Adoption], ...] = ()
    texts: dict[str, str] = {}


def adoptions(paths: Sequence[str], loaded: Loaded, sides: Sides, found: Schema, drift: Drift) -> Adoptions:
    """What to write in the schema for each finding; nothing where the schema is not in files.

    Args:
        paths: what the command line names.
        loaded: the configuration.
        sides: the database, and the schema that these paths are.
        found: the database, with what means the same spelled as in the schema.
        drift: what is otherwise.
    """
    if sides.new.is_catalog or not sides.new.schema.api.objects:
        return Adoptions()
    postgres = replace(loaded.settings.postgres, version=sides.version)
    settings = replace(loaded.settings, postgres=postgres)
    gathered = gather(paths, loaded)
    files = read_view_files(gathered.sources)
    texts = {source.name: source.text for source in gathered.sources}
    project = Project(
        settings=settings,
        schema=sides.new.schema,
        outlines=outline(gathered.sources),
        texts=texts,
        found=found.physical,
    )

    remembered = Remembered()

    def reading(changed: dict[str, str]) -> Schema | None:
        if changed == texts:
            return sides.new.schema
        return check([Source(name, text) for name, text in changed.items()], settings, files, remembered).schema

    def differing(changed: dict[str, str]) -> frozenset[Key] | None:
        schema = reading(changed)
        if schema is None:
            return None
        both = respelled(found, schema)
        its = look(both.found, both.expected, None, ())
        return frozenset(map(key_of, its.findings))

    proposed = [
        Proposal(finding=one, ways=proposals(project, one), reason=reason(found.physical, one))
        for one in drift.findings
    ]
    return Adoptions(tuple(zip(drift.findings, tried(proposed, texts, differing), strict=True)), texts)
