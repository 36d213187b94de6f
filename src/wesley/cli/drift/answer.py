"""What `wesley drift` has found, as one value for all its formats."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from msgspec import Struct

from wesley.drift.adopt.adoption import Adoption
from wesley.drift.finding import Finding
from wesley.drift.look import Drift
from wesley.drift.repair import Repair

MOST_SHOWN = 50
"""Findings that people are told one by one, and changes of the repair: more is read by nobody."""


class Answer(Struct, frozen=True, kw_only=True):
    """The answer.

    Args:
        database: host, port and name, without secrets.
        against: what the database was compared with.
        drift: what is otherwise in it.
        left_alone: objects that the schema has no words for.
        ignored: what differs and is left to others, each with the rule that says so.
        unfit: rules that fit nothing.
        undecided: places of which nobody could tell whether the two texts mean the same.
        waits: the plan whose contract waits; empty where none does.
        unfinished: a plan that is half run; empty where none is.
        repair: what a plan would do.
        commands: what to type for it; where a plan is half run, to bring that to an end instead.
        adoptions: what to write in the schema, by finding.
        texts: the texts of the schema by name, which the adoptions are edits of.
    """

    database: str
    against: str
    drift: Drift
    left_alone: tuple[str, ...] = ()
    ignored: tuple[str, ...] = ()
    unfit: tuple[str, ...] = ()
    undecided: tuple[str, ...] = ()
    waits: str = ""
    unfinished: str = ""
    repair: Repair = Repair()
    commands: tuple[str, ...] = ()
    adoptions: tuple[tuple[Finding, Adoption], ...] = ()
    texts: dict[str, str] = {}

    @property
    def shown(self) -> tuple[Finding, ...]:
        """The findings that people are told, the most severe first."""
        return self.drift.findings[:MOST_SHOWN]

    @property
    def side(self) -> str:
        """What to call the side that the database is compared with."""
        return "schema" if self.texts else "wanted"

    def adoption(self, finding: Finding) -> Adoption | None:
        """What to write in the schema for a finding; None where it was not looked for."""
        return next((adoption for one, adoption in self.adoptions if one is finding), None)


def summary(answer: Answer) -> str:
    """How many there are of each, in a line."""
    words = [f"{number} {kind}" for kind, number in answer.drift.counted().items() if number]
    parts = [", ".join(words)] if words else []
    if answer.drift.expected:
        contract = f"the contract of plan {answer.waits} is run"
        end = f"plan {answer.unfinished} is at its end" if answer.unfinished else contract
        parts.append(f"{len(answer.drift.expected)} expected until {end}")
    if answer.drift.ignored:
        parts.append(f"{len(answer.drift.ignored)} ignored by rules")
    if answer.left_alone:
        parts.append(f"{len(answer.left_alone)} left alone")
    return "; ".join(parts)


def to_the_end(answer: Answer) -> str:
    """What comes first while a plan is half run."""
    return f"First bring plan {answer.unfinished} to its end: it is half run"


def unshown(answer: Answer) -> str:
    """What is not told one by one, counted; empty where all is."""
    rest = Counter(f"{one.kind} {one.subject.kind}" for one in answer.drift.findings[MOST_SHOWN:])
    if not rest:
        return ""
    kinds = ", ".join(f"{number} {kind}" for kind, number in rest.most_common())
    return f"and {rest.total()} more: {kinds}; `--format json` tells each"


def shortened(texts: Sequence[str], most: int) -> tuple[str, ...]:
    """The first texts, and how many there are beside them."""
    more = len(texts) - most
    return (*texts[:most], f"{more} more") if more > 1 else tuple(texts)


def headline(finding: Finding) -> str:
    """A finding in a few words: `column public.users.age: type differs`."""
    subject = finding.subject
    name = f"{subject.kind} {subject.path}" if subject.kind not in ("comment", "privilege") else _of(finding)
    if finding.kind == "different":
        verb = "differs" if len(finding.differs) == 1 else "differ"
        return f"{name}: {', '.join(finding.differs)} {verb}"
    return f"{name} is {finding.kind}"


def _of(finding: Finding) -> str:
    subject = finding.subject
    if subject.kind == "comment":
        return f"comment on {subject.path}"
    owner = ".".join(part for part in (subject.schema, subject.table) if part)
    return f"privilege of {subject.name} on {owner}"
