"""A live database against what should be there: everything that is told of it, as one value."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from msgspec import Struct

from wesley.config.ignore_rules import IgnoreRule
from wesley.diff.diff import in_old_names
from wesley.diff.match_renames import match_renames
from wesley.drift.compare import compare, in_order
from wesley.drift.finding import Finding, Kind, worst
from wesley.drift.pending import Pending, split
from wesley.drift.renamed import rename_findings
from wesley.ir.schema import Schema
from wesley.plan.ignored import ignored
from wesley.plan.own_objects import with_kept, without_kept


class Drift(Struct, frozen=True, kw_only=True):
    """What is otherwise in a database.

    Args:
        findings: the drift, the most severe first.
        expected: differences that a plan which is not at its end explains.
        ignored: differences that a rule leaves out.
    """

    findings: tuple[Finding, ...] = ()
    expected: tuple[Finding, ...] = ()
    ignored: tuple[Finding, ...] = ()

    @property
    def severity(self) -> str:
        """The greatest severity; empty when there is no drift."""
        return worst(self.findings)

    def counted(self) -> dict[str, int]:
        """How many objects are missing, extra and different."""
        numbers = Counter(finding.kind for finding in self.findings)
        return {kind.value: numbers[kind] for kind in Kind}


def look(found: Schema, expected: Schema, plan: Pending | None, rules: Iterable[IgnoreRule]) -> Drift:
    """Compare a database with what should be there.

    Args:
        found: the database, with what means the same spelled as in `expected`.
        expected: what should be there, with all that the schema language has no words for taken over.
        plan: the plan that is not at its end, for what it explains; None where there is none or it does not matter.
        rules: what is none of ours.

    Raises:
        WesleyError: hints of the schema cannot all hold.
    """
    renames = match_renames(found, expected)
    aim = with_kept(found.physical, in_old_names(without_kept(expected.physical), renames))
    goal = ignored(found.physical, aim, rules).goal
    ours = in_order((*rename_findings(renames, expected.physical), *compare(found.physical, goal)))
    known = {(one.kind, one.subject) for one in ours}
    others = () if goal is aim else compare(found.physical, aim)
    parts = split(ours, found.physical, plan, renames)
    return Drift(
        findings=parts.drift,
        expected=parts.expected,
        ignored=tuple(one for one in others if (one.kind, one.subject) not in known),
    )
